"""A mention's words to a concept of a vocabulary, or to none with the reason.

Programs are linked where they are found, by their labels. An indicator is linked by its own words,
its unit, whether a level or a change is meant, and what it is counted by: only where the whole
phrase says what a label says, so that two numbers that stand side by side measure the same.

The words go one way: words around the phrase are taken off, what is left is brought into the one
form that all ways to say it share, and that form is looked up among the forms of the labels. Where
the words alone leave open what is meant, what stands before them decides. What may be taken off,
what is said alike and what decides stands in link.toml.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import combinations
from typing import Any

from kg import resources
from kg.errors import VocabularyError
from kg.identifiers import normal_name
from kg.records import Fact, Plan, Quantity, Reading, Target
from kg.vocabulary import Concept, Scheme, current

_CHANGES = (Quantity.INCREASE, Quantity.DECREASE)
_CLAUSE = re.compile("[；;。]")
_NO_HAN = re.compile("[^一-鿿]+")


@dataclass(frozen=True, slots=True)
class Link:
    """The concept that a phrase means, or None and why there is none."""

    concept: Concept | None
    reason: str


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The tables of link.toml, compiled."""

    lead: re.Pattern[str]
    tail: re.Pattern[str]
    moves: Mapping[Quantity, re.Pattern[str]]
    moved: Mapping[Quantity, str]
    moving: re.Pattern[str]
    same: tuple[tuple[re.Pattern[str], str], ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a phrase in its source: the clause before it, and all that tells of what.

    ``about`` is the sentence with its headings and the plan's title and issuer.
    """

    before: str
    about: str


def link(reading: Reading) -> Reading:
    """Return the reading with each target linked to the concept of its indicator."""
    named = (text for plan in reading.plans for text in _names(plan))
    title = " ".join(named)
    return replace(reading, facts=tuple(_linked_fact(fact, title) for fact in reading.facts))


def _names(plan: Fact) -> Iterator[str]:
    if isinstance(plan.content, Plan):
        yield from filter(None, (plan.content.title, plan.content.issuer))


def _linked_fact(fact: Fact, title: str) -> Fact:
    if not isinstance(fact.content, Target):
        return fact
    before = fact.sentence.quote[: fact.span.start - fact.sentence.start]
    about = " ".join((fact.sentence.quote, *fact.section, title))
    content = linked(fact.content, Context(_CLAUSE.split(before)[-1], about))
    return fact if content is fact.content else replace(fact, content=content)


def linked(target: Target, context: Context | None = None) -> Target:
    """Return the target with the concept of its indicator, if it has one, and that one's stage."""
    found = indicator(target.indicator, target.unit_concept, target.quantity, target.per)
    if context:
        found = in_context(found, context)
    if found.concept is None:
        own = stage(target.indicator)
        return replace(target, stage=own) if own != target.stage else target
    own = found.concept.value("stage") or stage(target.indicator)
    return replace(target, concept=found.concept.iri, stage=own)


def stage(words: str) -> str | None:
    """Return the one stage of education that words name, by the last part of its IRI.

    >>> stage("新建幼儿园"), stage("中小学、幼儿园校舍维修"), stage("招聘教师")
    ('xue-qian', None, None)
    """
    scheme = current().stage
    labels = [match.label for match in scheme.matcher.find(words)]
    found = {scheme.by_label.get(label, "") for label in labels}
    return found.pop().rpartition("/")[2] or None if len(found) == 1 else None


def in_context(found: Link, context: Context) -> Link:
    """Return the link that the context leaves of one found by the words alone.

    >>> words = indicator("新增学位", "https://w3id.org/eduplan/unit/ge")
    >>> in_context(words, Context("新建、改扩建幼儿园26所，", "")).reason
    '名称“新增学位”，前文说的是新增学前教育学位'
    """
    tables = resources.words("kg", "link")
    general, places = tables["general"], tables["places"]
    if found.concept is None:
        return found
    name = found.concept.name
    if name in general["names"] and not re.search(general["education"], context.about):
        return Link(None, "前后文没有说是教育")
    kind = _kind_of_school(context.before, places) if name in places["of"] else None
    concept = current().indicator.named(places["of"][name].get(kind, name)) if kind else None
    if concept is None or concept == found.concept:
        return found
    return Link(concept, f"{found.reason}，前文说的是{concept.name}")


def _kind_of_school(clause: str, places: Mapping[str, Any]) -> str | None:
    """Return the one kind of school that a clause tells of, None where it tells of more or none."""
    rest, said = _NO_HAN.sub("", clause), []
    for kind, pattern in places["kinds"].items():
        rest, times = re.subn(pattern, "", rest)
        said += [kind] if times else []
    return said[0] if len(said) == 1 and not re.search(places["other"], rest) else None


def indicator(
    words: str,
    unit: str | None,
    quantity: Quantity = Quantity.LEVEL,
    per: str | None = None,
) -> Link:
    """Return the indicator that ``words``, measured in the unit with the IRI ``unit``, mean.

    ``quantity`` tells a change from a level, and ``per`` (每校) what the number is counted by,
    where the words do not say so themselves.

    >>> link = indicator("全市普惠性幼儿园覆盖率", "https://w3id.org/eduplan/unit/bai-fen-bi")
    >>> link.concept.name if link.concept else link.reason
    '普惠性幼儿园覆盖率'
    """
    if per and per[:2] not in words:
        return Link(None, f"按“{per}”计，不同于总数")
    return _indicator(current().indicator, words, unit, quantity)


@lru_cache(maxsize=4096)
def _indicator(scheme: Scheme, words: str, unit: str | None, quantity: Quantity) -> Link:
    labels = _labels(scheme)
    other_unit = None
    for form in _forms(words, quantity):
        for concept, label in labels.get(form, ()):
            units = concept.properties.get("unit", ())
            if not units or unit in units:
                return Link(concept, f"名称“{label}”")
            other_unit = other_unit or concept
    if other_unit:
        return Link(None, f"{other_unit.name}不以此单位计量")
    if quantity in _CHANGES and any(form in labels for form in _forms(words)):
        return Link(None, "原文说的是变化量，词表中无此指标")
    return Link(None, "词表中无此指标")


def canonical(words: str) -> str:
    """Return the one form that all ways to say the same share.

    >>> canonical("新建、改建、扩建幼儿园") == canonical("幼儿园新建、改扩建")
    True
    """
    form = normal_name(words)
    for pattern, becomes in _grammar().same:
        form = pattern.sub(becomes, form)
    return form


def _forms(words: str, quantity: Quantity = Quantity.LEVEL) -> Iterator[str]:
    """Yield the forms to look up, the one that is nearest to the words first."""
    grammar = _grammar()
    rest, longer = normal_name(words), ""
    while rest != longer:
        for shortened in _without_end(rest, quantity):
            yield _with_change(canonical(shortened), quantity)
        rest, longer = grammar.lead.sub("", rest), rest


def _without_end(words: str, quantity: Quantity) -> Iterator[str]:
    """Yield words, and what is left of them without what leads on to the number."""
    longer = ""
    while words != longer:
        yield words
        words, longer = _grammar().tail.sub("", words), words
        if words == longer and quantity not in _CHANGES:
            words = _without_move(words)


def _with_change(form: str, quantity: Quantity) -> str:
    """Return the form of a change: with the word for its direction behind it."""
    grammar = _grammar()
    if quantity not in _CHANGES or grammar.moving.search(form):
        return form
    return form.removesuffix(grammar.moved[quantity]) + grammar.moved[quantity]


def _without_move(words: str) -> str:
    """Return words of a level without what leads on to its number (提高到, 压减至)."""
    for pattern in _grammar().moves.values():
        words = pattern.sub("", words)
    return words


@cache
def _grammar() -> _Grammar:
    tables = resources.words("kg", "link")
    move = tables["move"]
    moved = {quantity: move[quantity.value][0] for quantity in _CHANGES}
    moves = {q: re.compile(f"(?<=.)(?:{'|'.join(move[q.value])})$") for q in _CHANGES}
    return _Grammar(
        lead=re.compile(f"^(?:{'|'.join(tables['lead'])})(?=..)"),
        tail=re.compile(f"(?<=.){tables['tail']}"),
        moves=moves,
        moved=moved,
        moving=re.compile(move["said"]),
        same=(
            *((re.compile(pattern), becomes) for pattern, becomes in tables["same"]["change"]),
            *((moves[quantity], moved[quantity]) for quantity in _CHANGES),
        ),
    )


def check_labels(scheme: Scheme) -> None:
    """Raise VocabularyError where labels of two indicators say the same."""
    _labels(scheme)


@cache
def _labels(scheme: Scheme) -> Mapping[str, tuple[tuple[Concept, str], ...]]:
    """Return the concepts by the forms of their labels; of one form, their units decide."""
    found: dict[str, dict[str, tuple[Concept, str]]] = defaultdict(dict)
    for concept in scheme.concepts.values():
        for label in (*concept.labels, *concept.hidden):
            found[canonical(label)].setdefault(concept.iri, (concept, label))
    for form, owners in found.items():
        for (one, label), (other, _) in combinations(owners.values(), 2):
            units = [set(concept.properties.get("unit", ())) for concept in (one, other)]
            if not all(units) or units[0] & units[1]:
                raise VocabularyError(
                    f"the label {label} says the same as one of {other.name}",
                    where=f"{one.iri} and {other.iri}: {form}",
                    hint="take it from one of them",
                )
    return {form: tuple(owners.values()) for form, owners in found.items()}
