"""The open questions of a graph, the answers of a person, and what a build makes of them."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from rdflib import Graph

from kg.corrections.decision import KINDS, Accept, Correct, Merge, OfPlan, Reject
from kg.errors import CorrectionError, ReadError
from kg.review import answers, read_answers, review
from kg.review.alike import alike
from kg.review.candidates import candidates
from kg.review.sheet import WORDS
from kg.sparql import select
from kg.store import open_read_only
from kg.tables import Table, as_excel_csv
from kg.vocabulary import own_files, vocabularies

DAY = date(2026, 11, 22)
NORTH = (
    "滨州市2023年教育工作要点\n实施“青桐”计划，深化“双减”。打造“青桐润心”品牌。\n"
    "推行塾伴制。完善塾伴制，塾伴制覆盖全市，宣传塾伴制。新增学位3.1万个。\n"
)
SOUTH = (
    "2024年全市教育工作要点\n实施“青桐”计划，新建幼儿园XX所。\n"
    "探索塾伴制。塾伴制全面铺开，巩固塾伴制。\n"
)
EAST = "扬中市2024年教育工作要点\n推广塾伴制。健全塾伴制，落实双减。塾伴制走深走实。\n"


def kg(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg.cli", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with three plans in ``plans`` and their graph in ``graph``."""
    folder = tmp_path_factory.mktemp("review")
    (folder / "plans").mkdir()
    for name, text in (("north", NORTH), ("south", SOUTH), ("east", EAST)):
        (folder / "plans" / f"{name}.txt").write_bytes(text.encode())
    done = kg("build", "plans", "--out", "graph", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def asked(built: Path) -> list[dict[str, str]]:
    table = review(built / "graph", built / "graph" / "texts")
    content = as_excel_csv(table).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def about(asked: Sequence[dict[str, str]], question: str) -> list[str]:
    return [row["subject"] for row in asked if row["question"] == question]


def test_discovered_names_are_asked_for_by_how_many_documents_have_them(
    asked: list[dict[str, str]],
) -> None:
    assert about(asked, "discovered") == ["青桐计划", "青桐润心"]
    first = next(row for row in asked if row["subject"] == "青桐计划")
    assert (first["documents"], first["mentions"]) == ("2", "2")
    assert first["note"] == "confidence 0.8"
    assert first["sentence_1"] == "实施“青桐”计划，深化“双减”。"
    assert first["sentence_2"] == "实施“青桐”计划，新建幼儿园XX所。"


def test_a_plan_without_a_region_is_asked_for(asked: list[dict[str, str]]) -> None:
    assert about(asked, "region") == ["2024年全市教育工作要点"]


def test_a_masked_number_is_asked_for(asked: list[dict[str, str]]) -> None:
    assert about(asked, "number") == ["新建幼儿园XX所"]


def test_a_coined_word_of_three_documents_is_proposed(asked: list[dict[str, str]]) -> None:
    assert "塾伴制" in about(asked, "candidate")


def test_coined_words_have_their_proper_ends() -> None:
    texts = [
        f"{a}推行塾伴制，{b}塾伴制{c}。"
        for a, b, c in [
            ("全市", "落实", "改革"),
            ("我县", "健全", "试点"),
            ("学校", "完善", "工作"),
        ]
    ]
    found = [candidate.words for candidate in candidates(texts * 2, 3)]
    assert "塾伴制" in found
    assert not any("塾伴制" in words and words != "塾伴制" for words in found)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("青蓝结对工程", "青蓝结对"),
        ("县域教育共同体", "教育共同体"),
        ("名师名校长工程", "名校长名师工程"),
    ],
)
def test_names_that_share_most_of_their_characters_may_be_one(name: str, other: str) -> None:
    assert [pair.other for pair in alike([name], [other, "双减", "课后服务"])] == [other]


@pytest.mark.parametrize(("name", "other"), [("青蓝工程", "名师工程"), ("双减", "双高")])
def test_names_that_share_only_their_head_are_two(name: str, other: str) -> None:
    assert list(alike([name], [other])) == []


def row(**cells: str) -> dict[str, str]:
    return cells


