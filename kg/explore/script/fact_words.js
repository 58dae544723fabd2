// A fact in words: what was read, and of a number all that belongs to it.

const OF_WHICH = "其中"; // the word of a text for a part whose whole it does not name

// The name of a fact: a number with its unit, a program, or what else was read.
function factName(fact) {
  if (fact.kind === "target") return valueWords(fact);
  return fact.kind === "program" ? nameOf(programs.get(fact.program)) : fact.says;
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
