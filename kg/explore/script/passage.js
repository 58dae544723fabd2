// A sentence of a document with its quotes marked, and where it stands.

// Cut the sentence into plain and marked pieces; a quote inside another is marked with it.
function markedSentence(sentence, quotes) {
  const letters = Array.from(sentence); // Python counts characters, JavaScript half-pairs
  const pieces = [];
  let at = 0;
  for (const { offset, length } of quotes.filter((quote) => quote.offset >= 0).sort((a, b) => a.offset - b.offset)) {
    const end = offset + length;
    if (offset < at) continue;
    pieces.push(letters.slice(at, offset).join(""));
    pieces.push(element("mark", {}, letters.slice(offset, end).join("")));
    at = end;
  }
  pieces.push(letters.slice(at).join(""));
  return element("blockquote", {}, pieces);
}

// One passage for all the rows that quote the same sentence.
function passageBlock(quotes) {
  const passage = passageOf(quotes[0]);
  const plan = plans.get(passage.plan);
  const places = quotes.map(({ start, end }) => `第 ${start}–${end} 字`).join("、");
  return element("div", { class: "passage" },
    passage.section.length ? element("p", { class: "path" }, passage.section.join(" › ")) : null,
    markedSentence(passage.sentence, quotes),
    element("p", { class: "origin" }, `${plan.document}，${places}`),
  );
}

function passageBlocks(quotes) {
  const groups = [...grouped(quotes, (quote) => quote.passage).values()];
  groups.sort((one, other) => one[0].start - other[0].start);
  return groups.map(passageBlock);
}

function faultBadges(plan) {
  if (!plan.faults.length) return null;
  const kinds = [...grouped(plan.faults, (fault) => fault.kind)];
  return element("p", { class: "badges" }, kinds.map(([kind, faults]) =>
    element("span", { class: "tag fault", title: faults.map((fault) => fault.note).join("；") }, FAULTS[kind] ?? kind)));
}
