"""A built graph goes to real stores and is there as it was; what goes wrong is said."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import requests
from pyoxigraph import Literal, NamedNode, Triple

from kg.endpoint import Endpoint, GraphStore
from kg.errors import EndpointError, QueryError
from kg.sparql import select
from kg.store import open_read_only
from tests import servers

STRANGER = "https://w3id.org/eduplan/document/gone"
FOREIGN = "https://example.org/theirs"
TRIPLE = Triple(NamedNode("urn:a"), NamedNode("urn:b"), Literal("学位"))


@pytest.fixture(scope="module", params=[servers.oxigraph, servers.virtuoso])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[servers.Server]:
    start: Callable[[Path], AbstractContextManager[servers.Server]] = request.param
    with start(tmp_path_factory.mktemp("server")) as running:
        yield running


def kg(*arguments: str, password: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg.cli", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "KG_PASSWORD": password},
    )


def load(exports: Path, server: servers.Server, *more: str) -> subprocess.CompletedProcess[str]:
    where = ["--store", server.store, "--endpoint", server.endpoint, "--user", server.user]
    return kg("load", str(exports), *where, *more, password=server.user)


def graphs(server: servers.Server) -> set[str]:
    query = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    rows = select(Endpoint(server.endpoint), query).rows
    return {str(name) for name, count in rows if count}


def test_load_puts_every_graph_and_leaves_others_alone(
    exports: Path, server: servers.Server
) -> None:
    target = GraphStore(server.store, user=server.user, password=server.user)
    target.put(STRANGER, [TRIPLE])
    target.put(FOREIGN, [TRIPLE])
    done = load(exports, server)
    assert done.returncode == 0, done.stderr
    names = {graph.value for graph in open_read_only(exports).named_graphs()}
    assert done.stdout.startswith(f"{len(names)} graphs with ")
    assert done.stderr.endswith(
        f"kg: 1 graphs that {exports} does not have: kept, but regions and default graph are now "
        f"of {exports} alone; build all documents together, or --prune\n"
    )
    assert graphs(server) >= names | {STRANGER, FOREIGN}
    done = load(exports, server, "--prune")
    assert done.stderr.endswith(f"kg: 1 graphs that {exports} does not have: dropped\n")
    assert graphs(server) >= names | {FOREIGN}
    assert STRANGER not in graphs(server)
    assert f"{STRANGER.removesuffix('document/gone')}probe" not in graphs(server)


def test_query_asks_an_endpoint(exports: Path, server: servers.Server) -> None:
    load(exports, server)
    here = kg("query", "shared-programs", "--param", "region_a=常州", "--param", "region_b=320700",
              "--graph", str(exports))  # fmt: skip
    there = kg("query", "shared-programs", "--param", "region_a=常州", "--param", "region_b=320700",
               "--endpoint", server.endpoint)  # fmt: skip
    assert there.returncode == 0, there.stderr
    assert there.stdout == here.stdout
    assert "全民终身学习活动周" in there.stdout


def test_endpoint_answers_all_forms(exports: Path, server: servers.Server) -> None:
    load(exports, server)
    endpoint = Endpoint(server.endpoint)
    assert select(endpoint, "ASK { ?plan a eduplan:Plan }").rows == ((True,),)
    assert select(endpoint, "ASK { ?plan a eduplan:Nothing }").rows == ((False,),)
    sparql = "CONSTRUCT { ?s skos:prefLabel ?l } WHERE { ?s a eduplan:Stage ; skos:prefLabel ?l }"
    assert select(endpoint, sparql) == select(open_read_only(exports), sparql)
    with pytest.raises(QueryError, match="the query does not work"):
        select(endpoint, "SELECT WHERE {")


def test_password_that_is_wrong_is_told(tmp_path: Path, exports: Path) -> None:
    with servers.virtuoso(tmp_path) as server:
        done = kg("load", str(exports), "--store", server.store, "--endpoint", server.endpoint,
                  "--user", "dba", password="no")  # fmt: skip
    assert done.returncode == 2
    assert "does not let us in" in done.stderr
    assert "the password in KG_PASSWORD" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_store_that_is_not_there_is_told(exports: Path) -> None:
    nowhere = "http://127.0.0.1:9/store"
    done = kg("load", str(exports), "--store", nowhere, "--endpoint", nowhere)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("kg: cannot be reached")
    assert nowhere in done.stderr
    with pytest.raises(EndpointError, match="is no address of a store"):
        Endpoint("exports")
    with pytest.raises(EndpointError, match="cannot be reached"):
        select(Endpoint(nowhere), "ASK {}")


def test_a_page_that_is_no_endpoint_is_told(server: servers.Server) -> None:
    page = server.endpoint.rpartition("/")[0] + "/none"
    assert requests.post(page, timeout=10).status_code == 404
    with pytest.raises(EndpointError, match="answers 404"):
        select(Endpoint(page), "ASK {}")
