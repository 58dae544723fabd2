// What stands above a text: which document, what is wrong with it, which marks are shown.

const MOST_CHOICES = 500; // documents in the box; of more, the list of all is the way

function documentChoice(source) {
  const known = [...grouped(shown().plans, (plan) => plan.source).keys()];
  const offered = known.includes(source) ? known : [source, ...known];
  const box = element("select", { id: "reading-source", "aria-label": word("reading.document") },
    offered.slice(0, MOST_CHOICES).map((name) => chinese("option", { value: name, selected: name === source }, documentWords(name))));
  box.addEventListener("change", () => go({ source: box.value, open: "", at: "" }));
  return element("p", { class: "choice" }, box, " ", link({ source: "", open: "", at: "" }, {}, word("reading.all")));
}

// The title of a document: that of its plan, or of each of them.
function documentTitle(source) {
  return heading(2, chinese("span", {}, plansIn.get(source).map(planWords).join(" ／ ")));
}

// 连云港市 · 2023年 · 2023年市教育工作计划（有损、转载）
function documentWords(source) {
  return (plansIn.get(source) ?? []).map((plan) => {
    const marks = faultMarks(plan);
    return `${regionName(plan.region)} · ${yearWords(plan)} · ${planWords(plan)}${marks.length ? `（${marks.join(word("list.join"))}）` : ""}`;
  }).join(" ／ ");
}

function documentList() {
  const list = [...grouped(shown().plans, (plan) => plan.source)];
  return limited(list, ([source, plans]) => plans.map((plan, index) => element("div", { class: "entry" },
    index === 0 ? link({ source, open: "", at: "" }, { lang: "zh-Hans" }, planWords(plan)) : chinese("span", {}, planWords(plan)),
    element("span", { class: "minor" }, " ", regionLink(plan.region), ` · ${yearWords(plan)}${plan.document === plan.title ? "" : ` · ${plan.document}`} `),
    faultTags(plan) ?? element("span", { class: "minor" }, word("plan.no_faults")))), { class: "plain documents" });
}

// Each plan of the document: region, year, kind, and its faults with the way to their places.
function documentHead(source) {
  return plansIn.get(source).map((plan) => {
    const told = [...planDetails(plan), plan.document === plan.title ? null : plan.document];
    return element("div", { class: "of-plan" },
      element("p", { class: "sub" }, regionLink(plan.region), " · ", told.filter(Boolean).join(" · ")),
      plan.faults.length ? element("ul", { class: "faults" }, plan.faults.map(faultLine)) : element("p", { class: "sub" }, word("plan.no_faults")));
  });
}

function faultLine(fault) {
  const letters = Array.from(fault.quote ?? "");
  const quote = letters.length ? `“${letters.slice(0, 40).join("")}${letters.length > 40 ? "…" : ""}”` : null;
  const led = quote && fault.start !== null && fault.start !== undefined && HAS_TEXTS;
  return element("li", {}, tag(wordOf("fault", fault.kind), "fault"), chinese("span", {}, fault.note, " ",
    led ? link({ at: String(fault.start) }, { title: word("reading.to_place") }, quote) : quote));
}

// The marks with how many there are of each, and a box to hide those of a kind.
function markLegend(list) {
  const count = grouped(list, markKind);
  const entries = MARKS.filter((kind) => count.has(kind)).map((kind) => {
    const box = element("input", { type: "checkbox", id: `mark-${kind}`, checked: !state.hide.includes(kind) });
    box.addEventListener("change", () => go({ hide: toggled(state.hide, kind) }));
    return element("label", {}, box, " ", element("span", { class: `fact ${kind}` }, markWord(count.get(kind)[0])), element("span", { class: "count" }, ` ${count.get(kind).length}`));
  });
  return element("div", { class: "mark-legend", role: "group", "aria-label": word("reading.marks") }, entries);
}

// The switch to the text as it stands, without repairs and folds.
function rawSwitch(source) {
  const changes = textPieces(source).filter(({ original }) => original !== null && !UNSEEN.test(original)).length;
  const raw = state.raw === "1";
  return element("p", { class: "wording" },
    word(raw ? "reading.is_raw" : changes ? "reading.repaired" : "reading.unchanged", { n: changes }), " ",
    link({ raw: raw ? "" : "1" }, { class: "button", id: "raw" }, word(raw ? "reading.show_repaired" : "reading.show_raw")));
}
