// The words of the documents for the search box: each sentence as the reading view shows it, repaired,
// and as it stands. Made once, when one begins to search.

const SENTENCE = /[^。！？!?；;\n]*[。！？!?；;\n]?/gu;
let written = null; // [{source, from, to, shown, raw, normalShown, normalRaw, furniture}]

function textSentences() {
  if (written) return written;
  for (const passage of passages) passage.normal = normal(passage.sentence);
  written = Object.entries(DATA.texts).flatMap(([source, given]) => sentencesOf(source, given));
  return written;
}

// Cut where a sentence ends outside of the repairs, so that none is cut in two.
function sentencesOf(source, given) {
  const list = [];
  let open = { from: 0, shown: "", raw: "" };
  let at = 0;
  const close = (furniture) => {
    if (open.raw.trim()) list.push(sentenceRow(source, open, at, furniture));
    open = { from: at, shown: "", raw: "" };
  };
  let before = false;
  for (const piece of given) {
    const { shown, original, furniture } = pieceParts(piece);
    if (furniture !== before) close(before);
    before = furniture;
    if (original !== null) {
      open.shown += shown;
      open.raw += original;
      at += lengthOf(original);
      continue;
    }
    for (const part of shown.match(SENTENCE)) {
      open.shown += part;
      open.raw += part;
      at += lengthOf(part);
      if (/[。！？!?；;\n]$/u.test(part)) close(furniture);
    }
  }
  close(before);
  return list;
}

function sentenceRow(source, { from, shown, raw }, to, furniture) {
  const normalShown = normal(shown);
  const lead = lengthOf(raw) - lengthOf(raw.trimStart());
  return { source, from: from + lead, to, shown: shown.trim(), raw: raw.trim(), normalShown, normalRaw: shown === raw ? normalShown : normal(raw), furniture };
}

// Return up to `most` sentences of the texts with the words, those of the page around last:
// {kind: "sentence", ...} with a fact where one was read from it. Passages of `taken` are left out.
function textsWith(wanted, taken, most) {
  const own = [];
  const around = [];
  for (const row of textSentences()) {
    const inShown = row.normalShown.includes(wanted);
    if (!inShown && !row.normalRaw.includes(wanted)) continue;
    const hit = textHit(row, inShown, taken);
    if (hit) (row.furniture ? around : own).push(hit);
    if (own.length >= most) break;
  }
  return [...own, ...around].slice(0, most);
}

function textHit(row, inShown, taken) {
  const { source, from, to } = row;
  for (const passage of taken) {
    if (passage.plan.source === source && (passage.sentence.trim() === row.raw || (passage.start < to && from < passage.start + passage.sentence.length))) return null;
  }
  const text = inShown ? row.shown : row.raw;
  const fact = inShown && (factsOf.get(source) ?? []).find(({ start, end }) => start < to && from < end);
  if (fact) taken.add(fact.passage);
  const region = plansIn.get(source)?.[0].region;
  return { kind: "sentence", id: fact ? fact.id : null, region, text, place: { source, at: String(from), raw: inShown ? "" : "1" } };
}
