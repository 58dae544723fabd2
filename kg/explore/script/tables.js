// Tables: how columns become what one sees, and what is saved.
//
// A column is {name, value(row), cell(row), saved}: `value` gives the plain value that a file holds,
// `cell` what is drawn (the value where there is none); columns with `saved` are in files only.

function drawTable(columns, list, caption) {
  const seen = columns.filter((column) => !column.saved);
  const head = seen.map((column) => element("th", { scope: "col" }, column.name));
  const body = list.map((row) => element("tr", {}, seen.map((column) =>
    element("td", { class: column.kind }, column.cell ? column.cell(row) : column.value(row)))));
  return element("table", {},
    element("caption", {}, caption),
    element("thead", {}, element("tr", {}, head)),
    element("tbody", {}, body));
}

function plainTable(name, columns, list) {
  return {
    name,
    columns: columns.map((column) => column.name),
    rows: list.map((row) => columns.map((column) => column.value(row) ?? "")),
  };
}

// The words of the text that a fact was read from.
function quoteOf({ passage, start, end }) {
  return Array.from(passage.sentence).slice(start - passage.start, end - passage.start).join("");
}

function number(text) {
  return text === null || text === undefined ? "" : Number(text);
}

const regionColumn = () => ({
  name: word("column.region"),
  value: (target) => regionName(target.region),
  cell: (target) => [regionLink(target.region), faultTags(target.plan)],
});

const indicatorColumn = () => ({
  name: word("column.indicator"),
  value: (target) => target.indicator,
  cell: (target) => [indicatorLink(target, target.indicator), target.program ? element("span", { class: "minor" }, programCalled(target.program)) : null],
});

// The columns of numbers; `first` are those that say whose number it is.
function targetColumns(...first) {
  return [
    ...first,
    { name: word("column.value"), value: valueWords, kind: "number",
      cell: (target) => [targetLink(target), besideWords(target) ? element("span", { class: "minor" }, besideWords(target)) : null] },
    { name: word("column.deadline"), value: deadlineWords, kind: "word" },
    { name: word("column.status"), value: (target) => wordOf("status", target.status), kind: "word",
      cell: (target) => element("span", { class: `status ${target.status}` }, wordOf("status", target.status)) },
    { name: word("column.number"), saved: true, value: (target) => number(target.value) },
    { name: word("column.number_max"), saved: true, value: (target) => number(target.value_max) },
    { name: word("column.unit"), saved: true, value: (target) => target.unit },
    { name: word("column.quantity"), saved: true, value: (target) => wordOf("quantity", target.quantity) },
    { name: word("column.beside"), saved: true, value: besideWords },
    { name: word("column.plan"), saved: true, value: (target) => planWords(target.plan) },
    { name: word("column.faults"), saved: true, value: (target) => faultNames(target.plan) },
    { name: word("column.section"), saved: true, value: (target) => target.passage.section },
    ...placeColumns(),
  ];
}

// Where a fact stands: its sentence, the document, and the characters of it.
function placeColumns() {
  return [
    { name: word("column.sentence"), saved: true, value: ({ passage }) => passage.sentence },
    { name: word("column.document"), saved: true, value: ({ plan }) => plan.document },
    { name: word("column.start"), saved: true, value: ({ start }) => start },
    { name: word("column.end"), saved: true, value: ({ end }) => end },
  ];
}
