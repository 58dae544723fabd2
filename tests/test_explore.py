import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from kg.explore.data import ExplorerData
from kg.explore.fitting import Extent, fitted
from kg.explore.ground import embed
from kg.explore.page import render
from kg.explore.payload import payload
from tests.explorer_examples import CLUSTER, CLUSTER_SENTENCE, HOSTILE, large, small


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


def json_of(page: str, name: str) -> dict[str, Any]:
    found = re.search(
        rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.DOTALL
    )
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def records(table: dict[str, Any]) -> list[dict[str, Any]]:
    return [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]


def test_render_asks_no_network(page: str) -> None:
    parsed = Tags(page)
    for tag, attributes in parsed.tags:
        assert tag not in ("iframe", "object", "embed", "base", "img")
        for name in ("src", "srcset", "action", "poster"):
            assert attributes.get(name) is None
        href = attributes.get("href")
        assert href is None or href.startswith("#") or (tag, href) == ("link", "data:,")
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
    assert [tag for tag, _ in Tags(page).tags].count("script") == 5
    programs = records(json_of(page, "data")["programs"])
    assert HOSTILE in {program["id"] for program in programs}


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
    assert json_of(render(ExplorerData()), "data")["programs"] == {"columns": [], "rows": []}


def test_render_is_one_document_in_chinese(page: str) -> None:
    assert page.startswith('<!DOCTYPE html>\n<html lang="zh-Hans">')
    assert page.count("<!DOCTYPE") == 1


def test_render_every_word_of_the_page_has_both_languages(page: str) -> None:
    words = json_of(page, "words")
    for key, texts in words.items():
        assert len(texts) == 2, key
        holes = [set(re.findall(r"\{\w+\}", text)) for text in texts]
        assert holes[0] == holes[1], key
    own = page[page.rindex("<script>") :]
    used = set(re.findall(r'\bword\("([\w.]+)"', own))
    used |= set(re.findall(r'data-(?:word|name|hint)="([\w.]+)"', page))
    assert used - set(words) == set()
    assert len(used) > 60


def test_embed_keeps_the_value_and_holds_no_markup() -> None:
    value = {"text": f"{HOSTILE}&amp;\u2028\u2029\\u003c 教"}
    text = embed(value)
    assert json.loads(text) == value
    assert not set("<>&\u2028\u2029") & set(text)


def test_payload_sentence_stands_once_and_holds_its_quotes() -> None:
    data = small()
    held = payload(data)
    rows = [row for row in records(held["mentions"]) if row["program"] == CLUSTER]
    assert rows[0]["passage"] == rows[1]["passage"]
    places = {row.id: row.place for row in data.mentions}
    places |= {row.id: row.place for row in data.targets}
    for row in (*records(held["mentions"]), *records(held["targets"])):
        _plan, _section, begins, sentence = held["passages"][row["passage"]]
        place = places[row["id"]]
        assert (row["start"], row["end"], begins) == (place.start, place.end, place.sentence_start)
        assert sentence == place.sentence


def test_payload_leaves_out_columns_that_no_row_fills() -> None:
    columns = payload(small())["targets"]["columns"]
    assert "baseline" not in columns
    assert {"value", "value_max", "masked"} <= set(columns)


def test_payload_names_are_searched_by_pinyin() -> None:
    (region,) = (row for row in records(payload(small())["regions"]) if row["id"] == "420200")
    assert region["pinyin"] == ["chong qing xian"]  # not zhong: the words decide


def test_fitted_page_of_a_small_graph_is_whole() -> None:
    data = small()
    assert fitted(data) == (data, Extent.WHOLE)


def test_fitted_page_leaves_out_texts_before_sentences() -> None:
    data, extent = fitted(small(), most_text=20)
    assert extent is Extent.SENTENCES
    assert (data.texts, data.headings, data.notes) == ((), (), ())
    assert (data.mentions, data.targets) == (small().mentions, small().targets)


def test_fitted_overview_keeps_each_tie_once_and_no_sentence() -> None:
    data, extent = fitted(small(), most_sentences=20)
    assert extent is Extent.OVERVIEW
    assert (data.texts, data.targets) == ((), ())
    ties = [(row.place.plan, row.program) for row in data.mentions]
    assert sorted(ties) == sorted({(row.place.plan, row.program) for row in small().mentions})
    assert {row.place.sentence for row in data.mentions} == {""}
    assert CLUSTER_SENTENCE not in render(data, extent)


def test_payload_same_sentence_at_two_places_stands_twice() -> None:
    data = small()
    row = data.mentions[0]
    again = replace(row, id="again", place=replace(row.place, start=5, end=8, sentence_start=3))
    held = payload(replace(data, mentions=(row, again)))
    assert len({mention["passage"] for mention in records(held["mentions"])}) == 2


def test_import_of_the_page_loads_no_drawing_library() -> None:
    code = (
        "import sys, kg.explore.page, kg.overlap; print({'pyvis', 'networkx'} & set(sys.modules))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    assert answer.stdout.strip() == "set()"
