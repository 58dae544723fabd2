// The reading view: a document's text with all that was read from it marked.

views.set("reading", { draw: drawReading, drawn: readingDrawn, start: readingStart, focus: focusReading, tables: readingTables, picture: () => null });

let textShown = null; // {key, box, targets}: kept while only `open` and `at` change
let textScroll = 0;
let led = ""; // the place that the text was last scrolled to

function drawReading() {
  const { source } = state;
  if (!plansIn.has(source)) {
    textShown = outlineShown = null;
    const away = source && loader.elsewhere({ kind: "source", id: source });
    if (away) return away;
    return [heading(2, word("reading.choose")), element("p", { class: "sub" }, word("reading.choose.how")), documentList()];
  }
  const awaited = needReading(source);
  if (awaited) {
    textShown = outlineShown = null;
    return [documentChoice(source), documentTitle(source), documentHead(source), awaited];
  }
  textScroll = byId("view").scrollTop;
  outlineShown = null;
  const all = factsOf.get(source) ?? [];
  const list = all.filter((fact) => !state.hide.includes(markKind(fact)));
  const whole = HAS_TEXTS && DATA.texts[source];
  const text = whole ? wholeText(source, list) : sentencesOnly(source, list);
  const head = element("header", {}, documentChoice(source), documentTitle(source), documentHead(source), markLegend(all), whole ? rawSwitch(source) : textFile(source));
  return framed(text, whole ? outline(source) : null, head);
}

// The text with its programs and numbers, and with all else that was read from it.
function needReading(source) {
  const text = loader.need("source", [source]);
  const own = loader.need("plan", plansIn.get(source).map((plan) => plan.id));
  return text ?? own;
}

// The text stays where it is in the page while what stands around it is drawn anew: to lay out a
// long text takes longer than all the rest.
function framed(text, nav, head) {
  const { frame } = textShown;
  if (!frame) {
    textShown.frame = element("div", { class: "reading" }, nav, element("div", { class: "sheet" }, head, text));
    return textShown.frame;
  }
  if (nav) frame.querySelector("nav").replaceWith(nav);
  frame.querySelector("header").replaceWith(head);
  return frame;
}

// The text with its marks; made anew only when more than the open fact has changed.
function wholeText(source, list) {
  const key = address({ open: "", at: "" });
  if (textShown?.key === key) return textShown.box;
  led = "";
  const faults = plansIn.get(source).flatMap((plan) => plan.faults).filter(({ start, end }) => Number.isInteger(start) && end > start);
  const headings = headingsOf.get(source) ?? [];
  const raw = state.raw === "1";
  const writer = new TextWriter(headings, faults, raw);
  const box = writer.write(stretches(raw ? rawPieces(source) : textPieces(source), list, [...headings, ...faults]));
  textShown = { key, source, box, targets: writer.targets, blocks: writer.blocks, buttons: writer.buttons };
  return box;
}

// The page has no texts: its sentences, under their headings.
function sentencesOnly(source, list) {
  const of = grouped(list, (fact) => fact.passage);
  const own = passages.filter((passage) => passage.plan.source === source).sort((one, other) => one.start - other.start);
  let path = null;
  const box = chinese("div", { class: "text" });
  textShown = { key: "", source, box, targets: new Map(), blocks: [], buttons: new Map() };
  if (EXTENT === "overview") return box;
  for (const passage of own) {
    if (passage.section && passage.section !== path) box.append(element("h3", { class: "path" }, passage.section));
    path = passage.section;
    const letters = Array.from(passage.sentence);
    const piece = { from: passage.start, to: passage.start + letters.length, letters, shown: "", original: null, furniture: false };
    box.append(...new TextWriter([], [], true).write(stretches([piece], of.get(passage) ?? [], [])).childNodes);
  }
  return box;
}

function textFile(source) {
  if (SERVED) return element("p", { class: "wording" }, word("served.no_text"));
  return element("p", { class: "wording" }, word("reading.no_text"), " ", element("a", { href: `texts/${source}.txt` }, `texts/${source}.txt`));
}

// Once the text is in the page: the open fact marked, and what the address names in sight.
function readingDrawn() {
  if (!textShown) return;
  for (const before of textShown.box.querySelectorAll(".open, .named")) before.classList.remove("open", "named");
  const marks = openMarks();
  for (const mark of marks) mark.classList.add("open");
  if (outlineShown) outlineShown.headings = [...textShown.box.querySelectorAll("[data-at]")];
  const place = placeNamed(marks);
  for (const part of textShown.box.querySelectorAll("[data-faults]")) {
    if (!part.dataset.faults.split(" ").includes(state.at)) continue;
    part.classList.add("named");
    showTakenOut(part);
  }
  if (state.at && place && !textShown.targets.has(Number(state.at))) {
    place.classList.add("named");
    place.tabIndex = -1;
  }
  const wanted = `${state.source} ${state.at} ${state.at ? "" : state.open}`;
  byId("view").scrollTop = led ? textScroll : 0;
  if (place && wanted !== led) bringIntoSight(place);
  led = wanted;
  holdHeading(place);
}

function openMarks() {
  const open = opened();
  if (open?.kind !== "fact") return [];
  return [...textShown.box.querySelectorAll("a.fact")].filter((mark) => mark.dataset.facts.split(" ").includes(open.id));
}

// What is scrolled to: the heading or fault at `at`, else the fact that is open.
function placeNamed(marks = openMarks()) {
  const offset = Number(state.at);
  return (state.at && (textShown.targets.get(offset) ?? blockAt(offset))) || marks[0] || null;
}

// The line of the text in which an offset is.
function blockAt(offset) {
  let found = null;
  for (const { at, node } of textShown.blocks) {
    if (at > offset) break;
    if (node.parentNode) found = node;
  }
  return found;
}

// A place whose words the repair took out would be empty: they are shown.
function showTakenOut(part) {
  for (const change of part.querySelectorAll(".changed")) {
    const button = textShown.buttons.get(change);
    if (!change.textContent && button?.getAttribute("aria-pressed") === "false") button.click();
  }
}

function bringIntoSight(place) {
  for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  const around = byId("view").getBoundingClientRect();
  const at = place.getBoundingClientRect();
  if (state.at) place.scrollIntoView({ block: "start" });
  else if (at.top < around.top + 40 || at.bottom > Math.min(around.bottom, sheetTop()) - 40) place.scrollIntoView({ block: "center" });
}

// The focus goes to the place in the text; true where there is one.
function focusReading() {
  const place = textShown && placeNamed();
  if (!place) return false;
  place.focus({ preventScroll: true });
  return true;
}

function readingStart() {
  const steps = ["reading.how.marks", "reading.how.changed", outlineShown ? "reading.how.outline" : null, "reading.how.faults"];
  return [
    heading(2, word("reading.how")),
    items(steps.filter(Boolean), (key) => word(key), { class: "lead steps" }),
    element("p", { class: "sub" }, word(SERVED ? "start.back_served" : "start.back")),
  ];
}

function readingTables() {
  const columns = [
    { name: word("fact.kind"), value: markWord },
    { name: word("column.words"), value: (fact) => quoteOf(fact) },
    { name: word("column.content"), value: factTitle },
    { name: word("column.section"), value: (fact) => fact.passage.section },
    ...placeColumns(),
  ];
  const list = (factsOf.get(state.source) ?? []).filter((fact) => !state.hide.includes(markKind(fact)));
  return plansIn.has(state.source) ? [plainTable(word("view.reading"), columns, list)] : [];
}
