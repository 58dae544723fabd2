"""Write towns.csv: the names of towns, townships and subdistricts, with the counties that have one.

The source is china-division (npm), the 2023 edition; see regions.md. A name that more than three
counties share tells nothing and is left out, as is what is no town: farms, zones, prisons.

Run as ``python ontology/make_towns.py --division FOLDER``, FOLDER being the unpacked ``dist``.
"""

import argparse
import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

COLUMNS = ("name", "regions")
MOST_NAMESAKES = 3
TOWN = re.compile("[一-鿿]{2,10}(?:镇|乡|街道|苏木)")
NO_TOWN = re.compile("开发区|工业区|产业园|园区|保税区|新技术|特殊|监狱|农场")
BRACKETS = re.compile("（[^（）]*）")
# What a plan writes that names no town, though one somewhere bears the name.
PLAIN_WORDS = re.compile(
    ".[城乡村]镇|(?:计划|中心|示范|文明|和谐|平安|民族|幸福|特色|重点|试点)(?:镇|乡|街道)"
)


def current_names(folder: Path) -> dict[str, str]:
    """Return the name of every division that is valid today by its region in regions.csv."""
    with (folder / "regions.csv").open(encoding="utf-8", newline="") as lines:
        return {r["region"]: r["name"] for r in csv.DictReader(lines) if not r["last_year"]}


def town_name(listed: str, above: Iterable[str]) -> str | None:
    """Return a town's name without the divisions that the list writes before it.

    >>> town_name("四平市铁东区山门镇", ["铁东区", "四平市"])
    '山门镇'
    >>> town_name("松原经济技术开发区特殊乡镇", ["松原市"]) is None
    True
    """
    name = BRACKETS.sub("", listed)
    for division in above:
        name = name.rpartition(division)[2] or name
    if not TOWN.fullmatch(name) or NO_TOWN.search(name) or PLAIN_WORDS.fullmatch(name):
        return None
    return name


def region_of(area: str, names: Mapping[str, str]) -> str | None:
    """Return the county of a town, of one in a development zone the prefecture."""
    return next((code for code in (area, area[:4] + "00") if code in names), None)


def towns(
    listed: Iterable[Mapping[str, str]], names: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield the rows of towns.csv in their order."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for row in listed:
        region = region_of(row["areaCode"], names)
        if region is None:
            continue
        above = [names[code] for code in (region, region[:4] + "00") if code in names]
        name = town_name(row["name"], above)
        if name:
            bearers[name].add(region)
    for name, regions in sorted(bearers.items()):
        if len(regions) <= MOST_NAMESAKES:
            yield name, " ".join(sorted(regions))


def main() -> None:
    """Write towns.csv beside this script."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--division", type=Path, required=True, help="dist of china-division")
    folder: Path = parser.parse_args().division
    here = Path(__file__).parent
    with (folder / "streets.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(towns(csv.DictReader(lines), current_names(here)))
    with (here / "towns.csv").open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    print(f"{len(rows)} rows in towns.csv")


if __name__ == "__main__":
    main()
