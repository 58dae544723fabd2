// The rows of the page and the ways from one to another, whatever the filters.

const DATA = JSON.parse(document.getElementById("data").textContent);
const EXTENT = DATA.extent; // whole, sentences, overview or served
const FACTS = ["mentions", "targets", "notes"]; // the tables of what was read from a text

const rows = Object.fromEntries(
  ["plans", "regions", "programs", "indicators", "headings", ...FACTS].map((name) => [name, objects(DATA[name])]),
);
const passages = DATA.passages.map(([plan, section, start, sentence]) => ({
  plan: rows.plans[plan], section: DATA.sections[section], start, sentence,
}));
for (const name of FACTS) for (const fact of rows[name]) completeFact(fact, name, passages[fact.passage]);

const regions = byKey(rows.regions);
const plans = byKey(rows.plans);
const programs = byKey(rows.programs);
const indicators = byKey(rows.indicators);
const facts = byKey(FACTS.flatMap((name) => rows[name]));
const plansOf = grouped(rows.plans, (plan) => plan.region);
const plansIn = grouped(rows.plans, (plan) => plan.source);
const factsOf = grouped([...facts.values()], (fact) => fact.plan.source);
const headingsOf = grouped(rows.headings, (row) => row.source);
for (const list of factsOf.values()) list.sort(byPlace);
const provinceOf = new Map(rows.regions.map((region) => [region.id, region.province ?? UNTOLD]));

// Give a fact of a table what it has from its sentence, and the word for what it is.
function completeFact(fact, name, passage) {
  const { plan } = passage;
  const kind = { mentions: "program", targets: "target" }[name] ?? fact.kind; // notes say it themselves
  Object.assign(fact, { passage, plan, region: plan.region, kind });
}

// Facts in the order of the text, the longer first.
function byPlace(one, other) {
  return one.start - other.start || other.end - one.end;
}

// The pieces of a text are strings, but for what is changed or is furniture: [shown, original, furniture].
function pieceParts(piece) {
  const [shown, original, furniture] = typeof piece === "string" ? [piece, null, 0] : piece;
  return { shown, original, furniture: furniture === 1 };
}

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
