"""What holds of any text, file and table: it is taken as it is, or refused by a named error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.builder.document import extract_source
from kg.corrections import Corrections
from kg.corrections.decision import KINDS
from kg.corrections.file import as_text, parse_decisions
from kg.corrections.raw import decisions
from kg.errors import CorrectionError, KgError, ReadError, VocabularyError
from kg.graph import Run, document_quads
from kg.review import answers
from kg.tables import csv_rows
from kg.vocabulary import File, current, vocabularies
from tests.strategies import TEXTS, source

NAMES = st.sampled_from(
    ["双减", "“双减”", "教联体", "青蓝课程", "", "“”", "\n", "甲\0", "national"]
)
VALUES = st.one_of(
    NAMES,
    st.integers(-3, 10),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.sampled_from(["0" * 32, "320400", "1e999999999", "value", "status", "region", "planned"]),
    st.lists(st.integers(), max_size=1),
)
KEYS = st.sampled_from(
    [
        "program", "into", "to", "name", "level", "source", "start", "end", "field", "nth",
        "region", "year", "why", "colour",
    ]
)  # fmt: skip
TABLES = st.fixed_dictionaries(
    {
        "do": st.sampled_from([kind.do for kind in KINDS] + ["join"]),
        "by": st.just("王敏"),
        "on": st.just(date(2026, 11, 22)),
    }
).flatmap(lambda own: st.dictionaries(KEYS, VALUES, max_size=6).map(lambda more: own | more))

PREFIXES = (
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "@prefix eduplan: <https://w3id.org/eduplan/ontology#> .\n"
    "@prefix my: <https://example.org/> .\n"
)
SUBJECTS = st.sampled_from(["my:a", "my:b", "<https://w3id.org/eduplan/program/shuang-jian>", "[]"])
SAID = st.sampled_from(
    [
        "a eduplan:Program", "a eduplan:Unit", "a eduplan:Indicator", "a eduplan:Stage",
        'skos:prefLabel "青桐"@zh', 'skos:prefLabel "双减"@zh', "skos:prefLabel my:b",
        'skos:altLabel "“”"@zh', "skos:altLabel 3", 'skos:hiddenLabel "青\\n桐"@zh',
        "skos:broader my:a", "skos:broader my:b", 'skos:broader "甲"',
        "eduplan:level eduplan:local", 'eduplan:level "local"', "eduplan:levl my:b",
        "eduplan:unitKind eduplan:count", "eduplan:unitKind 3", "eduplan:unit my:b",
        'eduplan:negativeLabel "桐"', "eduplan:weak true",
    ]
)  # fmt: skip
STATEMENTS = st.lists(
    st.tuples(SUBJECTS, st.lists(SAID, min_size=1, max_size=5)).map(
        lambda said: f"{said[0]} {' ; '.join(said[1])} .\n"
    ),
    max_size=5,
).map("".join)


# A reading, or vocabularies, take much longer than all else here.
SLOW = settings(max_examples=max(1, settings().max_examples // 16))


@contextmanager
def refusing(kind: type[KgError], where: str) -> Iterator[None]:
    """Let errors of a kind pass that say, with all that came with them, where they are."""
    try:
        yield
    except kind as error:
        silent = [str(one) for one in (error, *error.others) if where not in str(one)]
        if silent:
            raise AssertionError(silent) from error


@given(TEXTS.filter(bool))
@SLOW
def test_any_text_is_read_or_refused_by_name(text: str) -> None:
    with suppress(ReadError):
        document_quads(extract_source(source(text)), Run("0", "0"))


@given(st.one_of(st.text(max_size=80), st.text(alphabet='[]="\n.decisionvr1', max_size=80)))
def test_any_file_of_decisions_is_taken_or_refused_with_its_place(text: str) -> None:
    with refusing(CorrectionError, "d.toml"):
        parse_decisions(text, "d.toml")


@given(st.lists(TABLES, max_size=4))
def test_decisions_that_are_taken_can_be_carried_out_and_kept(
    tables: list[dict[str, object]],
) -> None:
    with refusing(CorrectionError, "d.toml, line "):
        made = decisions((f"d.toml, line {n}", table) for n, table in enumerate(tables))
        Corrections(made).vocabularies(current())
        assert parse_decisions(as_text(made), "d.toml") == made


@given(st.one_of(STATEMENTS, st.text(max_size=60)))
@SLOW
def test_any_vocabulary_is_taken_or_refused_with_its_file(statements: str) -> None:
    file = File("mine.ttl", (PREFIXES + statements).encode("utf-8", "surrogatepass"))
    with refusing(VocabularyError, ".ttl"):
        vocabularies([file])


@given(
    st.binary(max_size=60),
    st.sampled_from([b"", b"question,subject,do,to\n", b"\xff\xfe", b'do,"']),
)
def test_any_table_is_taken_or_refused_by_name(content: bytes, head: bytes) -> None:
    with suppress(KgError):
        answers(csv_rows(head + content), by="王敏", on=date(2026, 11, 22))
