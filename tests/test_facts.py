import json
from dataclasses import fields

import jsonschema
import pytest

from kg.builder import extract_source
from kg.errors import FactsError
from kg.facts import CONTENTS, as_line, as_record, read_facts
from kg.readers import Found, read
from kg.records import FaultKind, Reading
from kg.resources import ontology, seeds

SCHEMA = json.loads((ontology() / "facts.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module", params=sorted(path.name for path in seeds().glob("*.txt")))
def reading(request: pytest.FixtureRequest) -> Reading:
    return extract_source(read(Found(seeds() / request.param, request.param)))


def test_facts_are_what_the_schema_says(reading: Reading) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for fact in reading.facts:
        validator.validate(json.loads(as_line(fact)))


def test_facts_are_read_back_as_they_were_written(reading: Reading) -> None:
    lines = [as_line(fact) for fact in reading.facts]
    sources = {reading.source.digest: reading.source}
    assert tuple(read_facts(lines, sources)) == reading.facts


def test_facts_come_in_the_order_of_the_text_behind_their_plan(reading: Reading) -> None:
    kinds = [fact.content.kind for fact in reading.facts]
    assert kinds[0] == "plan"
    starts = [fact.span.start for fact in reading.facts[1:]]
    assert starts == sorted(starts)


def test_the_schema_has_the_fields_of_the_records() -> None:
    stated = {kind["title"]: [*kind["properties"]] for kind in SCHEMA["oneOf"]}
    assert stated == {
        kind: ["kind", *(item.name for item in fields(content))]
        for kind, content in CONTENTS.items()
    }


def test_a_line_that_says_what_its_source_does_not_is_refused(reading: Reading) -> None:
    record = as_record(reading.facts[-1])
    record["quote"] = "甲" * len(record["quote"])
    with pytest.raises(FactsError, match="line 1"):
        list(read_facts([json.dumps(record)], {reading.source.digest: reading.source}))


@pytest.mark.parametrize("line", ["", "[]", '{"kind": "plan"}', '{"kind": "wish"}', "{"])
def test_a_line_that_is_no_fact_is_named(line: str) -> None:
    with pytest.raises(FactsError, match="line 1"):
        list(read_facts([line], {}))


def test_schema_has_every_kind_of_fault() -> None:
    assert SCHEMA["$defs"]["fault"]["properties"]["kind"]["enum"] == list(FaultKind)
