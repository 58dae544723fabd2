// Two or more chosen regions: what they share, what only one has, what most others have.

const MOST_OTHERS = 0.5; // of the other regions must have a program that is called missing here

// The programs of the chosen regions, told apart: all share, some share, one alone, all lack.
function compared(picked) {
  const { programsOf, regionsWith, regions: all, programs: seen } = shown();
  const others = all.filter(({ id }) => !picked.includes(id)).length;
  const found = { shared: [], some: [], alone: new Map(picked.map((id) => [id, []])), lacking: [] };
  for (const program of [...seen].sort(byRegions)) {
    const having = picked.filter((id) => programsOf.get(id)?.has(program.id));
    if (having.length === picked.length) found.shared.push(program);
    else if (having.length > 1) found.some.push({ program, having });
    else if (having.length === 1) found.alone.get(having[0]).push(program);
    else if (others > 1 && regionsWith.get(program.id).size > others * MOST_OTHERS) found.lacking.push(program);
  }
  return found;
}

function comparePanel(picked) {
  const { shared, some, alone, lacking } = compared(picked);
  const names = picked.map(regionName);
  return [
    element("p", { class: "sub" }, word("compare.title")),
    heading(2, chinese("span", {}, names.join(word("list.join")))),
    element("p", { class: "lead" }, link({ pick: [] }, { class: "button" }, word("compare.clear"))),
    picked.length === 2 ? element("p", { class: "sub" }, alikeWords(picked)) : null,
    picked.map((id) => element("p", { class: "picked" }, regionLink(id), (plansOf.get(id) ?? []).map(faultTags))),
    group("compare.shared", shared, programLink),
    some.length ? group("compare.some", some, ({ program, having }) => [programLink(program), chinese("span", { class: "minor" }, having.map(regionName).join(word("list.join")))]) : null,
    picked.map((id) => aloneGroups(id, alone.get(id))),
    group("compare.lacking", lacking, programLink),
    loader.need("plan", picked.flatMap((id) => (plansOf.get(id) ?? []).map((plan) => plan.id))) ?? numbersBeside(picked),
  ];
}

function alikeWords([one, other]) {
  const { programsOf } = shown();
  const percent = (by) => Math.round(100 * similarity(programsOf.get(one), programsOf.get(other), by));
  return word("compare.alike", { n: percent("jaccard"), weighted: percent("rarity") });
}

// What only one of the chosen has: others that are not chosen may have it too.
function aloneGroups(id, list) {
  const { regionsWith } = shown();
  const elsewhere = list.filter((program) => regionsWith.get(program.id).size > 1);
  const nowhere = list.filter((program) => regionsWith.get(program.id).size === 1);
  const values = { region: regionName(id) };
  return [
    elsewhere.length ? group("compare.alone_elsewhere", elsewhere, programLink, values) : null,
    group("compare.alone", nowhere, programLink, values),
  ];
}

function group(key, list, make, values = {}) {
  return [
    heading(3, word(key, { n: list.length, ...values })),
    list.length ? limited(list, make, { class: "names" }) : element("p", { class: "sub" }, word("compare.none")),
  ];
}

// The indicators that two or more of the chosen have a number for: [id, numbers].
function numbersOfSeveral(picked) {
  return [...shown().byIndicator].filter(([, list]) => new Set(list.map(({ region }) => region).filter((id) => picked.includes(id))).size > 1);
}

// Their columns, one a region, to be drawn and to be saved.
function besideColumns(picked) {
  const words = (target) => [valueWords(target), deadlineWords(target), target.status === "achieved" ? wordOf("status", "achieved") : ""].filter(Boolean).join(" ");
  return [
    { name: word("column.indicator"), value: ([id]) => indicatorName(id), cell: ([, list]) => indicatorLink(list[0]) },
    ...picked.map((region) => {
      const own = ([, list]) => list.filter((target) => target.region === region);
      return {
        name: regionName(region),
        value: (line) => own(line).map(words).join("；"),
        cell: (line) => items(own(line), (target) => [targetLink(target), ` ${deadlineWords(target)}`], { class: "plain" }),
      };
    }),
  ];
}

function numbersBeside(picked) {
  const both = numbersOfSeveral(picked);
  return both.length ? drawTable(besideColumns(picked), both, word("compare.numbers", { n: both.length })) : null;
}

function compareTable(picked) {
  const { shared, some, alone, lacking } = compared(picked);
  const rowsOf = (list, key, values) => list.map((program) => [word(key, values), nameOf(program), wordOf("level", program.level), shown().regionsWith.get(program.id).size]);
  return {
    name: word("compare.title"),
    columns: [word("column.group"), word("column.program"), word("column.level"), word("column.count")],
    rows: [
      ...rowsOf(shared, "save.shared"),
      ...some.flatMap(({ program, having }) => rowsOf([program], "save.some", { regions: having.map(regionName).join(word("list.join")) })),
      ...picked.flatMap((id) => rowsOf(alone.get(id), "save.alone", { region: regionName(id) })),
      ...rowsOf(lacking, "save.lacking"),
    ],
  };
}
