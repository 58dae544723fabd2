// The head of the page: how much there is, the views, the language.

const VIEWS = ["overlap", "matrix", "targets", "reading", "time"];

function drawCounts() {
  const { regions: seen, plans: kept, programs: named, regionsWith } = shown();
  const numbers = countNumbers(kept);
  const common = named.filter(({ id }) => regionsWith.get(id).size > 1).length;
  byId("counts").textContent = word(numbers === null ? "counts.unnumbered" : isFiltered() ? "counts.filtered" : "counts", {
    regions: seen.length, plans: kept.length, programs: named.length, common, targets: numbers, all: rows.plans.length,
  });
  byId("extent").hidden = EXTENT === "whole";
  byId("extent").replaceChildren(...loader.extent());
}

function drawTabs() {
  byId("views").replaceChildren(...VIEWS.map((name) =>
    link({ view: name }, { id: `view-${name}`, "aria-current": state.view === name ? "page" : null }, word(`view.${name}`))));
  const language = byId("language");
  language.href = address({ lang: state.lang === "en" ? "zh" : "en" });
  language.lang = state.lang === "en" ? "zh-Hans" : "en";
  language.textContent = state.lang === "en" ? "中文" : "English";
}
