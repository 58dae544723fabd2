// A table as CSV that spreadsheets open: UTF-8 with a byte-order mark, CR LF, no cell a formula.

// Where a cell begins, here or where a spreadsheet of another language divides it once more, and
// what may stand before a formula; as in kg/tables.py.
const CELL_BEGINS = "(?:^|(?<=[;\\t\\n\\v\\f\\r\\x1c-\\x1e\\x85\\u2028\\u2029]))";
const PASSED_OVER = '[\\s\\0\\x1c-\\x1f\\x85"\\u200b-\\u200f\\u2060\\ufeff]*';
const FORMULA = new RegExp(`^(?=[\\t\\r])|${CELL_BEGINS}(?=${PASSED_OVER}[=+\\-@＝＋－＠])`, "gu");
const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?$/;

// A text that a spreadsheet would take for a formula gets an apostrophe.
function harmless(text) {
  return PLAIN_NUMBER.test(text) ? text : text.replace(FORMULA, "'");
}

function csvCell(value) {
  const text = typeof value === "string" ? harmless(value) : String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvOf({ columns, rows: lists }) {
  return `\ufeff${[columns, ...lists].map((list) => `${list.map(csvCell).join(",")}\r\n`).join("")}`;
}
