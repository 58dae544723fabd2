// Pieces that several panels use.

function levelDot(program) {
  const level = program.level in LEVELS ? program.level : "unknown";
  return element("span", { class: `dot ${level}${program.known ? "" : " found"}`, "aria-hidden": "true" });
}

function factList(pairs) {
  const shownPairs = pairs.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return element("dl", { class: "facts" }, shownPairs.flatMap(([name, value]) =>
    [element("dt", {}, name), element("dd", {}, value)]));
}

function programButton(program) {
  const count = regionsWith.get(program.id).size;
  return opener("program", program.id, levelDot(program),
    element("span", { class: "label" }, program.name),
    count > 1 ? element("span", { class: "count" }, `${count} 地`) : null);
}

// A target's program: a button where the page has it, else its name.
function programOf(target) {
  if (target.program === null) return null;
  const program = programs.get(target.program);
  return program ? opener("program", program.id, program.name) : target.program;
}

function targetButton(target) {
  return opener("target", target.id,
    element("span", { class: target.value === null ? "masked" : null }, valueWords(target)));
}

// A table of targets; first is the heading of the first column and what it shows for a target.
function targetTable(list, first) {
  const [title, cell] = first;
  const head = [title, "目标值", "期限", "状态"].map((name) => element("th", { scope: "col" }, name));
  const body = list.map((target) => element("tr", {},
    element("td", {}, cell(target)),
    element("td", { class: "number" }, targetButton(target)),
    element("td", { class: "word" }, deadlineWords(target)),
    element("td", { class: "word" }, STATUSES[target.status] ?? target.status),
  ));
  return element("table", {}, element("thead", {}, element("tr", {}, head)), element("tbody", {}, body));
}

function indicatorCell(target) {
  const program = programOf(target);
  return [opener("indicator", indicatorOf(target), target.indicator),
    program ? element("span", { class: "minor" }, "项目：", program) : null];
}

function regionCell(target) {
  return [opener("region", regionOf(target), regionName(regionOf(target))),
    element("span", { class: "minor" }, target.indicator)];
}
