// The panel of one fact: its sentence first, then what was read from it.

panels.set("fact", (id) => {
  const awaited = loader.needFact(id);
  if (awaited) return [heading(2, word("served.fact")), awaited];
  const fact = facts.get(id);
  if (!fact) return null;
  return [
    element("p", { class: "sub" }, regionLink(fact.region), " · ", chinese("span", {}, planWords(fact.plan))),
    heading(2, element("span", { class: fact.kind === "target" && !fact.value ? "masked" : null }, factWords(fact))),
    faultTags(fact.plan),
    passageBlock([fact]),
    fact.kind === "program" ? alsoSaid(fact) : null,
    pairsList(factPairs(fact)),
    fact.kind === "target" ? sameIndicator(fact) : null,
  ];
});

// Numbers and programs are called as the page calls them, all else in the words of the text.
function factWords(fact) {
  return ["target", "program"].includes(fact.kind) ? factName(fact) : chinese("span", {}, factName(fact));
}

function factPairs(fact) {
  const common = [[word("fact.kind"), word(`kind.${fact.kind}`)]];
  if (fact.kind === "target") {
    return [
      ...common,
      [word("column.indicator"), indicatorLink(fact, fact.indicator)],
      [word(fact.status === "achieved" ? "deadline.achieved_in" : "column.deadline"), deadlineWords(fact)],
      [word("column.status"), wordOf("status", fact.status)],
      [word("column.quantity"), wordOf("quantity", fact.quantity)],
      [word("column.beside"), besideWords(fact)],
      [word("column.stage"), fact.stage ? wordOf("stage", fact.stage) : null],
      [word("column.program"), fact.program ? programCalled(fact.program) : null],
      [word("fact.confidence"), String(fact.confidence)],
    ];
  }
  if (fact.kind === "program") {
    return [
      ...common,
      [word("column.program"), programLink(programs.get(fact.program))],
      [word("column.status"), wordOf("status", fact.status)],
      [word("fact.confidence"), String(fact.confidence)],
    ];
  }
  return common;
}

function sameIndicator(target) {
  const awaited = loader.need("indicator", [indicatorOf(target)]);
  if (awaited) return awaited;
  const others = (shown().byIndicator.get(indicatorOf(target)) ?? []).filter((other) => other !== target);
  if (!others.length) return null;
  return [
    drawTable(targetColumns(regionColumn()), others.slice(0, MOST_AT_ONCE), word("fact.same", { n: others.length })),
    loader.more("indicator", indicatorOf(target)),
  ];
}

// The other sentences of the plan that name the program.
function alsoSaid(mention) {
  const others = (shown().mentionsOf.get(mention.program) ?? []).filter((other) => other.plan === mention.plan && other.passage !== mention.passage);
  return passageBlocks(others);
}
