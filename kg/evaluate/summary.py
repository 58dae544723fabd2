"""The scores in words for a terminal, and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kg.evaluate.judge import Judgement
from kg.evaluate.scores import Scores
from kg.tables import Table, as_text, visible


def text(scores: Scores, errors: bool) -> str:
    """Return the scores as tables, and with ``errors`` a line for each error."""
    parts = [_components(scores)]
    if scores.fields:
        parts.append(_fields(scores))
    if scores.causes:
        rows = tuple(scores.causes.items())
        parts.append(as_text(Table(("errors by cause", "count"), rows)))
    if errors and scores.errors:
        parts.append("".join(f"{_line(judged)}\n" for judged in scores.errors))
    return "\n".join(parts)


def as_json(scores: Scores, errors: bool) -> str:
    """Return the scores as one JSON object, with ``errors`` each error in it."""
    record: dict[str, Any] = {
        "components": {
            name: {
                "precision": round(tally.precision, 4),
                "recall": round(tally.recall, 4),
                "f1": round(tally.f1, 4),
                "right": tally.hit,
                "gold": tally.gold,
                "found": tally.found,
            }
            for name, tally in scores.tallies.items()
        },
        "fields": {
            name: {"right": share.right, "judged": share.judged}
            for name, share in scores.fields.items()
        },
        "causes": scores.causes,
    }
    if errors:
        record["errors"] = [_record(judged) for judged in scores.errors]
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Scores, bool], str]] = {"table": text, "json": as_json}


def _components(scores: Scores) -> str:
    columns = ("component", "precision", "recall", "F1", "gold", "found")
    rows = (
        (
            name,
            f"{tally.precision:.3f}",
            f"{tally.recall:.3f}",
            f"{tally.f1:.3f}",
            tally.gold,
            tally.found,
        )
        for name, tally in scores.tallies.items()
    )
    return as_text(Table(columns, tuple(rows)))


def _fields(scores: Scores) -> str:
    rows = (
        (name, f"{share.right} of {share.judged}", f"{share.right / share.judged:.3f}")
        for name, share in scores.fields.items()
    )
    return as_text(Table(("field", "right", "share"), tuple(rows)))


def _line(judged: Judgement) -> str:
    start, end = judged.place
    parts = (f"{judged.document}:{start}-{end}", judged.cause, judged.quote, judged.message)
    return ": ".join(_one_line(parts))


def _record(judged: Judgement) -> dict[str, Any]:
    start, end = judged.place
    return {
        "document": judged.document,
        "start": start,
        "end": end,
        "quote": judged.quote,
        "cause": judged.cause,
        "message": judged.message,
        "gold": judged.gold,
        "found": judged.found,
    }


def _one_line(parts: Iterable[str]) -> list[str]:
    return [visible(" ".join(part.split())) for part in parts]
