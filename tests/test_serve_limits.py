"""What `kg serve` does not do: take too long, too much, or more than it is asked."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
import requests

from kg.cli import serve as command
from kg.serve.federation import refuse_service
from kg.serve.limits import ROWS, SECONDS
from tests.serve_examples import PATIENCE, Server, many, serving, started, three_graphs

COSTLY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f ?a ?d"
CHEAP = "ASK { ?s ?p ?o }"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = many(tmp_path_factory.mktemp("many"), 3000)
    with serving(folder, "--timeout", "2", "--rows", "1000") as address:
        yield address


def ask(server: str, query: str, **options: str) -> requests.Response:
    return requests.post(f"{server}/sparql", {"query": query}, headers=options, timeout=60)


def children(server: Server) -> list[psutil.Process]:
    return psutil.Process(server.process.pid).children(recursive=True)


def workers(server: Server) -> list[psutil.Process]:
    """Return the processes that ask the store: they do not come from the server itself."""
    return [one for one in children(server) if one.ppid() != server.process.pid]


def sent(server: str, request: bytes) -> bytes:
    """Send bytes to a server as they are, and return all that it answers."""
    host, _, port = server.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=PATIENCE) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_query_that_takes_too_long_is_stopped_and_says_so(server: str) -> None:
    response = ask(server, COSTLY)
    assert response.status_code == 503
    assert response.text == (
        "the query was stopped after 2 s, the time limit of this server; "
        "kg serve --timeout sets it\n"
    )
    assert response.headers["Retry-After"]
    assert ask(server, CHEAP).json()["boolean"] is True


def test_answer_with_too_many_rows_is_refused_whole(server: str) -> None:
    for query in ("SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"):
        response = ask(server, query)
        assert response.status_code == 403
        assert response.text == (
            "the answer has more than 1000 rows, the limit of this server: "
            "add LIMIT, or start kg serve with --rows\n"
        )
        for accept in ("text/csv, text/turtle", "text/html"):
            assert ask(server, query, Accept=accept).status_code == 403
    most = ask(server, "SELECT * { ?s ?p ?o } LIMIT 1000")
    assert len(most.json()["results"]["bindings"]) == 1000
    lines = 'SELECT (CONCAT("a\\nb\\r\\n", ?o) AS ?x) { ?s ?p ?o } LIMIT 1000'
    assert len(ask(server, lines).json()["results"]["bindings"]) == 1000


def test_query_that_takes_too_much_memory_is_stopped_and_says_so(tmp_path: Path) -> None:
    with serving(many(tmp_path, 3000), "--timeout", "60") as address:
        response = ask(address, LARGE)
        assert response.status_code == 503
        assert response.text.startswith("the query needs more memory than 1024 MiB, or sorts ")
        assert ask(address, CHEAP).json()["boolean"] is True


def test_answer_that_is_too_long_is_refused(server: str) -> None:
    long = "a" * 100_000
    response = ask(server, f'SELECT ?s ("{long}" AS ?long) {{ ?s ?p ?o }} LIMIT 500')
    assert response.status_code == 403
    assert response.text.startswith("the answer is longer than 16 MiB, the limit of this server")


@pytest.mark.parametrize("open_with", ["{", "(", "!"])
def test_query_of_great_depth_is_refused_and_the_server_goes_on(
    server: str, open_with: str
) -> None:
    deep = open_with * 20_000
    bodies = {
        "{": f"ASK {deep}",
        "(": f"SELECT ({deep} AS ?x) {{}}",
        "!": f"ASK {{FILTER({deep}1)}}",
    }
    assert ask(server, bodies.get(open_with, deep)).status_code == 400
    assert ask(server, CHEAP).json()["boolean"] is True


def test_request_that_is_too_long_is_refused(server: str) -> None:
    response = ask(server, f"ASK {{}} # {'a' * 300_000}")
    assert response.status_code == 413
    assert response.text == "the request is longer than 256 KiB\n"
    head = b"GET /sparql?query=" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n"
    assert sent(server, head).startswith(b"HTTP/1.1 400 ")


def test_cheap_queries_go_on_beside_costly_ones(server: str) -> None:
    """More costly queries, no two alike, than there are processes of both kinds."""
    allowed = ("the query was stopped after 2 s", "the server is busy with costly queries")
    with ThreadPoolExecutor(30) as threads:
        costly = [threads.submit(ask, server, f"{COSTLY} # {n}") for n in range(8)]
        cheap = [threads.submit(ask, server, f"{CHEAP} # {n}") for n in range(20)]
        assert {one.result().status_code for one in cheap} == {200}
        for one in costly:
            assert one.result().status_code == 503
            assert one.result().text.startswith(allowed)


def test_service_is_never_asked(server: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.5)
        place = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        queries = [
            f"SELECT * {{ SERVICE <{place}> {{ ?s ?p ?o }} }}",
            f"SELECT * {{ SERVICE SILENT <{place}> {{ ?s ?p ?o }} }}",
            f"ASK {{ service\n<{place}>{{}} }}",
            f"ASK {{ SeRvIcE#x\n<{place}>{{}} }}",
            f"PREFIX : <{place}> ASK {{ SERVICE:x{{}} }}",
            f"PREFIX service: <{place}> ASK {{ SERVICE service:x {{}} }}",
            f"ASK {{ BIND(<{place}> AS ?v) SERVICE ?v {{}} }}",
            f"ASK {{ VALUES ?v {{ <{place}> }} FILTER(1<?b)SERVICE#>\n?v{{}} }}",
            f"ASK {{ FILTER EXISTS {{ SERVICE <{place}> {{}} }} }}",
            f"ASK {{ {{ SELECT * {{ SERVICE <{place}> {{}} }} }} }}",
            f"CONSTRUCT {{}} WHERE {{ SERVICE <{place}> {{}} }}",
            f"ASK {{ SERV\\u0049CE <{place}> {{}} }}",
            f"ASK {{ \\U00000053ERVICE <{place}> {{}} }}",
            f"ASK {{ {{}} UNION {{ SERVICE <{place}> {{}} }} }} # zervice qervice",
        ]
        for query in queries:
            response = ask(server, query)
            assert (response.status_code, response.text) == (
                403,
                "SERVICE is refused: this server asks its own graph alone\n",
            ), query
        for query in (f"SELECT * FROM <{place}> {{ ?s ?p ?o }}", f"ASK FROM NAMED <{place}> {{}}"):
            assert ask(server, query).status_code == 200
        assert ask(server, f"LOAD <{place}>").status_code == 400
        graphs = {"query": CHEAP, "default-graph-uri": place, "named-graph-uri": place}
        asked = requests.get(f"{server}/sparql", graphs, timeout=30)
        assert asked.json()["boolean"] is False
        with pytest.raises(TimeoutError):
            listening.accept()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service ?Service { ?service ?p ?Service }",
        'ASK { ?s ?p \'Service\', """a SERVICE <http://x> {}""", \'x\'@service }',
        "PREFIX service: <http://service.example/service#> ASK { service:service ?p _:service }",
        "ASK {} # SERVICE <http://localhost/> {}",
        "ASK { ?s ?p 'qervice zervice service' }",
    ],
)
def test_word_service_may_stand_in_names_texts_and_comments(query: str) -> None:
    refuse_service(query, "http://localhost/sparql")


