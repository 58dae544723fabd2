// The outline beside a text: its headings as links, the one that is being read marked.

let outlineShown = null; // {box, links: Map(offset -> link), headings: elements in order}

function outline(source) {
  const list = headingsOf.get(source) ?? [];
  if (!list.length) return null;
  const pieces = textPieces(source);
  const links = new Map();
  const top = element("ul", {});
  const levels = [{ depth: 0, list: top }];
  for (const row of list) {
    while (levels.length > 1 && levels[levels.length - 1].depth >= row.depth) levels.pop();
    const parent = levels[levels.length - 1];
    const way = link({ at: String(row.start) }, { title: row.title }, headingWords(row, pieces));
    links.set(row.start, way);
    const entry = element("li", {}, way);
    parent.list.append(entry);
    const inner = element("ul", {});
    entry.append(inner);
    levels.push({ depth: row.depth, list: inner });
  }
  for (const empty of top.querySelectorAll("ul:empty")) empty.remove();
  const box = element("nav", { class: "outline", "aria-label": word("reading.outline") }, element("p", { class: "outline-name" }, word("reading.outline")), chinese("div", {}, top));
  outlineShown = { box, links, headings: [] };
  return box;
}

// The words of a heading as the repaired text has them: its number looks as it does there.
function headingWords({ start, end, title }, pieces) {
  const words = pieces.filter(({ from, to }) => from < end && to > start).map((piece) =>
    piece.original === null ? piece.letters.slice(Math.max(0, start - piece.from), end - piece.from).join("") : piece.shown);
  return words.join("").replace(/[：:。]\s*$/u, "").trim() || title;
}

let held = null; // {place, view, page}: what was opened, and where view and page stood then

// Mark the section of what was opened until one scrolls.
function holdHeading(place) {
  held = place && { place, view: byId("view").scrollTop, page: scrollY };
  markHeading();
}

// Whether a heading stands before what was opened, or at the top of what is seen.
function passed(node) {
  if (held && (held.view !== byId("view").scrollTop || held.page !== scrollY)) held = null;
  if (!held) return node.getBoundingClientRect().top <= byId("view").getBoundingClientRect().top + 90;
  return node.contains(held.place) || Boolean(node.compareDocumentPosition(held.place) & Node.DOCUMENT_POSITION_FOLLOWING);
}

// Mark the heading that has last been passed; asked while one scrolls.
function markHeading() {
  if (state.view !== "reading" || !outlineShown?.headings.length) return;
  let low = 0;
  let high = outlineShown.headings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passed(outlineShown.headings[middle])) low = middle + 1;
    else high = middle;
  }
  const current = low ? outlineShown.links.get(Number(outlineShown.headings[low - 1].dataset.at)) : null;
  for (const before of outlineShown.box.querySelectorAll("[aria-current]")) if (before !== current) before.removeAttribute("aria-current");
  if (!current || current.hasAttribute("aria-current")) return;
  current.setAttribute("aria-current", "location");
  keepInSight(outlineShown.box, current);
}

// Scroll the outline alone, not the text that it stands beside.
function keepInSight(box, entry) {
  const around = box.getBoundingClientRect();
  const place = entry.getBoundingClientRect();
  if (place.top < around.top) box.scrollTop -= around.top - place.top + 40;
  else if (place.bottom > around.bottom) box.scrollTop += place.bottom - around.bottom + 40;
}

let headingDue = false;

document.addEventListener("scroll", () => {
  if (headingDue) return;
  headingDue = true;
  requestAnimationFrame(() => {
    headingDue = false;
    markHeading();
  });
}, { capture: true, passive: true });
