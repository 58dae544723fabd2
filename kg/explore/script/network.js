// The drawing: vis-network over the places that were computed when the page was made.

const MOST_FADED = 3000; // with more nodes, fading them would make each click slow
const FADED = 0.15;
const FADED_REGION = 0.5;
const INK = "#1c2733";
const PALE = "#b4bcc5";
const GROUND = "#f4f6f8";
const LARGEST = 18; // pixels of a label, however near one goes
const LARGEST_REGION = 24;
const SMALLEST_CHOSEN = 15; // pixels of the label of what is open, however far away
const NEAREST = 5; // times the size that the places were computed for
const REGION_FONT = 34;
let network = null;
let nodes = null;
let fromDrawing = false;
let chosen = null;
let sizes = null; // node -> font size as computed

function drawNetwork() {
  const drawing = JSON.parse(byId("drawing").textContent);
  nodes = new vis.DataSet(drawing.nodes);
  sizes = new Map(drawing.nodes.map(({ id, font }) => [id, font?.size ?? REGION_FONT]));
  const edges = new vis.DataSet(drawing.edges);
  network = new vis.Network(byId("network"), { nodes, edges }, drawing.options);
  network.on("beforeDrawing", drawCircle(drawing.nodes));
  network.fit(); // vis-network's own first view guesses from the number of nodes
  network.on("click", ({ nodes: [node] }) => (node ? openNode(node) : followNetwork(place())));
  byId("nearer").addEventListener("click", () => zoom(1.5));
  byId("farther").addEventListener("click", () => zoom(1 / 1.5));
  byId("whole").addEventListener("click", () => { network.fit(); drawLabels(); });
  network.on("zoom", () => zoom(1));
}

// The ground inside the regions, where what they share stands.
function drawCircle(drawn) {
  const radius = Math.max(0, ...drawn.filter((node) => node.group === "region").map(({ x, y }) => Math.hypot(x, y)));
  return (canvas) => {
    canvas.fillStyle = GROUND;
    canvas.beginPath();
    canvas.arc(0, 0, radius, 0, 2 * Math.PI);
    canvas.fill();
  };
}

function zoom(factor) {
  const scale = Math.min(network.getScale() * factor, NEAREST);
  if (scale !== network.getScale()) network.moveTo({ scale });
  drawLabels();
}

// The font of a node's label in the drawing's units, as near as one is now.
function fontSize(id) {
  const scale = network.getScale();
  const least = id === chosen ? SMALLEST_CHOSEN / scale : 0;
  const most = (id.startsWith("region:") ? LARGEST_REGION : LARGEST) / scale;
  return Math.min(Math.max(sizes.get(id), least), most);
}

// Give the labels whose size depends on the distance the size of the moment.
function drawLabels() {
  const changed = nodes.get().filter(({ id, font }) => (font?.size ?? REGION_FONT) !== fontSize(id));
  if (changed.length) nodes.update(changed.map(({ id, font }) => ({ id, font: { ...font, size: fontSize(id) } })));
}

function openNode(node) {
  const colon = node.indexOf(":");
  fromDrawing = true;
  go(node.slice(0, colon), node.slice(colon + 1));
}

// The node of what is open: a number shows its program, or else its region.
function nodeOf({ kind, id }) {
  if (kind === "target" && targets.has(id)) {
    const { program } = targets.get(id);
    return program && nodes.get(`program:${program}`) ? `program:${program}` : `region:${regionOf(targets.get(id))}`;
  }
  const node = `${kind}:${id}`;
  return nodes.get(node) ? node : null;
}

function followNetwork(open) {
  const node = nodeOf(open);
  if (node) network.selectNodes([node]);
  else network.unselectAll();
  chosen = node;
  fade(node);
  if (node && !fromDrawing) bringIntoView(node);
  fromDrawing = false;
  drawLabels();
}

// Show what is tied to the node, and fade the rest.
function fade(node) {
  if (nodes.length > MOST_FADED) return;
  const near = node ? new Set([node, ...network.getConnectedNodes(node)]) : null;
  nodes.update(nodes.get().map(({ id, group, font }) => {
    const clear = !near || near.has(id);
    if (group === "region") return { id, opacity: clear ? 1 : FADED_REGION };
    return { id, opacity: clear ? 1 : FADED, font: { ...font, color: clear ? INK : PALE } };
  }));
}

// Move the drawing only where the node is out of sight or too small to tell.
function bringIntoView(node) {
  const { x, y } = network.canvasToDOM(network.getPosition(node));
  const { clientWidth, clientHeight } = byId("network");
  const inside = x > 40 && y > 40 && x < clientWidth - 40 && y < clientHeight - 40;
  if (!inside) network.moveTo({ position: network.getPosition(node) });
}

followers.push(followNetwork);
