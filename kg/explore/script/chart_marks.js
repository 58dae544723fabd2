// The marks of a chart, each in a box of its own row: y is the middle of the row.
//
// Styles are attributes, so that a saved drawing needs no style sheet.

const CHART_INK = "#1c2733";
const CHART_SOFT = "#52606d";
const CHART_LINE = "#d5dae0";
const CHART_BLUE = "#124c8c";
const CHART_WARN = "#7a3d00";
const CHART_ARROW = 20; // length of the arrow of at least and at most

// Filled where achieved, hollow where planned; small where it is a part of another number; a ring
// of dashes around what is only about so much.
function chartDot(x, y, target) {
  const about = target.comparator === "approx";
  return [
    svgElement("circle", {
      class: target.status, cx: x, cy: y, r: target.part_of ? 3.5 : 5.5, stroke: CHART_BLUE, "stroke-width": 2,
      fill: target.status === "achieved" ? CHART_BLUE : "#ffffff",
    }),
    about ? svgElement("circle", { cx: x, cy: y, r: 9.5, fill: "none", stroke: CHART_BLUE, "stroke-dasharray": "2.5 2" }) : null,
  ];
}

function chartLine(x1, x2, y, width) {
  return svgElement("line", { x1, x2, y1: y, y2: y, stroke: CHART_BLUE, "stroke-width": width });
}

// An arrow from the mark to the side that the number leaves open.
function chartArrow(x, y, side) {
  const end = x + side * CHART_ARROW;
  return [
    chartLine(x, end, y, 2),
    svgElement("path", { d: `M${end - side * 5},${y - 4} L${end},${y} L${end - side * 5},${y + 4}`, fill: "none", stroke: CHART_BLUE, "stroke-width": 2 }),
  ];
}

// From where it starts to where it is to be, with a stroke at the start.
function chartBaseline(from, to, y) {
  return [
    svgElement("line", { x1: from, x2: to, y1: y, y2: y, stroke: CHART_SOFT, "stroke-width": 1 }),
    svgElement("line", { x1: from, x2: from, y1: y - 5, y2: y + 5, stroke: CHART_SOFT, "stroke-width": 2 }),
  ];
}

// All marks of one number; none where it is masked or unreadable.
function chartMarks(target, y, placed) {
  if (!target.value) return [];
  const x = placed(target.value);
  const most = target.value_max ? placed(target.value_max) : null;
  return [
    target.baseline ? chartBaseline(placed(target.baseline), x, y) : null,
    most === null ? null : chartLine(x, most, y, 6),
    target.comparator === "ge" ? chartArrow(x, y, 1) : null,
    target.comparator === "le" ? chartArrow(x, y, -1) : null,
    chartDot(x, y, target),
    most === null ? null : chartDot(most, y, target),
  ];
}

// The marks that a chart has, each with its meaning: [marks, words].
function chartKinds(targets) {
  const has = (test) => targets.some((target) => target.value && test(target));
  const like = (changes) => ({ value: "1", status: "planned", comparator: "eq", ...changes });
  const kinds = [
    [has(({ status }) => status !== "achieved"), (x, y) => chartDot(x, y, like({})), "chart.planned"],
    [has(({ status }) => status === "achieved"), (x, y) => chartDot(x, y, like({ status: "achieved" })), "chart.achieved"],
    [has(({ comparator }) => comparator === "ge"), (x, y) => chartArrow(x - 10, y, 1), "chart.ge"],
    [has(({ comparator }) => comparator === "le"), (x, y) => chartArrow(x + 10, y, -1), "chart.le"],
    [has(({ comparator }) => comparator === "approx"), (x, y) => chartDot(x, y, like({ comparator: "approx" })), "chart.approx"],
    [has(({ value_max: most }) => most), (x, y) => chartLine(x - 9, x + 9, y, 6), "chart.range"],
    [has(({ baseline }) => baseline), (x, y) => chartBaseline(x - 9, x + 9, y), "chart.baseline"],
    [has(({ part_of: whole }) => whole), (x, y) => chartDot(x, y, like({ part_of: "1" })), "chart.part"],
  ];
  return kinds.filter(([there]) => there).map(([, marks, key]) => [marks, word(key)]);
}
