// What came, stayed and went between two years of a region's plans.

// The regions that have plans of more than one year.
function regionsOverYears() {
  return shown().regions.filter(({ id }) => yearsShown(id).length > 1);
}

function yearsShown(region) {
  const kept = new Set(shown().plans);
  return [...new Set((plansOf.get(region) ?? []).filter((plan) => kept.has(plan) && plan.year).map(({ year }) => year))].sort();
}

// The two years that are compared: those that the address names, else the last two.
function yearsCompared(region) {
  const years = yearsShown(region);
  const named = (key) => (years.includes(Number(state[key])) ? Number(state[key]) : null);
  const to = Math.max(named("to") ?? years.at(-1), years[1]);
  const from = named("from") ?? years[years.indexOf(to) - 1];
  return [from < to ? from : years[years.indexOf(to) - 1], to];
}

function mentionsIn(region, year) {
  return firstBy(shown().mentions.filter((mention) => mention.region === region && mention.plan.year === year), ({ program }) => program);
}

function firstBy(list, key) {
  const found = new Map();
  for (const entry of list) if (!found.has(key(entry))) found.set(key(entry), entry);
  return found;
}

// The programs of the two years: [{program, before, after}] with the first mention in each.
function changes(region) {
  const [from, to] = yearsCompared(region);
  const before = mentionsIn(region, from);
  const after = mentionsIn(region, to);
  const all = [...new Set([...after.keys(), ...before.keys()])].map((id) => ({
    program: programs.get(id), before: before.get(id) ?? null, after: after.get(id) ?? null,
  }));
  return {
    came: all.filter((one) => !one.before),
    stayed: all.filter((one) => one.before && one.after),
    went: all.filter((one) => !one.after),
  };
}

// The indicators with their numbers in both years, those of both years first.
function numbersOver(region) {
  const years = yearsCompared(region);
  const own = shown().targets.filter((target) => target.region === region && years.includes(target.plan.year));
  const lines = [...grouped(own, indicatorOf).values()].map((list) => ({
    target: list[0],
    numbers: years.map((year) => list.filter((target) => target.plan.year === year)),
  }));
  const both = ({ numbers }) => numbers.every((list) => list.length > 0);
  return [...lines.filter(both), ...lines.filter((line) => !both(line))];
}
