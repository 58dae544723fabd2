"""Plans of small places, as many and as different as a test of builds needs."""

from pathlib import Path

from pyoxigraph import Quad

from kg.builder import Built, build
from kg.store import open_read_only

PLACES = ("平湖市", "海盐县", "桐乡市", "嘉善县", "海宁市", "余姚市", "慈溪市", "宁海县")
# What two builds of the same documents must agree on, byte for byte.
WHOLE = ("graph.ttl", "graph.trig", "targets.csv", "programs.csv", "quality.csv", "explorer.html")


def plan(place: str, number: int) -> str:
    """Return a plan with a number, a program of the vocabulary and one that is in none."""
    return (
        f"{place}2024年教育工作要点\n一、主要目标\n新建学校{number}所，增加学位{number}00个。\n"
        f"二、重点工作\n深入推进“双减”工作，实施“青禾”工程，培训教师{number + 3}人。\n"
    )


def write(folder: Path, *places: str, number: int = 5) -> None:
    """Write a plan for each place into a folder."""
    folder.mkdir(exist_ok=True)
    for place in places:
        (folder / f"{place}.txt").write_text(plan(place, number), "utf-8")


def contents(out: Path) -> dict[str, bytes]:
    """Return what the files of a built folder hold, texts too."""
    found = {name: (out / name).read_bytes() for name in WHOLE}
    return found | {f"texts/{p.name}": p.read_bytes() for p in (out / "texts").iterdir()}


def stored(out: Path) -> tuple[set[Quad], dict[str, bytes]]:
    """Return what the store of a built folder holds, and its texts."""
    texts = {path.name: path.read_bytes() for path in (out / "texts").iterdir()}
    return set(open_read_only(out)), texts


def store_alone(folder: Path, out: Path) -> Built:
    """Build a folder in one process, without the files of the whole corpus."""
    return build([folder], out, whole=False)


def in_full(folder: Path, out: Path) -> Built:
    """Build a folder in one process, all files of it."""
    return build([folder], out, whole=True)
