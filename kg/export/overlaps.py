"""Which regions share which programs, as tables: a row each two regions, a row a program."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import combinations

from kg.export.ties import Ties
from kg.tables import Cell, Table

_COLUMNS = (
    "region_code_a",
    "region_a",
    "region_code_b",
    "region_b",
    "shared",
    "programs_a",
    "programs_b",
    "jaccard",
    "shared_programs",
)
_SPREAD = (
    "program",
    "level",
    "known",
    "regions",
    "mentions",
    "planned",
    "achieved",
    "region_names",
)
_BETWEEN = "、"


def overlaps(ties: Ties) -> Table:
    """Return a row each two regions, those that share most first.

    ``jaccard`` is the share of the programs of either that both have, 0 to 1, to three decimals;
    ``shared_programs`` their names.
    """
    names = {program.id: program.name for program in ties.programs}
    owned = _grouped((tie.region, tie.program) for tie in ties.ties)
    rows: list[tuple[Cell, ...]] = []
    for one, other in combinations(ties.regions, 2):
        mine, theirs = owned[one.id], owned[other.id]
        both = mine & theirs
        either = len(mine) + len(theirs) - len(both)
        jaccard = round(Decimal(len(both)) / (either or 1), 3).normalize()
        rows.append(
            (
                one.code,
                one.name,
                other.code,
                other.name,
                len(both),
                len(mine),
                len(theirs),
                jaccard,
                _BETWEEN.join(sorted(names[program] for program in both)),
            )
        )
    shared = _COLUMNS.index("shared")
    return Table(_COLUMNS, tuple(sorted(rows, key=lambda row: -int(str(row[shared])))))


def spread(ties: Ties) -> Table:
    """Return a row a program, those of most regions first, with the names of its regions.

    A region that is not known is named and not counted: it may be one of the others.
    """
    regions = {region.id: region.name for region in ties.regions}
    known = ties.known_regions
    of = defaultdict(list)
    for tie in ties.ties:
        of[tie.program].append(tie)
    rows: list[tuple[Cell, ...]] = [
        (
            program.name,
            program.level,
            program.known,
            sum(tie.region in known for tie in of[program.id]),
            sum(tie.mentions for tie in of[program.id]),
            sum(tie.planned for tie in of[program.id]),
            sum(tie.achieved for tie in of[program.id]),
            _BETWEEN.join(regions[tie.region] for tie in of[program.id]),
        )
        for program in ties.programs
    ]
    count, name = _SPREAD.index("regions"), _SPREAD.index("program")
    return Table(_SPREAD, tuple(sorted(rows, key=lambda row: (-int(str(row[count])), row[name]))))


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for region, program in pairs:
        found[region].add(program)
    return found
