"""What a build does that finds what an earlier one has read."""

import random
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import pyoxigraph
import pytest
from pyoxigraph import NamedNode

from kg.builder import Rules, build
from kg.builder.ledger import NAME
from kg.identifiers import digest, iri
from kg.progress import Progress
from kg.store import open_read_only
from tests.builder_examples import PLACES, contents, in_full, plan, store_alone, stored, write

_Item = TypeVar("_Item")
TERM = """\
@prefix eduplan: <https://w3id.org/eduplan/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/qinghe> a eduplan:Program , skos:Concept ; skos:prefLabel "青禾工程"@zh ;
  eduplan:level eduplan:local ; skos:inScheme <https://w3id.org/eduplan/program> .
"""


def test_after_any_changes_a_folder_holds_what_a_build_from_nothing_gives(tmp_path: Path) -> None:
    chance = random.Random(1)
    folder = tmp_path / "in"
    write(folder, *PLACES[:4])
    store_alone(folder, tmp_path / "out")
    for step in range(4):
        for path in chance.sample(sorted(folder.iterdir()), 2):
            if chance.random() < 0.5:
                path.unlink()
            else:
                path.write_text(plan(path.stem, chance.randint(6, 90)), "utf-8")
        write(folder, *chance.sample(PLACES, chance.randint(0, 3)), number=step + 10)
        again = store_alone(folder, tmp_path / "out")
        fresh = store_alone(folder, tmp_path / f"fresh-{step}")
        assert stored(tmp_path / "out") == stored(tmp_path / f"fresh-{step}")
        assert (again.documents, again.counts) == (fresh.documents, fresh.counts)
    in_full(folder, tmp_path / "out")
    in_full(folder, tmp_path / f"fresh-{step}")
    assert contents(tmp_path / "out") == contents(tmp_path / f"fresh-{step}")


