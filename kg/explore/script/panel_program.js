// The panel of a program: what it is, and each region's sentences about it.

panels.set("program", (id) => {
  const program = programs.get(id);
  if (!program) return null;
  const { mentionsOf, targetsFor } = shown();
  const numbers = targetsFor.get(id) ?? [];
  const byPlan = [...grouped(mentionsOf.get(id) ?? [], (mention) => mention.plan)];
  const picked = ([plan]) => (state.pick.includes(plan.region) ? 0 : 1);
  byPlan.sort((one, other) => picked(one) - picked(other));
  return [
    element("p", { class: "sub" }, word("panel.program", { n: shown().regionsWith.get(id).size })),
    heading(2, programDot(program), nameOf(program)),
    element("p", { class: "sub" }, state.lang === "en" ? chinese("span", {}, program.name) : element("span", { lang: "en" }, program.english ?? "")),
    element("p", { class: "lead" },
      tag(wordOf("level", program.level)),
      program.stages.map((stage) => tag(wordOf("stage", stage))),
      program.known ? tag(word("known.true")) : tag(word("known.false"), "discovered")),
    program.definition ? chinese("p", { class: "lead" }, program.definition) : null,
    pairsList([[word("program.aliases"), program.aliases.length ? chinese("span", {}, program.aliases.join(word("list.join"))) : null]]),
    loader.need("program", [id]),
    loader.more("program", id),
    limited(byPlan, planSentences, { class: "plain" }, 20),
    numbers.length ? drawTable(targetColumns(regionColumn(), indicatorColumn()), numbers, word("program.numbers", { n: numbers.length })) : null,
  ];
});

function planSentences([plan, quotes]) {
  return [
    heading(3, regionLink(plan.region), " · ", chinese("span", {}, planWords(plan))),
    faultTags(plan),
    passageBlocks(quotes),
  ];
}
