// A chart of numbers of one unit and kind: a row a number, one axis, the number in words beside it.

const CHART_WIDTH = 740; // units of the drawing, as all below
const CHART_ROW = 24; // height of a row
const CHART_MORE = 17; // height that a row has more where its marks stand below the number
const CHART_AXIS = 26; // height of the words of the axis
const AXIS_EVERY = 20; // rows, after which the words of the axis are said again
const CHART_AT = { when: 158, from: 268, to: 506, words: 542 };
const CHART_ROOM = CHART_WIDTH - CHART_AT.words; // for the number in words and its marks
const CHART_FONT = 13; // of its words

function chartSvg(height, ...children) {
  return svgElement("svg", {
    width: CHART_WIDTH, height, viewBox: `0 0 ${CHART_WIDTH} ${height}`,
    "font-family": FONTS, "font-size": CHART_FONT, fill: CHART_INK,
  }, ...children);
}

function chartText(x, y, text, attributes = {}) {
  return svgElement("text", { x, y: y + 4.5, ...attributes }, text);
}

// About how wide a text is drawn, in pixels; a Chinese character is as wide as the font is high.
function chartTextWidth(text) {
  return Array.from(text).reduce((sum, letter) => sum + (letter.codePointAt(0) < 0x2e80 ? 0.58 : 1), 0) * CHART_FONT;
}

function chartCut(text, widest) {
  if (chartTextWidth(text) <= widest) return text;
  const letters = Array.from(text);
  while (letters.length && chartTextWidth(`${letters.join("")}…`) > widest) letters.pop();
  return `${letters.join("")}…`;
}

// What a chart draws at a height, and how high it is. `lines` are those of chartLines;
// `open(target)`, where given, is what a click on a row does.
function chartParts({ lines, axis, percent }, top, open = null) {
  const legend = chartLegend(lines.map(({ target }) => target), top);
  const nodes = [legend.nodes];
  const placed = (value) => axisPlace(axis, value, CHART_AT.from, CHART_AT.to);
  let y = legend.bottom;
  for (let from = 0; from < lines.length; from += AXIS_EVERY) {
    const some = lines.slice(from, from + AXIS_EVERY);
    y += CHART_AXIS;
    const high = some.reduce((sum, line) => sum + chartHeight(line), 0);
    nodes.push(chartHead(y - 10), axis ? chartAxis(axis, percent, y, y + high, placed) : []);
    for (const [index, line] of some.entries()) {
      const label = line.label || (index === 0 ? regionName(line.target.region) : "");
      nodes.push(chartRow({ ...line, label }, y + CHART_ROW / 2, placed, open));
      y += chartHeight(line);
    }
  }
  if (axis?.cut) {
    nodes.push(chartText((CHART_AT.from + CHART_AT.to) / 2, y + 12, word("chart.cut", { n: `${axis.low}%` }), { "text-anchor": "middle", fill: CHART_WARN, "font-size": 12 }));
    y += 20;
  }
  return { nodes, height: y - top + 6 };
}

function chartHead(y) {
  const heads = [[0, word("column.region")], [CHART_AT.when, `${word("column.deadline")} ${word("column.status")}`], [CHART_AT.words, word("column.value")]];
  return heads.map(([x, text]) => chartText(x, y, text, { fill: CHART_SOFT, "font-size": 12 }));
}

function chartLegend(targets, top) {
  const nodes = [];
  let x = 0;
  let y = top + 12;
  for (const [marks, words] of chartKinds(targets)) {
    const width = 30 + chartTextWidth(words) + 16;
    if (x + width > CHART_WIDTH) [x, y] = [0, y + 20];
    nodes.push(marks(x + 12, y), chartText(x + 30, y, words, { fill: CHART_SOFT }));
    x += width;
  }
  return { nodes, bottom: nodes.length ? y + 14 : top };
}

// Lines and numbers of the ticks, above the rows that stand between two heights.
function chartAxis(axis, percent, first, last, placed) {
  return axis.ticks.map((tick) => [
    svgElement("line", { x1: placed(tick), x2: placed(tick), y1: first, y2: last, stroke: CHART_LINE, "stroke-width": tick === 0 ? 2 : 1 }),
    chartText(placed(tick), first - 10, `${magnitude(tick)}${percent ? "%" : ""}`, { "text-anchor": "middle", fill: CHART_SOFT, "font-size": 12 }),
  ]);
}

function chartRow({ target, label, whole, first, several }, y, placed, open) {
  const chosen = open && state.open === `fact:${target.id}`;
  const indent = whole ? 0 : 14;
  const row = svgElement("g", { class: "row", "data-fact": target.id },
    svgElement("title", {}, chartRowWords(target, several)),
    svgElement("rect", { x: 0, y: y - CHART_ROW / 2, width: CHART_WIDTH, height: chartHeight({ target }), fill: chosen ? "#fff1c9" : "#ffffff", "fill-opacity": chosen ? 1 : 0 }),
    first ? svgElement("line", { x1: 0, x2: CHART_WIDTH, y1: y - CHART_ROW / 2, y2: y - CHART_ROW / 2, stroke: "#eceff2" }) : null,
    chartText(indent, y, chartCut(label, CHART_AT.when - indent - 8)),
    chartText(CHART_AT.when, y, chartWhen(target), { fill: CHART_SOFT, "font-size": 12 }),
    chartMarks(target, y, placed),
    chartWords(target, y));
  if (open) row.addEventListener("click", () => open(target));
  return row;
}

// 2025 年 计划, or 2022 年实现
function chartWhen(target) {
  if (target.status === "achieved" && target.year) return word("chart.when_achieved", { n: target.year });
  return `${deadlineWords(target)} ${wordOf("status", target.status)}`;
}

function chartValue(target) {
  return `${valueWords(target)}${target.part_of ? ` ${word("chart.part_short")}` : ""}`;
}

// Whether the marks of trust fit beside the number; else they stand below it.
function chartFits(target) {
  const marks = faultMarks(target.plan).join(" ");
  return !marks || chartTextWidth(chartValue(target)) + 8 + chartTextWidth(marks) <= CHART_ROOM;
}

function chartHeight({ target }) {
  return CHART_ROW + (chartFits(target) ? 0 : CHART_MORE);
}

// The number as it is read, then what must be known before it is used.
function chartWords(target, y) {
  const marks = chartFaults(faultMarks(target.plan), CHART_ROOM);
  const place = chartFits(target) ? { dx: 8 } : { x: CHART_AT.words, dy: CHART_MORE };
  return svgElement("text", { x: CHART_AT.words, y: y + 4.5, fill: target.value ? CHART_INK : CHART_WARN },
    chartCut(chartValue(target), CHART_ROOM),
    marks ? svgElement("tspan", { ...place, fill: CHART_WARN, "font-size": 12 }, marks) : null);
}

// As many of the marks of trust as there is room for, and how many more there are.
function chartFaults(marks, room) {
  for (let count = marks.length; count > 0; count -= 1) {
    const left = marks.length - count;
    const words = `${marks.slice(0, count).join(" ")}${left ? ` +${left}` : ""}`;
    if (chartTextWidth(words) <= room) return words;
  }
  return marks.length ? word("chart.faults", { n: marks.length }) : "";
}

// All that a row says, for the pointer that rests on it.
function chartRowWords(target, several) {
  return [
    regionName(target.region), target.indicator, valueWords(target), deadlineWords(target), wordOf("status", target.status),
    besideWords(target), nearHeadings(target.passage), several ? word("chart.several") : "", faultNames(target.plan),
  ].filter(Boolean).join("，");
}
