// The drawing: vis-network over the places that were computed when the page was made. It moves the
// view and passes over the nodes in sight; how they look is network_look.js's and network_labels.js's.

const GROUND = "#f4f6f8";
const NEAREST = 6; // times the size that the places were computed for
const MARGIN = 24; // pixels around the whole drawing
const NAMES_MARGIN = 60; // the same where names stand beside the marks of regions
const REACH = 5; // pixels beside a dot at which a click still finds it
const REST = 180; // milliseconds after the last turn of the wheel
let network = null;
const sight = { container: null, tooltip: null, fitted: false, moving: false, rest: 0, copy: null, labels: [] };

// Draw the network into a container, once. onOpen(kind, id, additive) is called for a click on
// a node; additive with Ctrl, Shift or Cmd.
function drawNetwork(container, { onOpen }) {
  const read = JSON.parse(byId("drawing").textContent);
  readDrawing(read);
  lookAt({});
  const options = { ...read.options, nodes: { ...read.options.nodes, ctxRenderer: drawNode } };
  const nodes = drawing.nodes.map(({ id, x, y, halfWidth }) => ({ id, x, y, size: halfWidth }));
  sight.container = container;
  network = new vis.Network(container, { nodes: new vis.DataSet(nodes), edges: [] }, options);
  sight.tooltip = element("div", { class: "vis-tooltip", hidden: "" });
  container.append(sight.tooltip);
  network.on("beforeDrawing", drawBehind);
  network.on("afterDrawing", drawInFront);
  network.on("click", ({ pointer, event }) => openAt(pointer.canvas, event.srcEvent ?? event, onOpen));
  network.on("dragStart", () => move(true));
  network.on("dragEnd", () => move(false));
  network.on("zoom", () => { zoomNetwork(1); move(true); sight.rest = setTimeout(() => move(false), REST); });
  network.on("resize", () => { if (!sight.fitted) fitNetwork(); });
  container.addEventListener("mousemove", (event) => showName(event));
  container.addEventListener("mouseleave", () => { sight.tooltip.hidden = true; });
  fitNetwork();
}

// Show a state of the page: {shownNodes: Set of node ids or null, picked: [region ids],
// open: node id or null, colour: "level" or "stage", english: names in English where there are}.
function updateNetwork({ shownNodes = null, picked = [], open = null, colour = "level", english = false }) {
  const anew = open !== seen.open;
  lookAt({ shown: shownNodes, picked, open, colour, english });
  if (!network) return;
  if (anew && drawing.byId.has(open)) bringIntoView(drawing.byId.get(open));
  drawSoon();
}

// Ask vis-network for one drawing in the next frame, however often this is called.
function drawSoon() {
  if (sight.container.clientWidth > 0) network.moveTo({}); // else when it is shown again
}

function zoomNetwork(factor) {
  const scale = Math.min(network.getScale() * factor, NEAREST);
  if (scale !== network.getScale()) network.moveTo({ scale });
}

// Show all nodes that are not hidden.
function fitNetwork() {
  const { clientWidth, clientHeight } = sight.container;
  const nodes = drawing.nodes.filter(isShown);
  sight.fitted = clientWidth > 0 && clientHeight > 0;
  if (!sight.fitted || !nodes.length) return;
  const ends = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const node of nodes) {
    ends.left = Math.min(ends.left, node.x - node.halfWidth);
    ends.right = Math.max(ends.right, node.x + node.halfWidth);
    ends.top = Math.min(ends.top, node.y - node.halfHeight);
    ends.bottom = Math.max(ends.bottom, node.y + node.halfHeight);
  }
  const fitting = (margin) => Math.min(
    (clientWidth - 2 * margin) / (ends.right - ends.left),
    (clientHeight - 2 * margin) / (ends.bottom - ends.top),
    1.5,
  );
  const named = nodes.some((node) => isRegion(node) && node.font * fitting(MARGIN) < READABLE); // beside the marks
  const scale = fitting(named && clientWidth > 4 * NAMES_MARGIN ? NAMES_MARGIN : MARGIN);
  network.moveTo({ position: { x: (ends.left + ends.right) / 2, y: (ends.top + ends.bottom) / 2 }, scale });
}

