// The rows that pass the filters, worked out anew only when these change.

let shownFor = null;
let shownRows = null;

function shown() {
  const key = FILTERS.map((name) => `${name}=${state[name]}`).join("&");
  if (key !== shownFor) {
    shownFor = key;
    shownRows = filtered();
  }
  return shownRows;
}

function isFiltered() {
  return FILTERS.some((name) => state[name].length > 0);
}

function filtered() {
  const keptPlans = new Set(rows.plans.filter(planPasses));
  const mentions = rows.mentions.filter((mention) => keptPlans.has(mention.plan) && mentionPasses(mention));
  const targets = rows.targets.filter((target) => keptPlans.has(target.plan) && targetPasses(target));
  if (FACT_FILTERS.some((name) => state[name].length)) keepOnly(keptPlans, SERVED ? mentions : [...mentions, ...targets]);
  const regionIds = new Set([...keptPlans].map((plan) => plan.region));
  const programsOf = new Map(rows.regions.map(({ id }) => [id, new Set()]));
  const regionsWith = new Map(rows.programs.map(({ id }) => [id, new Set()]));
  const firstMention = new Map(rows.regions.map(({ id }) => [id, new Map()]));
  for (const mention of mentions) {
    const { region, program } = mention;
    programsOf.get(region).add(program);
    regionsWith.get(program).add(region);
    if (!firstMention.get(region).has(program)) firstMention.get(region).set(program, mention);
  }
  return {
    plans: [...keptPlans],
    plansBy: grouped([...keptPlans], (plan) => plan.region),
    mentions,
    targets,
    regions: rows.regions.filter(({ id }) => regionIds.has(id)),
    programs: rows.programs.filter(({ id }) => regionsWith.get(id).size > 0),
    programsOf,
    regionsWith,
    firstMention,
    mentionsOf: grouped(mentions, (mention) => mention.program),
    numbersIn: grouped(targets, (target) => target.plan),
    targetsOf: grouped(targets, (target) => target.region),
    targetsFor: grouped(targets.filter((target) => target.program), (target) => target.program),
    byIndicator: grouped(targets, indicatorOf),
  };
}

const FACT_FILTERS = ["stage", "level", "known", "status", "confidence"];

// How many numbers plans have that are seen; null where not all are loaded and facts are filtered.
function countNumbers(list) {
  if (!SERVED) return list.reduce((sum, plan) => sum + (shown().numbersIn.get(plan)?.length ?? 0), 0);
  return FACT_FILTERS.some((name) => state[name].length) ? null : list.reduce((sum, plan) => sum + plan.numbers, 0);
}

// Where facts are filtered, a plan that has none left is none of those that are seen.
function keepOnly(keptPlans, facts) {
  const having = new Set(facts.map((fact) => fact.plan));
  for (const plan of keptPlans) if (!having.has(plan)) keptPlans.delete(plan);
}

// Whether a filter lets one of the values pass.
function among(name, values) {
  return state[name].length === 0 || values.some((value) => state[name].includes(value));
}

function planPasses(plan) {
  return among("province", [provinceOf.get(plan.region)])
    && among("year", [String(plan.year ?? UNTOLD)])
    && among("type", [plan.document_type ?? UNTOLD]);
}

function mentionPasses(mention) {
  const program = programs.get(mention.program);
  return programPasses(program)
    && among("stage", program.stages.length ? program.stages : [UNTOLD])
    && among("status", [mention.status])
    && mention.confidence >= Number(state.confidence);
}

function programPasses(program) {
  return among("level", [program?.level ?? UNTOLD]) && among("known", [program ? String(program.known) : UNTOLD]);
}

function targetPasses(target) {
  return programPasses(programs.get(target.program))
    && among("stage", [target.stage ?? UNTOLD])
    && among("status", [target.status])
    && target.confidence >= Number(state.confidence);
}

// Programs of many regions first, then by name.
function byRegions(one, other) {
  const { regionsWith } = shown();
  const difference = regionsWith.get(other.id).size - regionsWith.get(one.id).size;
  return difference || compareNames(one.name, other.name);
}
