"""The pictures of the READMEs: the explorer of the seeds with two regions compared.

``python -m tests.golden.pictures`` writes them into ``exports/``. No test compares them, for
another Chromium draws the same page with other bytes.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, ViewportSize

from kg import resources
from kg.builder import build
from tests.chromium import started

OUT = Path(__file__).parents[2] / "exports"
_COMPARED = "pick=320400&pick=610526"
_SIZE = ViewportSize(width=1280, height=800)


def main() -> None:
    """Draw the page in both languages."""
    with TemporaryDirectory() as folder:
        build([resources.seeds()], Path(folder))
        for browser in started():
            for language in ("zh", "en"):
                _draw(browser, Path(folder) / "explorer.html", language)


def _draw(browser: Browser, page: Path, language: str) -> None:
    shown = browser.new_page(viewport=_SIZE)
    shown.goto(f"{page.as_uri()}#lang={language}&{_COMPARED}")
    shown.locator("#panel h2").wait_for()
    shown.wait_for_function("document.fonts.ready.then(() => true)")
    shown.wait_for_timeout(1_000)  # the network moves to what was chosen
    shown.screenshot(path=OUT / f"explorer.{language}.png")


if __name__ == "__main__":
    main()