def test_request_under_another_name_is_refused(server: str) -> None:
    port = server.rpartition(":")[2]
    for host in ("evil.example", f"evil.example:{port}", "127.0.0.1.evil.example", "localhost/x"):
        response = requests.get(f"{server}/query", headers={"Host": host}, timeout=30)
        assert (response.status_code, response.text) == (421, "this server has another name\n")
    for host in (f"localhost:{port}", f"[::1]:{port}", "127.0.0.1"):
        assert requests.get(f"{server}/query", headers={"Host": host}, timeout=30).ok


@pytest.mark.parametrize(
    "path",
    [
        "/../../../etc/passwd",
        "/plan/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/style.css/../../../kg/errors.py",
        "/..%2f..%2f..%2fetc%2fpasswd",
        "//etc/passwd",
        "/store/CURRENT",
        "/graph.ttl",
        "/texts/",
        "/pages/base.html",
        "/plan/%00",
        "/plan/%ff",
        "/file:///etc/passwd",
        "/http://127.0.0.1/",
    ],
)
def test_no_path_leads_to_a_file(server: str, path: str) -> None:
    answer = sent(
        server, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
    )
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert b"root:" not in answer


@pytest.mark.parametrize(
    "request_",
    [
        b"nonsense\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: x\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
    ],
)
def test_malformed_request_is_refused_and_the_server_goes_on(server: str, request_: bytes) -> None:
    assert sent(server, request_).split(b" ")[1][:1] in (b"4", b"5")
    assert ask(server, CHEAP).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "MOVE"])
def test_nothing_but_reading_has_a_method(server: str, method: str) -> None:
    for path in ("/sparql", "/", "/query", "/plan/a"):
        response = requests.request(method, f"{server}{path}", timeout=30)
        assert response.status_code == 405
        assert "GET" in response.headers["Allow"]
    assert requests.post(f"{server}/plan/a", timeout=30).status_code == 405


def busy_and_idle(server: Server) -> list[psutil.Process]:
    """Have one process of a server busy for long, and return all of them."""
    threading.Thread(target=ask_in_vain, args=(server.address,), daemon=True).start()
    processes = children(server)
    assert len(processes) >= 4
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:  # until it has gone over to the costly ones
        processes = children(server)
        if any(one.is_running() and one.nice() > 0 and worked(one) > 0.5 for one in processes):
            return processes
        time.sleep(0.1)
    raise AssertionError("nothing is busy")


