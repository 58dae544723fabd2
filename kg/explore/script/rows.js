// The rows of the page and the ways from one to another.

const rows = JSON.parse(byId("data").textContent);

const regions = new Map(rows.regions.map((row) => [row.id, row]));
const plans = new Map(rows.plans.map((row) => [row.id, row]));
const programs = new Map(rows.programs.map((row) => [row.id, row]));
const targets = new Map(rows.targets.map((row) => [row.id, row]));

const plansOf = grouped(rows.plans, (plan) => plan.region);
const mentionsOf = grouped(rows.mentions, (mention) => mention.program);
const targetsOf = grouped(rows.targets, (target) => regionOf(target));
const targetsFor = grouped(rows.targets.filter((target) => target.program !== null), (target) => target.program);
const indicators = grouped(rows.targets, (target) => indicatorOf(target));
const programsOf = new Map(rows.regions.map((region) => [region.id, new Set()]));
const regionsWith = new Map(rows.programs.map((program) => [program.id, new Set()]));
for (const mention of rows.mentions) {
  const region = regionOf(mention);
  programsOf.get(region)?.add(mention.program);
  regionsWith.get(mention.program)?.add(region);
}

function grouped(list, key) {
  const groups = new Map();
  for (const entry of list) {
    const name = key(entry);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(entry);
  }
  return groups;
}

function passageOf(row) {
  return rows.passages[row.passage];
}

function planOf(row) {
  return plans.get(passageOf(row).plan);
}

function regionOf(row) {
  return planOf(row).region;
}

function regionName(id) {
  return regions.get(id)?.name ?? id;
}

function indicatorOf(target) {
  return target.concept ?? target.indicator;
}

function compareNames(one, other) {
  return one.localeCompare(other, "zh-Hans-CN");
}

// Programs of many regions first, then by name.
function byRegions(one, other) {
  const difference = regionsWith.get(other.id).size - regionsWith.get(one.id).size;
  return difference || compareNames(one.name, other.name);
}
