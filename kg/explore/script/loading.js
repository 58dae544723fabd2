// A served page asks for what one looks at, once, and is drawn anew when it is there.

const AT_ONCE = 3; // plans of one question: half a second of work for the server
const LONGEST = 60_000; // milliseconds before an answer is given up

const partState = new Map(); // "kind id" -> "loading", "held", or the words for what went wrong
const partLeft = new Map(); // "kind id" -> how many rows of it are not loaded
const homes = new Map(); // "kind id" -> {region: whose page has it, null: none, or wrong}
const partKey = (kind, id) => `${kind} ${id}`;

loader = { ...loader, need: needParts, needFact, more: moreNote, elsewhere, others, measured: () => measured };

function needParts(kind, ids) {
  const lacking = ids.filter((id) => partState.get(partKey(kind, id)) !== "held");
  if (!lacking.length) return null;
  const fresh = lacking.filter((id) => !partState.has(partKey(kind, id)));
  for (let at = 0; at < fresh.length; at += AT_ONCE) loadParts(kind, fresh.slice(at, at + AT_ONCE));
  const wrong = lacking.map((id) => partState.get(partKey(kind, id))).find((words) => words !== "loading");
  return wrong ? failedNote(wrong) : element("p", { class: "loading" }, word("served.loading"));
}

// What went wrong, in one line, and the way to try again whatever has failed.
function failedNote(words) {
  const button = element("button", { type: "button", class: "more" }, word("served.again"));
  button.addEventListener("click", () => {
    for (const [key, { wrong }] of homes) if (wrong) homes.delete(key);
    for (const [key, told] of partState) if (!["loading", "held"].includes(told)) partState.delete(key);
    redraw();
  });
  return element("p", { class: "failed" }, words, " ", button);
}

async function loadParts(kind, ids) {
  for (const id of ids) partState.set(partKey(kind, id), "loading");
  const asked = new URLSearchParams(ids.map((id) => [kind, id]));
  for (const [name, value] of scopeAsked()) asked.append(name, value);
  const answer = await answered("data", asked);
  if (answer.rows) merge(answer.rows);
  for (const id of ids) {
    partState.set(partKey(kind, id), answer.rows ? "held" : answer.wrong);
    if (answer.rows?.more) partLeft.set(partKey(kind, id), answer.rows.more);
  }
  drawLoaded(answer.wrong ?? word("served.loaded"));
}

// {rows} of an answer, or {wrong}: a line that says why there is none; {refused} by the server.
async function answered(name, asked) {
  try {
    const answer = await fetch(`explorer/${name}?${asked}`, { signal: AbortSignal.timeout(LONGEST) });
    const told = await answer.json().catch(() => ({}));
    if (answer.ok) return { rows: told };
    return { refused: answer.status === 400, wrong: told.error ? word("served.refused", { words: told.error }) : word("served.failed", { status: answer.status }) };
  } catch {
    return { wrong: word("served.gone") };
  }
}

// The plans of the page, as each question names them.
function scopeAsked() {
  const { year, province, region } = SERVED.scope;
  return [...Object.entries({ year, province }).filter(([, value]) => value), ...region.map((id) => ["region", id])];
}

// The focus stays with the title of what has been waited for.
function drawLoaded(words) {
  const at = ["panel", "view"].find((id) => document.activeElement?.matches(`#${id} h2`));
  redraw();
  if (at && document.activeElement === document.body) byId(at).querySelector("h2")?.focus({ preventScroll: true });
  say(words);
}

// A fact that one looks at: its plan, or what else was read from its document.
function needFact(id) {
  if (facts.get(id)?.passage.sentence) return null;
  const source = sourceOf(id);
  const own = plansIn.get(source);
  if (!own) return null;
  return /^(target|mention\/program)\//.test(id) ? needParts("plan", own.map((plan) => plan.id)) : needParts("source", [source]);
}

// The document of a fact; a plan's own place is named by the plan.
function sourceOf(id) {
  if (id.startsWith("plan/")) return plans.get(id.slice("plan/".length))?.source ?? null;
  return /(?:^|\/)([0-9a-f]{32,})(?:\/|$)/.exec(id)?.[1] ?? null;
}

function moreNote(kind, id) {
  const n = partLeft.get(partKey(kind, id));
  return n ? element("p", { class: "note" }, word("served.more", { n })) : null;
}

// What is opened may be of plans that this page is not about: the way to those of its region.
function elsewhere({ kind, id }) {
  const asked = kind !== "fact" ? [kind, id] : id.startsWith("plan/") ? ["plan", id.slice("plan/".length)] : ["source", sourceOf(id)];
  if (!asked[1] || !["program", "source", "plan", "region"].includes(asked[0])) return null;
  if (asked[0] === "source" ? plansIn.has(asked[1]) : { program: programs, plan: plans, region: regions }[asked[0]].has(asked[1])) return null;
  const key = partKey(...asked);
  if (!homes.has(key)) findHome(key, asked);
  const { region, wrong } = homes.get(key);
  if (wrong) return [heading(2, word("served.looking")), failedNote(wrong)];
  if (region === undefined) return [heading(2, word("served.looking")), element("p", { class: "loading" }, word("served.loading"))];
  return region ? wayTo(region) : null;
}

async function findHome(key, asked) {
  homes.set(key, {});
  const { rows: told, wrong, refused } = await answered("home", new URLSearchParams([asked]));
  homes.set(key, refused ? { region: null } : { region: told?.region, wrong });
  drawLoaded(wrong ?? word("served.loaded"));
}

// The page of all plans of a region, where this one has some of them only.
function others(region) {
  if (SERVED.plans === SERVED.all || SERVED.scope.region.length) return null;
  const href = `?${new URLSearchParams({ region })}${address({ open: `region:${region}` })}`;
  return element("p", {}, element("a", { href }, word("served.all_years")));
}

function wayTo(region) {
  const href = `?${new URLSearchParams({ region })}${address({})}`;
  return [
    heading(2, word("served.elsewhere")),
    element("p", {}, word("served.elsewhere_how")),
    element("p", {}, element("a", { class: "button", href }, word("served.elsewhere_open"))),
  ];
}
