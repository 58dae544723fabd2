// The panel of a region: its plans and what is wrong with them, its numbers, its programs.

panels.set("region", (id) => {
  const region = regions.get(id);
  if (!region) return null;
  const { targetsOf, programsOf, regionsWith } = shown();
  const numbers = targetsOf.get(id) ?? [];
  const own = [...programsOf.get(id)].map((program) => programs.get(program)).sort(byRegions);
  const common = own.filter((program) => regionsWith.get(program.id).size > 1);
  const alone = own.filter((program) => regionsWith.get(program.id).size === 1);
  const years = yearsOf(id);
  return [
    element("p", { class: "sub" }, [region.province, word("kind.region")].filter(Boolean).join(" · ")),
    heading(2, chinese("span", {}, region.name)),
    element("p", { class: "lead" },
      region.code ? tag(word("region.code", { code: region.code })) : null,
      region.stated ? null : tag(word(region.code ? "fault.region_inferred" : "fault.region_unknown"), "fault"),
      pickButton(id)),
    years.length > 1 ? element("p", {}, link({ view: "time", region: id }, {}, word("region.years", { years: years.join(word("list.join")) }))) : null,
    loader.others(id),
    (plansOf.get(id) ?? []).map(planBlock),
    loader.need("plan", (plansOf.get(id) ?? []).map((plan) => plan.id))
      ?? (numbers.length ? drawTable(targetColumns(indicatorColumn()), numbers, word("region.numbers", { n: numbers.length }))
      : element("p", { class: "sub" }, word(EXTENT === "overview" ? "extent.no_numbers" : "region.no_numbers"))),
    programGroup("region.common", common),
    programGroup("region.alone", alone),
  ];
});

function pickButton(id) {
  const picked = state.pick.includes(id);
  return link({ pick: toggled(state.pick, id), open: "" }, { class: "button" }, word(picked ? "pick.remove" : "pick.add"));
}

function planBlock(plan) {
  const faults = plan.faults.map((fault) => element("li", {},
    tag(wordOf("fault", fault.kind), "fault"), chinese("span", {}, fault.note, fault.quote ? element("q", {}, fault.quote) : null)));
  const told = [...planDetails(plan), plan.document];
  return element("div", { class: "plan" },
    heading(3, chinese("span", {}, planWords(plan))),
    element("p", { class: "sub" }, told.filter(Boolean).join(" · "), " ",
      HAS_TEXTS ? link({ view: "reading", source: plan.source, open: "" }, {}, word("plan.read")) : null),
    faults.length ? element("ul", { class: "faults" }, faults) : element("p", { class: "sub" }, word("plan.no_faults")));
}

function programGroup(key, list) {
  if (!list.length) return null;
  return [heading(3, word(key, { n: list.length })), limited(list, programLink, { class: "names" })];
}

function yearsOf(id) {
  return [...new Set((plansOf.get(id) ?? []).map(({ year }) => year).filter(Boolean))].sort();
}
