// A text cut into stretches, each with the facts that stand there. Offsets count code points, as
// Python does; a text is split into them once.

const MARKS = ["target", "known", "found", "region", "citation", "plan"];
const readTexts = new Map(); // digest -> pieces

// The kind of a mark: programs of a vocabulary and discovered ones look different.
function markKind(fact) {
  if (fact.kind !== "program") return fact.kind;
  return programs.get(fact.program)?.known ? "known" : "found";
}

// What a mark is called; a plan without a title is marked where it begins.
function markWord(fact) {
  const placed = fact.kind === "plan" && (!fact.plan.title || fact.plan.faults.some(({ kind }) => kind === "no_title"));
  return word(placed ? "mark-kind.plan_place" : `mark-kind.${markKind(fact)}`);
}

// The pieces of a text: {from, to, letters, shown, original, furniture}; a changed one has an original.
function textPieces(source) {
  if (!readTexts.has(source)) {
    let at = 0;
    readTexts.set(source, (DATA.texts[source] ?? []).map((given) => {
      const { shown, original, furniture } = pieceParts(given);
      const letters = Array.from(original ?? shown);
      const from = at;
      at += letters.length;
      return { from, to: at, letters, shown, original, furniture };
    }));
  }
  return readTexts.get(source);
}

// The same text as it stands in the document, in one piece.
function rawPieces(source) {
  const letters = textPieces(source).flatMap((piece) => piece.letters);
  return [{ from: 0, to: letters.length, letters, shown: "", original: null, furniture: false }];
}

// Cut the pieces where a fact or another place begins or ends. A change that keeps the number of
// characters, as 體 to 体, is cut with them; another one a fact that begins or ends inside has whole.
function stretches(pieces, list, places) {
  const edges = sortedEdges([...list, ...places]);
  const marks = sweep(list);
  const found = [];
  let next = 0;
  for (const piece of pieces) {
    const shown = piece.original === null ? piece.letters : Array.from(piece.shown);
    if (shown.length !== piece.letters.length) {
      found.push({ ...piece, text: piece.shown, facts: marks(piece.from, piece.to) });
      continue;
    }
    while (next < edges.length && edges[next] <= piece.from) next += 1;
    let from = piece.from;
    while (from < piece.to) {
      const to = next < edges.length && edges[next] < piece.to ? edges[next] : piece.to;
      const cut = (letters) => letters.slice(from - piece.from, to - piece.from).join("");
      const original = piece.original === null ? null : cut(piece.letters);
      found.push({ from, to, text: cut(shown), original, furniture: piece.furniture, facts: marks(from, to) });
      from = to;
      if (to === edges[next]) next += 1;
    }
  }
  return found;
}

function sortedEdges(places) {
  return [...new Set(places.flatMap(({ start, end }) => [start, end]))].sort((one, other) => one - other);
}

// Asked from left to right: the facts that have some of a stretch, the shortest first.
function sweep(list) {
  let next = 0;
  let open = [];
  return (from, to) => {
    while (next < list.length && list[next].start < Math.max(to, from + 1)) open.push(list[next++]);
    open = open.filter((fact) => fact.end > from);
    return open.filter((fact) => fact.start < to).sort((one, other) => (one.end - one.start) - (other.end - other.start));
  };
}
