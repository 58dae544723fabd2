// The list of indicators, to choose one: those that most regions have a number for come first.

let indicatorWanted = ""; // what has been typed into the box above the list

function indicatorRows() {
  const counts = SERVED ? loader.measured().map((row) => ({ ...row, list: [], name: indicatorName(row.id) })) : indicatorsShown();
  return counts.sort((one, other) => other.regions - one.regions || other.numbers - one.numbers || compareNames(one.name, other.name));
}

function indicatorsShown() {
  return [...shown().byIndicator].map(([id, list]) => ({
    id,
    list,
    numbers: list.length,
    name: indicatorName(id),
    regions: new Set(list.map(({ region }) => region)).size,
    units: [...new Set(list.map(({ unit }) => unit))],
  }));
}

function wantedIndicators() {
  const wanted = normal(indicatorWanted);
  if (!wanted) return indicatorRows();
  const named = new Map(entries.filter(({ kind }) => kind === "indicator").map((one) => [one.id, one]));
  return indicatorRows().filter(({ id, list }) =>
    (named.has(id) && hitOf(named.get(id), wanted)) || list.some(({ indicator }) => normal(indicator).includes(wanted)));
}

// `wide` where no indicator is chosen: with units and the number of numbers.
function indicatorList(wide) {
  const box = element("input", { id: "indicator-filter", type: "search", autocomplete: "off", spellcheck: "false" });
  box.value = indicatorWanted;
  const lines = element("div", { id: "indicator-lines" }, indicatorLines(wide));
  box.addEventListener("input", () => {
    indicatorWanted = box.value;
    lines.replaceChildren(...indicatorLines(wide));
    say(word("indicators.said", { n: wantedIndicators().length }));
  });
  return element("nav", { class: wide ? "indicators wide" : "indicators", "aria-label": word("indicators.name") },
    element("label", { for: "indicator-filter" }, word("indicators.filter")), box,
    SERVED && isFiltered() ? element("p", { class: "note" }, word("served.unfiltered")) : null, lines);
}

function indicatorLines(wide) {
  const list = wantedIndicators();
  if (!list.length) return [element("p", { class: "note" }, word("search.none"))];
  return [limited(list, (row) => indicatorLine(row, wide), { class: "plain" }, wide ? 100 : MOST_AT_ONCE)].flat(Infinity);
}

function indicatorLine({ id, name, regions: having, numbers, units }, wide) {
  const chosen = id === state.indicator;
  return [
    link({ indicator: id, open: "" }, {
      "aria-current": chosen ? "true" : null, lang: indicators.get(id)?.english === name ? "en" : "zh-Hans",
    }, name),
    element("span", { class: "count" }, word("count.regions", { n: having })),
    wide ? element("span", { class: "count" }, word("indicators.numbers", { n: numbers })) : null,
    wide ? chinese("span", { class: "count units" }, units.join(word("list.join"))) : null,
  ];
}
