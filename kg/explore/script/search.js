// The search box: regions, programs and indicators by any of their names, their pinyin or its
// initials, and sentences by their words (those of the whole texts: search_texts.js).

const MOST_RESULTS = 30; // names
const MOST_SENTENCES = 10; // of numbers and programs
const MOST_TEXTS = 10; // further sentences of the whole texts
const SHORTEST_IN_SENTENCES = 2; // characters; one stands in nearly every sentence
const entries = [
  ...rows.regions.map((region) => entry("region", region, [region.name, region.code ?? ""], region.pinyin)),
  ...rows.programs.map((program) => entry("program", program, [program.name, ...program.aliases, program.english ?? ""], program.pinyin)),
  ...rows.indicators.map((row) => entry("indicator", row, [row.name, ...row.aliases, row.english ?? ""], row.pinyin)),
  ...[...new Set(rows.targets.filter(({ concept }) => !concept).map(({ indicator }) => indicator))]
    .map((name) => entry("indicator", { id: name, name }, [name], [])),
];
let results = [];
let active = -1;

function entry(kind, row, names, pinyin) {
  return {
    kind, id: row.id, row,
    names: names.filter(Boolean).map((name) => ({ name, normal: normal(name) })),
    spoken: pinyin.map((syllables, index) => ({ name: names[index], whole: syllables.replaceAll(" ", ""), initials: syllables.split(" ").map((part) => part[0]).join("") })),
  };
}

// Names that are the query first, then those that begin with it, then those that hold it, then
// those that sound like it; among these, what more regions have.
function search(query) {
  const wanted = normal(query);
  if (!wanted) return [];
  const hits = [];
  for (const one of entries) {
    const hit = hitOf(one, wanted);
    if (hit) hits.push({ ...one, ...hit });
  }
  hits.sort((one, other) => one.rank - other.rank || spread(other) - spread(one));
  return [...hits.slice(0, MOST_RESULTS), ...sentencesWith(wanted), ...loader.found(wanted)];
}

function hitOf({ names, spoken }, wanted) {
  let best = null;
  for (const { name, normal: text } of names) {
    const at = text.indexOf(wanted);
    const rank = at < 0 ? 9 : text === wanted ? 0 : at === 0 ? 1 : 2;
    if (rank < (best?.rank ?? 9)) best = { rank, matched: name };
  }
  if (best || !/^[a-z]+$/.test(wanted)) return best;
  for (const { name, whole, initials } of spoken) {
    const rank = initials === wanted || whole === wanted ? 3 : initials.startsWith(wanted) || whole.startsWith(wanted) ? 4 : initials.includes(wanted) && wanted.length > 1 ? 5 : 9;
    if (rank < (best?.rank ?? 9)) best = { rank, matched: name };
  }
  return best;
}

function spread(hit) {
  return hit.kind === "program" ? shown().regionsWith.get(hit.id)?.size ?? 0 : 0;
}

function sentencesWith(wanted) {
  if (wanted.length < SHORTEST_IN_SENTENCES) return [];
  textSentences(); // has the words of the passages made, too
  const found = new Map();
  for (const fact of facts.values()) {
    if (found.size >= MOST_SENTENCES) break;
    const { passage } = fact;
    if (!found.has(passage) && passage.normal.includes(wanted)) found.set(passage, fact);
  }
  const hits = [...found.values()].map((fact) => ({ kind: "sentence", id: fact.id, region: fact.region, text: fact.passage.sentence }));
  return [...hits, ...textsWith(wanted, new Set(found.keys()), MOST_TEXTS)];
}

function drawResults() {
  const box = byId("search");
  results = search(box.value);
  active = results.length ? 0 : -1;
  const lines = results.map((hit, index) => resultLine(hit, index));
  byId("results").replaceChildren(...lines);
  byId("nothing").hidden = results.length > 0 || !normal(box.value);
  byId("nothing").textContent = loader.searchNote(normal(box.value));
  say(normal(box.value) ? word("search.said", { n: results.length }) : "");
  openResults(results.length > 0);
}

function resultLine(hit, index) {
  const line = element("li", { role: "option", id: `result-${index}` },
    element("span", { class: "kind" }, word(`kind.${hit.kind}`)), resultWords(hit),
    hit.away ? element("span", { class: "kind" }, word("served.away")) : null);
  line.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  line.addEventListener("click", () => choose(index));
  return line;
}

function resultWords(hit) {
  if (hit.kind === "sentence") return chinese("span", { class: "sentence" }, regionName(hit.region), "：", around(hit.text));
  const name = hit.kind === "region" ? hit.row.name : nameOf(hit.row);
  return chinese("span", {}, hit.matched === hit.row.name || hit.matched === name ? name : `${name}（${hit.matched}）`);
}

// The words of a sentence around what is searched.
function around(sentence) {
  const at = Math.max(0, sentence.indexOf(byId("search").value.trim()) - 12);
  const cut = sentence.slice(at, at + 60);
  return `${at > 0 ? "…" : ""}${cut}${at + 60 < sentence.length ? "…" : ""}`;
}

function openResults(open) {
  byId("results").hidden = !open;
  byId("search").setAttribute("aria-expanded", String(open));
  markActive(open);
}

function markActive(open) {
  const lines = byId("results").querySelectorAll('[role="option"]');
  lines.forEach((line, index) => line.setAttribute("aria-selected", String(index === active)));
  if (open && active >= 0) {
    byId("search").setAttribute("aria-activedescendant", `result-${active}`);
    lines[active].scrollIntoView({ block: "nearest" });
  } else byId("search").removeAttribute("aria-activedescendant");
}

function choose(index) {
  const hit = results[index];
  if (!hit) return;
  openResults(false);
  followed = true;
  if (hit.kind === "indicator") go({ view: "targets", indicator: hit.id, open: "" });
  else if (hit.kind === "sentence") go(hit.id ? { open: `fact:${hit.id}` } : { view: "reading", open: "", ...hit.place });
  else go({ open: `${hit.kind}:${hit.id}` });
}

function startSearch() {
  const box = byId("search");
  box.addEventListener("input", drawResults);
  box.addEventListener("focus", () => {
    setTimeout(textSentences); // before the first key
    if (normal(box.value)) drawResults();
  });
  box.addEventListener("blur", () => openResults(false));
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // Enter that ends the typing of pinyin
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && results.length) {
      active = (active + step + results.length) % results.length;
      openResults(true);
      event.preventDefault();
    } else if (event.key === "Enter") choose(active);
    else if (event.key === "Escape") openResults(false);
  });
}
