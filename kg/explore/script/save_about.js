// What a saved table is: the page, the view, the filters, so that a number can be traced.

// What the view is of: the indicator, the plan, which matrix, what is open, or the chosen regions.
function savedSubject() {
  if (state.view === "targets") return state.indicator ? indicatorName(state.indicator) : "";
  if (state.view === "reading") return rows.plans.find(({ source }) => source === state.source)?.title ?? "";
  if (state.view === "time") return state.region ? regionName(state.region) : "";
  if (state.view === "matrix") return word(`matrix.${state.matrix === "regions" ? "regions" : "programs"}`);
  if (opened()) return openName();
  return state.pick.length > 1 ? state.pick.map(regionName).join(word("list.join")) : "";
}

// The filters in words: [name, values] each.
function filtersInWords() {
  return FILTERS.filter((name) => state[name].length > 0).map((name) => [
    word(`filter.${name}`),
    name === "confidence" ? word("filter.at_least", { n: state.confidence })
      : state[name].map((value) => filterWord(name, value)).join(word("list.join")),
  ]);
}

function aboutTable(tables) {
  const filters = filtersInWords();
  const lines = [
    [word("about.page"), word("page.title")],
    [word("about.view"), word(`view.${state.view}`)],
    [word("about.subject"), savedSubject()],
    ...(filters.length ? filters.map(([name, values]) => [word("about.filters", { name }), values])
      : [[word("filters"), word("about.no_filters")]]),
    [word("about.picked"), state.pick.map(regionName).join(word("list.join"))],
    [word("about.holds"), byId("counts").textContent],
    ...tables.map((table) => [word("about.table", { name: table.name }), rowWords(table)]),
    [word("about.address"), decodedHash()],
    [word("about.source"), word("about.source_text")],
  ];
  return { name: word("about.sheet"), columns: [word("about.key"), word("about.value")], rows: lines.filter(([, value]) => value) };
}

// How many rows, and that each says where it stands, of the tables that do.
function rowWords({ columns, rows: lists }) {
  const placed = ["document", "start", "end"].every((key) => columns.includes(word(`column.${key}`)));
  return word(placed ? "about.rows_placed" : "about.rows", { n: lists.length });
}

function decodedHash() {
  try {
    return decodeURIComponent(location.hash);
  } catch {
    return location.hash;
  }
}
