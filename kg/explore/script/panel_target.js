// The panels of one number and of one indicator.

views.set("target", (id) => {
  const target = targets.get(id);
  if (!target) return null;
  const plan = planOf(target);
  const others = indicators.get(indicatorOf(target)).filter((other) => other.id !== id);
  return [
    element("p", { class: "sub" }, opener("region", plan.region, regionName(plan.region)), ` · ${planWords(plan)}`),
    heading(element("span", { class: target.value === null ? "masked" : null }, valueWords(target))),
    factList([
      ["指标", opener("indicator", indicatorOf(target), target.indicator)],
      ["期限", deadlineWords(target)],
      ["状态", STATUSES[target.status] ?? target.status],
      ["项目", programOf(target)],
    ]),
    element("h3", {}, "原句"),
    faultBadges(plan),
    passageBlock([target]),
    others.length ? element("h3", {}, `同一指标的其他数字（${others.length}）`) : null,
    others.length ? targetTable(others, ["地区", regionCell]) : null,
  ].filter((child) => child !== null);
});

views.set("indicator", (id) => {
  const list = indicators.get(id);
  if (!list) return null;
  return [
    element("p", { class: "sub" }, `指标 · ${new Set(list.map(regionOf)).size} 个地区`),
    heading(indicatorName(id)),
    element("p", { class: "sub" }, "点数字，看原句。"),
    targetTable(list, ["地区", regionCell]),
  ];
});

// The shortest wording of an indicator stands for all.
function indicatorName(id) {
  const names = indicators.get(id).map((target) => target.indicator);
  return names.sort((one, other) => one.length - other.length || compareNames(one, other))[0];
}
