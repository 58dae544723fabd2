// The panel of a program: what it is, and each region's sentences about it.

views.set("program", (id) => {
  const program = programs.get(id);
  if (!program) return null;
  const mentions = grouped(mentionsOf.get(id) ?? [], regionOf);
  const numbers = targetsFor.get(id) ?? [];
  return [
    element("p", { class: "sub" }, `项目 · ${mentions.size} 个地区`),
    heading(program.name),
    program.english ? element("p", { class: "sub", lang: "en" }, program.english) : null,
    element("p", { class: "lead" },
      element("span", { class: "tag" }, levelDot(program), LEVELS[program.level] ?? program.level),
      element("span", { class: "tag" }, program.known ? "词表已收" : "新发现，词表未收")),
    program.definition ? element("p", { class: "lead" }, program.definition) : null,
    factList([["别名", program.aliases.join("、")]]),
    numbers.length ? element("h3", {}, `有关的指标数字（${numbers.length}）`) : null,
    numbers.length ? targetTable(numbers, ["地区", regionCell]) : null,
    ...[...mentions].flatMap(([region, quotes]) => regionSentences(region, quotes)),
  ].filter((child) => child !== null);
});

function regionSentences(region, quotes) {
  const byPlan = [...grouped(quotes, (quote) => planOf(quote).id).values()];
  return byPlan.flatMap((own) => {
    const plan = planOf(own[0]);
    return [
      element("h3", {}, opener("region", region, regionName(region)), ` · ${planWords(plan)}`),
      faultBadges(plan),
      ...passageBlocks(own),
    ].filter((child) => child !== null);
  });
}
