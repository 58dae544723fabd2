// A table as CSV that spreadsheets open: UTF-8 with a byte-order mark, CR LF, no cell a formula.

const FORMULA_START = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?$/;

// A text that a spreadsheet would take for a formula gets an apostrophe, as in kg/tables.py.
function harmless(text) {
  return FORMULA_START.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

function csvCell(value) {
  const text = typeof value === "string" ? harmless(value) : String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvOf({ columns, rows: lists }) {
  return `\ufeff${[columns, ...lists].map((list) => `${list.map(csvCell).join(",")}\r\n`).join("")}`;
}
