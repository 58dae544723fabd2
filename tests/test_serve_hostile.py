"""Requests that nobody sends by mistake: each is refused, and the next one is answered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests

from tests.serve_attacks import REQUESTS, giants, wrong
from tests.serve_examples import serving, three_graphs

ROWS = "application/sparql-query"
# answers that say a limit, and those to what is only long
REFUSED = {400, 403, 503}
FEW = ("groups", "brackets", "unions", "values", "replaced", "from")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(three_graphs(tmp_path_factory.mktemp("graphs")), "--timeout", "3") as address:
        yield address


def asked(server: str, query: str) -> requests.Response:
    return requests.post(
        f"{server}/sparql", query.encode(), headers={"Content-Type": ROWS}, timeout=60
    )


@pytest.mark.parametrize("name", REQUESTS)
def test_hostile_request_is_answered_as_it_deserves_and_others_go_on(
    server: str, name: str
) -> None:
    assert wrong(server, REQUESTS[name]) == ""
    counted = asked(server, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").json()
    assert counted["results"]["bindings"][0]["n"]["value"] == "3"


@pytest.mark.parametrize("name", FEW)
def test_giant_query_is_answered_or_refused_in_a_line_and_others_go_on(
    server: str, name: str
) -> None:
    answer = asked(server, giants()[name])
    assert answer.status_code == (200 if name == "values" else answer.status_code)
    assert answer.status_code in REFUSED | {200}
    if answer.status_code != 200:
        assert answer.text.count("\n") == 1
    assert asked(server, "ASK { ?s ?p ?o }").json()["boolean"] is True