def test_answers_become_decisions() -> None:
    rows = [
        row(subject="青桐计划", do="accept", to="local", why="见市教育局网站"),
        row(subject="青桐润心", do="merge", proposal="青桐计划"),
        row(subject="塾伴制", do=""),
        row(subject="红线", do="reject"),
        row(source="0" * 32, start="1", end="9", document="a.txt", do="plan", to="region=320400"),
        row(source="0" * 32, start="1", end="9", do="correct", to="value=3.5"),
    ]
    assert answers(rows, by="王敏", on=DAY) == (
        Accept(program="青桐计划", level="local", why="见市教育局网站", by="王敏", on=DAY),
        Merge(program="青桐润心", into="青桐计划", by="王敏", on=DAY),
        Reject(program="红线", by="王敏", on=DAY),
        OfPlan(source="0" * 32, region="320400", start=1, document="a.txt", by="王敏", on=DAY),
        Correct(source="0" * 32, start=1, end=9, field="value", to=3.5, by="王敏", on=DAY),
    )


@pytest.mark.parametrize(
    ("answered", "told"),
    [
        (row(do="jion", subject="甲"), "do = 'jion' is no decision (row 2): one of accept"),
        (row(do="merge", subject="甲"), "merge needs something in the column to (row 2)"),
        (
            row(do="accept", question="region", subject="某市要点"),
            "accept is no answer to region; write plan, or nothing (row 2)",
        ),
        (
            row(do="reject", question="alike", subject="甲"),
            "reject is no answer to alike; write merge or rename or accept, or nothing (row 2)",
        ),
        (row(do="remove", subject="甲"), "source = '' is no text"),
        (
            row(do="correct", source="0" * 32, start="1", end="2", to="31000"),
            "to is a field and its value, like value=31000, and not 31000 (row 2)",
        ),
        (
            row(do="plan", source="0" * 32, start="1", end="2", to="county=1"),
            "county means nothing for plan (row 2)",
        ),
    ],
)
def test_an_answer_that_cannot_be_understood_is_told_with_its_row(
    answered: dict[str, str], told: str
) -> None:
    with pytest.raises(CorrectionError) as error:
        answers([answered], by="王敏", on=DAY)
    said = "; ".join(map(str, (error.value, *error.value.others)))
    assert told in said


def test_all_rows_that_cannot_be_understood_are_told_with_their_table() -> None:
    rows = [
        row(do="merge", subject="甲"),
        row(do="plan", source="0" * 32, to="region=999999"),
        {},
        row(do="remove", source="0" * 32, start="²", end="3"),
    ]
    with pytest.raises(CorrectionError) as error:
        answers(rows, by="王敏", on=DAY, name="a.csv")
    assert [str(one) for one in (error.value, *error.value.others)] == [
        "merge needs something in the column to (a.csv, row 2)",
        "region = '999999' is no region's code of today (a.csv, row 3)",
        "remove needs start (a.csv, row 5)",
    ]


def test_an_answer_that_an_earlier_decision_forbids_is_told_with_its_row() -> None:
    earlier = (Accept(program="青桐计划", by="王敏", on=DAY),)
    rows = [row(do="rename", subject="青桐润心", to="青桐计划")]
    with pytest.raises(CorrectionError, match=r"is a program already \(row 2\): use merge"):
        answers(rows, by="王敏", on=DAY, before=earlier)


def test_a_table_that_would_lose_answers_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('question,subject,do,to\nname,"甲,accept,\nname,乙,accept,\n', "utf-8")
    with pytest.raises(ReadError, match=r"is no CSV: unexpected end of data \(.*line 3\)"):
        read_answers(path)
    path.write_text("question,subject,do,to,Do \nname,甲,accept,,reject\n", "utf-8")
    with pytest.raises(ReadError, match="has two columns do"):
        read_answers(path)
    path.write_text("question,subject,do,to\n", "utf-8")
    with pytest.raises(ReadError, match="has no rows below its first"):
        read_answers(path)


def test_each_kind_of_decision_can_be_answered() -> None:
    assert tuple(kind.do for kind in KINDS) == WORDS


def test_answers_may_be_in_chinese_and_in_any_case() -> None:
    rows = [
        row(subject="青桐计划", do="Accept"),
        row(subject="青桐润心", do="合并", to="青桐计划"),
        row(source="0" * 32, start="1", end="9", do="更正", to="value＝3"),
    ]
    assert [type(decision) for decision in answers(rows, by="王敏", on=DAY)] == [
        Accept,
        Merge,
        Correct,
    ]


