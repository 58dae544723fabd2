// Which numbers of an indicator may stand on one axis, and in what order.

const PERCENT_UNITS = ["%", "％", "﹪"];

// Numbers of one unit, kind, per and period: {key, unit, quantity, per, period, percent, targets}.
// Words for the same unit (人, 名) go together where the data say so. Those of most rows first.
function targetGroups(targets) {
  const groups = grouped(targets, (target) =>
    JSON.stringify([target.unit_concept ?? target.unit, target.quantity, target.per ?? "", target.period ?? ""]));
  return [...groups.values()].map((list) => {
    const [{ quantity, per, period }] = list;
    const units = [...new Set(list.map(({ unit }) => unit))];
    const percent = units.some((unit) => PERCENT_UNITS.includes(unit)) && ["level", "ratio"].includes(quantity);
    return { units, quantity, per, period, percent, targets: list, regions: new Set(list.map(({ region }) => region)).size };
  }).sort((one, other) => other.regions - one.regions || other.targets.length - one.targets.length
    || compareNames(one.units.join(), other.units.join()));
}

function groupTitle({ units, quantity, per, period }) {
  return [
    word("chart.unit", { unit: units.join(word("list.join")) }),
    word(`chart.${quantity}`),
    per ? word("target.per", { what: per }) : null,
    period,
  ].filter(Boolean).join(" · ");
}

// The rows of a chart and its table: regions in order, the numbers of one together by year, a part
// behind its whole. {target, label, whole: is it no part, first: of its region, several: has its region
// more than one such number achieved in that year}.
function chartLines({ targets }) {
  const blocks = [...grouped(targets, ({ region }) => region)].map(([region, list]) => ({
    region, list: inOrder(list), most: greatest(list),
  }));
  const byName = (one, other) => compareNames(regionName(one.region), regionName(other.region)) || compareNames(one.region, other.region);
  blocks.sort((one, other) => (state.order === "name" ? 0 : other.most - one.most || 0) || byName(one, other));
  return blocks.flatMap(({ region, list }) => list.map((target, index) => ({
    target, first: index === 0, whole: !target.part_of || index === 0, label: rowLabel(target, region, index === 0),
    several: sameAchieved(target, list).length > 1,
  })));
}

// The whole numbers of one place that are said to be achieved in the same year.
function sameAchieved(target, list) {
  const told = ({ status, part_of: whole, year }) => status === "achieved" && !whole && Boolean(year);
  if (!told(target)) return [];
  return list.filter((other) => told(other) && other.year === target.year && (other.scope ?? "") === (target.scope ?? ""));
}

function rowLabel(target, region, first) {
  if (target.scope) return word("chart.scope", { scope: target.scope, region: regionName(region) });
  if (first) return regionName(region);
  return target.part_of ? word("chart.of_which") : "";
}

// What a region is sorted by: its greatest whole number; a part or nothing counts only without one.
function greatest(list) {
  const numbers = (rows) => rows.filter(({ value }) => value).map(({ value, value_max: most }) => Number(most ?? value));
  const whole = numbers(list.filter((target) => !target.part_of));
  return Math.max(-Number.MAX_VALUE, ...(whole.length ? whole : numbers(list)));
}

// By year, then by place in the text; parts stay behind the number that stands before them.
function inOrder(list) {
  const placed = [...list].sort((one, other) => compareNames(one.plan.id, other.plan.id) || one.start - other.start);
  const bundles = [];
  for (const target of placed) {
    const last = bundles[bundles.length - 1];
    if (target.part_of && last && last[0].plan === target.plan) last.push(target);
    else bundles.push([target]);
  }
  const year = ([{ year: told }]) => told ?? 9999;
  return bundles.sort((one, other) => year(one) - year(other)).flat();
}
