"""Vocabularies of a user's own: they add to those of the project, and mistakes are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.identifiers import BASE
from kg.records import Program, Target
from kg.resources import ontology
from kg.vocabulary import File, current, own_files, using, vocabularies
from tests.documentation import fenced
from tests.reading import extracted

PREFIXES = """\
@prefix eduplan: <https://w3id.org/eduplan/ontology#> .
@prefix indicator: <https://w3id.org/eduplan/indicator/> .
@prefix program: <https://w3id.org/eduplan/program/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix unit: <https://w3id.org/eduplan/unit/> .
@prefix my: <https://example.org/terms/> .

"""
# a file's statements and what is told of them: line, term, reason
MISTAKES = [
    (
        'my:a a eduplan:Program ; skos:prefLabel "课后服务"@zh .',
        ["mine.ttl, line 8", "课后服务", f"two concepts, {BASE}program/ke-hou-fu-wu and"],
    ),
    (
        'program:shuang-jian skos:prefLabel "减负"@zh .',
        ["mine.ttl, line 8", "one preferred label in Chinese, and has 减负 and 双减"],
    ),
    (
        'my:a skos:prefLabel "青桐工程"@zh .',
        ["mine.ttl, line 8", "青桐工程", "is in no vocabulary", "a eduplan:Program"],
    ),
    (
        'my:a a eduplan:Program ; skos:prefLabel "青桐工程"@zh ; skos:broader my:b .',
        ["mine.ttl, line 8", "青桐工程", "broader program that does not exist"],
    ),
    (
        'my:a a eduplan:Program ; skos:prefLabel "甲工程"@zh ; skos:broader my:b ;\n'
        "  eduplan:level eduplan:local .\n"
        'my:b a eduplan:Program ; skos:prefLabel "乙工程"@zh ; skos:broader my:a ;\n'
        "  eduplan:level eduplan:local .",
        ["mine.ttl, line 8", "甲工程", "stands above itself by way of 乙工程"],
    ),
    (
        'my:a a eduplan:Program ; skos:prefLabel "青桐工程"@zh ; eduplan:level eduplan:city .',
        ["mine.ttl, line 8", "青桐工程", "the level city", "national, provincial, local, unknown"],
    ),
    (
        'my:a a eduplan:Program ; skos:prefLabel "青桐工程"@zh ;\n'
        '  eduplan:negativeLabel "梧桐树下"@zh .',
        ["mine.ttl, line 9", "梧桐树下", "a negative label of 青桐工程 and holds none"],
    ),
    (
        'my:a a eduplan:Indicator ; skos:prefLabel "青桐率"@zh ; eduplan:unit unit:none .',
        ["mine.ttl, line 8", "青桐率", "a unit that does not exist"],
    ),
    (
        'my:a a eduplan:Program ; skos:prefLabel "青桐工程"@zh ; skos:altLabel "青桐" ;\n'
        "  eduplan:levl eduplan:local .",
        ["青桐: is a label without its language", "has eduplan:levl", "eduplan:level?"],
    ),
    (
        'my:a a eduplan:Unit ; skos:prefLabel "畦"@zh .',
        ["mine.ttl, line 8", "畦", "has no eduplan:unitKind"],
    ),
    ("my:a a eduplan:Program ;\n  skos:prefLabel 青桐 .", ["mine.ttl, line 9", "no Turtle"]),
    (
        "my:a a eduplan:Program ; skos:prefLabel my:b ; eduplan:level eduplan:local .",
        ["mine.ttl, line 8", "needs one preferred label", "is a label without its language"],
    ),
    (
        'my:a a eduplan:Program ; skos:prefLabel "青桐"@zh ; eduplan:level "local" .',
        ["mine.ttl, line 8", "青桐: has the level local", "one of national"],
    ),
    (
        'my:a a eduplan:Program, eduplan:Unit ; skos:prefLabel "青桐"@zh ;\n'
        "  eduplan:level eduplan:local ; eduplan:unitKind eduplan:count .",
        ["mine.ttl, line 8", "青桐: is a program and a unit"],
    ),
    (
        'my:a a eduplan:Unit ; skos:prefLabel "畦"@zh ; eduplan:unitKind "banana" .',
        ["mine.ttl, line 8", "畦: has eduplan:unitKind banana", "one of count"],
    ),
    (
        'my:a a eduplan:Program ; skos:prefLabel "“”"@zh ; eduplan:level eduplan:local .',
        ["mine.ttl, line 8", "“”: is a label without a letter"],
    ),
    (
        'my:a a eduplan:Program ; skos:prefLabel "青\\u0000桐"@zh ; eduplan:level eduplan:local .',
        ["mine.ttl, line 8", "a label with a control character: '青\\x00桐'"],
    ),
    (
        'my:a a eduplan:Program ; skos:prefLabel "青桐工程"@zh ; skos:broader [] .',
        ["mine.ttl", "a blank node"],
    ),
]


def mine(statements: str) -> tuple[File, ...]:
    return (File("mine.ttl", (PREFIXES + statements + "\n").encode()),)


def programs(text: str) -> list[Program]:
    return [fact.content for fact in extracted(text).facts if isinstance(fact.content, Program)]


@pytest.mark.parametrize(("statements", "told"), MISTAKES, ids=lambda value: str(value)[:40])
def test_a_mistake_is_told_with_its_line_its_term_and_the_reason(
    statements: str, told: list[str]
) -> None:
    with pytest.raises(VocabularyError) as error:
        vocabularies(mine(statements))
    said = "; ".join(map(str, (error.value, *error.value.others)))
    assert [words for words in told if words not in said] == []


def test_each_file_that_does_not_parse_is_told() -> None:
    broken = [File(f"{name}.ttl", b"my:a a") for name in "ab"]
    with pytest.raises(VocabularyError) as error:
        vocabularies(broken)
    said = [str(one) for one in (error.value, *error.value.others)]
    assert ["(a.ttl, line 1)" in said[0], "(b.ttl, line 1)" in said[1]] == [True, True]


def test_a_file_that_is_not_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_bytes("# 一\n# 青桐\n".encode("gb18030"))
    with pytest.raises(
        VocabularyError, match=r"is not UTF-8 \(.*a.ttl, line 2\): save it as UTF-8"
    ):
        own_files([tmp_path])


def test_all_mistakes_are_told_at_once() -> None:
    statements = (
        'my:a a eduplan:Program ; skos:prefLabel "课后服务"@zh ; eduplan:level eduplan:local .\n'
        'my:b skos:prefLabel "青桐工程"@zh .'
    )
    with pytest.raises(VocabularyError) as error:
        vocabularies(mine(statements))
    assert len(error.value.others) == 1


def test_a_name_of_ones_own_is_a_known_program(tmp_path: Path) -> None:
    folder = tmp_path / "my-terms"
    folder.mkdir()
    statements = (
        'my:qing-tong a eduplan:Program ; skos:prefLabel "青桐润心"@zh ;\n'
        '  skos:altLabel "润心青桐"@zh ; eduplan:level eduplan:local .\n'
        'program:shuang-jian skos:altLabel "双减新政"@zh .\n'
    )
    (folder / "programs.ttl").write_text(PREFIXES + statements, "utf-8")
    text = "桐乡市2023年教育工作要点\n推进润心青桐，落实双减新政。\n"
    assert [program.name for program in programs(text)] == ["双减"]
    with using(vocabularies(own_files([folder]))):
        found = programs(text)
    assert [(program.name, program.known, program.level) for program in found] == [
        ("青桐润心", True, "local"),
        ("双减", True, "national"),
    ]
    assert found[0].concept == "https://example.org/terms/qing-tong"


def test_a_unit_of_ones_own_measures() -> None:
    statements = (
        'my:kuai a eduplan:Unit ; skos:prefLabel "畦"@zh ; eduplan:unitKind eduplan:count .'
    )
    text = "桐乡市2023年教育工作要点\n新增劳动田12畦。\n"
    assert not [fact for fact in extracted(text).facts if fact.content.kind == "target"]
    with using(vocabularies(mine(statements))):
        (target,) = (f.content for f in extracted(text).facts if f.content.kind == "target")
    assert getattr(target, "unit", None) == "畦"


def test_the_vocabularies_in_use_are_the_projects_own_again_afterwards() -> None:
    statements = (
        'my:a a eduplan:Program ; skos:prefLabel "青桐工程"@zh ; eduplan:level eduplan:local .'
    )
    with using(vocabularies(mine(statements))):
        assert current().program.named("“青桐”工程") is not None
    assert current().program.named("青桐工程") is None


def test_a_folder_without_a_vocabulary_is_named(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="no vocabulary here"):
        own_files([tmp_path])


def test_the_recipes_for_extending_a_vocabulary_work() -> None:
    recipes = fenced(ontology() / "README.md", "turtle")
    files = [File(f"{n}.ttl", recipe.encode()) for n, recipe in enumerate(recipes)]
    with using(vocabularies(files)):
        found = extracted(
            "桐乡市2023年教育工作要点\n实施“青桐”工程，落实双减新政，校园书房覆盖率达到90%，"
            "开垦菜地12畦。\n"
        )
    contents = [fact.content for fact in found.facts]
    assert [item.name for item in contents if isinstance(item, Program)] == ["青桐计划", "双减"]
    targets = [item for item in contents if isinstance(item, Target)]
    assert [(item.concept, item.unit) for item in targets] == [
        ("https://example.org/terms/shu-fang", "%"),
        (None, "畦"),
    ]
