// The panel before anything has been chosen: how to begin, and which documents there are.

function startPanel() {
  return [
    heading(2, word("start.title")),
    items([...(state.view === "overlap" ? ["start.pick", "start.open"] : [`start.${state.view}`]), "start.search"], (key) => word(key), { class: "lead steps" }),
    element("p", { class: "sub" }, word(SERVED ? "start.back_served" : "start.back")),
    heading(3, word("start.documents", { n: shown().plans.length })),
    limited(shown().plans, (plan) => [
      regionLink(plan.region), " · ", chinese("span", {}, planWords(plan)), " ",
      HAS_TEXTS ? link({ view: "reading", source: plan.source }, {}, word("plan.read")) : null,
      faultTags(plan) ?? element("span", { class: "minor" }, word("plan.no_faults")),
    ], { class: "plain documents" }),
  ];
}
