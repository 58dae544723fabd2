// Making elements. Every text of the data goes through a text node, never through mark-up.

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  setAttributes(made, attributes);
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return made;
}

function setAttributes(made, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
}

const SVG = "http://www.w3.org/2000/svg";

// Fonts with Chinese on Windows, macOS and Linux, for drawings, which base.css does not reach.
const FONTS = "PingFang SC, Hiragino Sans GB, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, WenQuanYi Micro Hei, sans-serif";

// The same for drawings.
function svgElement(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  setAttributes(made, attributes);
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return made;
}

function items(list, make, attributes = {}) {
  return element("ul", attributes, list.map((entry) => element("li", {}, make(entry))));
}

function byId(id) {
  return document.getElementById(id);
}

// What is in Chinese whatever the language of the page: names and sentences of documents.
function chinese(tag, attributes, ...children) {
  return element(tag, { lang: "zh-Hans", ...attributes }, ...children);
}
