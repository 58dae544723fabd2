// The list beside the drawing: the regions, and the programs that several have.

function drawList() {
  const common = rows.programs.filter((program) => regionsWith.get(program.id).size > 1).sort(byRegions);
  const alone = rows.programs.length - common.length;
  byId("list").replaceChildren(
    element("h2", {}, `地区（${rows.regions.length}）`),
    items(rows.regions, regionButton),
    element("h2", {}, `共有的项目（${common.length}）`),
    element("p", { class: "note" }, common.length ? "有它的地区多的在前" : "没有两地共有的项目"),
    items(common, programButton),
    element("p", { class: "note" }, alone ? `另有 ${alone} 个项目只见于一地：点地区可见。` : ""),
  );
}

function regionButton(region) {
  return opener("region", region.id,
    element("span", { class: "label" }, region.name),
    element("span", { class: "count" },
      `${programsOf.get(region.id).size} 项目 · ${(targetsOf.get(region.id) ?? []).length} 数字`));
}

followers.push(({ kind, id }) => {
  for (const button of byId("list").querySelectorAll("button")) {
    const current = button.dataset.kind === kind && button.dataset.id === id;
    if (current) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
});
