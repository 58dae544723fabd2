// Which labels are drawn: as on a map, more with each step nearer, and none upon another.

const SMALLEST = 12; // pixels of a label
const LARGEST = 18; // of a program
const LARGEST_REGION = 24; // of a region
const READABLE = 11; // pixels at which a label is drawn in the room that was kept for it
const MOST_EXTRA = 45; // labels of programs without room of their own
const STEPS_OUT = [0, 1, 2, 3.2]; // lines that the name of a region is moved out of the circle

function labelWidth(text, size) {
  let letters = 0;
  for (const letter of text) letters += letter.charCodeAt(0) < 128 ? 0.6 : 1;
  return letters * size;
}

// Return the labels for a view, in pixels of the canvas: [{node, text, size, x, y, width, height}].
// A region's that stands beside its mark has `from`, the place of the mark. toPixels maps a node to
// the pixels of its middle.
function labelsInView(toPixels, scale, width, height) {
  const inView = [];
  for (const node of drawing.nodes) {
    if (!isShown(node)) continue;
    const { x, y } = toPixels(node);
    if (x >= -100 && y >= -40 && x <= width + 100 && y <= height + 40) inView.push({ node, x, y, turn: turnOf(node) });
  }
  inView.sort((one, other) => one.turn - other.turn);
  const marks = inView.filter(({ node }) => isRegion(node) && node.font * scale < READABLE)
    .map(({ node, x, y }) => ({ node, x, y, width: REGION_MARK, height: REGION_MARK }));
  const placed = [];
  let extra = 0;
  for (const { node, x, y } of inView) {
    const roomy = node.font * scale >= READABLE;
    if (!roomy && !isRegion(node) && (extra >= MOST_EXTRA || !wantsLabel(node))) continue;
    const free = (label) => !placed.some((other) => meet(label, other))
      && !(isRegion(node) && marks.some((mark) => mark.node !== node && meet(label, mark)));
    const label = labelAt(node, x, y, scale);
    const fitting = isRegion(node) && !roomy ? beside(label, x, y).find(free) : free(label) && label;
    if (!fitting) continue;
    placed.push(fitting);
    if (!roomy && !isRegion(node)) extra += 1;
  }
  return placed;
}

// Who gets a label first: what is open or picked, the regions and then the programs that stand out
// with it, the other regions, the rest.
function turnOf(node) {
  if (seen.chosen?.has(node.id)) return 0;
  if (isMarked(node)) return isRegion(node) ? 1 : 2;
  return isRegion(node) ? 3 : 4;
}

// Programs without room of their own: what stands out and, where nothing has, what most regions have.
function wantsLabel(node) {
  return isMarked(node) || (isLarge() && !seen.clear?.size);
}

function labelAt(node, x, y, scale) {
  const size = Math.min(Math.max(node.font * scale, SMALLEST), isRegion(node) ? LARGEST_REGION : LARGEST);
  const width = labelWidth(labelOf(node), size) + (isRegion(node) ? size * 0.6 : 2);
  const height = size * (isRegion(node) ? 1.6 : 1.2);
  const middle = isRegion(node) ? y : y + radiusOf(node, scale) * scale + height / 2 + 1;
  return { node, text: labelOf(node), size, x, y: middle, width, height };
}

// The places for the name of a region that is drawn as a mark: beside it, away from the circle.
function beside(label, x, y) {
  const far = Math.hypot(label.node.x, label.node.y) || 1;
  const [right, down] = [label.node.x / far, label.node.y / far];
  return STEPS_OUT.map((lines) => ({
    ...label,
    x: x + right * (REGION_MARK + label.width / 2 + lines * label.height),
    y: y + down * (REGION_MARK + label.height / 2 + lines * label.height),
    from: { x, y },
  }));
}

// Where the line from a mark to its name ends: at the edge of the name.
function leaderEnd({ from, x, y, width, height }) {
  const within = (value, middle, half) => Math.min(Math.max(value, middle - half), middle + half);
  return { x: within(from.x, x, width / 2), y: within(from.y, y, height / 2) };
}

function meet(one, other) {
  return 2 * Math.abs(one.x - other.x) < one.width + other.width
    && 2 * Math.abs(one.y - other.y) < one.height + other.height;
}
