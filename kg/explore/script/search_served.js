// What the search box finds beyond what the page holds: names of all plans, words of the texts.

const PAUSE = 300; // milliseconds without a key before the server is asked
const foundFor = new Map(); // words -> null while they are searched, hits, or the line of what went wrong
let asking = null;

loader = { ...loader, found: foundBesides, searchNote };

function foundBesides(wanted) {
  if (wanted.length < SHORTEST_IN_SENTENCES) return [];
  const known = foundFor.get(wanted);
  if (Array.isArray(known)) return known;
  clearTimeout(asking);
  if (known === undefined) asking = setTimeout(() => askSearch(wanted), PAUSE);
  return [];
}

async function askSearch(wanted) {
  if (foundFor.has(wanted)) return;
  foundFor.set(wanted, null);
  const answer = await answered("search", new URLSearchParams([["q", wanted], ...scopeAsked()]));
  foundFor.set(wanted, answer.rows ? [...namesFound(answer.rows), ...placesFound(answer.rows)] : answer.wrong);
  if (normal(byId("search").value) === wanted && document.activeElement === byId("search")) drawResults();
  if (answer.wrong) foundFor.delete(wanted); // the next key asks again
}

// Names that the page has are among its own results.
function namesFound({ names }) {
  const known = new Set(entries.map(({ kind, id }) => `${kind} ${id}`));
  return names.filter(({ kind, id }) => !known.has(`${kind} ${id}`)).map(({ kind, id, name, matched }) => ({
    kind, id, matched, row: { id, name }, away: kind !== "indicator",
  }));
}

function placesFound({ places }) {
  const seen = new Set(passages.map(({ sentence }) => sentence));
  return places.filter(({ source, sentence }) => plansIn.has(source) && !seen.has(sentence)).map(({ source, at, sentence }) => ({
    kind: "sentence", id: null, region: plansIn.get(source)[0].region, text: sentence, place: { source, at: String(at), raw: "" },
  }));
}

// What stands below the box while there is nothing to choose.
function searchNote(wanted) {
  const known = foundFor.get(wanted);
  if (typeof known === "string") return known;
  return word(Array.isArray(known) || wanted.length < SHORTEST_IN_SENTENCES ? "search.none" : "served.searching");
}