def worked(process: psutil.Process) -> float:
    """Return the seconds that a process has computed."""
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0
    return float(times.user)


def ask_in_vain(server: str) -> None:
    with suppress(requests.RequestException):
        ask(server, COSTLY)


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_signal_ends_the_server_and_all_its_processes(tmp_path: Path, by: signal.Signals) -> None:
    with started(many(tmp_path, 3000), "--timeout", "60") as server:
        processes = busy_and_idle(server)
        os.kill(server.process.pid, by)
        _, complaints = server.process.communicate(timeout=PATIENCE)
    assert (server.process.returncode, complaints) == (0 if by == signal.SIGINT else -by, "")
    assert psutil.wait_procs(processes, timeout=PATIENCE)[1] == []


def test_interrupt_at_the_terminal_reaches_all_and_is_no_complaint(tmp_path: Path) -> None:
    with started(three_graphs(tmp_path)) as server:
        processes = children(server)
        assert server.end(signal.SIGINT) == (0, "")
    assert psutil.wait_procs(processes, timeout=PATIENCE)[1] == []


def test_server_that_is_killed_leaves_no_process_behind(tmp_path: Path) -> None:
    with started(many(tmp_path, 3000), "--timeout", "2") as server:
        processes = busy_and_idle(server)
        server.process.kill()
    assert psutil.wait_procs(processes, timeout=PATIENCE)[1] == []


def test_client_that_goes_away_ends_its_query(tmp_path: Path) -> None:
    with started(many(tmp_path, 3000), "--timeout", "600") as server:
        for query in (COSTLY, f"{COSTLY} # another", f"{COSTLY} # third"):
            with pytest.raises(requests.Timeout):
                requests.post(f"{server.address}/sparql", {"query": query}, timeout=3)
        end = time.monotonic() + PATIENCE
        while any(one.nice() > 0 and worked(one) > 1.5 for one in children(server)):
            assert time.monotonic() < end
            time.sleep(0.1)
        assert ask(server.address, CHEAP).status_code == 200
        assert server.end() == (0, "")


def test_server_goes_over_to_the_store_of_a_new_build(tmp_path: Path) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

    def counted(address: str) -> int:
        answer = ask(address, count)
        return int(answer.json()["results"]["bindings"][0]["n"]["value"])

    with serving(many(tmp_path, 10)) as address:
        tag = requests.get(f"{address}/sparql?query=ASK%7B%7D", timeout=30).headers["ETag"]
        assert {counted(address) for _ in range(6)} == {10}
        many(tmp_path, 20)
        assert {counted(address) for _ in range(6)} == {20}
        after = requests.get(f"{address}/sparql?query=ASK%7B%7D", timeout=30).headers["ETag"]
        assert after != tag
        (tmp_path / "store").rename(tmp_path / "away")
        gone = ask(address, count)
        assert (gone.status_code, gone.text.partition(" (")[0]) == (
            503,
            "no graph has been built here",
        )
        (tmp_path / "away").rename(tmp_path / "store")
        assert counted(address) == 20


def test_process_that_died_by_itself_is_replaced(tmp_path: Path) -> None:
    with started(three_graphs(tmp_path)) as server:
        for process in workers(server):
            process.kill()
        answers = [ask(server.address, CHEAP) for _ in range(8)]
        assert [one.status_code for one in answers] == [200] * 8
        assert server.end() == (0, "")


def refused(*options: str) -> tuple[int, str]:
    """Return the exit code of a server that cannot begin, and what it says."""
    command = [sys.executable, "-m", "kg.cli", "serve", *options]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.stdout == ""
    return ended.returncode, ended.stderr


def test_port_that_is_taken_is_named_in_one_line(tmp_path: Path) -> None:
    folder = str(three_graphs(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = str(listening.getsockname()[1])
        assert refused(folder, "--port", port) == (
            2,
            f"kg: can't be served there: Address already in use (127.0.0.1:{port}): "
            "give another --port; 0 takes one that is free\n",
        )
    code, said = refused(folder, "--port", "99999")
    assert (code, said) == (2, "kg: is no port (99999): give 0 to 65535\n")


def test_folder_without_a_graph_is_not_served(tmp_path: Path) -> None:
    code, said = refused(str(tmp_path))
    assert code == 2
    assert said.startswith("kg: no graph has been built here")
    assert said.count("\n") == 1


@pytest.mark.parametrize("option", [("--timeout", "0"), ("--timeout", "inf"), ("--rows", "0")])
def test_limit_that_is_none_is_refused(tmp_path: Path, option: tuple[str, str]) -> None:
    code, said = refused(str(tmp_path), *option)
    assert code == 2
    assert f"argument {option[0]}: '{option[1]}' is no " in said


def test_limits_of_the_command_are_those_of_the_server() -> None:
    assert (command.SECONDS, command.ROWS) == (SECONDS, ROWS)
