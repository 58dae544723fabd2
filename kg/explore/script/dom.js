// Making elements. Every text of the data goes through a text node, never through mark-up.

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

// A button that opens an entry of the page; without children it bears the entry's name.
function opener(kind, id, ...children) {
  const button = element("button", { type: "button", "data-kind": kind, "data-id": id }, ...children);
  button.addEventListener("click", () => go(kind, id));
  return button;
}

function items(list, make, attributes = {}) {
  return element("ul", attributes, list.map((entry) => element("li", {}, make(entry))));
}

function byId(id) {
  return document.getElementById(id);
}
