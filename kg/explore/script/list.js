// The list beside the drawing: the regions, to open or to choose, and the programs most share.

function drawList() {
  const { regions: seen, programs: all, regionsWith } = shown();
  const common = all.filter((program) => regionsWith.get(program.id).size > 1).sort(byRegions);
  const alone = all.length - common.length;
  byId("list").replaceChildren(...[
    heading(2, word("list.regions", { n: seen.length })),
    element("p", { class: "note" }, word("list.pick")),
    limited(seen, regionLine, { class: "plain" }, 100),
    heading(2, word("list.common", { n: common.length })),
    element("p", { class: "note" }, word(common.length ? "list.common_first" : "list.common_none")),
    limited(common, programLink, { class: "plain lines" }),
    alone ? element("p", { class: "note" }, word("list.alone", { n: alone })) : null,
  ].flat(Infinity).filter(Boolean));
  for (const entry of byId("list").querySelectorAll("a")) {
    if (new URLSearchParams(entry.hash.slice(1)).get("open") === state.open && state.open) entry.setAttribute("aria-current", "true");
  }
}

function regionLine(region) {
  const { programsOf, plansBy } = shown();
  const numbers = countNumbers(plansBy.get(region.id) ?? []);
  const box = element("input", { type: "checkbox", id: `pick-${region.id}`, "aria-label": word("list.choose", { region: region.name }), checked: state.pick.includes(region.id) });
  box.addEventListener("change", () => {
    const pick = toggled(state.pick, region.id);
    say(word("pick.said", { n: pick.length }));
    go({ pick, open: "" });
  });
  return [
    box,
    regionLink(region.id),
    element("span", { class: "count" }, word(numbers === null ? "list.count" : "list.counts", { programs: programsOf.get(region.id).size, targets: numbers })),
  ];
}
