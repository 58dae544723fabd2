// How each node and tie of the drawing looks at present. Nothing here knows the rest of the page.

const PALEST = 0.12; // what has nothing to do with what is open or picked
const PALE = 0.4; // what one picked region has and another has not
const MANY = 4000; // with more nodes or ties, moving the view moves a copy of the last picture
const ENGLISH_LETTERS = 20; // of a label
const REGION_MARK = 9; // pixels of a region that has no room for its name
const RING = 2.5; // least pixels of the line around what is open or picked

// nodes: in the order of importance; near: node id -> nodes tied to it
const drawing = { nodes: [], byId: new Map(), ties: [], near: new Map(), look: null, radius: 0 };
const seen = { shown: null, picked: [], open: null, colour: "level", english: false, clear: null, pale: null };

function readDrawing({ nodes, edges, look }) {
  drawing.look = look;
  drawing.nodes = nodes;
  for (const node of nodes) {
    drawing.byId.set(node.id, node);
    drawing.near.set(node.id, new Set());
  }
  drawing.ties = edges.map(({ from, to }) => [drawing.byId.get(from), drawing.byId.get(to)]);
  for (const [one, other] of drawing.ties) {
    drawing.near.get(one.id).add(other.id);
    drawing.near.get(other.id).add(one.id);
  }
  const regions = nodes.filter(isRegion);
  drawing.radius = Math.min(...regions.map(({ x, y }) => Math.hypot(x, y)), 1e9);
  const weight = (node) => (isRegion(node) ? 1e6 : 0) + drawing.near.get(node.id).size;
  drawing.nodes.sort((one, other) => weight(other) - weight(one));
  for (const node of nodes) {
    node.halfWidth = isRegion(node) ? node.width / 2 : node.size;
    node.halfHeight = isRegion(node) ? node.height / 2 : node.size;
  }
}

function isRegion(node) {
  return node.kind === "region";
}

function isLarge() {
  return drawing.nodes.length + drawing.ties.length > MANY;
}

function isShown(node) {
  return !seen.shown || seen.shown.has(node.id);
}

// Find what stands out: what is open with all that is tied to it, and what the picked regions share.
function lookAt(state) {
  Object.assign(seen, state);
  const picked = seen.picked.map((id) => `region:${id}`).filter((id) => drawing.byId.has(id));
  const own = picked.map((id) => drawing.near.get(id));
  seen.chosen = new Set(picked);
  seen.clear = new Set(picked);
  seen.pale = new Set();
  if (own.length) {
    for (const program of own[0]) if (own.every((programs) => programs.has(program))) seen.clear.add(program);
    for (const programs of own) for (const program of programs) seen.pale.add(program);
  }
  if (drawing.byId.has(seen.open)) {
    seen.chosen.add(seen.open);
    seen.clear.add(seen.open);
    if (own.length < 2 || !isRegion(drawing.byId.get(seen.open)))
      for (const id of drawing.near.get(seen.open)) seen.clear.add(id);
  }
}

function opacityOf(node) {
  if (!seen.clear?.size || seen.clear.has(node.id)) return 1;
  return seen.pale.has(node.id) || isRegion(node) ? PALE : PALEST;
}

// What a node is called in the language of the page; a label has room for so many letters.
function nameIn(node) {
  return (seen.english && node.english) || node.name;
}

function labelOf(node) {
  if (!seen.english || !node.english) return node.label;
  return node.english.length > ENGLISH_LETTERS ? `${node.english.slice(0, ENGLISH_LETTERS - 1)}…` : node.english;
}

function colourOf(node) {
  if (isRegion(node)) return drawing.look.ink;
  return seen.colour === "stage" ? drawing.look.stages[node.stage] : drawing.look.levels[node.level];
}

// The radius of a dot in the drawing's units: what stands out is seen from however far away.
function radiusOf(node, scale) {
  return Math.max(node.size, (isMarked(node) ? 3.5 : 1) / scale);
}

// Half of the width and height of a region: a box where its name has room in it, else a small mark.
function boxOf(node, scale) {
  if (node.font * scale >= READABLE) return { halfWidth: node.halfWidth, halfHeight: node.halfHeight, round: 8 };
  const half = REGION_MARK / 2 / scale;
  return { halfWidth: half, halfHeight: half, round: half / 3 };
}

function isMarked(node) {
  return seen.clear?.size > 0 && seen.clear.has(node.id);
}

// A program that no vocabulary knows is a ring; a region that had to be inferred has a dashed line.
function paintOf(node, scale) {
  const colour = colourOf(node);
  const chosen = seen.chosen?.has(node.id);
  return {
    fill: isRegion(node) || node.known ? colour : "#ffffff",
    line: chosen ? drawing.look.chosen : isRegion(node) && !node.stated ? "#ffffff" : colour,
    width: chosen ? Math.max(5, RING / scale) : isRegion(node) ? Math.max(2, 1 / scale) : Math.min(3, node.size / 3),
    dashed: isRegion(node) && !node.stated,
    opacity: opacityOf(node),
  };
}

// The dashes of the line of an inferred region; those of a small mark are small.
function dashesOf(node, scale) {
  return node.font * scale >= READABLE ? [6, 4] : [3 / scale, 2 / scale];
}

// The ties in sight: those that stand out, and the rest, which is faint or, beside them, not drawn.
function tiesInSight() {
  const clear = [];
  const faint = [];
  const some = seen.clear?.size > 0;
  for (const tie of drawing.ties) {
    if (!isShown(tie[0]) || !isShown(tie[1])) continue;
    if (!some) faint.push(tie);
    else if (seen.clear.has(tie[0].id) && seen.clear.has(tie[1].id)
      && (seen.chosen.has(tie[0].id) || seen.chosen.has(tie[1].id))) clear.push(tie);
    else if (!isLarge()) faint.push(tie);
  }
  return { clear, faint };
}

// The line of faint ties: the more there are, the thinner their colour; never darker than a dot.
function faintLine(count) {
  if (seen.clear?.size) return "rgb(213 218 224 / 40%)";
  return count < MANY ? "#d5dae0" : `rgb(170 170 170 / ${Math.max(5, Math.min(40, 240000 / count))}%)`;
}
