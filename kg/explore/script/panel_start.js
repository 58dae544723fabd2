// The panel before anything has been chosen: how to begin, and which documents there are.

function startView() {
  return [
    heading("从哪里看起"),
    items([
      "左侧列表或图上点一个项目：看各地计划里写它的原句。",
      "点一个地区：看它的指标数字；点数字，看原句。",
      "上方可搜索地区、项目（含别名）与指标。",
    ], (line) => line, { class: "lead" }),
    element("p", { class: "sub" }, "浏览器的“后退”可回到上一步。本页不联网。"),
    element("h3", {}, `收录的文件（${rows.plans.length}）`),
    ...rows.plans.map((plan) => element("div", { class: "plan" },
      element("p", {}, opener("region", plan.region, regionName(plan.region)), ` · ${planWords(plan)}`),
      faultBadges(plan) ?? element("p", { class: "sub" }, "未见缺陷"))),
  ];
}