function bringIntoView(node) {
  const { x, y } = network.canvasToDOM(node);
  const { clientWidth, clientHeight } = sight.container;
  if (x < 40 || y < 40 || x > clientWidth - 40 || y > clientHeight - 40) network.moveTo({ position: { x: node.x, y: node.y } });
}

// Pointing

function nodeAt({ x, y }) {
  const named = regionNamedAt(network.canvasToDOM({ x, y }));
  if (named) return named;
  const reach = REACH / network.getScale();
  return drawing.nodes.find((node) => isShown(node)
    && Math.abs(node.x - x) <= node.halfWidth + reach && Math.abs(node.y - y) <= node.halfHeight + reach) ?? null;
}

// The region whose name, drawn beside its mark, stands at a place.
function regionNamedAt(at) {
  const label = sight.labels.find(({ node, from, x, y, width, height }) => from && isShown(node)
    && 2 * Math.abs(at.x - x) <= width && 2 * Math.abs(at.y - y) <= height);
  return label?.node ?? null;
}

function openAt(point, event, onOpen) {
  const node = nodeAt(point);
  if (!node) return;
  onOpen(node.kind, node.id.slice(node.kind.length + 1), event.ctrlKey || event.shiftKey || event.metaKey);
}

function showName(event) {
  const { left, top } = sight.container.getBoundingClientRect();
  const at = { x: event.clientX - left, y: event.clientY - top };
  const node = sight.moving ? null : nodeAt(network.DOMtoCanvas(at));
  sight.container.style.cursor = node ? "pointer" : "default";
  sight.tooltip.hidden = !node;
  if (!node) return;
  sight.tooltip.textContent = nameIn(node);
  sight.tooltip.style.left = `${at.x + 14}px`;
  sight.tooltip.style.top = `${at.y + 14}px`;
}

// Painting

// While the view of a large drawing moves, a copy of the last picture moves in its place.
function move(moving) {
  clearTimeout(sight.rest);
  if (moving && isLarge() && !sight.moving) takeCopy(sight.container.querySelector("canvas"));
  sight.moving = moving && isLarge();
  if (!moving) drawSoon();
}

function drawBehind(canvas) {
  if (sight.moving && sight.copy) return drawCopy(canvas);
  if (drawing.radius < 1e9) {
    canvas.fillStyle = GROUND;
    canvas.beginPath();
    canvas.arc(0, 0, drawing.radius, 0, 2 * Math.PI);
    canvas.fill();
  }
  const { clear, faint } = tiesInSight();
  const scale = network.getScale();
  drawTies(canvas, faint, faintLine(faint.length), isLarge() ? 1 / scale : 1);
  drawTies(canvas, clear, "#7b8794", Math.max(1.2, 1 / scale));
}

function drawTies(canvas, ties, colour, width) {
  const { x: left, y: top } = network.DOMtoCanvas({ x: 0, y: 0 });
  const { x: right, y: bottom } = network.DOMtoCanvas({ x: sight.container.clientWidth, y: sight.container.clientHeight });
  const inside = ({ x, y }) => x > left && x < right && y > top && y < bottom;
  const crossing = ties.length < MANY; // among many, those that only pass through tell nothing
  canvas.strokeStyle = colour;
  canvas.lineWidth = width;
  for (const [one, other] of ties) {
    if (!crossing && !inside(one) && !inside(other)) continue;
    canvas.beginPath();
    canvas.moveTo(one.x, one.y);
    canvas.lineTo(other.x, other.y);
    canvas.stroke();
  }
}

// vis-network asks this of each node in sight.
function drawNode({ ctx, id, x, y }) {
  const node = drawing.byId.get(id);
  return {
    drawNode: () => { if (!sight.moving && isShown(node)) paintNode(ctx, node, x, y); },
    nodeDimensions: { width: 2 * node.halfWidth, height: 2 * node.halfHeight },
  };
}

