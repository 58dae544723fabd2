"""Decisions of people: kept in a file, carried out at every build, never lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.builder import Rules, extract_source
from kg.corrections import Corrections
from kg.corrections.decision import (
    Accept,
    Correct,
    Decision,
    Merge,
    OfPlan,
    Reject,
    Relink,
    Remove,
    Rename,
    Split,
)
from kg.corrections.file import add_decisions, as_text, parse_decisions, read_decisions
from kg.errors import CorrectionError
from kg.identifiers import digest
from kg.records import FaultKind, Plan, Program, Reading, Source, Target
from kg.vocabulary import using

TEXT = (
    "2023年全市教育工作要点\n"
    "实施“青桐”计划，打造“青桐润心”品牌。深化“双减”。守好“安全底板”工程。\n"
    "新增学位3.1万个，新建幼儿园20所。\n"
)
SOURCE = Source("plan.txt", digest(TEXT.encode()), "text/plain", "utf-8", TEXT)
SIGNED: Any = {"by": "王敏", "on": date(2026, 11, 22)}
SEATS = TEXT.index("新增学位"), TEXT.index("，新建幼")
NAME = TEXT.index("青桐润心"), TEXT.index("”品牌")


def read(*decisions: Decision) -> Reading:
    """Return what is read with decisions that were written to a file and read back."""
    corrections = Corrections(parse_decisions(as_text(decisions), "decisions.toml"))
    with using(Rules((), corrections).vocabularies):
        return extract_source(SOURCE, corrections)


def programs(*decisions: Decision) -> list[tuple[str, bool]]:
    contents = [fact.content for fact in read(*decisions).facts]
    return [(item.name, item.known) for item in contents if isinstance(item, Program)]


def targets(*decisions: Decision) -> list[Target]:
    contents = [fact.content for fact in read(*decisions).facts]
    return [item for item in contents if isinstance(item, Target)]


def plan(*decisions: Decision) -> Plan:
    (fact,) = read(*decisions).plans
    assert isinstance(fact.content, Plan)
    return fact.content


def test_without_decisions_the_names_are_discovered() -> None:
    assert programs() == [
        ("青桐计划", False),
        ("青桐润心", False),
        ("双减", True),
        ("安全底板工程", False),
    ]


def test_an_accepted_name_is_known() -> None:
    accepted = Accept(program="青桐计划", level="local", **SIGNED)
    assert programs(accepted)[0] == ("青桐计划", True)


def test_a_rejected_name_is_no_program() -> None:
    assert ("安全底板工程", False) not in programs(Reject(program="“安全底板”工程", **SIGNED))


def test_a_rejected_name_of_the_vocabulary_is_no_program_either() -> None:
    assert "双减" not in [name for name, _ in programs(Reject(program="双减", **SIGNED))]


def test_a_renamed_program_bears_its_new_name() -> None:
    renamed = Rename(program="双减", to="减轻两项负担", **SIGNED)
    assert ("减轻两项负担", True) in programs(renamed)


def test_merged_names_are_one_program() -> None:
    merged = Merge(program="青桐润心", into="青桐计划", **SIGNED)
    assert programs(merged)[:2] == [("青桐计划", True), ("青桐计划", True)]


def test_what_was_merged_can_be_split_again() -> None:
    merged = Merge(program="青桐润心", into="青桐计划", **SIGNED)
    split = Split(program="青桐计划", name="青桐润心", **SIGNED)
    assert [name for name, _ in programs(merged, split)][:2] == ["青桐计划", "青桐润心"]


def test_a_rejected_name_that_is_accepted_later_is_a_program() -> None:
    rejected = Reject(program="青桐计划", **SIGNED)
    accepted = Accept(program="青桐计划", by="李强", on=date(2026, 12, 1))
    assert ("青桐计划", True) in programs(rejected, accepted)


def test_words_at_one_place_can_mean_another_program() -> None:
    relink = Relink(source=SOURCE.digest, start=NAME[0], end=NAME[1], to="双减", **SIGNED)
    assert programs(relink)[1] == ("双减", True)


def test_a_number_follows_the_program_that_its_sentence_means() -> None:
    text = "2023年全市教育工作要点\n实施“青桐”计划，培训教师300人。\n"
    source = Source("plan.txt", digest(text.encode()), "text/plain", "utf-8", text)
    start, end = text.index("“青桐"), text.index("，培训")
    place: Any = {"source": source.digest, "start": start, "end": end, **SIGNED}

    def program(*decisions: Decision) -> str | None:
        facts = extract_source(source, Corrections(decisions)).facts
        (found,) = (fact.content for fact in facts if isinstance(fact.content, Target))
        return found.program

    assert program() == "青桐计划"
    assert program(Relink(to="双减", **place)) == "双减"
    assert program(Remove(**place)) is None


def test_a_value_that_does_not_fit_changes_nothing_and_meets_nothing() -> None:
    decision = Correct(
        source=SOURCE.digest, start=SEATS[0], end=SEATS[1], field="value_max", to=1, **SIGNED
    )
    assert targets(decision) == targets()
    assert read(decision).decided == frozenset()


@pytest.mark.parametrize(
    ("field", "to", "read_as"),
    [
        ("value", 31500, Decimal(31500)),
        ("value", "3.5", Decimal("3.5")),
        ("unit", "人", "人"),
        ("comparator", "ge", "ge"),
        ("status", "achieved", "achieved"),
        ("year", 2025, 2025),
        ("indicator", "新增公办学位", "新增公办学位"),
        ("program", "双减", "双减"),
        ("region", "320402", "320402"),
    ],
)
def test_a_field_of_a_target_can_be_corrected(field: str, to: str | int, read_as: object) -> None:
    decision = Correct(
        source=SOURCE.digest, start=SEATS[0], end=SEATS[1], field=field, to=to, **SIGNED
    )
    assert getattr(targets(decision)[0], field) == read_as
    assert targets(decision)[1] == targets()[1]


def test_a_target_that_is_none_can_be_removed() -> None:
    remove = Remove(source=SOURCE.digest, start=SEATS[0], end=SEATS[1], **SIGNED)
    assert [target.indicator for target in targets(remove)] == ["新建幼儿园"]


def test_a_plans_region_and_year_can_be_decided() -> None:
    assert plan().region is None
    assert FaultKind.REGION_UNKNOWN in {fault.kind for fault in plan().faults}
    decided = plan(OfPlan(source=SOURCE.digest, region="320400", year=2022, **SIGNED))
    assert (decided.region, decided.region_name, decided.year) == ("320400", "常州市", 2022)
    assert FaultKind.REGION_UNKNOWN not in {fault.kind for fault in decided.faults}


def test_a_decided_year_is_the_deadline_of_the_plans_numbers() -> None:
    decision = OfPlan(source=SOURCE.digest, year=2022, **SIGNED)
    assert [target.year for target in targets(decision)] == [2022, 2022]


def test_a_fact_names_the_decision_that_made_it_what_it_is() -> None:
    decision = Correct(
        source=SOURCE.digest, start=SEATS[0], end=SEATS[1], field="value", to=1, **SIGNED
    )
    reading = read(decision)
    assert [f.decided for f in reading.facts if f.content.kind == "target"] == [
        (decision.id,),
        (),
    ]
    assert reading.decided == {decision.id}


def test_a_decision_meets_a_text_that_holds_its_name_or_place() -> None:
    met = Merge(program="青桐润心", into="双减", **SIGNED)
    unmet = Merge(program="银杏计划", into="双减", **SIGNED)
    gone = Remove(source=SOURCE.digest, start=1, end=2, **SIGNED)
    assert read(met, unmet, gone).decided == {met.id}


ALL: list[Decision] = [
    Accept(program="青桐计划", level="local", english="Tung", why='引号"和\\', **SIGNED),
    Reject(program="安全底板", **SIGNED),
    Rename(program="甲", to="乙", **SIGNED),
    Merge(program="甲", into="乙", **SIGNED),
    Split(program="甲", name="乙", to="丙", **SIGNED),
    Remove(source="0" * 32, start=1, end=2, document="a.txt", **SIGNED),
    Relink(source="0" * 32, start=1, end=2, to="双减", **SIGNED),
    Correct(source="0" * 32, start=1, end=2, field="value", to=3.5, nth=2, **SIGNED),
    OfPlan(source="0" * 32, region="320400", year=2023, **SIGNED),
]


def test_a_file_of_decisions_reads_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    add_decisions(path, ALL)
    assert read_decisions(path) == tuple(ALL)


def test_what_is_added_to_a_file_leaves_the_words_of_a_person(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    path.write_bytes("\ufeff# 第一轮，王敏审\r\nversion = 1\r\n".encode())
    add_decisions(path, ALL[:1])
    assert path.read_text("utf-8").startswith("# 第一轮，王敏审\nversion = 1\n\n[[decision]]\n")
    assert read_decisions(path) == (ALL[0],)


@given(st.text(min_size=1).filter(lambda text: text.strip() and not _surrogate(text)))
def test_any_words_survive_the_file(words: str) -> None:
    decision = Reject(program="红线", why=words, **SIGNED)
    assert parse_decisions(as_text([decision]), "d.toml") == (decision,)


def _surrogate(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


def test_a_decision_is_known_by_what_it_says_and_who_said_it() -> None:
    assert len({decision.id for decision in ALL}) == len(ALL)
    assert ALL[1].id == Reject(program="安全底板", **SIGNED).id
    assert ALL[1].id != Reject(program="安全底板", by="李强", on=date(2026, 11, 22)).id


HEAD = 'version = 1\n[[decision]]\nby = "王敏"\non = 2026-11-22\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("version = 2\n", "is of version 2 (d.toml): write version = 1 at the top"),
        ("version = 1\n[[decision]\n", "no TOML"),
        (HEAD + 'do = "join"\n', "do = 'join' is no decision (d.toml, line 2): one of accept"),
        (HEAD + 'do = "merge"\nprogram = "甲"\n', "merge needs into (d.toml, line 2)"),
        (
            HEAD + 'do = "merge"\nprogramm = "甲"\nprogram = "甲"\ninto = "乙"\n',
            "programm means nothing for merge (d.toml, line 2): program?",
        ),
        (HEAD + 'do = "merge"\nprogram = "甲"\ninto = "“甲”"\n', "program and into are one name"),
        (HEAD + 'do = "reject"\nprogram = ""\n', "program = '' is no text"),
        (
            'version = 1\n[[decision]]\nby = "王敏"\non = "昨天"\ndo = "reject"\nprogram = "甲"\n',
            "on = '昨天' is no date like 2026-11-22, without quotation marks",
        ),
        (
            HEAD + f'do = "plan"\nsource = "{"0" * 32}"\nregion = "999999"\n',
            "region = '999999' is no region's code of today",
        ),
        (HEAD + f'do = "plan"\nsource = "{"0" * 32}"\n', "plan needs region or year"),
        (
            HEAD + 'do = "remove"\nsource = "abc"\nstart = 1\nend = 2\n',
            "source = 'abc' is no digest of 32 hexadecimal digits",
        ),
        (
            HEAD + f'do = "remove"\nsource = "{"0" * 32}"\nstart = 2\nend = 2\n',
            "no place from 2 to 2",
        ),
        (
            HEAD
            + f'do = "correct"\nsource = "{"0" * 32}"\nstart = 1\nend = 2\n'
            + 'field = "value"\nto = "三"\n',
            "to = '三' is no value",
        ),
        (
            HEAD
            + f'do = "correct"\nsource = "{"0" * 32}"\nstart = 1\nend = 2\n'
            + 'field = "colour"\nto = "red"\n',
            "field = 'colour' is none of indicator",
        ),
    ],
)
def test_a_mistake_in_a_file_of_decisions_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(CorrectionError) as error:
        parse_decisions(text, "d.toml")
    assert told in str(error.value)


PLACE = f'source = "{"0" * 32}"\nstart = 1\nend = 2\n'
MERGED = 'do = "merge"\nprogram = "双减"\ninto = "教联体"\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("version = true\n", "is of version True (d.toml)"),
        ("version = 1\nx = " + "[" * 5000, "too many brackets (d.toml)"),
        ("version = 1\nx = " + "1" * 5000, "no TOML: Exceeds the limit"),
        (HEAD + 'do = "accept"\nprogram = "“”"\n', "program = '“”' is no name (d.toml, line 2)"),
        (HEAD + 'do = "merge"\nprogram = "甲"\ninto = "、"\n', "into = '、' is no name"),
        (HEAD + 'do = "rename"\nprogram = "甲"\nto = " “"\n', "to = ' “' is no name"),
        (HEAD + 'do = "split"\nprogram = "甲"\nname = "乙\\n丙"\n', "name = '乙\\n丙' is no name"),
        (
            HEAD + f'do = "correct"\n{PLACE}field = "value"\nto = "1e999999999"\n',
            "to = '1e999999999' is no value (d.toml, line 2)",
        ),
        (
            HEAD + 'do = "rename"\nprogram = "双减"\nto = "教联体"\n',
            "教联体 is a program already (d.toml, line 2): use merge",
        ),
        (
            'version = 1\n\n[["decision"]]\ndo = "reject"\n',
            "reject needs by (d.toml, line 3)",
        ),
    ],
)
def test_what_no_person_means_is_refused_with_its_line(text: str, told: str) -> None:
    with pytest.raises(CorrectionError) as error:
        parse_decisions(text, "d.toml")
    said = "; ".join(map(str, (error.value, *error.value.others)))
    assert told in said


def test_the_later_of_two_decisions_that_contradict_each_other_counts() -> None:
    back = 'do = "rename"\nprogram = "教联体"\nto = "双减"\n'
    assert len(parse_decisions(HEAD + MERGED + HEAD.partition("\n")[2] + back, "d.toml")) == 2


def test_a_file_that_is_no_text_of_a_person_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "d.toml"
    path.write_bytes(b"version = 1\n# \xc7\xe0\n")
    with pytest.raises(CorrectionError, match=r"is not UTF-8 \(.*line 2\)"):
        read_decisions(path)
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(CorrectionError, match="has more than 32,000,000 bytes"):
        read_decisions(path)
    with pytest.raises(CorrectionError, match="is a folder"):
        read_decisions(tmp_path)
    with pytest.raises(CorrectionError, match="is a device"):
        read_decisions(Path("/dev/zero"))


def test_every_mistake_is_told_and_nothing_is_half_applied() -> None:
    text = HEAD + 'do = "join"\n\n[[decision]]\ndo = "reject"\nby = "王敏"\n'
    with pytest.raises(CorrectionError) as error:
        parse_decisions(text, "d.toml")
    assert [str(other) for other in error.value.others] == [
        "reject needs on (d.toml, line 7)",
        "reject needs program (d.toml, line 7)",
    ]
