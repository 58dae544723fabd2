// The view over the years: one region's plans of two years side by side.

views.set("time", {
  draw: () => (chosenOverYears() ? timeOf(chosenOverYears()) : timeStart()),
  tables: timeTables,
  picture: () => null,
});

function chosenOverYears() {
  const several = regionsOverYears();
  return several.find(({ id }) => id === state.region) ?? (several.length === 1 ? several[0] : null);
}

function timeStart() {
  const several = regionsOverYears();
  return [
    heading(2, word("view.time")),
    element("p", { class: "sub" }, word(several.length ? "time.choose" : SERVED && SERVED.plans < SERVED.all ? "served.some_years" : "time.none")),
    limited(several, ({ id }) => [link({ region: id, from: "", to: "" }, { lang: "zh-Hans" }, regionName(id)), " ", element("span", { class: "count" }, yearsShown(id).join(word("list.join")))], { class: "plain" }),
  ];
}

function timeOf({ id }) {
  const { came, stayed, went } = changes(id);
  const [from, to] = yearsCompared(id);
  const numbers = numbersOver(id);
  return [
    heading(2, chinese("span", {}, regionName(id)), ` ${from} → ${to}`),
    element("div", { class: "matrix-head" },
      regionsOverYears().length > 1 ? link({ region: "" }, {}, word("time.others")) : null,
      yearChoice("from", yearsShown(id).filter((year) => year < to), from), yearChoice("to", yearsShown(id).filter((year) => year > from), to)),
    plansCompared(id, [from, to]),
    changeList("time.came", came, to),
    changeList("time.stayed", stayed, to),
    changeList("time.went", went, from),
    loader.need("plan", (plansOf.get(id) ?? []).map((plan) => plan.id)) ?? (numbers.length ? drawTable(numberColumns(from, to), numbers, word("time.numbers", { n: numbers.length })) : null),
  ];
}

// The plans of the two years, and a warning where they are not of one kind.
function plansCompared(id, years) {
  const own = (plansOf.get(id) ?? []).filter(({ year }) => years.includes(year));
  const kinds = years.map((year) => new Set(own.filter((plan) => plan.year === year).map(({ document_type: kind }) => kind)));
  const alike = [...kinds[0]].some((kind) => kinds[1].has(kind));
  const undated = (plansOf.get(id) ?? []).filter(({ year }) => !year).length;
  return [
    own.map((plan) => element("p", { class: "sub" }, yearWords(plan), " · ", chinese("span", {}, planWords(plan)),
      plan.document_type ? ` · ${wordOf("type", plan.document_type)}` : null, " ", faultTags(plan))),
    alike ? null : element("p", { class: "warning" }, word("time.kinds")),
    undated ? element("p", { class: "warning" }, word("time.undated", { n: undated })) : null,
  ];
}

function yearChoice(key, years, chosen) {
  const box = element("select", { id: `choice-${key}` }, years.map((year) => element("option", { value: year, selected: year === chosen }, String(year))));
  box.addEventListener("change", () => go({ [key]: box.value }));
  return element("label", { class: "choice" }, word(`time.${key}`), " ", box);
}

function changeList(key, list, year) {
  return [
    heading(3, word(key, { n: list.length, year })),
    list.length ? limited(list, changeLine, { class: "names" }) : element("p", { class: "sub" }, word("compare.none")),
  ];
}

function changeLine({ program, before, after }) {
  return [programLink(program), [before, after].filter(Boolean).map((mention) => [" ", factLink(mention, word("time.sentence", { year: mention.plan.year }))])];
}

function numberColumns(from, to) {
  const column = (year, index) => ({
    name: String(year),
    value: ({ numbers }) => numbers[index].map((target) => `${valueWords(target)}（${wordOf("status", target.status)}）`).join("；"),
    cell: ({ numbers }) => items(numbers[index], (target) => [targetLink(target), element("span", { class: "minor" }, [deadlineWords(target), wordOf("status", target.status), besideWords(target)].filter(Boolean).join("；"))], { class: "plain" }),
  });
  return [
    { name: word("column.indicator"), value: ({ target }) => indicatorName(indicatorOf(target)), cell: ({ target }) => indicatorLink(target) },
    column(from, 0), column(to, 1),
  ];
}

function timeTables() {
  const region = chosenOverYears();
  if (!region) return [];
  const [from, to] = yearsCompared(region.id);
  const found = changes(region.id);
  return [
    {
      name: `${region.name} ${from}-${to}`,
      columns: [word("column.change"), word("column.program"), word("column.sentence_in", { year: from }), word("column.sentence_in", { year: to })],
      rows: Object.entries(found).flatMap(([key, list]) => list.map(({ program, before, after }) =>
        [word(`change.${key}`), nameOf(program), before?.passage.sentence ?? "", after?.passage.sentence ?? ""])),
    },
    plainTable(word("column.indicator"), numberColumns(from, to), numbersOver(region.id)),
  ];
}
