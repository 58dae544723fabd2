// A grid of any size: only the cells in sight are in the page. The arrow keys move one cell on,
// Enter opens it; screen readers are told the row and column that each cell has in the whole.

const CELL = 24; // pixels
const SPARE = 4; // rows and columns drawn beyond the edge

let grid = null; // the matrix, where the focus is in it, and its parts in the page
let gridLeft = null; // the same matrix as it was left: where it was scrolled to and had the focus

function matrixGrid() {
  const matrix = matrixOf();
  if (!matrix.rows.length || !matrix.columns.length) return element("p", { class: "sub" }, word("matrix.empty"));
  const box = element("div", {
    class: `grid ${state.matrix}`, id: "grid", role: "grid", tabindex: "-1", "aria-label": word(`matrix.${state.matrix}`),
    "aria-rowcount": matrix.rows.length + 1, "aria-colcount": matrix.columns.length + 1,
  });
  const inner = element("div", { class: "cells", role: "rowgroup" });
  box.append(inner);
  const key = [...FILTERS, "matrix", "which", "sort", "by"].map((name) => state[name]).join("&");
  const again = gridLeft?.key === key ? gridLeft : { key, row: 0, column: 0, top: 0, left: 0 };
  grid = { matrix, box, inner, ...again };
  box.addEventListener("scroll", () => requestAnimationFrame(() => { leaveGrid(); drawCells(); }));
  box.addEventListener("keydown", moveInGrid);
  box.addEventListener("focusin", ({ target }) => followFocus(target));
  return box;
}

views.get("matrix").drawn = () => {
  if (!grid || !byId("grid")) return;
  const { left, top } = margins();
  grid.inner.style.width = `${left + grid.matrix.columns.length * CELL}px`;
  grid.inner.style.height = `${top + grid.matrix.rows.length * CELL}px`;
  [grid.box.scrollTop, grid.box.scrollLeft] = [grid.top, grid.left];
  drawCells();
};

function leaveGrid() {
  if (!grid.box.isConnected) return;
  [grid.top, grid.left] = [grid.box.scrollTop, grid.box.scrollLeft];
  const { key, row, column, top, left } = grid;
  gridLeft = { key, row, column, top, left };
}

// The room of the names: programs have long ones.
function margins() {
  return { left: state.matrix === "programs" ? 300 : 190, top: 150 };
}

function inSight() {
  const { left, top } = margins();
  const { scrollTop, scrollLeft, clientWidth, clientHeight } = grid.box;
  const { rows: lines, columns } = grid.matrix;
  return {
    rows: [Math.max(0, Math.floor(scrollTop / CELL) - SPARE), Math.min(lines.length, Math.ceil((scrollTop + clientHeight - top) / CELL) + SPARE)],
    columns: [Math.max(0, Math.floor(scrollLeft / CELL) - SPARE), Math.min(columns.length, Math.ceil((scrollLeft + clientWidth - left) / CELL) + SPARE)],
  };
}

function drawCells() {
  if (!grid.box.isConnected) return;
  const { rows: [firstRow, lastRow], columns: [firstColumn, lastColumn] } = inSight();
  const held = grid.box.contains(document.activeElement) && document.activeElement !== grid.box;
  if (!held) enterInSight(firstRow, lastRow, firstColumn, lastColumn);
  const { left, top } = margins();
  const made = [headRow(firstColumn, lastColumn, left, top)];
  for (let row = firstRow; row < lastRow; row += 1) made.push(bodyRow(row, firstColumn, lastColumn, left, top));
  grid.inner.replaceChildren(...made);
  if (held) cellAt(grid.row, grid.column)?.focus({ preventScroll: true });
}

// The cell that Tab comes to is one in sight.
function enterInSight(firstRow, lastRow, firstColumn, lastColumn) {
  if (grid.row < firstRow || grid.row >= lastRow) grid.row = firstRow;
  if (grid.column < firstColumn || grid.column >= lastColumn) grid.column = firstColumn;
}

function putAt(node, x, y) {
  node.style.transform = `translate(${x}px, ${y}px)`;
  return node;
}

