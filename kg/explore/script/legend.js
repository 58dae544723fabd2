// The colours of programs: the dot of one, and what the colours mean.

// The dot of a program, in the colour that it has in the drawing beside it.
function programDot(program) {
  const stage = program.stages.find((one) => DATA.legend.stage.includes(one)) ?? "none";
  const level = DATA.legend.level.includes(program.level) ? program.level : "unknown";
  const kind = state.view === "overlap" && state.colour === "stage" ? stage : level;
  return element("span", { class: `dot ${kind}${program.known ? "" : " found"}`, "aria-hidden": "true" });
}

// What the colours of level or stage mean.
function colourLegend(colour) {
  return (DATA.legend[colour] ?? DATA.legend.level).map((kind) =>
    element("li", {}, element("span", { class: `dot ${kind}`, "aria-hidden": "true" }), wordOf(colour, kind)));
}
