import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.builder import Failure
from kg.cli import main
from kg.errors import FactsError
from kg.evaluate.gather import extracted, find_gold, given
from kg.evaluate.gold import Case, SameNames, prove, read_found, read_gold
from kg.evaluate.judge import Judgement, Verdict, judge
from kg.evaluate.linking import linking
from kg.evaluate.scores import Scores, Share, Tally
from tests.evaluate_examples import CASE, FACTS, GOLD, TEXT, fact, spans, target

DOCUMENT = "2024年教育工作要点\n新建学校5所，新增学位3000个以上。\n"


def lines(*items: object) -> str:
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)


def errors(case: Case) -> list[tuple[str, str]]:
    return [(judged.cause, judged.quote) for judged in judge(case) if judged.is_error]


def of(*items: object) -> tuple[dict[str, object], ...]:
    return tuple(item for item in items if isinstance(item, dict))


def test_every_error_has_its_cause_and_its_words() -> None:
    assert errors(CASE) == [
        ("plan.year", "常州市2024年教育工作要点"),
        ("region missed", "溧阳市"),
        ("region wrong", "武进区"),
        ("program missed", "教联体"),
        ("program wrong", "先行"),
        ("target.year", "新建学校5所"),
        ("target inexact: comparator", "新增学位3000个以上"),
        ("target indicator", "培训教师200人"),
        ("target missed", "绿地600平方米"),
        ("target wrong", "每校2人"),
        ("citation.action", "甲条例"),
    ]


def test_scores_count_each_item_once_and_leave_optional_ones_out() -> None:
    scores = Scores.of(judge(CASE))
    assert scores.tallies == {
        "region": Tally(hit=1, gold=2, found=2),
        "program": Tally(hit=1, gold=2, found=2),
        "target.detected": Tally(hit=3, gold=4, found=4),
        "target.exact": Tally(hit=2, gold=4, found=4),
        "target.full": Tally(hit=1, gold=4, found=4),
        "citation": Tally(hit=1, gold=1, found=1),
    }
    assert scores.fields["plan.year"] == Share(right=0, judged=1)
    assert scores.fields["plan.title"] == Share(right=1, judged=1)
    assert scores.fields["target.year"] == Share(right=0, judged=1)
    assert "target.region" not in scores.fields
    assert scores.measured()["region"] == 0.5


def test_a_perfect_reading_has_no_error() -> None:
    facts = tuple({"document": "plan.txt", **item} for item in GOLD if item["kind"] == "target")
    scores = Scores.of(judge(Case("plan", of(*GOLD[6:10]), facts)))
    assert scores.errors == ()
    assert scores.tallies["target.full"] == Tally(hit=4, gold=4, found=4)


def test_nothing_found_where_nothing_is_counts_as_right() -> None:
    tally = Scores.of(judge(Case("plan", (), ()))).tallies["program"]
    assert (tally.precision, tally.recall, tally.f1) == (1.0, 1.0, 1.0)


def test_an_optional_target_excuses_a_fact_with_another_number() -> None:
    gold = target("每校2人", "每校", 3, "人", optional=True)
    case = Case("plan", (gold,), (target("每校2人", "每校", 2, "人"),))
    assert [judged.verdict for judged in judge(case)] == [Verdict.OPTIONAL]
    assert Scores.of(judge(case)).tallies["target.detected"] == Tally(hit=0, gold=0, found=0)


def test_a_second_code_of_one_region_is_an_error() -> None:
    gold = {"kind": "region", "name": "武进区", "code": "320412", "codes": ["320412", "320483"]}
    facts = [fact("region", "武进区", code=code) for code in ("320412", "320483")]
    case = Case("plan", (gold | spans("武进区"),), tuple(facts))
    assert Scores.of(judge(case)).tallies["region"] == Tally(hit=1, gold=1, found=2)
    assert errors(case) == [("region wrong", "武进区")]


def test_a_field_may_have_several_right_answers() -> None:
    gold = {"kind": "plan", "title": None, "year": 2022, "accept": {"year": [2022, 2023]}}
    case = Case("plan", (gold,), (FACTS[0],))
    assert "plan.year" not in [cause for cause, _ in errors(case)]


def program(document: str, name: str, concept: str) -> Judgement:
    gold = {"kind": "program", "name": name} | spans("青蓝课程")
    return Judgement(document, "program", Verdict.RIGHT, gold, (), concept)


def test_one_program_has_one_concept_in_all_documents() -> None:
    same = SameNames({"走班制": "选课走班", "选课走班": "选课走班"}, ())
    judged = linking([program("a", "走班制", "1"), program("b", "选课走班", "2")], same)
    assert [(item.cause, item.message) for item in judged if item.is_error] == [
        ("same_program", "≠ b")
    ]


def test_two_programs_do_not_share_a_concept_unless_they_may_be_one() -> None:
    found = [program("a", "名校+", "1"), program("b", "名师+", "1"), program("b", "双减", "2")]
    assert Scores.of(linking(found, SameNames({}, ()))).fields == {"not_merged": Share(2, 3)}
    either = SameNames({}, (frozenset({"名校+", "名师+"}),))
    assert Scores.of(linking(found, either)).fields == {"not_merged": Share(2, 2)}


