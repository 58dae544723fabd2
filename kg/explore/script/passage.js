// A sentence of a document with its quotes marked, and where it stands.

// Cut the sentence into plain and marked pieces; a quote inside another is marked with it.
function markedSentence(passage, quotes) {
  const letters = Array.from(passage.sentence); // Python counts characters, JavaScript half-pairs
  const pieces = [];
  let at = 0;
  for (const { start, end } of [...quotes].sort((a, b) => a.start - b.start)) {
    const from = Math.max(start - passage.start, at);
    const to = Math.min(end - passage.start, letters.length);
    if (to <= from) continue;
    pieces.push(letters.slice(at, from).join(""), element("mark", {}, letters.slice(from, to).join("")));
    at = to;
  }
  pieces.push(letters.slice(at).join(""));
  return chinese("blockquote", {}, pieces);
}

// The last headings that a sentence stands under.
function nearHeadings({ section }, count = 2) {
  return (section ?? "").split(" › ").slice(-count).join(" › ");
}

// One passage for all the facts that quote the same sentence.
function passageBlock(quotes) {
  const { passage, plan } = quotes[0];
  if (EXTENT === "overview") return element("p", { class: "sub" }, word("extent.no_sentence"));
  if (!passage.sentence) return element("p", { class: "sub" }, word("served.no_sentence"), " ", readingLink(quotes[0]));
  const places = quotes.map(({ start, end }) => `${start}–${end}`).join(word("list.join"));
  return element("div", { class: "passage" },
    passage.section ? chinese("p", { class: "path" }, passage.section) : null,
    markedSentence(passage, quotes),
    element("p", { class: "origin" },
      chinese("span", {}, plan.document), ` ${word("passage.place", { places })} `, isRepaired(passage) ? `${word("passage.raw")} ` : null, readingLink(quotes[0])),
  );
}

const repairsOf = new Map(); // digest -> [[from, to]] of what the whole text shows otherwise

function isRepaired({ plan, start, sentence }) {
  const { source } = plan;
  if (!repairsOf.has(source)) repairsOf.set(source, repairs(DATA.texts[source] ?? []));
  const end = start + lengthOf(sentence);
  return repairsOf.get(source).some(([from, to]) => from < end && start < to);
}

function repairs(pieces) {
  const found = [];
  let at = 0;
  for (const piece of pieces) {
    const { shown, original } = pieceParts(piece);
    const to = at + lengthOf(original ?? shown);
    if (original !== null && !UNSEEN.test(original)) found.push([at, to]);
    at = to;
  }
  return found;
}

function passageBlocks(quotes) {
  const groups = [...grouped(quotes, (quote) => quote.passage).values()];
  return groups.sort((one, other) => one[0].start - other[0].start).map(passageBlock);
}

// The way to the fact in its whole text.
function readingLink(fact) {
  return link({ view: "reading", source: fact.plan.source, open: `fact:${fact.id}` }, {}, word("passage.read"));
}
