// Which plans a served page is about, and the way to others.

loader = { ...loader, extent: extentWords };

function extentWords() {
  const { scope, plans: shownPlans, left: leftOut, all, years, provinces } = SERVED;
  const about = [
    scope.year ? scopeWord("year", scope.year) : null, scope.province ? scopeWord("province", scope.province) : null,
    scope.region.length ? scope.region.map(regionName).join(word("list.join")) : null,
  ].filter(Boolean).join(word("list.join"));
  const whole = shownPlans === all;
  return [
    word(whole ? "extent.served" : "extent.served_part", { n: shownPlans, all, about }),
    leftOut ? ` ${word("served.left", { n: leftOut })}` : null,
    whole ? null : [" ", scopeChoice("year", years), " ", scopeChoice("province", provinces)],
    whole || !scope.region.length ? null : [" ", element("a", { href: `?${address({ open: "", pick: [] })}` }, word("served.others"))],
    FACT_FILTERS.some((name) => state[name].length) ? ` ${word("served.filtered")}` : null,
  ].flat(Infinity).filter(Boolean);
}

function scopeWord(name, value) {
  if (value === UNTOLD) return word(`filter.untold_${name}`);
  return name === "year" ? word("year", { n: value }) : value;
}

// A choice leads to another page, with the same view of other plans.
function scopeChoice(name, values) {
  const box = element("select", { id: `scope-${name}` },
    element("option", { value: "" }, word("filter.any")),
    values.map(([value, n]) => element("option", { value, selected: SERVED.scope[name] === value }, word("served.choice", { value: scopeWord(name, value), n }))));
  box.addEventListener("change", () => {
    const { region, ...scope } = { ...SERVED.scope, [name]: box.value };
    const asked = new URLSearchParams(Object.entries(scope).filter(([, value]) => value));
    location.assign(`?${asked}${address({ open: "", pick: [] })}`);
  });
  return element("label", { class: "choice" }, word(`filter.${name}`), " ", box);
}
