// The overlap view: the network of regions and programs, beside the list that says the same.

views.set("overlap", {
  draw: () => [],
  drawn: drawOverlap,
  tables: overlapTables,
  picture: () => networkPicture(),
});

let networkIs = "not begun"; // then "soon", then "there"

function startOverlap() {
  networkIs = "there";
  drawNetwork(byId("network"), { onOpen: openNode });
  byId("nearer").addEventListener("click", () => zoomNetwork(1.5));
  byId("farther").addEventListener("click", () => zoomNetwork(1 / 1.5));
  byId("whole").addEventListener("click", fitNetwork);
  byId("colour").addEventListener("change", () => go({ colour: byId("colour").value }));
}

// A click opens what is there; with the control key it chooses a region.
function openNode(kind, id, additive) {
  if (additive && kind === "region") go({ pick: toggled(state.pick, id), open: "" });
  else go({ open: kind ? `${kind}:${id}` : "" });
}

function drawOverlap() {
  if (networkIs === "not begun") {
    networkIs = "soon"; // once the rest of the page can be read
    setTimeout(() => { startOverlap(); drawOverlap(); });
  }
  if (networkIs !== "there") return;
  const { regions: seen, programs: named } = shown();
  for (const option of byId("colour").options) option.textContent = word(`colour.${option.value}`);
  byId("colour").value = state.colour;
  drawLegend();
  updateNetwork({
    shownNodes: isFiltered() ? new Set([...seen.map(({ id }) => `region:${id}`), ...named.map(({ id }) => `program:${id}`)]) : null,
    picked: state.pick,
    open: nodeOpen(),
    colour: state.colour,
    english: state.lang === "en",
  });
}

// The node of what is open: a fact shows its program, or else its region.
function nodeOpen() {
  const open = opened();
  if (!open) return null;
  if (open.kind !== "fact") return `${open.kind}:${open.id}`;
  const fact = facts.get(open.id);
  return fact ? (programs.has(fact.program) ? `program:${fact.program}` : `region:${fact.region}`) : null;
}

function drawLegend() {
  byId("legend").replaceChildren(
    element("li", {}, element("span", { class: "box", "aria-hidden": "true" }), word("legend.region")),
    ...colourLegend(state.colour),
    element("li", {}, element("span", { class: "dot hollow", "aria-hidden": "true" }), word("legend.found")),
    element("li", { class: "hint" }, word("legend.size")),
  );
}

function overlapTables() {
  const panel = panelTables();
  if (!opened() && panel.length) return panel; // the comparison
  const { programs: named, regionsWith } = shown();
  return [...panel, plainTable(word("column.program"), [
    { name: word("column.program"), value: nameOf },
    { name: word("column.level"), value: ({ level }) => wordOf("level", level) },
    { name: word("column.known"), value: ({ known }) => word(`known.${known}`) },
    { name: word("column.count"), value: ({ id }) => regionsWith.get(id).size },
    { name: word("column.regions"), value: ({ id }) => [...regionsWith.get(id)].map(regionName).join(word("list.join")) },
  ], [...named].sort(byRegions))];
}
