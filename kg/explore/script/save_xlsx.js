// Tables as the sheets of a workbook: the few parts of Office Open XML (ECMA-376) that it takes.
//
// Texts are inline strings and never formulas; the first row is bold and stays in sight.

const XLSX_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const XLSX_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const XLSX_PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const XLSX_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const XLSX_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const XLSX_LONGEST = 32767; // characters of a cell
const XLSX_WIDTHS = [6, 60]; // of a column, in letters
const SHEET_LONGEST = 31; // characters of the name of a sheet

// Leave out what XML 1.0 cannot hold, halves of pairs too.
function xmlClean(text) {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])/g, "")
    .replace(/(^|[^\ud800-\udbff])[\udc00-\udfff]+/g, "$1");
}

function xmlText(text) {
  return xmlClean(text).replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
}

// _x0041_ in a cell would be read as the letter A.
function xlsxText(text) {
  return xmlText(text.slice(0, XLSX_LONGEST)).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
}

// A1, B1, ... AA1
function xlsxPlace(column, row) {
  let letters = "";
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}

function xlsxCell(value, column, row) {
  const at = `r="${xlsxPlace(column, row)}"${row === 0 ? ' s="1"' : ""}`;
  if (typeof value === "number" && Number.isFinite(value)) return `<c ${at}><v>${value}</v></c>`;
  const text = String(value ?? "");
  return text === "" ? "" : `<c ${at} t="inlineStr"><is><t xml:space="preserve">${xlsxText(text)}</t></is></c>`;
}

function xlsxWidth(lists, column) {
  const wide = (text) => Array.from(text).reduce((sum, letter) => sum + (letter.codePointAt(0) < 0x2e80 ? 1 : 2), 0);
  const widest = lists.reduce((most, list) => Math.max(most, wide(String(list[column] ?? "").slice(0, XLSX_WIDTHS[1]))), 0);
  return Math.min(Math.max(widest + 2, XLSX_WIDTHS[0]), XLSX_WIDTHS[1]);
}

function xlsxSheet({ columns, rows: lists }) {
  const all = [columns, ...lists];
  const widths = columns.map((_, column) => `<col min="${column + 1}" max="${column + 1}" width="${xlsxWidth(all, column)}" customWidth="1"/>`);
  const body = all.map((list, row) => `<row r="${row + 1}">${list.map((value, column) => xlsxCell(value, column, row)).join("")}</row>`);
  return `${XLSX_HEAD}<worksheet xmlns="${XLSX_MAIN}"><sheetViews><sheetView workbookViewId="0">`
    + '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    + `${widths.length ? `<cols>${widths.join("")}</cols>` : ""}<sheetData>${body.join("")}</sheetData></worksheet>`;
}

// Names that a workbook allows: 31 characters, none of []:*?/\, each once whatever its case.
function sheetNames(tables) {
  const taken = new Set();
  return tables.map(({ name }) => {
    const plain = xmlClean(name).replace(/[[\]:*?/\\\t\r\n]/g, " ").replace(/^'+/, "");
    const allowed = withoutLast(plain, "'").trim() || word("save.sheet");
    for (let count = 1; ; count += 1) {
      const ending = count > 1 ? ` (${count})` : "";
      const one = `${xmlClean(allowed.slice(0, SHEET_LONGEST - ending.length)).trim()}${ending}`;
      if (taken.has(one.toLowerCase())) continue;
      taken.add(one.toLowerCase());
      return one;
    }
  });
}

// Returns a list of byte arrays, to be joined by a Blob.
function xlsxOf(tables) {
  const names = sheetNames(tables);
  const sheets = names.map((name, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`);
  const relation = (id, kind, target) => `<Relationship Id="rId${id}" Type="${XLSX_RELATIONS}/${kind}" Target="${target}"/>`;
  const relations = (...list) => `${XLSX_HEAD}<Relationships xmlns="${XLSX_PACKAGE}/relationships">${list.flat().join("")}</Relationships>`;
  const kind = (path, name) => `<Override PartName="/xl/${path}" ContentType="${XLSX_KIND}.${name}+xml"/>`;
  const paths = tables.map((_, index) => `worksheets/sheet${index + 1}.xml`);
  return zipOf({
    "[Content_Types].xml": `${XLSX_HEAD}<Types xmlns="${XLSX_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`
      + `${kind("workbook.xml", "sheet.main")}${kind("styles.xml", "styles")}${paths.map((path) => kind(path, "worksheet")).join("")}</Types>`,
    "_rels/.rels": relations(relation(1, "officeDocument", "xl/workbook.xml")),
    "xl/workbook.xml": `${XLSX_HEAD}<workbook xmlns="${XLSX_MAIN}" xmlns:r="${XLSX_RELATIONS}"><sheets>${sheets.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations(paths.map((path, index) => relation(index + 1, "worksheet", path)), relation(paths.length + 1, "styles", "styles.xml")),
    "xl/styles.xml": `${XLSX_HEAD}<styleSheet xmlns="${XLSX_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>`
      + '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
      + '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
      + '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
      + '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
      + '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    ...Object.fromEntries(tables.map((table, index) => [`xl/${paths[index]}`, xlsxSheet(table)])),
  });
}
