// The whole matrix as a drawing, to be saved.

const DRAWN_CELL = 16; // pixels of a cell that is saved

function matrixPicture({ rows: lines, columns, cell }) {
  const left = 12 * Math.max(4, ...lines.map(({ name }) => Array.from(name).length)) + 40;
  const top = 12 * Math.max(4, ...columns.map(({ name }) => Array.from(name).length)) + 30;
  const width = left + columns.length * DRAWN_CELL + 10;
  const height = top + lines.length * DRAWN_CELL + 10;
  const made = svgElement("svg", { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}`, "font-family": FONTS, "font-size": 12 },
    svgElement("rect", { width, height, fill: "#ffffff" }));
  columns.forEach(({ name, count }, index) => made.append(svgElement("text", {
    transform: `translate(${left + (index + 0.7) * DRAWN_CELL} ${top - 4}) rotate(-90)`, fill: "#1c2733",
  }, `${name} ${count}`)));
  lines.forEach((row, index) => {
    const y = top + index * DRAWN_CELL;
    made.append(svgElement("text", { x: left - 4, y: y + 12, "text-anchor": "end", fill: "#1c2733" }, `${row.name} ${row.count}`));
    columns.forEach((column, place) => {
      const found = cell(row, column);
      if (found?.shade) made.append(svgElement("rect", { x: left + place * DRAWN_CELL, y, width: DRAWN_CELL - 1, height: DRAWN_CELL - 1, fill: fillOf(found) }));
    });
  });
  return made;
}

// The colour that the page's style gives the cell.
function fillOf({ kind, shade }) {
  const colours = getComputedStyle(document.documentElement);
  return colours.getPropertyValue(kind ? `--${kind}` : `--shade${shade}`).trim();
}
