// The rows of the page and the ways from one to another, whatever the filters.

const DATA = JSON.parse(document.getElementById("data").textContent);
const EXTENT = DATA.extent; // whole, sentences or overview

const rows = Object.fromEntries(
  ["plans", "regions", "programs", "indicators", "mentions", "targets", "notes", "headings"].map((name) => [name, objects(DATA[name])]),
);
const passages = DATA.passages.map(([plan, section, start, sentence]) => ({
  plan: rows.plans[plan], section: DATA.sections[section], start, sentence,
}));
for (const fact of [...rows.mentions, ...rows.targets, ...rows.notes]) {
  fact.passage = passages[fact.passage];
  fact.plan = fact.passage.plan;
  fact.region = fact.plan.region;
}
for (const mention of rows.mentions) mention.kind = "program";
for (const target of rows.targets) target.kind = "target";

const regions = byKey(rows.regions);
const plans = byKey(rows.plans);
const programs = byKey(rows.programs);
const indicators = byKey(rows.indicators);
const facts = byKey([...rows.mentions, ...rows.targets, ...rows.notes]);
const plansOf = grouped(rows.plans, (plan) => plan.region);
const provinceOf = new Map(rows.regions.map((region) => [region.id, region.province ?? ""]));

// A table of columns and rows as objects; a column that no row fills is not there.
function objects({ columns, rows: lists }) {
  return lists.map((list) => {
    const made = {};
    columns.forEach((column, index) => { made[column] = list[index]; });
    return made;
  });
}

function byKey(list) {
  return new Map(list.map((row) => [row.id, row]));
}

function grouped(list, key) {
  const groups = new Map();
  for (const entry of list) {
    const name = key(entry);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(entry);
  }
  return groups;
}

function regionName(id) {
  return regions.get(id)?.name ?? id;
}

// The name of a program or indicator in the language of the page.
function nameOf(row) {
  return state.lang === "en" && row.english ? row.english : row.name;
}

// What a number measures: the concept where the vocabulary has it, else its own words.
function indicatorOf(target) {
  return target.concept ?? target.indicator;
}

function indicatorName(id) {
  const row = indicators.get(id);
  return row ? nameOf(row) : id;
}

function compareNames(one, other) {
  return one.localeCompare(other, "zh-Hans-CN");
}