def test_a_table_comes_back_from_excel_and_from_csv(tmp_path: Path) -> None:
    content = "question;subject;do;to\r\ndiscovered;青桐计划;accept;\r\n"
    expected = {"question": "discovered", "subject": "青桐计划", "do": "accept", "to": ""}
    for encoding, mark in (("gb18030", ","), ("utf-8-sig", ";"), ("utf-16", "\t")):
        (tmp_path / "a.csv").write_bytes(content.replace(";", mark).encode(encoding))
        assert read_answers(tmp_path / "a.csv") == [expected]
    (tmp_path / "a.csv").write_bytes("我的表\r\nquestion,subject\r\n".encode())
    with pytest.raises(ReadError, match="has no column question in its first row"):
        read_answers(tmp_path / "a.csv")
    with pytest.raises(ReadError, match="is no table"):
        read_answers(tmp_path / "a.ods")


@pytest.fixture(scope="module")
def decided(built: Path) -> Path:
    """Answer the questions in a workbook as a person does, take them, and build again."""
    done = kg("review", "graph", "--out", "review.xlsx", cwd=built)
    assert done.returncode == 0, done.stderr
    book = openpyxl.load_workbook(built / "review.xlsx")
    sheet = book.worksheets[0]
    columns = {str(cell.value): cell.column or 0 for cell in sheet[1]}
    said = {
        ("discovered", "青桐计划"): ("accept", "local"),
        ("discovered", "青桐润心"): ("merge", "青桐计划"),
        ("candidate", "塾伴制"): ("accept", ""),
        ("region", "2024年全市教育工作要点"): ("plan", "region=320400"),
        ("number", "新建幼儿园XX所"): ("correct", "value=12"),
    }
    for cells in sheet.iter_rows(min_row=2):
        about = str(cells[0].value), str(cells[1].value)
        if about in said:
            do, to = said[about]
            sheet.cell(cells[0].row or 0, columns["do"], do)
            sheet.cell(cells[0].row or 0, columns["to"], to)
            sheet.cell(cells[0].row or 0, columns["why"], "查过原文")
    book.save(built / "answered.xlsx")
    taken = kg(
        "review", "--take", "answered.xlsx", "--by", "王敏", "--on", "2026-11-22",
        "--corrections", "decisions.toml", cwd=built,
    )  # fmt: skip
    assert taken.stdout == "5 decisions added to decisions.toml, which now has 5\n", taken.stderr
    with (built / "decisions.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[[decision]]\ndo = "reject"\nprogram = "银杏计划"\nby = "李强"\non = 2026-11-22\n'
        )
    rebuilt = kg("build", "plans", "--out", "again", "--corrections", "decisions.toml", cwd=built)
    assert rebuilt.returncode == 0, rebuilt.stderr
    assert rebuilt.stderr.splitlines() == [
        "kg: a decision that nothing here is about: reject program=银杏计划: no document names it"
    ]
    return built


def ask(folder: Path, sparql: str) -> Table:
    return select(open_read_only(folder), sparql)


def test_the_workbook_tells_how_to_answer(built: Path) -> None:
    done = kg("review", "graph", "--out", "told.xlsx", cwd=built)
    assert done.returncode == 0, done.stderr
    _, guide = openpyxl.load_workbook(built / "told.xlsx").worksheets
    told = {
        row[0]: tuple(cell or "" for cell in row)
        for row in guide.iter_rows(min_row=2, values_only=True)
    }
    assert told["reject"][1:4] == ("否定、不同意、不是", "", "不是项目")
    assert {row["question"] for row in read_answers(built / "told.xlsx")} < told.keys()


@pytest.mark.parametrize("said", ["认可", "同意", "采纳", "ACCEPT", " accept "])
def test_an_answer_may_be_in_chinese(said: str) -> None:
    (made,) = answers([{"subject": "银杏计划", "do": said}], by="王敏", on=DAY)
    assert made == Accept(program="银杏计划", by="王敏", on=DAY)


def test_a_region_that_is_given_by_name_is_answered_with_its_code() -> None:
    row = {
        "question": "region",
        "do": "plan",
        "to": "region=石泉县",
        "source": "0" * 32,
        "start": "0",
    }
    with pytest.raises(CorrectionError, match="no region's code of today; 石泉县 is 610922"):
        answers([row], by="王敏", on=DAY)


