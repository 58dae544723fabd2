// In a narrow window the panel is a sheet at the bottom while something is open (narrow.css).

const NARROW = matchMedia("(max-width: 899px)");
const SHEET = 0.55; // of the height of the window, as in narrow.css

function hasOpen() {
  return Boolean(opened()) || state.pick.length > 1;
}

// The way to close the sheet; narrow.css shows it.
function closeLink() {
  if (!hasOpen()) return null;
  return link(state.open ? { open: "" } : { pick: [] }, { class: "close" }, word("panel.close"));
}

// The height, in pixels of the window, below which nothing is seen.
function sheetTop() {
  return NARROW.matches && hasOpen() ? innerHeight * (1 - SHEET) : innerHeight;
}
