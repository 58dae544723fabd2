"""``kg explore``: the page of a built folder, or of a part of it."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from kg.builder import write_page
from kg.cli.printing import say_extent
from kg.explore.fitting import Extent
from kg.kept import TEXTS
from kg.store import open_read_only
from tests.chromium import opened


def kg(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg.cli", "explore", *arguments]
    return subprocess.run(command, capture_output=True, check=False, encoding="utf-8")


def test_page_of_a_whole_folder_is_the_one_that_the_build_wrote(
    exports: Path, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    assert write_page(open_read_only(exports), exports, path) is Extent.WHOLE
    assert path.read_bytes() == (exports / "explorer.html").read_bytes()
    assert (exports / TEXTS).is_dir()


def test_page_of_a_region_has_that_region_alone(
    exports: Path, tmp_path: Path, browser: Browser
) -> None:
    path = tmp_path / "part.html"
    done = kg(str(exports), "--output", str(path), "--region", "常州")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Open {path} in a browser.\n"
    with opened(browser, path) as page:
        expect(page.locator("#list")).to_contain_text("地区（1）")
        page.locator("#list").get_by_role("link", name="常州市").click()
        page.get_by_role("link", name="看全文").first.click()
        expect(page.locator("#view")).to_contain_text("2023年常州教育工作要点")


def test_page_of_a_folder_without_a_graph_is_refused_in_one_line(tmp_path: Path) -> None:
    done = kg(str(tmp_path))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("kg: ")
    assert list(tmp_path.iterdir()) == []


def test_page_that_does_not_hold_all_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    say_extent(Extent.WHOLE, Path("a.html"))
    say_extent(Extent.SENTENCES, Path("a.html"))
    say_extent(Extent.OVERVIEW, Path("a.html"))
    assert capsys.readouterr().err.splitlines() == [
        "kg: too much for one page: a.html has no whole texts; for a part: kg explore --region",
        "kg: too much for one page: a.html has neither sentences nor numbers; "
        "for a part: kg explore --region",
    ]
