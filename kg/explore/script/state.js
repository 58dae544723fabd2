// What is seen stands in the address after #, so that back, bookmark and mail bring it again.

const LISTS = ["pick", "province", "year", "stage", "level", "type", "status", "known", "hide"];
const SINGLES = [
  "view", "open", "lang", "confidence", "colour", "matrix", "by", "sort", "order",
  "which", "indicator", "source", "at", "raw", "region", "from", "to",
];
const FILTERS = ["province", "year", "stage", "level", "type", "status", "known", "confidence"];
const UNTOLD = "-"; // the value of a filter for rows that do not say
const USUAL = {
  view: "overlap", lang: "zh", colour: "level", matrix: "programs", by: "jaccard", sort: "cluster", which: "shared",
  order: "value",
};

let state = readState();

function readState() {
  const given = new URLSearchParams(location.hash.slice(1));
  const read = {};
  for (const key of LISTS) read[key] = [...new Set(given.getAll(key))];
  for (const key of SINGLES) read[key] = given.get(key) ?? USUAL[key] ?? "";
  return read;
}

// The address of the present state with changes; null takes a key back.
function address(changes) {
  const wanted = { ...state, ...changes };
  const written = new URLSearchParams();
  for (const key of SINGLES) {
    if (wanted[key] && wanted[key] !== USUAL[key]) written.set(key, wanted[key]);
  }
  for (const key of LISTS) for (const value of wanted[key] || []) written.append(key, value);
  return `#${written}`;
}

function go(changes) {
  location.hash = address(changes);
}

// A link to what the page shows with changes; one may open it in a window of its own.
function link(changes, attributes, ...children) {
  return element("a", { href: address(changes), ...attributes }, ...children);
}

// A list with a value put in, or taken out where it is there.
function toggled(list, value) {
  return list.includes(value) ? list.filter((other) => other !== value) : [...list, value];
}
