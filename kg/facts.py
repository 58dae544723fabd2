"""The facts format: JSON Lines, one fact a line, in the order of the text.

It is the contract between the extractor and everything else; ``ontology/facts.schema.json`` states
it for other tools. A field that does not apply is null. A fact is read back only together with its
source, against which it is proved again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from kg.errors import FactsError, KgError
from kg.records import (
    Citation,
    Content,
    Evidence,
    Fact,
    Fault,
    Plan,
    Program,
    Region,
    Section,
    Source,
    Span,
    Target,
)

CONTENTS: Mapping[str, type[Content]] = {
    content.kind: content for content in (Plan, Section, Region, Program, Target, Citation)
}
_ENVELOPE = (
    "document",
    "digest",
    "kind",
    "start",
    "end",
    "quote",
    "sentence",
    "section",
    "confidence",
    "evidence",
    "decided",
)


def as_record(fact: Fact) -> dict[str, Any]:
    """Return the fact as an object of JSON values: the common fields, then those of its kind."""
    return {
        "document": fact.source.document,
        "digest": fact.source.digest,
        "kind": fact.content.kind,
        **_plain(fact.span),
        "sentence": _plain(fact.sentence),
        "section": list(fact.section),
        "confidence": fact.confidence,
        "evidence": [{**_plain(item.span), "shows": item.shows} for item in fact.evidence],
        "decided": list(fact.decided),
        **_plain(fact.content),
    }


def as_line(fact: Fact) -> str:
    """Return the fact as one line of JSON, without its line end."""
    return json.dumps(as_record(fact), ensure_ascii=False)


def read_facts(lines: Iterable[str], sources: Mapping[str, Source]) -> Iterator[Fact]:
    """Read facts back; ``sources`` are the texts by digest.

    Raises FactsError, with the number of the line, where a line is no JSON, lacks a field, has one
    too many, or says what its source does not.
    """
    for number, line in enumerate(lines, 1):
        try:
            yield from_record(json.loads(line), sources)
        except (ValueError, KeyError, TypeError, KgError) as error:
            raise FactsError(f"not a fact: {error}", where=f"line {number}") from error


def from_record(record: Mapping[str, Any], sources: Mapping[str, Source]) -> Fact:
    """Return the fact that ``as_record`` made ``record`` of."""
    content_type = CONTENTS[record["kind"]]
    own = {name: value for name, value in record.items() if name not in _ENVELOPE}
    return Fact(
        source=sources[record["digest"]],
        span=Span(record["start"], record["end"], record["quote"]),
        sentence=Span(**record["sentence"]),
        content=_restored(content_type, own),
        section=tuple(record["section"]),
        confidence=record["confidence"],
        evidence=tuple(
            Evidence(Span(item["start"], item["end"], item["quote"]), item["shows"])
            for item in record["evidence"]
        ),
        decided=tuple(record["decided"]),
    )


def _plain(value: Any) -> Any:
    """Turn records, enumerations and decimals into what JSON has."""
    if isinstance(value, Fault):
        return {"kind": value.kind.value, "note": value.note, "span": _plain(value.span)}
    if is_dataclass(value):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.value if isinstance(value, StrEnum) else value


def _restored(annotation: Any, value: Any) -> Any:
    """Turn what JSON has into what ``annotation``, the type of a field, asks for."""
    options = [option for option in get_args(annotation) if option is not NoneType]
    if value is None:
        return None
    if get_origin(annotation) is tuple:
        return tuple(_restored(options[0], item) for item in value)
    if len(options) == 1:
        return _restored(options[0], value)
    if annotation is Decimal:
        return Decimal(str(value))
    if is_dataclass(annotation) and isinstance(annotation, type):
        hints = get_type_hints(annotation)
        return annotation(**{name: _restored(hints[name], item) for name, item in value.items()})
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return annotation(value)
    return value
