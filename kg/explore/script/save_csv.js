// A table as CSV that spreadsheets open: UTF-8 with a byte-order mark, CR LF, no cell a formula.

// What may stand before a formula, and where spreadsheets of another language divide a cell once more;
// as in kg/tables.py.
const PASSED_OVER = '\\s\\0\\x1c-\\x1f\\x85"\\u200b-\\u200f\\u2060\\ufeff';
const BEFORE_FORMULA = new RegExp(
  `(?:^|(?<=;)|(?<![${PASSED_OVER};]))[${PASSED_OVER}]*(?=[=+\\-@＝＋－＠])`, "gu");
const DIVIDER = /[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/gu;
const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?$/;

// A text that a spreadsheet would take for a formula gets an apostrophe.
function harmless(text) {
  if (PLAIN_NUMBER.test(text)) return text;
  const guarded = text.replace(BEFORE_FORMULA, (before, at) => {
    const begins = at === 0 || text[at - 1] === ";";
    return (begins ? "'" : "") + before.replace(DIVIDER, "$&'");
  });
  return /^[\t\r]/.test(guarded) ? `'${guarded}` : guarded;
}

function csvCell(value) {
  const text = typeof value === "string" ? harmless(value) : String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvOf({ columns, rows: lists }) {
  return `\ufeff${[columns, ...lists].map((list) => `${list.map(csvCell).join(",")}\r\n`).join("")}`;
}
