// Texts as Python counts them, as the search compares them, and without what they end in.

// The number of code points.
function lengthOf(text) {
  const pairs = text.match(/[\ud800-\udbff]/g);
  return text.length - (pairs ? pairs.length : 0);
}

// What two ways to write the same words have in common.
function normal(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[\s“”"'‘’]/gu, "");
}

// A text without those of its last characters that are among some.
function withoutLast(text, some) {
  let end = text.length;
  while (end > 0 && some.includes(text[end - 1])) end -= 1;
  return text.slice(0, end);
}
