"""The rows in the form that the page's script reads: tables of columns and rows for JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from kg.explore.data import ExplorerData, Fact, IndicatorRow, Place, ProgramRow, TextRow
from kg.overlap import Pair, clusters, rarity


def pairs(data: ExplorerData) -> list[Pair]:
    """Return each (region id, program id) that a mention ties, sorted, once."""
    region_of = {plan.id: plan.region for plan in data.plans}
    return sorted({(region_of[row.place.plan], row.program) for row in data.mentions})


def payload(data: ExplorerData) -> dict[str, Any]:
    """Return the rows as tables of columns and rows, each sentence and path of headings once.

    A fact points with ``passage`` into ``passages``; a passage with ``plan`` into the plans and
    with ``section`` into ``sections``. ``groups`` are the clusters of the matrix.
    """
    ties = pairs(data)
    grouped = clusters(ties, [row.id for row in data.regions])
    groups = {"regions": grouped.regions, "programs": grouped.programs}
    return packed(data, rarity(ties)) | {"groups": groups}


def packed(data: ExplorerData, weights: Mapping[str, float]) -> dict[str, Any]:
    """Return the rows without clusters, as rows.js and merging.js unpack them.

    ``weights`` are those of the programs, by their ids.
    """
    facts: tuple[Fact, ...] = (*data.mentions, *data.targets, *data.notes)
    sections = sorted({row.place.section for row in facts})
    plans = {plan.id: index for index, plan in enumerate(data.plans)}
    places = sorted({_passage(row.place) for row in facts})
    number = {place: index for index, place in enumerate(places)}
    at = {section: index for index, section in enumerate(sections)}

    def placed(row: Fact) -> dict[str, Any]:
        place = row.place
        return _fields(row) | {
            "passage": number[_passage(place)],
            "start": place.start,
            "end": place.end,
        }

    return {
        "plans": _table(data.plans, asdict),
        "regions": _table(data.regions, lambda row: asdict(row) | _spoken([row.name])),
        "programs": _table(
            data.programs, lambda row: asdict(row) | _named(row) | {"weight": weights.get(row.id)}
        ),
        "indicators": _table(data.indicators, lambda row: asdict(row) | _named(row)),
        "mentions": _table(data.mentions, placed),
        "targets": _table(data.targets, placed),
        "notes": _table(data.notes, placed),
        "headings": _table(data.headings, asdict),
        "passages": [
            [plans[plan], at[section], start, sentence]
            for plan, _source, start, sentence, section in places
        ],
        "sections": sections,
        "texts": {row.source: _pieces(row) for row in data.texts},
    }


def _table(rows: Sequence[Any], form: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    """Return the columns once and a list a row; columns that no row fills are left out."""
    formed = [form(row) for row in rows]
    columns = (
        [name for name in formed[0] if any(row[name] is not None for row in formed)]
        if formed
        else []
    )
    return {"columns": columns, "rows": [[row[name] for name in columns] for row in formed]}


def _fields(row: Any) -> dict[str, Any]:
    return {item.name: getattr(row, item.name) for item in fields(row) if item.name != "place"}


def _passage(place: Place) -> tuple[str, str, int, str, str]:
    return place.plan, place.source, place.sentence_start, place.sentence, place.section


def _named(row: ProgramRow | IndicatorRow) -> dict[str, Any]:
    return _spoken([row.name, *row.aliases])


def _spoken(names: Iterable[str]) -> dict[str, Any]:
    """Return how the names are said in pinyin, for the search box: syllables apart."""
    from kg.explore.spoken import syllables

    return {"pinyin": [syllables(name) for name in names]}


def _pieces(row: TextRow) -> list[Any]:
    """Return the pieces of a text: a string as it stands, a list [shown, original, furniture]."""
    return [
        piece.shown
        if piece.original is None and not piece.furniture
        else [piece.shown, piece.original, int(piece.furniture)]
        for piece in row.pieces
    ]
