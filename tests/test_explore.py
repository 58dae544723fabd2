import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import Any

import pytest

from kg.explore.data import ExplorerData, MentionRow
from kg.explore.network import COLOURS, nodes_and_edges
from kg.explore.page import render
from kg.explore.payload import embed, payload
from tests.explorer_examples import CLUSTER, HOSTILE, large, small

EMPTY = ExplorerData((), (), (), (), ())


class Tags(HTMLParser):
    """The tags of a page, and the texts of its scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = tag

    def handle_data(self, data: str) -> None:
        if self._open in ("script", "style"):
            self.texts.append((self._open, data))

    def handle_endtag(self, tag: str) -> None:
        assert tag
        self._open = ""


@pytest.fixture(scope="module")
def page() -> str:
    return render(small())


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_render_asks_no_network(page: str) -> None:
    parsed = Tags(page)
    for tag, attributes in parsed.tags:
        assert tag not in ("iframe", "object", "embed", "base", "img")
        for name in ("src", "href", "srcset", "action", "poster"):
            value = attributes.get(name)
            assert value is None or (tag, value) == ("link", "data:,")
        assert not any(name.startswith("on") or name == "style" for name in attributes)
    for kind, text in parsed.texts:
        if kind == "style":
            assert "url(" not in text
            assert "@import" not in text
    assert not re.search(r"fetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|import\(", page)


def test_render_policy_lets_only_its_own_scripts_run(page: str) -> None:
    policies = [
        attributes["content"]
        for tag, attributes in Tags(page).tags
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert len(policies) == 1
    policy = policies[0] or ""
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_render_own_script_never_reads_markup(page: str) -> None:
    own = page[page.rindex("<script>") :]
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert word not in own


def test_render_hostile_text_is_data_and_no_tag(page: str) -> None:
    assert HOSTILE not in page
    assert "<img" not in page.replace("<image", "")
    assert [tag for tag, _ in Tags(page).tags].count("script") == 4
    data = data_of(page)
    assert HOSTILE in {program["id"] for program in data["programs"]}


def test_render_same_data_same_bytes(page: str) -> None:
    assert render(small()) == page
    code = "from tests.explorer_examples import small; from kg.explore.page import render\n"
    code += "import sys; sys.stdout.buffer.write(render(small()).encode())"
    again = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env={"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": "17", "LC_ALL": "C"},
    )
    assert again.stdout == page.encode()


def test_render_five_regions_with_400_programs_stay_under_3_mb() -> None:
    assert len(render(large()).encode()) < 3_000_000


def test_render_without_rows() -> None:
    assert data_of(render(EMPTY))["programs"] == []


def test_render_is_one_document_in_chinese(page: str) -> None:
    assert page.startswith('<!DOCTYPE html>\n<html lang="zh-Hans">')
    assert page.count("<!DOCTYPE") == 1
    assert "3 个地区，3 份计划；12 个项目，其中 5 个不止一地有；6 项指标数字" in page


def test_embed_keeps_the_value_and_holds_no_markup() -> None:
    value = {"text": f"{HOSTILE}&amp;\u2028\u2029\\u003c 教"}
    text = embed(value)
    assert json.loads(text) == value
    assert not set("<>&\u2028\u2029") & set(text)


def test_payload_sentence_stands_once_and_knows_its_quotes() -> None:
    data = payload(small())
    rows = [row for row in data["mentions"] if row["program"] == CLUSTER]
    first, second = rows[0], rows[1]
    assert first["passage"] == second["passage"]
    assert (first["offset"], second["offset"]) == (2, 12)
    for row in (*data["mentions"], *data["targets"]):
        sentence = data["passages"][row["passage"]]["sentence"]
        assert row["offset"] >= 0
        assert row["end"] - row["start"] == row["length"]
        assert sentence[row["offset"] : row["offset"] + row["length"]]


def test_payload_quote_that_its_sentence_lacks_is_told() -> None:
    data = small()
    odd = MentionRow(CLUSTER, "plan-a", 0, 2, "县中", "没有这个词。", ())
    changed = ExplorerData(data.plans, data.regions, data.programs, (odd,), ())
    assert payload(changed)["mentions"][0]["offset"] == -1


def test_payload_targets_at_one_place_have_names_of_their_own() -> None:
    data = small()
    twice = ExplorerData(data.plans, data.regions, data.programs, (), (data.targets[0],) * 2)
    assert [row["id"] for row in payload(twice)["targets"]] == [
        "plan-a/110-117",
        "plan-a/110-117/2",
    ]


def test_network_has_a_node_a_row_and_an_edge_a_tie() -> None:
    data = small()
    nodes, edges = nodes_and_edges(data)
    assert len(nodes) == len({node["id"] for node in nodes}) == 15
    assert len(edges) == len({(edge["from"], edge["to"]) for edge in edges}) == 20
    assert {type(node[axis]) for node in nodes for axis in "xy"} == {int}
    assert {node["group"] for node in nodes} <= {
        "region",
        *COLOURS,
        *(f"{level} found" for level in COLOURS),
    }


def test_network_colours_are_dark_enough_on_white() -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for colour in COLOURS.values():
        assert 1.05 / (luminance(colour) + 0.05) >= 4.5


def test_import_of_the_page_loads_no_drawing_library() -> None:
    code = (
        "import sys, kg.explore.page, kg.overlap; print({'pyvis', 'networkx'} & set(sys.modules))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    assert answer.stdout.strip() == "set()"
