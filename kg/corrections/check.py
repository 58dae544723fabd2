"""Whether a decision says something that can be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from kg.corrections.decision import (
    Accept,
    Correct,
    Decision,
    Merge,
    OfPlan,
    PlaceDecision,
    Split,
)
from kg.identifiers import CONTROL, is_digest, normal_name
from kg.records import Comparator, Level, Quantity, Status
from kg.regions import table
from kg.vocabulary import current

_NAMES = ("program", "into", "name", "to")
# Before and behind the point; the store's decimals have 18 behind it.
_DIGITS = 18
_YEARS = range(1949, 2101)  # of a plan that a person may name
_CHOICES: Mapping[str, type[StrEnum]] = {
    "comparator": Comparator,
    "status": Status,
    "quantity": Quantity,
}
_NUMBERS = ("value", "value_max", "baseline")


def reasons(decision: Decision) -> Iterator[str]:
    """Yield why a decision cannot be carried out, whatever the documents say."""
    for key in _NAMES:
        name = getattr(decision, key, "")
        if name and not isinstance(decision, Correct) and not _is_name(name):
            yield f"{key} = {name!r} is no name"
    if isinstance(decision, Accept) and decision.level not in ("", *Level):
        yield f"level = {decision.level!r} is none of {', '.join(Level)}"
    if isinstance(decision, Merge | Split):
        yield from _named_twice(decision)
    if isinstance(decision, PlaceDecision | OfPlan) and not is_digest(decision.source):
        yield f"source = {decision.source!r} is no digest of 32 hexadecimal digits"
    if isinstance(decision, PlaceDecision) and not 0 <= decision.start < decision.end:
        yield f"no place from {decision.start} to {decision.end}"
    if isinstance(decision, OfPlan):
        yield from _of_plan(decision)
    if isinstance(decision, Correct):
        yield from _of_target(decision)


def _named_twice(decision: Merge | Split) -> Iterator[str]:
    key = "into" if isinstance(decision, Merge) else "name"
    if normal_name(decision.program) == normal_name(getattr(decision, key)):
        yield f"program and {key} are one name"


def _of_plan(decision: OfPlan) -> Iterator[str]:
    if not decision.region and not decision.year:
        yield "plan needs region or year"
    if decision.region and decision.region not in table().periods:
        codes = [
            code for code in table().by_name.get(decision.region, ()) if code in table().periods
        ]
        meant = f"; {decision.region} is {' or '.join(codes)}" if codes else ""
        yield f"region = {decision.region!r} is no region's code of today{meant}"
    if decision.year and decision.year not in _YEARS:
        yield f"year = {decision.year} is no year of a plan"


def _of_target(decision: Correct) -> Iterator[str]:
    name, value = decision.field, decision.to
    if name not in FIELDS:
        yield f"field = {name!r} is none of {', '.join(FIELDS)}"
    elif not FIELDS[name](value):
        yield f"to = {value!r} is no {name}"
    if decision.nth < 1:
        yield "nth counts from 1"


def _is_name(value: object) -> bool:
    """Whether something is a name in one line, more than quotation marks and blanks."""
    return isinstance(value, str) and bool(normal_name(value)) and not CONTROL.search(value)


def _is_number(value: object) -> bool:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return False
    places = number.as_tuple().exponent
    return isinstance(places, int) and number.adjusted() < _DIGITS and places > -_DIGITS


def _is_year(value: object) -> bool:
    return isinstance(value, int) and value in _YEARS


def _chooses(choices: type[StrEnum]) -> Callable[[object], bool]:
    return lambda value: value in list(choices)


# What may be corrected in a target, and what the new value must be.
FIELDS: Mapping[str, Callable[[object], bool]] = {
    "indicator": _is_name,
    **dict.fromkeys(_NUMBERS, _is_number),
    **{name: _chooses(choices) for name, choices in _CHOICES.items()},
    "unit": lambda value: isinstance(value, str) and current().unit.named(value) is not None,
    "year": _is_year,
    "program": _is_name,
    "region": lambda value: value in table().periods,
}
