// The list first: it can be read while the drawing is still being made.

drawList();
startSearch();
drawNetwork();
window.addEventListener("hashchange", show);
show();
