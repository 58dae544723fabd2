// The drawing as it is seen, as an SVG element: for saving as SVG, or as PNG.

// Numbers are rounded: a picture needs no more than hundredths of a pixel.
function svgRounded(tag, attributes, text = null) {
  const rounded = Object.entries(attributes).map(([name, value]) =>
    [name, typeof value === "number" ? String(Math.round(value * 100) / 100) : value]);
  return svgElement(tag, Object.fromEntries(rounded), text);
}

function networkPicture() {
  const { clientWidth: width, clientHeight: height } = sight.container;
  const scale = network.getScale();
  const place = (node) => network.canvasToDOM({ x: node.x, y: node.y });
  const legend = pictureLegend(width, height);
  const whole = { width, height: TITLE + height + legend.height };
  const picture = svgRounded("svg", { xmlns: SVG, ...whole, viewBox: `0 ${-TITLE} ${whole.width} ${whole.height}`, "font-family": FONTS });
  picture.append(svgRounded("rect", { y: -TITLE, ...whole, fill: "#ffffff" }));
  if (drawing.radius < 1e9) {
    const middle = place({ x: 0, y: 0 });
    picture.append(svgRounded("circle", { cx: middle.x, cy: middle.y, r: drawing.radius * scale, fill: GROUND }));
  }
  const { clear, faint } = tiesInSight();
  picture.append(
    svgTies(faint, place, { class: "faint", stroke: "#aab2bb", "stroke-opacity": faint.length < MANY ? 0.5 : 0.06 }),
    svgTies(clear, place, { class: "clear", stroke: "#7b8794", "stroke-width": 1.2 }),
  );
  for (const node of drawing.nodes) {
    const at = place(node);
    const inside = at.x > -100 && at.y > -100 && at.x < width + 100 && at.y < height + 100;
    if (isShown(node) && inside) picture.append(svgNode(node, at, scale));
  }
  for (const label of viewLabels()) picture.append(...svgLabel(label));
  // what reaches out of the view must not stand behind the title and the legend
  picture.append(svgRounded("rect", { y: -TITLE, width, height: TITLE, fill: "#ffffff" }), pictureTitle());
  picture.append(svgRounded("rect", { y: height, width, height: legend.height, fill: "#ffffff" }), ...legend.nodes);
  return picture;
}

// One path for all: a file with an element for each tie would be many times larger.
function svgTies(ties, place, attributes) {
  const whole = (value) => Math.round(value * 10) / 10;
  const lines = ties.map(([one, other]) => {
    const [from, to] = [place(one), place(other)];
    return `M${whole(from.x)} ${whole(from.y)}L${whole(to.x)} ${whole(to.y)}`;
  });
  return svgRounded("path", { d: lines.join(""), fill: "none", ...attributes });
}

function svgNode(node, { x, y }, scale) {
  const { fill, line, width, dashed, opacity } = paintOf(node, scale);
  const common = {
    fill, stroke: line, "stroke-width": width * scale, opacity: opacity < 1 ? opacity : null,
    "stroke-dasharray": dashed ? dashesOf(node, scale).map((length) => length * scale).join(" ") : null,
  };
  const shape = isRegion(node)
    ? svgBox(boxOf(node, scale), x, y, scale, common)
    : svgRounded("circle", { cx: x, cy: y, r: radiusOf(node, scale) * scale, ...common });
  shape.append(svgRounded("title", {}, nameIn(node)));
  return shape;
}

function svgBox({ halfWidth, halfHeight, round }, x, y, scale, common) {
  const [across, down] = [halfWidth * scale, halfHeight * scale];
  return svgRounded("rect", { x: x - across, y: y - down, width: 2 * across, height: 2 * down, rx: round * scale, ...common });
}

function svgLabel(label) {
  const { node, text, size, x, y, width, height, from } = label;
  const end = from && leaderEnd(label);
  const opacity = isMarked(node) ? 1 : Math.max(opacityOf(node), PALE);
  const common = { x, y, "font-size": size, "text-anchor": "middle", "dominant-baseline": "central", opacity };
  if (isRegion(node)) {
    return [
      ...(from ? [svgRounded("line", { x1: from.x, y1: from.y, x2: end.x, y2: end.y, stroke: drawing.look.ink, opacity })] : []),
      svgRounded("rect", { x: x - width / 2, y: y - height / 2, width, height, rx: 3, fill: drawing.look.ink, opacity,
        stroke: seen.chosen?.has(node.id) ? drawing.look.chosen : null, "stroke-width": RING }),
      svgRounded("text", { ...common, fill: "#ffffff" }, text),
    ];
  }
  const halo = { stroke: "#ffffff", "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" };
  return [svgRounded("text", { ...common, fill: drawing.look.ink, ...halo }, text)];
}
