// Links to what can be opened, called as the page calls it.

// The name of a program as a link, with its level and, where it was discovered, the word for it.
function programLink(program) {
  const count = shown().regionsWith.get(program.id).size;
  return [
    link({ open: `program:${program.id}` }, { class: "program", lang: nameOf(program) === program.name ? "zh-Hans" : "en" }, programDot(program), nameOf(program)),
    program.known ? null : element("span", { class: "found-mark" }, word("found.short")),
    count > 1 ? element("span", { class: "count" }, word("count.regions", { n: count })) : null,
  ];
}

// The program that a number belongs to; the page may have no program of that id, since no plan names it.
function programCalled(id) {
  return programs.has(id) ? programLink(programs.get(id)) : id;
}

function regionLink(id) {
  return link({ open: `region:${id}` }, { lang: "zh-Hans" }, regionName(id));
}

function indicatorLink(target, text) {
  const id = indicatorOf(target);
  return link({ view: "targets", indicator: id, open: "" }, {}, text ?? indicatorName(id));
}

function factLink(fact, ...children) {
  return link({ open: `fact:${fact.id}` }, { class: fact.kind === "target" && !fact.value ? "masked" : null }, ...children);
}

function targetLink(target) {
  return factLink(target, valueWords(target));
}
