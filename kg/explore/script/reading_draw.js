// A text drawn: lines as paragraphs, headings as headings, facts as links, repairs with their way back.

const RUNS_ON = /^[,，;；]/u; // a heading that goes on in the same sentence stays in its line
const CLOSES = /^[。：:.！!？?]+/u; // marks behind a heading that belong to it
const UNSEEN = /^[\s\u200b-\u200f\u2060\ufeff]*$/u; // what is not worth a mark when it is taken out
const NEAR = 24; // letters of a change over which its button waits for the end of the sentence
const CLAUSE_END = /[，,。；;：:！!？?]/u;
const SENTENCE_END = /[。；;！!？?]/u;

class TextWriter {
  constructor(headings, faultPlaces, broken) {
    this.headings = new Map(headings.map((row) => [row.start, row]));
    this.faults = faultPlaces;
    this.broken = broken; // lines are kept as they stand, headings in them
    this.box = chinese("div", { class: broken ? "text raw" : "text" });
    this.targets = new Map(); // offset -> element that is scrolled to
    this.blocks = []; // [{at, node}], the lines in order
    this.buttons = new Map(); // what was taken out or changed -> its button
    this.at = 0;
    this.block = this.line = this.heading = this.link = this.fold = null;
    this.change = null;
  }

  write(list) {
    list.forEach((stretch, index) => {
      this.at = stretch.from;
      if (!this.block || this.block.furniture !== stretch.furniture) this.endBlock();
      this.openHeading(stretch, list, index);
      if (stretch.original === null) this.writeLines(stretch);
      else this.writeChange(stretch);
      this.closeHeading(stretch, list[index + 1]);
    });
    this.endBlock();
    return this.box;
  }

  // The element that letters go into: a heading inside a line, or the line itself.
  holder(furniture) {
    if (!this.block) this.startBlock("p", {}, furniture);
    return this.inline ?? this.block.node;
  }

  startBlock(name, attributes, furniture) {
    const node = element(name, attributes);
    this.block = { node, furniture, empty: true };
    this.blocks.push({ at: this.at, node });
    if (!furniture) this.fold = null;
    else if (!this.fold) this.startFold();
    (this.fold ?? this.box).append(node);
  }

  startFold() {
    const summary = element("summary", { lang: document.documentElement.lang }, word("reading.furniture"));
    this.fold = element("details", { class: "page-text" }, summary);
    this.box.append(this.fold);
  }

  endBlock() {
    this.endChange();
    if (this.block?.empty && !this.broken) this.block.node.remove();
    this.block = this.link = this.inline = null;
  }

  openHeading(stretch, list, index) {
    const row = this.headings.get(stretch.from);
    if (!row || stretch.furniture) return;
    const level = Math.min(row.depth + 2, 6);
    const behind = following(list, index, row.end);
    const inLine = this.broken || RUNS_ON.test(behind?.text ?? "");
    if (!inLine || (!this.broken && !this.block?.empty)) this.endBlock();
    if (inLine) {
      const node = element("span", { class: "heading", role: "heading", "aria-level": level });
      this.holder(false).append(node);
      this.inline = node;
    } else this.startBlock(`h${level}`, {}, false);
    this.heading = { row, node: this.inline ?? this.block.node };
    this.heading.node.tabIndex = -1;
    this.heading.node.dataset.at = row.start;
    this.targets.set(row.start, this.heading.node);
    this.link = null;
  }

  closeHeading(stretch, behind) {
    if (!this.heading || stretch.to < this.heading.row.end) return;
    const marks = this.inline ? null : CLOSES.exec(behind?.original === null ? behind.text : "");
    if (marks && !behind.facts.length) {
      this.heading.node.append(marks[0]);
      behind.text = behind.text.slice(marks[0].length);
    }
    this.endChange();
    if (this.inline) this.inline = this.link = null;
    else this.endBlock();
    this.heading = null;
  }

  writeLines(stretch) {
    stretch.text.split("\n").forEach((line, index) => {
      if (index > 0) this.newLine(stretch.furniture);
      this.writeText(line.replace(/\r$/u, ""), stretch);
      this.at += lengthOf(line) + 1;
    });
  }

