"""The facts of many documents, without a graph."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kg.builder.document import NO_RULES, Failure, facts_of, job
from kg.builder.rules import Rules
from kg.builder.workers import HERE, Means
from kg.errors import KgError
from kg.readers import Search


def facts(
    search: Search, rules: Rules = NO_RULES, means: Means = HERE
) -> Iterator[list[str] | Failure]:
    """Yield the facts of each document that was found as lines of JSON, or why there are none."""
    jobs = (job(found, means.limits) for found in search.found)
    task = partial(facts_of, rules, means.limits)
    results = means.reading(len(search.found))(task, jobs)
    for found, result in zip(search.found, results, strict=True):
        yield Failure(found.document, result) if isinstance(result, KgError) else result