function paintNode(canvas, node, x, y) {
  const scale = network.getScale();
  const paint = paintOf(node, scale);
  canvas.globalAlpha = paint.opacity;
  canvas.fillStyle = paint.fill;
  canvas.strokeStyle = paint.line;
  canvas.lineWidth = paint.width;
  canvas.beginPath();
  if (isRegion(node)) {
    const { halfWidth, halfHeight, round } = boxOf(node, scale);
    roundedBox(canvas, x - halfWidth, y - halfHeight, 2 * halfWidth, 2 * halfHeight, round);
  } else canvas.arc(x, y, radiusOf(node, scale), 0, 2 * Math.PI);
  canvas.fill();
  if (paint.dashed) canvas.setLineDash(dashesOf(node, scale));
  if (isRegion(node) || !node.known || paint.line !== paint.fill) canvas.stroke();
}

function viewLabels() {
  const { clientWidth, clientHeight } = sight.container;
  return labelsInView((node) => network.canvasToDOM(node), network.getScale(), clientWidth, clientHeight);
}

function drawInFront(canvas) {
  if (sight.moving) return;
  canvas.save();
  const { x, y } = network.DOMtoCanvas({ x: 0, y: 0 });
  const scale = network.getScale();
  canvas.translate(x, y);
  canvas.scale(1 / scale, 1 / scale);
  sight.labels = viewLabels();
  for (const label of sight.labels) if (label.from) drawLeader(canvas, label);
  for (const label of sight.labels) drawLabel(canvas, label);
  canvas.restore();
  const { clientWidth, clientHeight } = sight.container;
  const end = network.DOMtoCanvas({ x: clientWidth, y: clientHeight });
  sight.place = [x, y, end.x - x, end.y - y]; // of the picture, in the units of the drawing
}

// The line from the mark of a region to its name.
function drawLeader(canvas, label) {
  const { node, from } = label;
  const end = leaderEnd(label);
  canvas.globalAlpha = isMarked(node) ? 1 : Math.max(opacityOf(node), PALE);
  canvas.strokeStyle = drawing.look.ink;
  canvas.lineWidth = 1;
  canvas.beginPath();
  canvas.moveTo(from.x, from.y);
  canvas.lineTo(end.x, end.y);
  canvas.stroke();
}

// canvas.roundRect is newer than some of the browsers that the page is for.
function roundedBox(canvas, x, y, width, height, round) {
  canvas.moveTo(x + round, y);
  canvas.arcTo(x + width, y, x + width, y + height, round);
  canvas.arcTo(x + width, y + height, x, y + height, round);
  canvas.arcTo(x, y + height, x, y, round);
  canvas.arcTo(x, y, x + width, y, round);
  canvas.closePath();
}

function drawLabel(canvas, { node, text, size, x, y, width, height }) {
  canvas.globalAlpha = isMarked(node) ? 1 : Math.max(opacityOf(node), PALE);
  canvas.font = `${size}px ${FONTS}`;
  canvas.textAlign = "center";
  canvas.textBaseline = "middle";
  if (isRegion(node)) {
    canvas.fillStyle = drawing.look.ink;
    canvas.beginPath();
    roundedBox(canvas, x - width / 2, y - height / 2, width, height, 3);
    canvas.fill();
    if (seen.chosen?.has(node.id)) {
      canvas.lineWidth = RING;
      canvas.strokeStyle = drawing.look.chosen;
      canvas.stroke();
    }
  } else {
    canvas.lineWidth = 3;
    canvas.lineJoin = "round";
    canvas.strokeStyle = "#ffffff";
    canvas.strokeText(text, x, y);
  }
  canvas.fillStyle = isRegion(node) ? "#ffffff" : drawing.look.ink;
  canvas.fillText(text, x, y);
}

function takeCopy(canvas) {
  sight.copy ??= document.createElement("canvas");
  sight.copy.width = canvas.width;
  sight.copy.height = canvas.height;
  if (canvas.width && canvas.height) sight.copy.getContext("2d").drawImage(canvas, 0, 0);
}

function drawCopy(canvas) {
  if (sight.copy.width && sight.copy.height) canvas.drawImage(sight.copy, ...sight.place);
}
