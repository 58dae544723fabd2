// What the server answers becomes rows of the page: rows that it has are filled, others added.

const passageAt = new Map(); // plan, place and words -> passage
let measured = []; // the indicators of all plans of the page: {id, regions, numbers, units}

function merge(part) {
  for (const row of part.indicators ? objects(part.indicators) : []) addIndicator(row);
  if (part.measured) addMeasured(part.measured);
  if (part.passages) addFacts(part);
  shownFor = null;
  written = null;
}

function addIndicator(row) {
  if (!indicators.has(row.id)) entries.push(entry("indicator", row, [row.name, ...row.aliases, row.english ?? ""], row.pinyin));
  indicators.set(row.id, row);
}

function addMeasured(list) {
  measured = list;
  for (const { id } of list) if (!indicators.has(id)) entries.push(entry("indicator", { id, name: id }, [id], []));
}

// Facts of plans that are not of this page are left out.
function addFacts(part) {
  const own = objects(part.plans).map(({ id }) => plans.get(id));
  const said = part.passages.map(([plan, section, start, sentence]) =>
    own[plan] && passageOf(own[plan], part.sections[section], start, sentence));
  const sources = new Set();
  for (const name of FACTS) {
    for (const row of objects(part[name])) if (said[row.passage]) sources.add(addFact(name, row, said[row.passage]));
  }
  for (const source of sources) factsOf.get(source).sort(byPlace);
  for (const row of objects(part.headings)) if (plans.has(row.plan)) inList(headingsOf, row.source).push(row);
  for (const [source, pieces] of Object.entries(part.texts)) addText(source, pieces);
}

function passageOf(plan, section, start, sentence) {
  const key = JSON.stringify([plan.id, start, section, sentence]);
  if (!passageAt.has(key)) {
    passageAt.set(key, { plan, section, start, sentence });
    passages.push(passageAt.get(key));
  }
  return passageAt.get(key);
}

function addFact(name, row, passage) {
  const { plan } = passage;
  const fact = facts.get(row.id) ?? {};
  if (!facts.has(row.id)) {
    facts.set(row.id, fact);
    rows[name].push(fact);
    inList(factsOf, plan.source).push(fact);
  }
  completeFact(Object.assign(fact, row), name, passage);
  return plan.source;
}

function addText(source, pieces) {
  DATA.texts[source] = pieces;
  readTexts.delete(source);
  repairsOf.delete(source);
  if (textShown?.source === source) textShown = outlineShown = null;
}

function inList(lists, key) {
  if (!lists.has(key)) lists.set(key, []);
  return lists.get(key);
}