def test_decisions_that_a_build_is_not_given_again_are_missed(decided: Path) -> None:
    again = kg("build", "plans", "--out", "again", cwd=decided)
    assert again.stderr == (
        "kg: 5 decisions of the build before not given to this one: --corrections FILE keeps them\n"
    )
    back = kg("build", "plans", "--out", "again", "--corrections", "decisions.toml", cwd=decided)
    assert "of the build before" not in back.stderr


def test_a_table_with_answers_is_not_overwritten(decided: Path) -> None:
    done = kg("review", "graph", "--out", "answered.xlsx", cwd=decided)
    assert done.returncode == 2
    assert "holds answers (answered.xlsx): take them first" in done.stderr


def test_taking_the_same_answers_again_adds_nothing(decided: Path) -> None:
    taken = kg(
        "review", "--take", "answered.xlsx", "--by", "李强", "--on", "2026-11-23",
        "--corrections", "decisions.toml", cwd=decided,
    )  # fmt: skip
    assert taken.stdout == "0 decisions added to decisions.toml, which now has 6\n"


def test_names_that_were_accepted_and_merged_are_one_known_program(decided: Path) -> None:
    table = ask(
        decided / "again",
        """SELECT DISTINCT ?name ?document {
          ?m eduplan:program ?p ; eduplan:evidence/oa:hasSource/schema:name ?document .
          ?p skos:prefLabel ?name FILTER (LANG(?name) = "zh")
          FILTER NOT EXISTS { ?p eduplan:known false } } ORDER BY ?document ?name""",
    )
    assert table.rows == (
        ("双减", "east.txt"),
        ("塾伴制", "east.txt"),
        ("双减", "north.txt"),
        ("塾伴制", "north.txt"),
        ("青桐计划", "north.txt"),
        ("塾伴制", "south.txt"),
        ("青桐计划", "south.txt"),
    )


def test_the_graph_says_who_decided_what(decided: Path) -> None:
    table = ask(
        decided / "again",
        """SELECT ?said ?who ?day ?why ?effective {
          ?d a eduplan:Decision ; dct:title ?said ; prov:wasAttributedTo/schema:name ?who ;
            dct:date ?day ; eduplan:effective ?effective .
          OPTIONAL { ?d dct:description ?why } } ORDER BY ?said""",
    )
    assert [row_[1:] for row_ in table.rows if str(row_[0]).startswith("reject")] == [
        ("李强", "2026-11-22", None, False)
    ]
    assert ("accept program=青桐计划 level=local", "王敏", "2026-11-22", "查过原文", True) in (
        table.rows
    )
    assert len(table.rows) == 6


def test_a_corrected_number_and_region_lead_to_their_decisions(decided: Path) -> None:
    table = ask(
        decided / "again",
        """SELECT ?value ?region ?said {
          ?t a eduplan:Target ; eduplan:value ?value ; prov:wasInfluencedBy/dct:title ?said ;
            eduplan:plan ?p .
          ?p dct:spatial/schema:name ?region ; prov:wasInfluencedBy ?plan_decision }""",
    )
    ((value, region, said),) = table.rows
    assert (value, region) == (12, "常州市")
    assert str(said).endswith("field=value to=12")


def test_a_graph_with_decisions_is_valid_and_proved(decided: Path) -> None:
    done = kg("check", "again", "--sources", "plans", cwd=decided)
    assert done.stdout == "every statement is valid, every quote is proved\n"


def test_accepted_programs_are_written_as_skos_that_can_be_used_again(decided: Path) -> None:
    folder = decided / "terms"
    folder.mkdir()
    done = kg(
        "review", "--skos", "terms/accepted.ttl", "--corrections", "decisions.toml", cwd=decided
    )
    assert done.stdout == "2 programs in terms/accepted.ttl\n", done.stderr
    assert len(Graph().parse(folder / "accepted.ttl")) > 10
    program = vocabularies(own_files([folder])).program.named("青桐润心")
    assert program is not None
    assert (program.name, program.value("level")) == ("青桐计划", "local")
    assert program.properties  # a vocabulary without a mistake
    built = kg("build", "plans", "--out", "third", "--vocabulary", "terms", cwd=decided)
    assert built.returncode == 0, built.stderr


def test_review_says_what_it_cannot_do(built: Path) -> None:
    assert kg("review", "graph", "--out", "a.pdf", cwd=built).stderr.startswith(
        "kg: is no table (a.pdf): name it .xlsx or .csv"
    )
    no_name = kg("review", "--take", "a.csv", cwd=built)
    assert no_name.returncode == 2
    assert "--by" in no_name.stderr
