// What is on paper only: the whole drawing of a matrix, where it is small enough to be read there;
// and where nothing is open, no word of how to begin.

const PAPER_ROWS = 100; // of a matrix on paper
const PAPER_COLUMNS = 60; // likewise

function startPrint() {
  window.addEventListener("beforeprint", putOnPaper);
  window.addEventListener("afterprint", takeOffPaper);
}

function putOnPaper() {
  takeOffPaper();
  document.body.classList.toggle("unopened", !hasOpen());
  const grid = byId("view").querySelector(".grid");
  showAll();
  if (state.view !== "matrix" || !grid) return;
  const matrix = matrixOf();
  if (matrix.rows.length > PAPER_ROWS || matrix.columns.length > PAPER_COLUMNS) return;
  const picture = matrixPicture(matrix);
  picture.classList.add("paper");
  grid.before(picture);
}

// The rest of the lists, since on paper no one can ask for it.
function showAll() {
  const active = document.activeElement;
  for (const more of document.querySelectorAll(".panel .more, .view .more")) more.click();
  if (active !== document.activeElement) active?.focus?.({ preventScroll: true });
}

function takeOffPaper() {
  document.body.classList.remove("unopened");
  byId("view").querySelector(".paper")?.remove();
}