  newLine(furniture) {
    this.inline = null;
    this.endBlock();
    if (this.broken) this.startBlock("p", {}, furniture);
  }

  // A change goes on to the end of its clause, and over short clauses; its button stands there.
  writeText(text, stretch) {
    if (!text) return;
    const end = this.change && !stretch.facts.length ? text.search(this.change.words.length < NEAR ? SENTENCE_END : CLAUSE_END) : -1;
    const first = end < 0 ? text : text.slice(0, end);
    if (this.change) this.change.words += first;
    if (first) this.put(first, stretch, first);
    if (end < 0) return;
    this.endChange();
    this.put(text.slice(end), stretch, text.slice(end));
  }

  // Letters, inside the link of the innermost fact where there is one.
  put(node, stretch, text) {
    const holder = this.holder(stretch.furniture);
    const [fact] = stretch.facts;
    if (!fact) {
      this.link = null;
      holder.append(this.placed(node, stretch));
    } else {
      if (this.link?.fact !== fact || this.link.node.parentNode !== holder || this.link.around !== stretch.facts.length) {
        this.link = { fact, around: stretch.facts.length, node: markLink(stretch.facts) };
        holder.append(this.link.node);
      }
      this.link.node.append(this.placed(node, stretch));
    }
    if (!UNSEEN.test(text)) this.block.empty = false;
  }

  // What is wrong with the document is shown at places that one can be led to.
  placed(node, stretch) {
    const here = this.faults.filter(({ start, end }) => stretch.from < end && start < stretch.to);
    if (!here.length) return node;
    const made = element("span", { class: "fault-place", tabindex: "-1", "data-faults": here.map(({ start }) => start).join(" ") }, node);
    for (const { start } of here) if (!this.targets.has(start)) this.targets.set(start, made);
    return made;
  }

  writeChange(stretch) {
    if (UNSEEN.test(stretch.original)) {
      if (stretch.text) this.put(stretch.text, stretch, stretch.text);
      return;
    }
    const node = element("span", { class: "changed" }, stretch.text);
    if (!stretch.text && !stretch.facts.length) this.endChange();
    this.put(node, stretch, stretch.text);
    this.change ??= { spans: [], words: "" };
    this.change.spans.push({ node, ...stretch });
    this.change.words += stretch.original;
    if (!stretch.text && !stretch.facts.length) this.endChange();
  }

  // One button for the changes of a clause, at its end; one for what was taken out, at its place.
  endChange() {
    if (!this.change) return;
    const { spans, words } = this.change;
    this.change = null;
    const kind = spans.some(({ text }) => text) ? "original" : "removed";
    const title = word(`reading.${kind}`, { words: words.trim() });
    const button = element("button", { type: "button", class: "original", "aria-pressed": "false", lang: document.documentElement.lang, "aria-label": title, title }, word(`reading.${kind}.short`));
    button.addEventListener("click", () => toggleChange(button, spans));
    for (const { node } of spans) this.buttons.set(node, button);
    this.holder(spans[0].furniture).append(button);
    this.link = null;
  }
}

// The first stretch from an offset on.
function following(list, index, offset) {
  let next = index + 1;
  while (next < list.length && list[next].from < offset) next += 1;
  return list[next];
}

function toggleChange(button, spans) {
  const original = button.getAttribute("aria-pressed") === "false";
  button.setAttribute("aria-pressed", String(original));
  for (const span of spans) {
    span.node.textContent = original ? span.original : span.text;
    span.node.classList.toggle("old", original);
  }
}

// A mark of the shortest fact; its title says all that stand here.
function markLink(list) {
  const [fact] = list;
  const title = list.map((one) => `${markWord(one)}：${factTitle(one)}`).join("\n");
  return link({ open: `fact:${fact.id}`, at: "" }, {
    class: `fact ${markKind(fact)}`,
    "data-facts": list.map(({ id }) => id).join(" "), title,
  });
}

function factTitle(fact) {
  return fact.kind === "target" ? `${fact.indicator} ${factName(fact)}` : factName(fact);
}