def test_a_changed_document_of_many_is_the_only_one_that_is_read(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write(folder, *PLACES)
    first = store_alone(folder, out)
    (folder / "海盐县.txt").write_text(plan("海盐县", 77), "utf-8")
    second = store_alone(folder, out)
    assert (first.read, first.linked) == (8, 0)
    assert (second.read, second.linked, second.dropped) == (1, 0, 1)
    assert second.documents == 8


def test_a_document_that_is_gone_leaves_nothing_behind(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write(folder, *PLACES[:4])
    in_full(folder, out)
    gone = folder / "平湖市.txt"
    name = digest(gone.read_bytes())
    gone.unlink()
    built = in_full(folder, out)
    store = open_read_only(out)
    assert (built.dropped, built.documents) == (1, 3)
    assert NamedNode(iri("document", name)) not in set(store.named_graphs())
    assert not [quad for quad in store if name in str(quad) or "330482" in str(quad)]
    assert not (out / "texts" / f"{name}.txt").exists()
    assert name not in (out / "graph.ttl").read_text("utf-8")


def test_the_last_region_that_is_gone_takes_its_graph_along(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write(folder, *PLACES[:1])
    for number in range(3):
        text = f"2024年教育工作要点\n新建学校{number + 3}所。\n"
        (folder / f"{number}.txt").write_text(text, "utf-8")
    store_alone(folder, out)
    regions = NamedNode("https://w3id.org/eduplan/region")
    assert regions in set(open_read_only(out).named_graphs())
    (folder / "平湖市.txt").unlink()
    assert store_alone(folder, out).read == 0
    assert regions not in set(open_read_only(out).named_graphs())


def test_what_another_document_says_too_stays_in_the_union(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write(folder, *PLACES[:4])
    store_alone(folder, out)
    (folder / "平湖市.txt").unlink()
    store_alone(folder, out)
    ask = 'ASK { ?program skos:prefLabel "青禾工程"@zh ; eduplan:known false }'
    prefixes = {
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "eduplan": "https://w3id.org/eduplan/ontology#",
    }
    assert open_read_only(out).query(ask, prefixes=prefixes)


def test_a_new_name_keeps_what_was_read_and_links_it_again(tmp_path: Path) -> None:
    folder, out, terms = tmp_path / "in", tmp_path / "out", tmp_path / "terms"
    write(folder, *PLACES[:3])
    in_full(folder, out)
    terms.mkdir()
    (terms / "programs.ttl").write_text(TERM, "utf-8")
    rules = Rules.read([terms])
    again = build([folder], out, rules=rules, whole=True)
    build([folder], tmp_path / "fresh", rules=rules, whole=True)
    assert (again.read, again.linked) == (0, 3)
    assert contents(out) == contents(tmp_path / "fresh")
    assert (out / "programs.csv").read_text("utf-8").count("青禾工程,true,local") == 3


def test_a_renamed_document_is_linked_under_its_new_name(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write(folder, *PLACES[:3])
    store_alone(folder, out)
    (folder / "平湖市.txt").rename(folder / "another.txt")
    again = store_alone(folder, out)
    store_alone(folder, tmp_path / "fresh")
    assert (again.read, again.linked) == (0, 1)
    assert stored(out) == stored(tmp_path / "fresh")


def test_where_nothing_has_changed_nothing_is_written(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write(folder, *PLACES[:2])
    in_full(folder, out)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.name != NAME}
    built = in_full(folder, out)
    assert (built.read, built.linked, built.documents) == (0, 0, 2)
    assert before == {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.name != NAME}


def test_files_that_would_say_something_else_than_the_store_are_dropped(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write(folder, *PLACES[:3])
    in_full(folder, out)
    write(folder, "海宁市")
    built = build([folder], out, whole=False)
    assert "targets.csv" in built.stale
    assert "explorer.html" in built.stale
    assert sorted(path.name for path in out.iterdir()) == [NAME, "store", "texts"]
    assert build([folder], out, whole=False).stale == ()
    later = in_full(folder, out)
    in_full(folder, tmp_path / "fresh")
    assert later.read == 0
    assert contents(out) == contents(tmp_path / "fresh")


class _Stopped(Progress):
    """Presses Ctrl-C after some documents."""

    def __init__(self, after: int) -> None:
        self.after = after

    def over(self, items: Iterable[_Item], total: int, what: str) -> Iterable[_Item]:
        del total
        for number, item in enumerate(items):
            if what == "reading" and number == self.after:
                raise KeyboardInterrupt
            yield item


def test_a_build_that_was_stopped_goes_on_from_where_it_was(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write(folder, *PLACES)
    with pytest.raises(KeyboardInterrupt):
        build([folder], out, progress=_Stopped(5))
    built = store_alone(folder, out)
    store_alone(folder, tmp_path / "fresh")
    assert (built.read, built.linked) == (3, 5)
    assert stored(out) == stored(tmp_path / "fresh")


def test_a_stopped_build_leaves_the_store_that_stood_there(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write(folder, *PLACES[:4])
    store_alone(folder, out)
    before = stored(out)
    write(folder, *PLACES[:4], number=9)
    with pytest.raises(KeyboardInterrupt):
        build([folder], out, progress=_Stopped(2))
    quads, texts = stored(out)
    assert quads == before[0]
    assert texts.items() >= before[1].items()
    assert not list(out.glob(".store-new-*"))


@pytest.mark.parametrize("content", [b"", b"no ledger at all", b"SQLite format 3\x00 and then not"])
def test_a_ledger_that_is_broken_costs_a_reading_and_nothing_else(
    tmp_path: Path, content: bytes
) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write(folder, *PLACES[:2])
    store_alone(folder, out)
    before = stored(out)
    (out / NAME).write_bytes(content)
    assert store_alone(folder, out).read == 2
    assert stored(out) == before


def test_a_store_that_another_build_has_put_there_is_not_taken_for_ones_own(
    tmp_path: Path,
) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write(folder, *PLACES[:2])
    store_alone(folder, out)
    before = stored(out)
    (out / "store" / "kg-generation").write_text("0" * 32, "ascii")
    pyoxigraph.Store(str(out / "store")).clear()
    built = store_alone(folder, out)
    assert (built.read, built.linked) == (0, 2)
    assert stored(out) == before
