// A number as it is read. Numbers are decimals written out: they are moved about as text, never rounded.

const DECIMAL = /^(-?)0*(\d+)(?:\.(\d+))?$/;
const MYRIADS = [[8, "亿"], [4, "万"]]; // places to the left, and the word for them

// 31000 as 3.1万 in Chinese and 31,000 in English. A unit that begins with a number of its own
// (万元) takes no other before it.
function numberWords(text, unit = "") {
  const [, sign, whole, rest = ""] = DECIMAL.exec(text) ?? [];
  if (!whole) return text;
  if (state.lang === "en") return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${rest && `.${rest}`}`;
  const [places, name] = MYRIADS.find(([least]) => whole.length > least) ?? [];
  if (!places || /^[十百千万亿]/.test(unit)) return text;
  const small = `${whole.slice(-places)}${rest}`.replace(/0+$/, "");
  return `${sign}${whole.slice(0, -places)}${small && `.${small}`}${name}`;
}
