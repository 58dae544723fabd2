// Redraw what the address says. What one was at keeps the focus; what one opened gets it.

const views = new Map(); // name -> {draw, tables, picture}
const panels = new Map(); // kind -> function of the id that returns the panel's children, or null
const scrolled = new Map(); // address -> where panel and view had been scrolled to
const SUBJECTS = ["view", "indicator", "source", "region"]; // with another of them a view begins at its top
let shownAddress = null;
let followed = false; // a link has been followed, so that what it opens gets the focus

function opened() {
  const colon = state.open.indexOf(":");
  return colon < 0 ? null : { kind: state.open.slice(0, colon), id: state.open.slice(colon + 1) };
}

function view() {
  return views.get(state.view);
}

function redraw() {
  const before = state;
  rememberScroll();
  state = readState();
  if (!views.has(state.view)) state.view = USUAL.view;
  const kept = focused();
  wordPage();
  drawCounts();
  drawTabs();
  drawFilters();
  drawList();
  drawView(before);
  drawPanel();
  restoreScroll();
  if (!opensAnew(before) || !followed) kept?.();
  else focusOn(before);
  followed = false;
}

function drawView(before) {
  byId("overlap").hidden = state.view !== "overlap";
  byId("list").hidden = state.view !== "overlap";
  byId("view").hidden = state.view === "overlap";
  document.body.dataset.view = state.view;
  document.body.toggleAttribute("data-open", hasOpen());
  const drawn = [view().draw()].flat(Infinity).filter(Boolean);
  // what a view has kept and only changed stays in place
  if (drawn.length !== 1 || byId("view").firstChild !== drawn[0]) byId("view").replaceChildren(...drawn);
  if (SUBJECTS.some((key) => before[key] !== state[key])) byId("view").scrollTop = 0;
  view().drawn?.();
}

function drawPanel() {
  byId("panel").replaceChildren(...[closeLink(), panelOf()].flat(Infinity).filter(Boolean));
}

function panelOf() {
  const open = opened();
  if (open) return panels.get(open.kind)?.(open.id) ?? loader.elsewhere(open) ?? missingPanel();
  if (state.pick.length > 1) return comparePanel(state.pick);
  return view().start?.() ?? startPanel();
}

function missingPanel() {
  return [heading(2, word("missing.title")), element("p", {}, word("missing.text"))];
}

// The control that has the focus, found again after the page has been drawn anew.
function focused() {
  const active = document.activeElement;
  const id = active?.id;
  const href = active?.getAttribute?.("href");
  if (!id && !href) return null;
  return () => {
    const again = id ? byId(id) : [...document.querySelectorAll("a")].find((other) => other.getAttribute("href") === href);
    if (again && again !== document.activeElement) again.focus({ preventScroll: true });
  };
}

function opensAnew(before) {
  return before.open !== state.open || before.view !== state.view || before.indicator !== state.indicator || before.at !== state.at;
}

function focusOn(before) {
  if (view().focus?.()) return;
  const inView = before.view !== state.view || before.indicator !== state.indicator;
  const place = (inView && byId("view").querySelector("h2")) || byId("panel").querySelector("h2");
  place?.focus({ preventScroll: true });
}

function rememberScroll() {
  if (shownAddress !== null) scrolled.set(shownAddress, ["panel", "view"].map((id) => byId(id).scrollTop));
}

function restoreScroll() {
  const at = followed ? null : scrolled.get(location.hash);
  byId("panel").scrollTop = at?.[0] ?? 0;
  if (at) byId("view").scrollTop = at[1];
  shownAddress = location.hash;
}

function say(text) {
  byId("said").textContent = text;
}
