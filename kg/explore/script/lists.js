// Headings, lists, pairs and tags, of which views and panels are made.

const MOST_AT_ONCE = 60; // entries of a list that are drawn before one asks for more

function heading(level, ...children) {
  return element(`h${level}`, level === 2 ? { tabindex: "-1" } : {}, ...children);
}

// A list of which the first are drawn, and a button for the rest.
function limited(list, make, attributes = {}, most = MOST_AT_ONCE) {
  const whole = items(list.slice(0, most), make, attributes);
  if (list.length <= most) return whole;
  const more = element("button", { type: "button", class: "more" }, word("more", { n: list.length - most }));
  more.addEventListener("click", () => {
    const from = whole.children.length;
    whole.append(...list.slice(from).map((entry) => element("li", {}, make(entry))));
    whole.children[from].querySelector("a, button, input")?.focus();
    more.remove();
  });
  return [whole, more];
}

function pairsList(pairs) {
  const told = pairs.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return element("dl", { class: "facts" }, told.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
}

function tag(text, kind = "") {
  return element("span", { class: `tag ${kind}` }, text);
}
