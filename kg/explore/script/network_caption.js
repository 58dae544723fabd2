// The title above and the legend below the drawing that is saved.

const TITLE = 34; // pixels
const LEGEND_LINE = 24; // pixels
const LEGEND_SIZE = 13; // pixels of its words

// What is seen: page, view, and what is open or picked in it.
function pictureTitle() {
  const names = [...seen.chosen].map((id) => nameIn(drawing.byId.get(id)));
  const told = [word("page.title"), word("view.overlap"), names.join(word("list.join")), isFiltered() ? word("legend.filtered") : ""];
  return svgRounded("text", { x: 12, y: 22 - TITLE, "font-size": 16, "font-weight": "bold", fill: drawing.look.ink }, told.filter(Boolean).join(" · "));
}

// The marks and colours, line by line as wide as the drawing: {nodes, height}.
function pictureLegend(width, top) {
  const made = [];
  let [x, line] = [12, 0];
  for (const { text, mark } of legendEntries()) {
    const room = 16 + labelWidth(text, LEGEND_SIZE) + 18;
    if (x > 12 && x + room > width) [x, line] = [12, line + 1];
    const y = top + LEGEND_LINE * (line + 0.5) + 4;
    if (mark) made.push(legendMark(mark, x + 6, y));
    made.push(svgRounded("text", { x: x + (mark ? 16 : 0), y, "font-size": LEGEND_SIZE, "dominant-baseline": "central", fill: drawing.look.ink }, text));
    x += room;
  }
  return { nodes: made, height: LEGEND_LINE * (line + 1) + 10 };
}

function legendEntries() {
  const table = seen.colour === "stage" ? drawing.look.stages : drawing.look.levels;
  const kinds = DATA.legend[seen.colour] ?? DATA.legend.level;
  return [
    { text: word("legend.region"), mark: { region: true, fill: drawing.look.ink } },
    ...kinds.map((kind) => ({ text: wordOf(seen.colour, kind), mark: { fill: table[kind] } })),
    { text: word("legend.found"), mark: { fill: "#ffffff", stroke: drawing.look.ink, "stroke-width": 2 } },
    { text: word("legend.places"), mark: null },
  ];
}

function legendMark({ region, ...paint }, x, y) {
  return region
    ? svgRounded("rect", { x: x - 5, y: y - 5, width: 10, height: 10, rx: 2, ...paint })
    : svgRounded("circle", { cx: x, cy: y, r: 5, ...paint });
}
