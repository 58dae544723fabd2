// The search box: regions, programs by any of their names, indicators.

const MOST_RESULTS = 30;
const entries = [
  ...rows.regions.map((region) => ({ kind: "region", id: region.id, name: region.name, names: [region.name, region.code ?? ""] })),
  ...rows.programs.map((program) => ({
    kind: "program",
    id: program.id,
    name: program.name,
    names: [program.name, ...program.aliases, program.english ?? ""],
  })),
  ...[...indicators].map(([id, list]) => ({
    kind: "indicator",
    id,
    name: indicatorName(id),
    names: [...new Set(list.map((target) => target.indicator))],
  })),
];
let found = [];
let active = -1;

function normal(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[\s“”"'‘’]/gu, "");
}

// Names that are the query first, then those that begin with it, then those that hold it; among
// these, what more regions have.
function search(query) {
  const wanted = normal(query);
  if (!wanted) return [];
  const hits = [];
  for (const entry of entries) {
    for (const name of entry.names) {
      const at = normal(name).indexOf(wanted);
      if (at < 0) continue;
      const rank = normal(name) === wanted ? 0 : at === 0 ? 1 : 2;
      hits.push({ ...entry, rank, matched: name });
      break;
    }
  }
  return hits.sort((one, other) => one.rank - other.rank || spread(other) - spread(one));
}

function spread(hit) {
  return hit.kind === "program" ? regionsWith.get(hit.id).size : 0;
}

function drawResults() {
  const box = byId("search");
  const all = search(box.value);
  found = all.slice(0, MOST_RESULTS);
  active = found.length ? 0 : -1;
  const lines = found.map((hit, index) => resultLine(hit, index));
  if (!found.length) lines.push(element("li", { role: "presentation" }, "没有找到"));
  if (all.length > found.length) lines.push(element("li", { role: "presentation" }, `共 ${all.length} 条，只列出前 ${found.length} 条`));
  byId("results").replaceChildren(...lines);
  openResults(normal(box.value) !== "");
}

function resultLine(hit, index) {
  const line = element("li", { role: "option", id: `result-${index}` },
    element("span", { class: "kind" }, KINDS[hit.kind]),
    hit.matched === hit.name ? hit.name : `${hit.name}（${hit.matched}）`);
  line.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  line.addEventListener("click", () => choose(index));
  return line;
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
  const hit = found[index];
  if (!hit) return;
  openResults(false);
  go(hit.kind, hit.id);
}

function startSearch() {
  const box = byId("search");
  box.addEventListener("input", drawResults);
  box.addEventListener("focus", () => normal(box.value) && drawResults());
  box.addEventListener("blur", () => openResults(false));
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // Enter that ends the typing of pinyin
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) {
      active = (active + step + found.length) % found.length;
      openResults(true);
      event.preventDefault();
    } else if (event.key === "Enter") choose(active);
    else if (event.key === "Escape") openResults(false);
  });
}
