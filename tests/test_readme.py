"""What a new user is told: every command of the README does what stands below it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.documentation import ANY, Block, anchors, blocks, links, shows

ROOT = Path(__file__).parent.parent
README, CHINESE = ROOT / "README.md", ROOT / "README.zh.md"
PAGES = sorted(
    page
    for page in ROOT.rglob("*.md")
    if not any(part.startswith(".") for part in page.relative_to(ROOT).parts)
)
# A document that cannot be read is shown on purpose.
_CODES = {"kg build my-plans --out my-graph --limit size=200M --limit seconds=600": 1}
_SERVE = "kg serve exports"
_TAKE = "kg review --take review.xlsx"


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what a new user begins with, in which all that is to be installed already is."""
    folder = tmp_path_factory.mktemp("clone")
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    (folder / ".venv").mkdir()
    for part in Path(sys.prefix).iterdir():
        if not part.name.startswith("installed"):
            (folder / ".venv" / part.name).symlink_to(part)
    for mark in ("installed", "installed-dev"):
        (folder / ".venv" / mark).touch()
    return folder


def environment(clone: Path) -> dict[str, str]:
    """Return the variables of a terminal, which knows nothing of the make that runs this."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return mine | {"PATH": f"{clone / '.venv/bin'}{os.pathsep}{os.environ['PATH']}"}


def run(command: str, clone: Path) -> tuple[int, str]:
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=clone,
        env=environment(clone),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def served(block: Block, clone: Path) -> None:
    """Start the server, on a port that is free, see what it says, and end it as Ctrl-C does."""
    server = subprocess.Popen(
        [clone / ".venv/bin/kg", *block.text.split()[1:], "--port", "0"],
        cwd=clone,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    try:
        assert server.stdout is not None
        assert shows(block.output.replace("8000", ANY), server.stdout.readline())
        server.send_signal(signal.SIGINT)
        assert (server.communicate(timeout=60)[0], server.returncode) == ("", 0)
    finally:
        server.kill()
        server.communicate()


def answer(review: Path) -> None:
    """Answer one question as a person does: the first name that no vocabulary has is a program."""
    workbook = openpyxl.load_workbook(review)
    for sheet in workbook:
        names = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            if row[names.index("question")].value == "discovered":
                row[names.index("do")].value = "accept"
                workbook.save(review)
                return
    pytest.fail("no name is asked about")


def test_every_command_of_the_readme_prints_what_is_shown(clone: Path) -> None:
    for block in blocks(README):
        if block.language == "turtle":
            (clone / "my-terms").mkdir()
            (clone / "my-terms" / "programs.ttl").write_text(block.text, "utf-8")
            continue
        if block.language == "python":
            block = Block("sh", f"python - <<'END'\n{block.text}END\n", block.output)
        elif block.text == "make test\n":  # it runs this
            block = Block("sh", "make --dry-run test > /dev/null\n")
        elif block.text.startswith(_SERVE):
            served(block, clone)
            continue
        elif block.text.startswith(_TAKE):
            answer(clone / "review.xlsx")
        code, printed = run(block.text, clone)
        expected = max((_CODES.get(line, 0) for line in block.text.splitlines()), default=0)
        assert shows(block.output, printed), f"{block.text}printed\n{printed}"
        assert code in (0, expected), f"{block.text}ended with {code}"


def test_both_languages_have_the_same_commands_and_outputs() -> None:
    assert blocks(README) == blocks(CHINESE)


def test_both_languages_have_the_same_sections_tables_and_pictures() -> None:
    def shape(page: Path) -> list[str]:
        lines = [line for line in page.read_text("utf-8").splitlines() if line]
        return [line.split()[0] for line in lines if line.startswith(("#", "|", "!", "- "))]

    def marks(page: Path) -> list[str]:
        return [first if first.startswith("#") else first[0] for first in shape(page)]

    assert marks(README) == marks(CHINESE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    broken = []
    for link in links(page):
        name, _, heading = link.partition("#")
        target = page.parent / name if name else page
        if not target.exists() or (heading and heading not in anchors(target)):
            broken.append(link)
    assert broken == []
