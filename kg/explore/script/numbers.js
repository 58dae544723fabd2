// A number as it is read. Numbers are decimals written out: they are moved about as text, never rounded.
// They may have any number of digits, so that no pattern here looks at one more than a few times.

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;
const MYRIADS = [[8, "亿"], [4, "万"]]; // places to the left, and the word for them

// 31000 as 3.1万 in Chinese and 31,000 in English. A unit that begins with a number of its own
// (万元) takes no other before it.
function numberWords(text, unit = "") {
  const [, sign, digits = "", rest = ""] = DECIMAL.exec(text) ?? [];
  if (!digits) return text;
  const whole = digits.replace(/^0+(?=\d)/, "");
  if (state.lang === "en") return `${sign}${inThousands(whole)}${rest && `.${rest}`}`;
  const [places, name] = MYRIADS.find(([least]) => whole.length > least) ?? [];
  if (!places || /^[十百千万亿]/.test(unit)) return text;
  const small = withoutLast(`${whole.slice(-places)}${rest}`, "0");
  return `${sign}${whole.slice(0, -places)}${small && `.${small}`}${name}`;
}

function inThousands(digits) {
  const first = digits.length % 3 || 3;
  return [digits.slice(0, first), ...(digits.slice(first).match(/\d{3}/g) ?? [])].join(",");
}
