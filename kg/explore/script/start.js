// The list first: it can be read while the drawing is still being made.

startFilters();
startSearch();
startSave();
startPrint();
document.addEventListener("click", (event) => { followed = Boolean(event.target.closest?.('a[href^="#"]')); }, true);
window.addEventListener("hashchange", redraw);
redraw();
