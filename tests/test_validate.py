"""A good graph conforms; for each shape and each of its messages a small bad one does not."""

import pytest
from pyoxigraph import Store

from kg import resources
from kg.validate import Violation, validate, violations
from tests import examples

PREFIXES = """
@base <https://w3id.org/eduplan/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix eduplan: <https://w3id.org/eduplan/ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

# a bad graph and what it must be told, one or more for each shape
BAD: list[tuple[str, list[str]]] = [
    (
        "<a> a eduplan:Section .",
        [
            "A statement needs its evidence: the place where it stands.",
            "The evidence of a statement needs the sentence that holds the quote.",
            "Give a confidence: a decimal from 0 to 1.",
            "Say which run generated the statement.",
            "It must belong to exactly one plan.",
            "It must be part of one section, or of the plan where no section holds it.",
            "The depth of a section is a whole number from 1.",
            "A section needs a title.",
        ],
    ),
    (
        '<a> a eduplan:Plan ; eduplan:year "23" ; eduplan:furtherEvidence <b> .',
        [
            "There is at most one year, an xsd:gYear of four digits.",
            "Further evidence must be a place in a document.",
            "Further evidence must say what it shows.",
            "Say which source document the plan was read from.",
            "Say whether the document states the region: true or false.",
        ],
    ),
    (
        "<b> dct:description 1 . <a> a eduplan:Plan ; eduplan:furtherEvidence <b> .",
        ["Further evidence must say what it shows."],
    ),
    (
        "<a> a eduplan:Plan ; eduplan:confidence 1.5 .",
        ["Give a confidence: a decimal from 0 to 1."],
    ),
    (
        "<a> a eduplan:Plan ; dct:spatial <b> ; dct:type <c> ; eduplan:program <d> ;"
        " eduplan:target <e> ; dct:publisher <f> ; dct:issued '2023' ; dct:temporal <g> ;"
        " eduplan:reportsOn 2022 .",
        [
            "A plan is for one region at most, and the table of regions must have it.",
            "The type must be one of the ontology's document types.",
            "A plan's program must be described, by a vocabulary or as found.",
            "A plan's target must be described.",
            "The publisher must be described as an organization.",
            "The date of issue must look like 2023-03-29.",
            "The period must be described.",
            "The year reported on must be an xsd:gYear.",
        ],
    ),
    (
        "<a> a eduplan:Section ; eduplan:depth 0 ; eduplan:responsible 'A' .",
        [
            "The depth of a section is a whole number from 1.",
            "A responsible body must be described as an organization.",
        ],
    ),
    (
        "<a> a eduplan:Decision . <b> a prov:Person .",
        [
            "Say in one line what was decided.",
            "Say who decided.",
            "Say on which day it was decided.",
            "Say whether the decision is still about something: true or false.",
            "A person needs a name.",
        ],
    ),
    (
        "<a> a eduplan:Mention .",
        ["A mention names a program or a region, not both and not neither."],
    ),
    (
        "<a> a eduplan:Mention ; eduplan:program <b> ; eduplan:region <c> ;"
        " eduplan:codeThen '3207' ; eduplan:status <status> .",
        [
            "A mention names a program or a region, not both and not neither.",
            "The program of a mention must be one that is described, by a vocabulary or as found.",
            "The region of a mention must be one that the table of regions has.",
            "The code then has six digits.",
            "The status is planned or achieved.",
        ],
    ),
    (
        "<a> a eduplan:Target .",
        [
            "A target must say what it measures.",
            "A target needs a unit.",
            "A target needs one comparator of the ontology.",
            "A target needs one quantity of the ontology.",
            "Say whether the target is planned or achieved.",
            "Say whether the number is masked: true or false.",
            "Say whether the number is readable: true or false.",
            "A target has a value, or is marked as masked or not readable.",
            "The plan must lead to its target by eduplan:target.",
        ],
    ),
    (
        "<a> a eduplan:Target ; eduplan:value 3.0 , 4.0 ; eduplan:valueMax 2.0 , 1 ;"
        " eduplan:commitment <firm> ; eduplan:indicator <b> ; eduplan:unit <c> ;"
        " eduplan:program <d> ; eduplan:stage <e> ; dct:spatial <f> ; eduplan:baseline '1' ;"
        " eduplan:baselineYear 2022 ; eduplan:masked true .",
        [
            "There is at most one value, a decimal.",
            "There is at most one upper value, a decimal.",
            "The lower value of a range must not exceed the upper.",
            "Only a range has an upper value.",
            "The commitment is ensure or strive.",
            "The indicator must be one of the vocabulary.",
            "The unit must be one of the vocabulary.",
            "The program of a target must be one that is described.",
            "The stage must be one of the vocabulary.",
            "The scope of a target must be a region of the table.",
            "There is at most one baseline, a decimal.",
            "The baseline year must be an xsd:gYear.",
            "A target has a value, or is marked as masked or not readable.",
        ],
    ),
    (
        "<a> a eduplan:Citation ; dct:references <b> .",
        [
            "A citation must refer to exactly one work.",
            "Say whether the plan issues, implements or mentions the document.",
        ],
    ),
    (
        "<a> a eduplan:Fault ; eduplan:evidence <b> .",
        [
            "A fault needs one kind of the ontology.",
            "Say which plan the fault concerns.",
            "The evidence of a fault is one place in a document at most.",
            "Say which run found the fault.",
            "A fault must belong to a source document.",
        ],
    ),
    (
        "<a> a eduplan:SourceDocument .",
        [
            "A source document needs exactly one name.",
            "Give the media type, as in text/plain;charset=utf-8.",
            "Give the digest of the original bytes: 32 hexadecimal digits.",
            "Give the digest of the decoded text: 32 hexadecimal digits.",
        ],
    ),
    (
        "<a> a eduplan:SourceDocument ; schema:name 'a' , 'b' ; eduplan:digest 'ABC' .",
        [
            "A source document needs exactly one name.",
            "Give the digest of the original bytes: 32 hexadecimal digits.",
        ],
    ),
    (
        "<a> a oa:SpecificResource ; eduplan:sentence '' .",
        [
            "Evidence must lead to one source document.",
            "Evidence needs one oa:TextPositionSelector.",
            "Evidence needs one oa:TextQuoteSelector.",
            "Evidence has one sentence at most, and no empty one.",
            "Say where the sentence begins.",
        ],
    ),
    (
        "<a> a oa:SpecificResource ; eduplan:sentenceStart -1 .",
        ["The start of the sentence is a whole number from 0."],
    ),
    (
        "<a> a oa:TextPositionSelector ; oa:start 5 ; oa:end 5 .",
        ["The start is one whole number from 0, before the end."],
    ),
    ("<a> a oa:TextPositionSelector ; oa:start 5 .", ["The end is one whole number."]),
    (
        f"<a> a oa:TextQuoteSelector ; oa:exact '' ; oa:suffix '{'a' * 33}' .",
        [
            "A quote has exactly one text, and not an empty one.",
            "Give the text before the quote: 32 characters at most.",
            "Give the text after the quote: 32 characters at most.",
        ],
    ),
    (
        "<a> a eduplan:Region ; schema:containedInPlace <b> .",
        [
            "A region needs exactly one name of today.",
            "A region needs exactly one code of six digits.",
            "Say whether it is a province, a prefecture or a county.",
            "A region lies in one other at most, and that one must be described.",
            "A region needs a designation.",
        ],
    ),
    (
        "<a> a eduplan:Designation ; eduplan:code '32' ; eduplan:firstYear 1983 ;"
        " eduplan:lastYear '83' .",
        [
            "A designation needs exactly one name.",
            "A designation needs exactly one code of six digits.",
            "There is at most one first year, an xsd:gYear.",
            "There is at most one last year, an xsd:gYear.",
        ],
    ),
    (
        "<a> a eduplan:Stage ; skos:prefLabel 'Preschool'@en .",
        ["A concept needs one preferred label in Chinese, and at most one in each language."],
    ),
    (
        "<a> a eduplan:Stage ; skos:prefLabel '学前'@zh , '学前教育'@zh .",
        ["A concept needs one preferred label in Chinese, and at most one in each language."],
    ),
    (
        "<a> a eduplan:Program ; eduplan:level eduplan:global ; eduplan:known 'yes' .",
        [
            "Say whether the program is national, provincial, local or unknown.",
            "Whether the program is known must be true or false.",
        ],
    ),
    (
        "<a> a eduplan:Indicator ; eduplan:unit <b> ; eduplan:stage <c> ; eduplan:better <d> .",
        [
            "The unit of an indicator must be one of the vocabulary.",
            "The stage of an indicator must be one of the vocabulary.",
            "Better is eduplan:higher or eduplan:lower.",
        ],
    ),
    (
        "<a> a eduplan:Unit ; eduplan:unitKind 'count' .",
        ["A unit has one kind at most, one of the ontology."],
    ),
    (
        "<a> a prov:Activity .",
        ["Say which software did the run.", "Say which vocabularies the run used."],
    ),
    ("<a> a prov:SoftwareAgent .", ["Give the version of the software."]),
    ("<a> a schema:Organization .", ["An organization needs a name."]),
    ("<a> a schema:CreativeWork .", ["A cited work needs a title."]),
    (
        "<a> a dct:PeriodOfTime ; schema:startDate '2023' .",
        ["A period needs the date of its start or its end."],
    ),
]


def test_example_conforms() -> None:
    assert validate(examples.store()) == ()


@pytest.mark.parametrize(("turtle", "messages"), BAD)
def test_shape_says_what_to_mend(turtle: str, messages: list[str]) -> None:
    from rdflib import Graph

    found = violations(Graph().parse(data=PREFIXES + turtle, format="turtle"))
    told = {violation.message for violation in found}
    for message in messages:
        assert [text for text in told if text.endswith(f" {message}")], message


def test_every_message_stands_in_two_languages_and_has_a_bad_graph() -> None:
    from rdflib import SH, Graph, Literal

    shapes = Graph().parse(resources.ontology() / "shapes.ttl", format="turtle")
    told: dict[str | None, list[str]] = {"zh": [], "en": []}
    for text in shapes.objects(None, SH.message):
        assert isinstance(text, Literal)
        told[text.language].append(str(text))
    assert len(told["zh"]) == len(told["en"])
    assert {message for _turtle, messages in BAD for message in messages} == set(told["en"])


def test_violation_names_node_and_property() -> None:
    poor = Store()
    name = "https://w3id.org/eduplan/unit/percent"
    poor.extend(quad for quad in examples.store() if name not in str(quad.subject))
    target = f"https://w3id.org/eduplan/target/{examples.east().source.digest}/44/65"
    unit = "https://w3id.org/eduplan/ontology#unit"
    assert validate(poor) == (
        Violation(
            "https://w3id.org/eduplan/indicator/coverage",
            unit,
            "指标的计量单位须取自单位词表。"
            " The unit of an indicator must be one of the vocabulary.",
        ),
        Violation(target, unit, "计量单位须取自单位词表。 The unit must be one of the vocabulary."),
    )
    assert str(validate(poor)[1]).startswith(f"{target} {unit}: 计量单位")
