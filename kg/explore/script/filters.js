// The filters above the page: a box for each value, with how many rows have it.

const FILTER_VALUES = {
  province: () => counted(rows.plans.map((plan) => provinceOf.get(plan.region))),
  year: () => counted(rows.plans.map((plan) => String(plan.year ?? UNTOLD))),
  type: () => counted(rows.plans.map((plan) => plan.document_type ?? UNTOLD)),
  stage: () => counted([...rows.programs.flatMap(({ stages }) => (stages.length ? stages : [UNTOLD])), ...rows.targets.map(({ stage }) => stage ?? UNTOLD)]),
  level: () => counted(rows.programs.map(({ level }) => level)),
  known: () => counted(rows.programs.map(({ known }) => String(known))),
  status: () => counted([...rows.mentions, ...rows.targets].map(({ status }) => status)),
};
const CONFIDENCES = ["", "0.7", "0.9", "1"];

function counted(values) {
  const found = new Map();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return [...found].sort(([one], [other]) => (one === UNTOLD) - (other === UNTOLD) || compareNames(one, other));
}

// The word for a value of a filter: years and provinces stand for themselves.
function filterWord(name, value) {
  if (value === UNTOLD) return word("filter.untold");
  return ["year", "province"].includes(name) ? value : wordOf(name, value);
}

// The boxes are made once; afterwards only what they say changes, so that one stays open.
function startFilters() {
  const made = Object.entries(FILTER_VALUES).map(([name, values]) => filterBox(name, values()));
  byId("filters").replaceChildren(...made, confidenceBox(), element("a", { id: "unfilter", class: "button" }));
  document.addEventListener("click", (event) => closeFilters((box) => !box.contains(event.target)));
  byId("filters").addEventListener("keydown", (event) => {
    const box = event.target.closest("details[open]");
    if (event.key !== "Escape" || !box) return;
    box.open = false;
    box.querySelector("summary").focus();
  });
  byId("filters").addEventListener("focusin", (event) => closeFilters((box) => !box.contains(event.target)));
}

function closeFilters(which) {
  for (const box of byId("filters").querySelectorAll("details[open]")) if (which(box)) box.open = false;
}

function filterBox(name, values) {
  return element("details", { class: "filter", "data-filter": name },
    element("summary", { id: `filter-${name}` }, element("span", { "data-word": `filter.${name}` }), " ", element("span", { class: "chosen" })),
    element("div", { class: "choices", role: "group", "data-name": `filter.${name}` }, values.map(([value, count], index) => {
      const box = element("input", { type: "checkbox", value, id: `filter-${name}-${index}` });
      box.addEventListener("change", () => go({ [name]: toggled(state[name], value) }));
      return element("label", {}, box, element("span", { class: "value", "data-value": value }), element("span", { class: "count" }, String(count)));
    }), ["level", "known"].includes(name) ? element("p", { class: "note", "data-word": "filter.with_program" }) : null));
}

function confidenceBox() {
  const box = element("select", { id: "filter-confidence" }, CONFIDENCES.map((value) => element("option", { value })));
  box.addEventListener("change", () => go({ confidence: box.value }));
  return element("label", { class: "filter" }, element("span", { "data-word": "filter.confidence" }), " ", box);
}

function drawFilters() {
  for (const box of byId("filters").querySelectorAll("details")) {
    const name = box.dataset.filter;
    for (const input of box.querySelectorAll("input")) input.checked = state[name].includes(input.value);
    for (const text of box.querySelectorAll(".value")) text.textContent = filterWord(name, text.dataset.value);
    box.querySelector(".chosen").textContent = state[name].map((value) => filterWord(name, value)).join(word("list.join"));
    box.classList.toggle("active", state[name].length > 0);
  }
  const confidence = byId("filter-confidence");
  for (const option of confidence.options) option.textContent = option.value ? word("filter.at_least", { n: option.value }) : word("filter.any");
  confidence.value = CONFIDENCES.includes(state.confidence) ? state.confidence : "";
  const all = byId("unfilter");
  all.hidden = !isFiltered();
  all.textContent = word("filter.clear");
  all.href = address(Object.fromEntries(FILTERS.map((name) => [name, ""])));
}