def test_a_gold_of_another_text_is_refused() -> None:
    prove(CASE)
    with pytest.raises(FactsError, match="the region '常州市' does not stand from"):
        prove(replace(CASE, text="短"))
    with pytest.raises(FactsError, match="does not stand"):
        prove(replace(CASE, text=TEXT.replace("5所", "6所"), facts=()))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"kind": ', r"not JSON.*line 1\)"),
        ("[]", "not an object with a kind"),
        (
            '\n{"kind": "target", "quote": "x"}',
            r"the target lacks start, end, indicator \(.*plan.jsonl, line 2\)",
        ),
        ('{"kind": "region", "name": "x", "code": "1"}', "the region lacks spans"),
        (
            '{"kind": "region", "name": "x", "code": "1", "spans": [[0, "2"]]}',
            r"the region has \[\[0, '2'\]\] for spans",
        ),
    ],
)
def test_a_line_that_is_no_gold_is_named(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "plan.jsonl"
    path.write_text(content, "utf-8")
    with pytest.raises(FactsError, match=message):
        read_gold(path)


def test_a_line_that_is_no_fact_is_named(tmp_path: Path) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_text(lines(fact("program", "教联体", name="教联体")), "utf-8")
    with pytest.raises(FactsError, match=r"the program lacks concept \(.*line 1\)"):
        read_found(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with a document, and its gold with one comparator that is not what is read."""
    (tmp_path / "plan.txt").write_text(DOCUMENT, "utf-8")
    items = [("新建学校5所", "新建学校", 5, "所"), ("新增学位3000个以上", "新增学位", 3000, "个")]
    gold = [
        target("新建学校5所", indicator, value, unit)
        | {"quote": quote, "start": DOCUMENT.index(quote)}
        | {"end": DOCUMENT.index(quote) + len(quote)}
        for quote, indicator, value, unit in items
    ]
    (tmp_path / "plan.jsonl").write_text(lines(*gold), "utf-8")
    return tmp_path


def test_the_command_prints_components_causes_and_each_error(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", str(folder), "--errors"]) == 0
    printed = capsys.readouterr().out
    assert "component        precision  recall  F1     gold  found\n" in printed
    assert "target.detected  1.000      1.000   1.000  2     2\n" in printed
    assert "target.exact     0.500      0.500   0.500  2     2\n" in printed
    assert "target inexact: comparator  1\n" in printed
    assert (
        "plan:19-30: target inexact: comparator: 新增学位3000个以上: comparator 'eq', not 'ge'\n"
        in printed
    )


def test_the_command_prints_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(folder / "plan.jsonl"), "--format", "json", "--errors"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["components"]["target.exact"] == {
        "precision": 0.5, "recall": 0.5, "f1": 0.5, "right": 1, "gold": 2, "found": 2,
    }  # fmt: skip
    assert printed["causes"] == {"target inexact: comparator": 1}
    (error,) = printed["errors"]
    assert (error["document"], error["start"], error["end"]) == ("plan", 19, 30)
    assert error["found"][0]["comparator"] == "ge"


def test_facts_that_were_extracted_before_give_the_same_scores(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["extract", str(folder / "plan.txt")])
    (folder / "facts").write_text(capsys.readouterr().out, "utf-8")
    assert main(["evaluate", str(folder)]) == 0
    scores = capsys.readouterr().out
    assert main(["evaluate", str(folder), "--facts", str(folder / "facts")]) == 0
    assert capsys.readouterr().out == scores
    (folder / "plan.txt").unlink()
    assert main(["evaluate", str(folder), "--facts", str(folder / "facts")]) == 0
    assert capsys.readouterr().out == scores


def test_gold_without_its_document_is_named_and_the_rest_is_scored(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "lost.jsonl").write_text("", "utf-8")
    (folder / "broken.jsonl").write_text("{", "utf-8")
    (folder / "broken.txt").write_text(DOCUMENT, "utf-8")
    assert main(["evaluate", str(folder)]) == 1
    printed = capsys.readouterr()
    assert "target.detected  1.000" in printed.out
    broken, lost = printed.err.splitlines()
    assert "not JSON" in broken
    assert "broken.jsonl, line 1" in broken
    assert "no document lost beside the gold" in lost


def test_where_there_is_nothing_to_score_the_exit_code_is_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plan.jsonl").write_text("", "utf-8")
    for arguments in (
        [str(tmp_path)],
        [str(tmp_path / "no")],
        [str(tmp_path), "--documents", "no"],
    ):
        assert main(["evaluate", *arguments]) == 2
        assert capsys.readouterr().out == ""


def test_documents_are_found_below_another_folder(folder: Path, tmp_path: Path) -> None:
    deep = tmp_path / "texts" / "deep"
    deep.mkdir(parents=True)
    (folder / "plan.txt").rename(deep / "plan.TXT")
    files, _ = find_gold([folder])
    assert [type(case) for case in extracted(files)] == [Failure]
    assert [type(case) for case in extracted(files, tmp_path / "texts")] == [Case]


def test_two_documents_of_one_name_are_not_chosen_from(folder: Path) -> None:
    (folder / "plan.TXT").write_text(DOCUMENT, "utf-8")
    files, _ = find_gold([folder])
    (failure,) = extracted(files)
    assert isinstance(failure, Failure)
    assert "more than one document" in str(failure.error)


def test_gold_files_of_one_name_are_told_apart_by_their_folders(folder: Path) -> None:
    other = folder / "other"
    other.mkdir()
    for name in ("plan.txt", "plan.jsonl"):
        (other / name).write_bytes((folder / name).read_bytes())
    files, _ = find_gold([folder, other, folder / "plan.jsonl"])
    assert [file.document for file in files] == [f"{folder.name}/plan", "other/plan"]


def test_a_document_of_which_no_fact_is_given_is_named(folder: Path) -> None:
    (folder / "facts").write_text(lines(*FACTS).replace("plan.txt", "else.txt"), "utf-8")
    (failure,) = given(find_gold([folder])[0], folder / "facts")
    assert isinstance(failure, Failure)
    assert "no fact of plan is there" in str(failure.error)
