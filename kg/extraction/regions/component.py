"""Regions: a mention for every place whose region is certain."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kg.extraction import document
from kg.extraction.regions.places import Place, places_of
from kg.records import Mention, Plan, Region
from kg.regions import table

# Confidence in a full name and in a short one; chosen, not tuned.
_FULL, _SHORT = 1.0, 0.9


@Language.factory("kg_regions", assigns=["doc._.regions"])
def make_regions(nlp: Language, name: str) -> RegionFinder:  # noqa: ARG001 - spaCy passes both
    """Return the component that writes ``doc._.regions``."""
    return RegionFinder()


class RegionFinder:
    """Writes the regions that the plan's own text names to ``doc._.regions``."""

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with its regions."""
        found = places_of(doc).within(document.body(doc))
        own = [m.content.region for m in doc._.plans if isinstance(m.content, Plan)]
        named = [settled(place, own[0]) if own and own[0] else place for place in found]
        doc._.regions = tuple(mentions([place for place in named if not place.institution]))
        return doc


def mentions(named: list[Place]) -> Iterator[Mention]:
    """Yield a mention for every place whose region is certain."""
    for place in named:
        if len(place.regions) == 1:
            now = table().now(place.regions[0])
            content = Region(now.name, now.code, None, now.parent)
            yield Mention(place.start, place.end, content, _FULL if place.full else _SHORT)


def settled(place: Place, own: str) -> Place:
    """Return a place that several regions can be as the one in, or beside, the plan's own region.

    >>> bearers = table().by_name["鼓楼区"]
    >>> settled(Place(0, 3, bearers, full=True, institution=False), "320300").regions
    ('320302',)
    """
    if len(place.regions) == 1:
        return place
    regions = table()
    chain = regions.chain(own)
    for near in (
        [region for region in place.regions if region in chain],
        [region for region in place.regions if own in regions.chain(region)],
        [region for region in place.regions if regions.chain(region)[1:2] == chain[1:2]],
    ):
        if near:
            return place._replace(regions=(near[0],)) if len(near) == 1 else place
    return place
