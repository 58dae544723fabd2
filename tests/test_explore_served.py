"""The text of a served page: what the file has not, and what the file must never have."""

import json
import re

import pytest

from kg.explore.fitting import Extent
from kg.explore.page import render
from tests.explorer_examples import small

CHOSEN = {
    "scope": {"year": "2023", "province": "", "region": []},
    "plans": 3,
    "left": 0,
    "all": 9,
    "years": [["2023", 3], ["2022", 6]],
    "provinces": [["江苏省", 1]],
}


@pytest.fixture(scope="module")
def page() -> str:
    return render(small(), Extent.SERVED, CHOSEN)


def test_served_page_asks_its_server_and_the_file_nobody(page: str) -> None:
    assert page.count("fetch(") == 1
    assert "connect-src 'self'" in page
    file = render(small())
    for word in ("fetch(", "connect-src", "XMLHttpRequest", '"served":{'):
        assert word not in file


def test_served_page_says_what_it_is_about(page: str) -> None:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    data = json.loads(found[1])
    assert (data["extent"], data["served"]) == ("served", CHOSEN)


def test_served_page_has_every_word_that_its_script_uses(page: str) -> None:
    found = re.search(r'<script type="application/json" id="words">(.*?)</script>', page, re.DOTALL)
    assert found
    words = json.loads(found[1])
    own = page[page.rindex("<script>") :]
    used = set(re.findall(r'\bword\("([\w.]+)"', own)) | set(re.findall(r'"(served\.\w+)"', own))
    assert used - set(words) == set()
    assert len({name for name in used if name.startswith("served.")}) > 15


def test_served_page_never_reads_markup(page: str) -> None:
    own = page[page.rindex("<script>") :]
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert word not in own


def test_noscript_of_a_served_page_promises_no_data_in_the_file(page: str) -> None:
    assert "本页需要启用 JavaScript。</p></noscript>" in page
    assert "不访问网络" not in page[page.index("<noscript>") : page.index("</noscript>")]