function headRow(first, last, left, top) {
  const row = element("div", { class: "head", role: "row", "aria-rowindex": 1 },
    element("span", { class: "corner", role: "columnheader", "aria-colindex": 1 }, word("matrix.corner")));
  row.style.width = `${left + grid.matrix.columns.length * CELL}px`;
  row.style.height = `${top}px`;
  for (let column = first; column < last; column += 1) {
    const head = grid.matrix.columns[column];
    row.append(putAt(element("span", { class: "column-name", role: "columnheader", "aria-colindex": column + 2 },
      link({ open: head.open }, { lang: "zh-Hans", tabindex: "-1", "data-row": -1, "data-column": column }, head.name, " ", element("span", { class: "count" }, String(head.count)))),
    left + column * CELL, 0));
  }
  return row;
}

function bodyRow(index, first, last, left, top) {
  const head = grid.matrix.rows[index];
  const edge = startsGroup(grid.matrix.rows, index) ? " edge" : "";
  const row = putAt(element("div", { class: `line${edge}`, role: "row", "aria-rowindex": index + 2 }), 0, top + index * CELL);
  row.append(element("span", { class: "row-name", role: "rowheader", "aria-colindex": 1 },
    element("span", { class: "count" }, String(head.count)),
    link({ open: head.open }, { tabindex: "-1", title: head.name, "data-row": index, "data-column": -1 }, head.name),
    head.mark ? element("span", { class: "found-mark" }, head.mark) : null));
  for (let column = first; column < last; column += 1) row.append(putAt(bodyCell(index, column), left + column * CELL, 0));
  return row;
}

function bodyCell(row, column) {
  const { cell, missing, rows: lines, columns } = grid.matrix;
  const found = cell(lines[row], columns[column]);
  const focus = { "data-row": row, "data-column": column, tabindex: row === grid.row && column === grid.column ? "0" : "-1" };
  const role = { class: startsGroup(columns, column) ? "at edge" : "at", role: "gridcell", "aria-colindex": column + 2 };
  if (!found) return element("span", { ...role, ...focus, "aria-label": missing(lines[row], columns[column]) });
  return element("span", role,
    link(found.to, { ...focus, class: `cell shade${found.shade} ${found.kind ?? ""}`, "aria-label": found.name, title: found.name }, found.text));
}

// Whether another cluster begins here.
function startsGroup(heads, index) {
  return index > 0 && heads[index].group !== heads[index - 1].group;
}

function cellAt(row, column) {
  return grid.inner.querySelector(`[data-row="${row}"][data-column="${column}"]`);
}

function followFocus(target) {
  if (!target.dataset.row) return;
  grid.row = Number(target.dataset.row);
  grid.column = Number(target.dataset.column);
  leaveGrid();
}

const STEPS = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], PageDown: [10, 0], PageUp: [-10, 0] };

function moveInGrid(event) {
  const step = STEPS[event.key];
  const { rows: lines, columns } = grid.matrix;
  if (step) {
    grid.row = Math.min(Math.max(grid.row + step[0], -1), lines.length - 1);
    grid.column = Math.min(Math.max(grid.column + step[1], grid.row < 0 ? 0 : -1), columns.length - 1);
  } else if (event.key === "Home") grid.column = event.ctrlKey ? ((grid.row = 0), 0) : 0;
  else if (event.key === "End") grid.column = event.ctrlKey ? ((grid.row = lines.length - 1), columns.length - 1) : columns.length - 1;
  else return;
  event.preventDefault();
  showCell(grid.row, grid.column);
  drawCells();
  cellAt(grid.row, grid.column)?.focus({ preventScroll: true });
}

// Scroll so that a cell is in sight beside the names.
function showCell(row, column) {
  const { left, top } = margins();
  const { box } = grid;
  const [x, y] = [Math.max(column, 0) * CELL, Math.max(row, 0) * CELL];
  if (y < box.scrollTop) box.scrollTop = y;
  else if (y + CELL > box.scrollTop + box.clientHeight - top) box.scrollTop = y + CELL - box.clientHeight + top;
  if (x < box.scrollLeft) box.scrollLeft = x;
  else if (x + CELL > box.scrollLeft + box.clientWidth - left) box.scrollLeft = x + CELL - box.clientWidth + left;
}
