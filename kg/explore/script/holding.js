// What the page holds of what one looks at. A file holds all that it ever will; a served page loads
// the rest, and until it is there, something else stands in its place (loading.js).

const SERVED = DATA.served ?? null; // which plans a served page is about
const HAS_TEXTS = EXTENT === "whole" || SERVED !== null;

let loader = {
  need: () => null, // (kind, ids) -> null where the rows are held, else what stands in their place
  needFact: () => null, // the same for one fact
  more: () => null, // (kind, id) -> how many rows of it are left, in words
  elsewhere: () => null, // what is opened -> the way to a page that has it
  others: () => null, // a region -> the way to all its plans, where the page has some
  measured: () => [], // the indicators with their counts, where not all numbers are held
  found: () => [], // words -> what the server finds besides
  searchNote: () => word(EXTENT === "whole" ? "search.none" : `search.none_${EXTENT}`), // nothing to choose
  extent: () => (EXTENT === "whole" ? [] : [word(`extent.${EXTENT}`)]), // what the page holds
};
