// What stands in the right column, as tables to save: each panel's own, what it begins with first.

const PANEL_TABLES = { program: programTables, region: regionTables, fact: factTables };

function panelTables() {
  const open = opened();
  if (open) return PANEL_TABLES[open.kind]?.(open.id) ?? [];
  return state.pick.length > 1 ? [compareTable(state.pick), plainTable(word("column.indicator"), besideColumns(state.pick), numbersOfSeveral(state.pick))].filter(hasRows) : [];
}

function hasRows({ rows: lists }) {
  return lists.length > 0;
}

// The name of what is open, for the name of a file.
function openName() {
  const open = opened();
  if (open?.kind === "program" && programs.has(open.id)) return nameOf(programs.get(open.id));
  if (open?.kind === "region" && regions.has(open.id)) return regionName(open.id);
  const fact = open?.kind === "fact" ? facts.get(open.id) : null;
  return fact ? `${regionName(fact.region)} ${factName(fact)}` : "";
}

function programTables(id) {
  if (!programs.has(id)) return [];
  const { mentionsOf, targetsFor } = shown();
  return [
    sentenceTable(nameOf(programs.get(id)), mentionsOf.get(id) ?? []),
    plainTable(word("kind.target"), targetColumns(regionColumn(), indicatorColumn()), targetsFor.get(id) ?? []),
  ].filter(hasRows);
}

function regionTables(id) {
  if (!regions.has(id)) return [];
  const { mentions, targetsOf } = shown();
  return [
    sentenceTable(regionName(id), mentions.filter(({ region }) => region === id), programColumn()),
    plainTable(word("kind.target"), targetColumns(regionColumn(), indicatorColumn()), targetsOf.get(id) ?? []),
  ].filter(hasRows);
}

function factTables(id) {
  const fact = facts.get(id);
  if (!fact) return [];
  if (fact.kind === "target") return [plainTable(word("kind.target"), targetColumns(regionColumn(), indicatorColumn()), [fact])];
  const content = { name: word("column.content"), value: factName };
  return [sentenceTable(word(`kind.${fact.kind}`), [fact], content)];
}

const programColumn = () => ({ name: word("column.program"), value: ({ program }) => nameOf(programs.get(program)) });

// A row a place that is quoted: whose it is, the sentence, and where it stands.
function sentenceTable(name, quotes, ...further) {
  return plainTable(name, [
    { name: word("column.region"), value: ({ region }) => regionName(region) },
    ...further,
    { name: word("column.plan"), value: ({ plan }) => planWords(plan) },
    { name: word("column.year"), value: ({ plan }) => plan.year },
    { name: word("column.faults"), value: ({ plan }) => faultNames(plan) },
    { name: word("column.section"), value: ({ passage }) => passage.section },
    ...placeColumns(),
  ], quotes);
}
