// The target view: which indicators there are, and every region's numbers of the one chosen.

views.set("targets", { draw: drawTargets, tables: targetTables, picture: targetPicture, start: targetStart });

const PICTURE_EDGE = 16; // pixels around a saved drawing

function chosenTargets() {
  return state.indicator ? shown().byIndicator.get(state.indicator) ?? [] : [];
}

function chosenGroups() {
  return targetGroups(chosenTargets()).map((group) => {
    const lines = chartLines(group);
    return { ...group, lines, axis: axisOf(group.targets, group.percent) };
  });
}

function drawTargets() {
  if (!state.indicator) {
    return element("div", { class: "targets" },
      heading(2, word("indicators.title")),
      element("p", { class: "sub" }, word(EXTENT === "overview" ? "extent.no_numbers" : "indicators.hint")),
      loader.need("indicators", [""]) ?? indicatorList(true));
  }
  return element("div", { class: "targets beside" }, loader.need("indicators", [""]) ?? indicatorList(false), element("div", { class: "chosen" }, chosenIndicator()));
}

function chosenIndicator() {
  const awaited = loader.need("indicator", [state.indicator]);
  const list = chosenTargets();
  const title = heading(2, element("span", { lang: indicators.get(state.indicator)?.english === indicatorName(state.indicator) ? "en" : "zh-Hans" }, indicatorName(state.indicator)));
  const all = link({ indicator: "", open: "" }, {}, word("indicators.all"));
  if (awaited) return [title, awaited];
  if (!list.length) return [title, element("p", {}, word(isFiltered() ? "indicators.filtered" : "missing.text")), element("p", { class: "sub" }, all)];
  const groups = chosenGroups();
  return [
    title,
    element("p", { class: "sub" }, countWords(list), " ", better(), " ", all),
    loader.more("indicator", state.indicator),
    list.length > 1 ? orderLinks() : null,
    groups.length > 1 ? element("p", { class: "note" }, word("chart.apart", { n: groups.length })) : null,
    groups.map(drawGroup),
  ];
}

function countWords(list) {
  return word("indicators.count", { regions: new Set(list.map(({ region }) => region)).size, n: list.length });
}

function better() {
  const direction = indicators.get(state.indicator)?.better;
  return direction ? wordOf("better", direction) : "";
}

function orderLinks() {
  return element("p", { class: "order" }, word("order.by"), " ", ["value", "name"].map((order) => [
    link({ order }, { id: `order-${order}`, "aria-current": state.order === order ? "true" : null }, word(`order.${order}`)), " "]));
}

// A chart and, right behind it, the table of the same rows.
function drawGroup(group) {
  const { nodes, height } = chartParts(group, 0, (target) => {
    followed = true;
    go({ open: `fact:${target.id}` });
  });
  const chart = chartSvg(height, nodes);
  setAttributes(chart, { class: "chart", role: "img", "aria-label": word("chart.name", {
    indicator: indicatorName(state.indicator), title: groupTitle(group), regions: group.regions, n: group.lines.length,
  }) });
  const table = drawTable(groupColumns(group), group.lines, word("chart.table", { n: group.lines.length }));
  const here = state.open.startsWith("fact:") ? address({}) : null;
  for (const entry of table.querySelectorAll("a")) if (entry.getAttribute("href") === here) entry.setAttribute("aria-current", "true");
  return element("section", { class: "group" }, heading(3, groupTitle(group)),
    group.axis ? null : element("p", { class: "note" }, word("chart.none")), chart, table);
}

// The columns of a chart's table, of its lines; those of the numbers are the ones of every table.
function groupColumns({ targets }) {
  const stage = { name: word("column.stage"), value: (target) => (target.stage ? wordOf("stage", target.stage) : ""), kind: "word" };
  const own = {
    name: word("column.indicator"), value: (target) => target.indicator,
    cell: (target) => chinese("span", {}, target.indicator),
  };
  const quote = { name: word("column.quote"), value: quoteOf, cell: (target) => chinese("span", { class: "quote" }, quoteOf(target)) };
  const columns = [...targetColumns(regionColumn(), own), targets.some((target) => target.stage) ? stage : null, quote].filter(Boolean);
  const part = ({ whole }, column) => (!whole && column === columns[0] ? { class: "part" } : {});
  return columns.map((column) => ({
    ...column,
    value: ({ target }) => column.value(target),
    cell: (line) => element("div", part(line, column), (column.cell ?? column.value)(line.target), column === quote ? whereSaid(line) : null),
  }));
}

// The headings above a number, for a plan tells of past years too; and that there are more such.
function whereSaid({ target, several }) {
  const headings = nearHeadings(target.passage);
  return [
    headings ? chinese("span", { class: "minor path" }, headings) : null,
    several ? element("span", { class: "minor several" }, word("chart.several")) : null,
  ];
}

function targetTables() {
  if (!state.indicator) return [plainTable(word("indicators.name"), [
    { name: word("column.indicator"), value: ({ name }) => name },
    { name: word("column.count"), value: ({ regions: having }) => having },
    { name: word("column.numbers"), value: ({ numbers }) => numbers },
    { name: word("column.unit"), value: ({ units }) => units.join(word("list.join")) },
  ], indicatorRows())];
  const groups = chosenGroups();
  const lines = groups.flatMap((group) => group.lines);
  return groups.length ? [plainTable(indicatorName(state.indicator), groupColumns({ targets: chosenTargets() }), lines)] : [];
}

// All charts of the indicator in one drawing, under their titles.
function targetPicture() {
  const groups = chosenGroups();
  if (!groups.length) return null;
  const nodes = [chartText(0, 16, indicatorName(state.indicator), { "font-size": 18, "font-weight": "bold" })];
  let top = 40;
  for (const group of groups) {
    nodes.push(chartText(0, top + 8, groupTitle(group), { "font-weight": "bold" }));
    const part = chartParts(group, top + 26);
    nodes.push(part.nodes);
    top += 26 + part.height + 20;
  }
  const picture = chartSvg(top, nodes);
  const [width, height] = [CHART_WIDTH + 2 * PICTURE_EDGE, top + 2 * PICTURE_EDGE];
  setAttributes(picture, { width, height, viewBox: `${-PICTURE_EDGE} ${-PICTURE_EDGE} ${width} ${height}` });
  return picture;
}

// The right column before a number is opened: what the indicator is called, how the chart is read.
function targetStart() {
  const row = indicators.get(state.indicator);
  return [
    heading(2, word("targets.title")),
    items(["targets.open", "targets.apart", "targets.masked", "targets.faults"], (key) => word(key), { class: "lead steps" }),
    row ? pairsList([
      [word("column.indicator"), chinese("span", {}, row.name)],
      [word("targets.english"), row.english ? element("span", { lang: "en" }, row.english) : null],
      [word("program.aliases"), row.aliases.length ? chinese("span", {}, row.aliases.join(word("list.join"))) : null],
    ]) : null,
  ];
}
