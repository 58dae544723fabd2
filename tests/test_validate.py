"""A good graph conforms, and for each constraint a graph that breaks it alone is told so."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store
from rdflib import RDF, SH, SKOS, Graph, URIRef

from kg import resources, validate
from kg.graph import VOCABULARIES, reference_quads
from kg.identifiers import BASE, ONTOLOGY, iri
from kg.regions import table
from kg.store import open_read_only, with_union
from kg.validate import Violation
from tests import examples, shapes_examples
from tests.shapes_examples import Constraint

UNIT = ONTOLOGY + "unit"
NO_UNIT = "计量单位须取自单位词表。 The unit must be one of the vocabulary."


def test_example_conforms() -> None:
    assert validate.validate(examples.store()) == ()


def test_the_good_graph_conforms() -> None:
    assert validate.violations(shapes_examples.good()) == []


@pytest.fixture(scope="module")
def copies() -> tuple[Graph, dict[str, shapes_examples.Bad]]:
    """Return one graph of all bad nodes, and what each of them must be told."""
    base, graph, told = shapes_examples.good(), shapes_examples.good(), {}
    for number, case in enumerate(shapes_examples.bad()):
        told[str(shapes_examples.with_copy(graph, base, case, f"{case.of}-{number}"))] = case
    return graph, told


def test_each_constraint_is_broken_by_its_graph_and_no_other_is(
    copies: tuple[Graph, dict[str, shapes_examples.Bad]],
) -> None:
    graph, told = copies
    shapes = shapes_examples.shapes()
    known = {
        (str(part), item.component): item for part, item in shapes_examples.constraints(shapes)
    }
    report = validate.report(graph, shapes)
    found: dict[str, set[Constraint]] = defaultdict(set)
    broken = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        said = (SH.focusNode, SH.sourceShape, SH.sourceConstraintComponent)
        node, part, component = (str(report.value(result, name)) for name in said)
        found[node].add(known[part, component])
        if node in told:
            broken.add((part, component))
    wrong = {case: found[node] for node, case in told.items() if found[node] != {case.breaks}}
    assert wrong == {}
    assert sorted(known[key] for key in known.keys() - broken) == []


def test_the_shapes_say_the_same_as_they_are_written(
    copies: tuple[Graph, dict[str, shapes_examples.Bad]],
) -> None:
    graph, _told = copies
    reports = [
        validate.report(graph, shapes) for shapes in (validate.shapes(), shapes_examples.shapes())
    ]
    first, second = (
        sorted(
            tuple(
                str(report.value(result, name))
                for name in (SH.focusNode, SH.sourceConstraintComponent, SH.value)
            )
            + tuple(sorted(map(str, report.objects(result, SH.resultMessage))))
            for result in report.subjects(RDF.type, SH.ValidationResult)
        )
        for report in reports
    )
    assert first == second
    assert len(first) > 300


def test_every_constraint_says_in_two_languages_what_to_mend() -> None:
    shapes = shapes_examples.shapes()
    for part, constraint in shapes_examples.constraints(shapes):
        holder = shapes.value(part, SH.sparql) or part
        languages = [getattr(text, "language", "") for text in shapes.objects(holder, SH.message)]
        assert sorted(languages) == ["en", "zh"], constraint


def test_the_shapes_are_well_formed() -> None:
    from pyshacl import validate as shacl_validate

    conforms, _report, text = shacl_validate(
        Graph(), shacl_graph=shapes_examples.shapes(), meta_shacl=True
    )
    assert conforms, text


def test_every_list_of_choices_is_a_scheme_of_the_ontology() -> None:
    ontology = Graph().parse(resources.ontology() / "eduplan.ttl", format="turtle")
    schemes = {
        frozenset(ontology.subjects(SKOS.inScheme, scheme))
        for scheme in ontology.subjects(RDF.type, SKOS.ConceptScheme)
    }
    shapes = shapes_examples.shapes()
    for part, constraint in shapes_examples.constraints(shapes):
        choices = shapes.value(part, SH["in"])
        members = frozenset(shapes.items(choices)) if choices else frozenset()
        if constraint.parameter == "in" and all(str(item).startswith(BASE) for item in members):
            classes = {URIRef(ONTOLOGY + name) for name in ("Section", "Plan")}
            nearest = max((classes, *schemes), key=lambda scheme: len(scheme & members))
            assert members ^ nearest == set(), constraint


def test_every_node_with_a_class_has_a_shape(exports: Path) -> None:
    shapes = shapes_examples.shapes()
    store = open_read_only(exports)
    store_and_example = [*store, *examples.store()]
    classes = {NamedNode(str(name)) for name in shapes.objects(None, SH.targetClass)}
    values = {NamedNode(str(name)) for name in shapes.objects(None, SH.targetObjectsOf)}
    reached = {quad.object for quad in store_and_example if quad.predicate in values}
    typed = [quad for quad in store_and_example if quad.predicate.value == str(RDF.type)]
    left = {q.object for q in typed if q.object not in classes and q.subject not in reached}
    assert left == set()


def test_ontology_vocabularies_and_regions_conform() -> None:
    files = {name: (resources.ontology() / name).read_bytes() for name in VOCABULARIES}
    jiangsu = [region for region in table().periods if region.startswith("32")]
    store = Store()
    store.bulk_extend(with_union(reference_quads(files, table(), jiangsu)))
    assert validate.validate(store) == ()


def without(name: str) -> Store:
    """Return the example without what it says of a thing."""
    poor = Store()
    poor.extend(quad for quad in examples.store() if name not in str(quad.subject))
    return poor


def test_violation_names_document_node_and_property() -> None:
    target = iri("target", examples.east().source.digest, 44, 65)
    found = validate.validate(without(iri("unit", "percent")))
    assert found == (
        Violation(
            "",
            iri("indicator", "coverage"),
            UNIT,
            "指标的计量单位须取自单位词表。"
            " The unit of an indicator must be one of the vocabulary.",
        ),
        Violation("cities/east.txt", target, UNIT, NO_UNIT),
    )
    assert str(found[1]) == f"cities/east.txt: {target} {UNIT}: {NO_UNIT}"


def test_what_several_documents_say_is_named_once() -> None:
    store = examples.store()
    cited = NamedNode(iri("cited", "指南"))
    for reading in (examples.west(), examples.anonymous()):
        graph = NamedNode(iri("document", reading.source.digest))
        kind = NamedNode("https://schema.org/CreativeWork")
        quad = Quad(cited, NamedNode(str(RDF.type)), kind, graph)
        store.extend(with_union([quad]))
    (found,) = validate.validate(store)
    assert (found.document, found.focus) == ("anonymous.txt and 1 more", cited.value)


def test_only_the_graphs_that_are_asked_about_are_judged() -> None:
    poor = without(iri("unit", "percent"))
    west, east = (
        NamedNode(iri("document", reading.source.digest))
        for reading in (examples.west(), examples.east())
    )
    assert validate.validate(poor, [west]) == ()
    (found,) = validate.validate(poor, [west, east])
    assert found.document == "cities/east.txt"


def test_a_name_that_two_documents_give_two_levels_is_judged_by_both() -> None:
    store = examples.store()
    west = NamedNode(iri("document", examples.west().source.digest))
    program = NamedNode(examples.FOUND)
    level = Quad(program, NamedNode(ONTOLOGY + "level"), NamedNode(ONTOLOGY + "national"), west)
    store.extend(with_union([level]))
    (found,) = validate.validate(store, [west])
    assert found.focus == examples.FOUND
    assert found.message.endswith("national, provincial, local or unknown.")


def test_a_value_where_a_node_should_be_is_a_violation() -> None:
    store = examples.store()
    west = NamedNode(iri("document", examples.west().source.digest))
    plan = next(q.subject for q in store if q.predicate.value == ONTOLOGY + "regionStated")
    place = Quad(plan, NamedNode(ONTOLOGY + "furtherEvidence"), Literal("第一句"), west)
    store.extend(with_union([place]))
    assert {found.focus for found in validate.validate(store)} == {plan.value, "第一句"}


QUADS = examples.quads()


@settings(max_examples=10)
@given(
    gone=st.sets(st.integers(0, len(QUADS) - 1), max_size=8),
    doubled=st.sets(st.integers(0, len(QUADS) - 1), max_size=4),
    batch=st.sampled_from([1, 300, 5_000]),
)
def test_documents_are_judged_alike_one_by_one_and_all_together(
    gone: set[int], doubled: set[int], batch: int
) -> None:
    wrong = [
        Quad(QUADS[i].subject, QUADS[i].predicate, Literal("x"), QUADS[i].graph_name)
        for i in sorted(doubled)
    ]
    kept = [quad for i, quad in enumerate(QUADS) if i not in gone]
    store = Store()
    store.bulk_extend(with_union([*kept, *wrong]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(validate, "_BATCH", batch)
        found = validate.validate(store)
    whole = Graph()
    content = b"".join(f"{quad.triple} .\n".encode() for quad in [*kept, *wrong])
    whole.parse(data=content, format="ox-nt")
    together = {(item.focus, item.path, item.message) for item in validate.violations(whole)}
    assert {(item.focus, item.path, item.message) for item in found} == together
