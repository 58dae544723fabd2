// Pieces that several views and panels use.

const MOST_AT_ONCE = 60; // entries of a list that are drawn before one asks for more

function heading(level, ...children) {
  return element(`h${level}`, level === 2 ? { tabindex: "-1" } : {}, ...children);
}

// A list of which the first are drawn, and a button for the rest.
function limited(list, make, attributes = {}, most = MOST_AT_ONCE) {
  const whole = items(list.slice(0, most), make, attributes);
  if (list.length <= most) return whole;
  const more = element("button", { type: "button", class: "more" }, word("more", { n: list.length - most }));
  more.addEventListener("click", () => {
    const from = whole.children.length;
    whole.append(...list.slice(from).map((entry) => element("li", {}, make(entry))));
    whole.children[from].querySelector("a, button, input")?.focus();
    more.remove();
  });
  return [whole, more];
}

const OF_WHICH = "其中"; // the word of a text for a part whose whole it does not name

function pairsList(pairs) {
  const told = pairs.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return element("dl", { class: "facts" }, told.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
}

function tag(text, kind = "") {
  return element("span", { class: `tag ${kind}` }, text);
}

// The dot of a program, in the colour that it has in the drawing beside it.
function levelDot(program) {
  const stage = program.stages.find((one) => DATA.legend.stage.includes(one)) ?? "none";
  const level = DATA.legend.level.includes(program.level) ? program.level : "unknown";
  const kind = state.view === "overlap" && state.colour === "stage" ? stage : level;
  return element("span", { class: `dot ${kind}${program.known ? "" : " found"}`, "aria-hidden": "true" });
}

// What the colours of level or stage mean.
function levelLegend(colour) {
  return (DATA.legend[colour] ?? DATA.legend.level).map((kind) =>
    element("li", {}, element("span", { class: `dot ${kind}`, "aria-hidden": "true" }), wordOf(colour, kind)));
}

// The name of a program as a link, with its level and, where it was discovered, the word for it.
function programLink(program) {
  const count = shown().regionsWith.get(program.id).size;
  return [
    link({ open: `program:${program.id}` }, { class: "program", lang: nameOf(program) === program.name ? "zh-Hans" : "en" }, levelDot(program), nameOf(program)),
    program.known ? null : element("span", { class: "found-mark" }, word("found.short")),
    count > 1 ? element("span", { class: "count" }, word("count.regions", { n: count })) : null,
  ];
}

function regionLink(id) {
  return link({ open: `region:${id}` }, { lang: "zh-Hans" }, regionName(id));
}

function indicatorLink(target, text) {
  const id = indicatorOf(target);
  return link({ view: "targets", indicator: id, open: "" }, {}, text ?? indicatorName(id));
}

function markWords(plan) {
  return [...new Set(plan.faults.map(({ kind }) => wordOf("mark", kind)))];
}

// What must be known before a number of this plan is used, in a few words.
function trustMarks(plan) {
  const marks = markWords(plan);
  return marks.length ? element("span", { class: "marks" }, marks.map((mark) => tag(mark, "fault"))) : null;
}

function trustWords(plan) {
  return [...new Set(plan.faults.map(({ kind }) => wordOf("fault", kind)))].join(word("list.join"));
}

function planWords(plan) {
  return plan.title || word("plan.untitled", { year: plan.year ?? word("year.unknown") });
}

function yearWords(plan) {
  return plan.year === null || plan.year === undefined ? word("year.unknown") : word("year", { n: plan.year });
}

// The value of a target as one reads it: 不少于 88%, 300—500 所, 减少不少于 3.1万个, 已遮盖 所.
function valueWords(target) {
  const change = ["increase", "decrease"].includes(target.quantity) ? word(`quantity.${target.quantity}`) : "";
  const before = [change, word(`comparator.${target.comparator}`)].filter(Boolean).join(state.lang === "en" ? " " : "");
  const number = target.value ? numberWords(target.value, target.unit) : word(target.masked ? "value.masked" : "value.unreadable");
  const value = target.value_max ? `${number}—${numberWords(target.value_max, target.unit)}` : number;
  const gap = (["%", "‰"].includes(target.unit) && target.value) || /[万亿]$/.test(value) ? "" : " ";
  return `${before}${before && " "}${value}${gap}${target.unit}`;
}

// When a number is due, or of which year it is where it has been achieved.
function deadlineWords(target) {
  if (target.year === null || target.year === undefined) return word("deadline.none");
  return word(target.status === "achieved" ? "deadline.achieved" : "year", { n: target.year });
}

// What else belongs to a number: every week, for each county, a part of another, from a baseline.
function besideWords(target) {
  return [
    target.part_of ? word(target.part_of === OF_WHICH ? "target.part_only" : "target.part", { whole: target.part_of }) : null,
    target.per ? word("target.per", { what: target.per }) : null,
    target.period,
    target.scope ? word("target.scope", { where: target.scope }) : null,
    target.baseline ? word(target.baseline_year ? "target.baseline_in" : "target.baseline", { n: numberWords(target.baseline, target.unit), year: target.baseline_year }) : null,
    target.commitment ? wordOf("commitment", target.commitment) : null,
  ].filter(Boolean).join("；");
}

function factLink(fact, ...children) {
  return link({ open: `fact:${fact.id}` }, { class: fact.kind === "target" && !fact.value ? "masked" : null }, ...children);
}

function targetLink(target) {
  return factLink(target, valueWords(target));
}
