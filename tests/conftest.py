"""What many tests stand on: the five seeds built once a test run, and a Chromium."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page

from kg import resources
from kg.builder import Built, build
from kg.explore.page import render
from tests import chromium
from tests.explorer_examples import small
from tests.explorer_targets import numbers

# The first example of a property may load a dictionary, which takes longer than any other. The
# tests take the same examples each time; tests/stress/properties.py asks for more, and for others.
EXAMPLES = os.environ.get("KG_EXAMPLES", "")
settings.register_profile(
    "kg", deadline=None, max_examples=int(EXAMPLES or 100), derandomize=not EXAMPLES
)
settings.load_profile("kg")


@pytest.fixture(scope="session")
def seeds_built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    """Return the folder of a build of the seeds and what the build said."""
    out = tmp_path_factory.mktemp("seeds") / "exports"
    return out, build([resources.seeds()], out)


@pytest.fixture(scope="session")
def exports(seeds_built: tuple[Path, Built]) -> Path:
    """Return the folder of a build of the seeds."""
    return seeds_built[0]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a Chromium for the tests of one module."""
    yield from chromium.started()


@pytest.fixture(scope="session")
def explorer_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of the small example."""
    path = tmp_path_factory.mktemp("explorer") / "explorer.html"
    path.write_text(render(small()), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def numbers_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of numbers of every kind."""
    path = tmp_path_factory.mktemp("numbers") / "explorer.html"
    path.write_text(render(numbers()), encoding="utf-8")
    return path


@pytest.fixture
def numbers_page(browser: Browser, numbers_file: Path) -> Iterator[Page]:
    """Return the page of numbers of every kind, opened in Chromium without a network."""
    with chromium.opened(browser, numbers_file) as page:
        yield page


@pytest.fixture
def explorer(browser: Browser, explorer_file: Path) -> Iterator[Page]:
    """Return the page of the small example, opened in Chromium without a network."""
    with chromium.opened(browser, explorer_file) as page:
        yield page
