// The words of the page, in the language of the moment. All of them stand in words.toml.

const WORDS = JSON.parse(document.getElementById("words").textContent);
const LANGUAGES = ["zh", "en"];

function word(key, values = {}) {
  const texts = WORDS[key];
  if (!texts) return key;
  const text = texts[LANGUAGES.indexOf(state.lang)] ?? texts[0];
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

// The word for a value of the data: word_of("status", "planned").
function wordOf(kind, value) {
  return WORDS[`${kind}.${value}`] ? word(`${kind}.${value}`) : value;
}

// Give the fixed parts of the page their words: the text of an element, its name, its hint.
function wordPage() {
  document.documentElement.lang = state.lang === "en" ? "en" : "zh-Hans";
  document.title = word("page.title");
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
  for (const node of document.querySelectorAll("[data-name]")) node.setAttribute("aria-label", word(node.dataset.name));
  for (const node of document.querySelectorAll("[data-hint]")) node.setAttribute("placeholder", word(node.dataset.hint));
}
