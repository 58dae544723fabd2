// The panel of a region: its plans and what is wrong with them, its numbers, its programs.

views.set("region", (id) => {
  const region = regions.get(id);
  if (!region) return null;
  const numbers = targetsOf.get(id) ?? [];
  const own = [...programsOf.get(id)].map((program) => programs.get(program)).sort(byRegions);
  const common = own.filter((program) => regionsWith.get(program.id).size > 1);
  const alone = own.filter((program) => regionsWith.get(program.id).size === 1);
  return [
    element("p", { class: "sub" }, "地区"),
    heading(region.name),
    element("p", { class: "lead" },
      region.code ? element("span", { class: "tag" }, `行政区划代码 ${region.code}`) : null,
      region.stated ? null : element("span", { class: "tag fault" }, region.code ? "地区系推断" : "地区不明")),
    ...(plansOf.get(id) ?? []).map(planBlock),
    element("h3", {}, `指标数字（${numbers.length}）`),
    numbers.length
      ? [element("p", { class: "sub" }, "点数字，看原句。"), targetTable(numbers, ["指标", indicatorCell])]
      : element("p", {}, "没有写明数字的目标。"),
    ...programGroup("与其他地区共有的项目", common),
    ...programGroup("仅此地有的项目", alone),
  ].flat().filter((child) => child !== null);
});

function planBlock(plan) {
  const kind = DOCUMENT_TYPES[plan.document_type];
  const faults = plan.faults.map((fault) => element("li", {},
    element("span", { class: "tag fault" }, FAULTS[fault.kind] ?? fault.kind), fault.note,
    fault.quote ? element("q", {}, fault.quote) : null));
  return element("div", { class: "plan" },
    element("h3", {}, planWords(plan)),
    element("p", { class: "sub" }, [plan.year ? `${plan.year} 年` : "年份不明", kind, plan.document].filter(Boolean).join(" · ")),
    faults.length ? element("ul", { class: "faults" }, faults) : null);
}

function programGroup(title, list) {
  if (!list.length) return [];
  return [element("h3", {}, `${title}（${list.length}）`), items(list, programButton, { class: "names" })];
}
