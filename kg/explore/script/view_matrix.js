// The matrix view: regions and programs, or regions and regions, in the order of their clusters.

const SHADES = 5; // steps of colour for a similarity

views.set("matrix", {
  draw: () => [matrixHead(), matrixGrid()],
  tables: () => [matrixTable()],
  picture: () => matrixPicture(matrixOf()),
});

function matrixHead() {
  return element("div", { class: "matrix-head" },
    heading(2, word(`matrix.${state.matrix}`)),
    choice("matrix", ["programs", "regions"]),
    state.matrix === "programs" ? choice("which", ["shared", "all"]) : null,
    choice("sort", ["cluster", "count", "name"]),
    state.matrix === "regions" ? choice("by", ["jaccard", "rarity"]) : null,
    element("p", { class: "sub" }, word(state.matrix === "regions" ? `matrix.hint_${state.by}` : "matrix.hint"),
      isClustered() ? ` ${word("matrix.groups")}` : null),
    state.matrix === "programs" ? element("ul", { class: "legend" }, colourLegend("level")) : null);
}

// A choice of one of several, as a select of the state's key.
function choice(key, values) {
  const box = element("select", { id: `choice-${key}` }, values.map((value) =>
    element("option", { value, selected: state[key] === value }, word(`${key}.${value}`))));
  box.addEventListener("change", () => go({ [key]: box.value }));
  return element("label", { class: "choice" }, word(`${key}.label`), " ", box);
}

// Rows, columns and cells of what is chosen: a cell is null or {shade, text, name, to}.
function matrixOf() {
  return state.matrix === "regions" ? similarities() : holdings();
}

function holdings() {
  const { programsOf, regionsWith, firstMention, regions: seen, programs: named } = shown();
  const wanted = state.which === "all" ? named : named.filter(({ id }) => regionsWith.get(id).size > 1);
  return {
    rows: ordered(wanted, DATA.groups.programs, ({ id }) => regionsWith.get(id).size).map((program) => ({
      id: program.id, name: nameOf(program), count: regionsWith.get(program.id).size, open: `program:${program.id}`,
      mark: program.known ? "" : word("found.short"), level: program.level, group: groupOf(DATA.groups.programs, program.id),
    })),
    columns: regionHeads(seen, ({ id }) => programsOf.get(id).size),
    cell: (row, column) => (programsOf.get(column.id).has(row.id)
      ? { shade: SHADES, text: "", kind: row.level, name: word("matrix.has", { region: column.name, program: row.name }), to: { open: `fact:${firstMention.get(column.id).get(row.id).id}` } }
      : null),
    missing: (row, column) => word("matrix.lacks", { region: column.name, program: row.name }),
  };
}

function similarities() {
  const { programsOf, regions: seen } = shown();
  const heads = regionHeads(seen, ({ id }) => programsOf.get(id).size);
  return {
    rows: heads,
    columns: heads,
    cell: (row, column) => {
      if (row.id === column.id) return null;
      const value = similarity(programsOf.get(row.id), programsOf.get(column.id), state.by);
      const percent = Math.round(100 * value);
      return {
        value, text: percent ? String(percent) : "", shade: Math.ceil(value * 2 * SHADES > SHADES ? SHADES : value * 2 * SHADES),
        name: word("matrix.alike", { one: row.name, other: column.name, n: percent }), to: { pick: [row.id, column.id], open: "" },
      };
    },
    missing: (row) => row.name,
  };
}

// Jaccard: what both have by what either has; weighted, a rare program counts for more.
function similarity(one, other, by) {
  const weight = by === "rarity" ? (id) => programs.get(id).weight : () => 1;
  let both = 0;
  let either = 0;
  for (const id of one) {
    either += weight(id);
    if (other.has(id)) both += weight(id);
  }
  for (const id of other) if (!one.has(id)) either += weight(id);
  return either ? both / either : 0;
}

function regionHeads(seen, count) {
  return ordered(seen, DATA.groups.regions, count).map((region) => ({
    id: region.id, name: region.name, count: count(region), open: `region:${region.id}`, mark: region.stated ? "" : word(region.code ? "mark.region_inferred" : "mark.region_unknown"),
    group: groupOf(DATA.groups.regions, region.id),
  }));
}

const groupNumbers = new Map(); // groups -> Map of id to the number of its group

// Whether the order is that of clusters; where each region is alone in its own there are none.
function isClustered() {
  return state.sort === "cluster" && DATA.groups.regions.some((ids) => ids.length > 1);
}

// The number of the cluster that something is in.
function groupOf(groups, id) {
  if (!isClustered()) return 0;
  if (!groupNumbers.has(groups)) groupNumbers.set(groups, new Map(groups.flatMap((ids, index) => ids.map((one) => [one, index]))));
  return groupNumbers.get(groups).get(id);
}

// Rows in the order that is chosen: that of the clusters, the most first, or by name.
function ordered(list, groups, count) {
  if (state.sort === "name") return [...list].sort((one, other) => compareNames(one.name, other.name));
  if (state.sort === "count") return [...list].sort((one, other) => count(other) - count(one) || compareNames(one.name, other.name));
  const at = new Map(groups.flat().map((id, index) => [id, index]));
  return [...list].sort((one, other) => (at.get(one.id) ?? at.size) - (at.get(other.id) ?? at.size));
}

function matrixTable() {
  const { rows: lines, columns, cell } = matrixOf();
  const value = (row, column) => {
    if (state.matrix === "programs") return cell(row, column) ? 1 : "";
    return row.id === column.id ? 1 : Math.round(cell(row, column).value * 10000) / 10000;
  };
  return {
    name: word(`matrix.${state.matrix}`),
    columns: [word(state.matrix === "programs" ? "column.program" : "column.region"), word("column.count_margin"), ...columns.map(({ name }) => name)],
    rows: lines.map((row) => [row.name, row.count, ...columns.map((column) => value(row, column))]),
  };
}
