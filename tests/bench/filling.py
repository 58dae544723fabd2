"""A template becomes a document: its holes filled for one region and year, its numbers changed."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.extraction.plan.towns import towns_table
from kg.regions import Period, Tier, table
from tests.bench.bases import CLOSE, OPEN, children, to_traditional

_TOKEN = re.compile(
    rf"{OPEN}(?P<hole>[^{CLOSE}]*){CLOSE}"
    r"|(?P<code>\d{7,})"
    r"|(?<![\d.A-Za-z:/-])(?P<number>\d+(?:\.\d+)?)(?![\d.]|[-:/月日年时：])(?P<percent>[%％])?"
)
_SCOPE = re.compile(r"(?<=[全我])[市县](?![场域值])|[市县](?=教育局|委(?!员)|政府)")
_TITLE = re.compile(rf"(?<={CLOSE}年)全?[市县](?=教育)")
_EACH = re.compile(r"各(?:辖市|县|市|区)(?:[（(、,，]*[县市区][）)]?)*")
_ENDING = re.compile("[省市区县旗州盟]$")
# Characters that coined names like to begin with: any two of them, 3,540 pairs.
_COINED = (
    "青蓝启航筑梦润心育苗春晖晨曦扬帆领雁强基固本砺金星火阳光雨露墨香书海明德博雅善美和融"
    "同行致远求真向上云帆智汇慧创新芽"
)


@dataclass(frozen=True, slots=True)
class Home:
    """The region and year that a document is made for, and whether its title says the region."""

    region: str
    year: int
    stated: bool

    @property
    def period(self) -> Period:
        """The region's name today."""
        return table().now(self.region)


class Filler:
    """Fills templates for one home, each name, number and place by ``chance``, alike throughout."""

    def __init__(self, home: Home, chance: random.Random) -> None:
        self._home = home
        self._chance = chance
        self._pairs: dict[str, str] = {}
        self._regions: dict[str, tuple[str, str]] = {}
        self._inside = _inside(home.region)
        self._first_inside = chance.randrange(max(len(self._inside), 1))
        ending = _ENDING.search(home.period.name)
        self._ending = ending[0] if ending else "市"

    def fill(self, template: str) -> str:
        """Return the text of ``template``."""
        title = self._home.period.name if self._home.stated else f"全{self._ending}"
        text = _TITLE.sub(title, template)
        text = _SCOPE.sub(self._ending, text)
        if self._home.period.tier is Tier.COUNTY:
            text = _EACH.sub("各乡镇", text)
        return _TOKEN.sub(self._token, text)

    def _token(self, match: re.Match[str]) -> str:
        if match["hole"]:
            kind, *fields = match["hole"].split("|")
            return self._hole(kind, fields)
        if match["code"]:
            return "".join(self._chance.choice("123456789") for _ in match["code"])
        sign = match["percent"] or ""
        return other_number(match["number"], self._chance, percent=bool(sign)) + sign

    def _hole(self, kind: str, fields: list[str]) -> str:
        if kind == "year":
            return str(self._home.year + int(fields[0]))
        if kind == "letter":
            return self._home.period.short[0]
        if kind == "name":
            return self._coined(fields[0])
        region, form, script = fields
        name, short = self._region(kind, region)
        written = name if form == "name" else short
        return to_traditional().convert(written) if script == "t" else written

    def _coined(self, name: str) -> str:
        """Return another name in the manner of ``name``: two characters of it changed."""
        if name not in self._pairs:
            self._pairs[name] = "".join(self._chance.sample(_COINED, 2))
        start = 1 if name[0] in "“「" else 0
        return name[:start] + self._pairs[name] + name[start + 2 :]

    def _region(self, kind: str, region: str) -> tuple[str, str]:
        """Return the name and the short name of what stands to the home as a hole says."""
        if kind == "own":
            return self._home.period.name, self._home.period.short
        key = f"{kind}|{region}"
        if key not in self._regions:
            self._regions[key] = self._related(kind, region)
        return self._regions[key]

    def _related(self, kind: str, region: str) -> tuple[str, str]:
        if kind == "up":
            chain = [table().now(part) for part in table().chain(self._home.region)]
            found = [period for period in chain if period.tier == int(region)]
            period = found[0] if found else self._home.period
            return period.name, period.short
        if kind == "child" and self._inside:
            taken = sum(key.startswith("child") for key in self._regions)
            return self._inside[(self._first_inside + taken) % len(self._inside)]
        if kind == "child":
            return self._home.period.name, self._home.period.short
        other = self._chance.choice(_of_tier(table().now(region).tier))
        return other.name, other.short


def other_number(number: str, chance: random.Random, *, percent: bool = False) -> str:
    """Return a number of the same manner: as many decimals, about as great and as round.

    >>> other_number("3000", random.Random(1)), other_number("88.5", random.Random(1), percent=True)
    ('2100', '62.6')
    """
    whole, _, decimals = number.partition(".")
    value = float(number) * chance.uniform(0.6, 1.4)
    if percent and float(number) <= 100:
        value = min(value, 99.9)
    if decimals:
        return f"{value:.{len(decimals)}f}"
    zeros = max(min(len(whole) - len(whole.rstrip("0")), len(whole) - 2), 0)
    return str(max(round(value / 10**zeros), 1) * 10**zeros)


@cache
def _of_tier(tier: Tier) -> tuple[Period, ...]:
    periods = (table().now(region) for region in sorted(table().periods))
    return tuple(p for p in periods if p.tier is tier and p.last_year is None)


def _inside(region: str) -> tuple[tuple[str, str], ...]:
    """Return the names and short names of what lies in a region, of a county its towns."""
    found = children().get(region, ())
    if found:
        return tuple((period.name, period.short) for period in found)
    return tuple((town, town) for town in _towns().get(region, ()))


@cache
def _towns() -> Mapping[str, tuple[str, ...]]:
    """Return the towns of each county, those alone whose name is no other's."""
    found: dict[str, list[str]] = {}
    for town, counties in sorted(towns_table().items()):
        if " " not in counties:
            found.setdefault(counties, []).append(town)
    return {county: tuple(names) for county, names in found.items()}
