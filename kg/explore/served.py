"""The answers of a served explorer: each a function of the store that returns bytes.

``page`` is the page itself, an overview; the others are the JSON that the page asks for when one
looks at something. They open nothing and keep nothing, so that any process may carry them.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from kg.errors import QueryError
from kg.explore import finding, parts
from kg.explore.data import ExplorerData
from kg.explore.fitting import Extent
from kg.explore.ground import embed
from kg.explore.overview import overview
from kg.explore.page import render
from kg.explore.payload import packed
from kg.explore.scope import Scope, choose, plans_of

MOST_PLANS_AT_ONCE = 10  # the page asks for a few at a time


def page(store: Store, scope: Scope) -> bytes:
    """Return the page of a scope as UTF-8; QueryError where the scope has no plans."""
    chosen = choose(store, scope)
    if not chosen.plans and scope != Scope():
        raise QueryError("no plan is of this year, province or region")
    data = overview(store, [plan.iri for plan in chosen.plans])
    return render(data, Extent.SERVED, chosen.told()).encode("utf-8", "surrogatepass")


def plans(store: Store, ids: tuple[str, ...]) -> bytes:
    """Return the programs and numbers of some plans with their sentences."""
    if len(ids) > MOST_PLANS_AT_ONCE:
        raise QueryError(f"at most {MOST_PLANS_AT_ONCE} plans are given at once")
    return _part(parts.of_plans(store, ids))


def document(store: Store, source: str, kept: Path) -> bytes:
    """Return a document's text, headings and other facts."""
    return _part(parts.of_document(store, source, kept))


def program(store: Store, name: str, scope: Scope) -> bytes:
    """Return the sentences and numbers of a program."""
    return _part(parts.of_program(store, name, scope))


def indicator(store: Store, name: str, scope: Scope) -> bytes:
    """Return the numbers of an indicator."""
    return _part(parts.of_indicator(store, name, scope))


def indicators(store: Store, scope: Scope) -> bytes:
    """Return what the plans of a scope have numbers for."""
    listed, known = parts.measured(store, [plan.iri for plan in plans_of(store, scope)])
    held = packed(ExplorerData(indicators=tuple(known)), {})
    return _json({"indicators": held["indicators"], "measured": [asdict(row) for row in listed]})


def home(store: Store, kind: str, name: str) -> bytes:
    """Return the region whose plans have what is not in the page."""
    return _json({"region": parts.home(store, kind, name)})


def search(store: Store, words: str, scope: Scope, kept: Path) -> bytes:
    """Return the names of all plans and the places of a scope's texts that have the words."""
    held = [plan.iri for plan in plans_of(store, scope)]
    return _json(
        {
            "names": [asdict(name) for name in finding.names(store, words)],
            "places": [asdict(place) for place in finding.places(store, kept, held, words)],
        }
    )


def _part(part: parts.Excerpt) -> bytes:
    return _json(packed(part.rows, {}) | {"more": part.more})


def _json(value: dict[str, Any]) -> bytes:
    return embed(value).encode("utf-8", "surrogatepass")
