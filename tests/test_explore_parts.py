"""The rows of what is looked at are those that the whole page would have, and no others."""

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.errors import QueryError
from kg.explore import finding, parts, served
from kg.explore.data import ExplorerData, MentionRow, TargetRow
from kg.explore.loading import load
from kg.explore.overview import overview
from kg.explore.scope import Scope, asked, choose, known_plans, plan_iri, plans_of
from kg.graph import document_quads
from kg.store import open_read_only
from tests import examples


@pytest.fixture(scope="module")
def store(exports: Path) -> Store:
    return open_read_only(exports)


@pytest.fixture(scope="module")
def whole(store: Store, exports: Path) -> ExplorerData:
    return load(store, exports / "texts")


def by_id(rows: tuple[MentionRow, ...] | tuple[TargetRow, ...]) -> dict[str, object]:
    return {row.id: row for row in rows}


def test_parts_of_all_plans_are_the_mentions_and_targets_of_the_page(
    store: Store, whole: ExplorerData
) -> None:
    part = parts.of_plans(store, [plan.id for plan in whole.plans]).rows
    assert by_id(part.mentions) == by_id(whole.mentions)
    assert by_id(part.targets) == by_id(whole.targets)
    assert [plan.id for plan in part.plans] == [plan.id for plan in whole.plans]


def test_part_of_a_document_is_its_text_with_headings_and_notes(
    store: Store, whole: ExplorerData, exports: Path
) -> None:
    for plan in whole.plans:
        part = parts.of_document(store, plan.source, exports / "texts").rows
        assert part.texts == tuple(row for row in whole.texts if row.source == plan.source)
        assert part.headings == tuple(row for row in whole.headings if row.source == plan.source)
        own = {row.id: row for row in whole.notes if row.place.source == plan.source}
        assert {row.id: row for row in part.notes} == own


def test_part_of_a_program_is_every_regions_sentences(store: Store, whole: ExplorerData) -> None:
    part = parts.of_program(store, "ke-hou-fu-wu", Scope())
    assert part.more == 0
    wanted = tuple(row for row in whole.mentions if row.program == "ke-hou-fu-wu")
    assert by_id(part.rows.mentions) == by_id(wanted)
    assert len({row.place.plan for row in wanted}) == 2


def test_part_of_a_program_keeps_to_its_scope(store: Store) -> None:
    part = parts.of_program(store, "ke-hou-fu-wu", Scope(regions=("320400",)))
    assert {row.place.plan.split("/")[0] for row in part.rows.mentions} == {"320400"}
    assert parts.of_program(store, "ke-hou-fu-wu", Scope(year="1999")).rows.mentions == ()


def test_part_of_an_indicator_has_its_numbers_and_its_names(
    store: Store, whole: ExplorerData
) -> None:
    part = parts.of_indicator(store, "xin-zeng-xue-wei", Scope())
    wanted = tuple(row for row in whole.targets if row.concept == "xin-zeng-xue-wei")
    assert by_id(part.rows.targets) == by_id(wanted)
    assert part.rows.indicators == tuple(
        row for row in whole.indicators if row.id == "xin-zeng-xue-wei"
    )


def test_part_of_an_indicator_of_the_texts_own_words(store: Store, whole: ExplorerData) -> None:
    words = next(row.indicator for row in whole.targets if not row.concept)
    part = parts.of_indicator(store, words, Scope())
    assert {row.indicator for row in part.rows.targets} == {words}


def test_a_part_that_is_cut_tells_how_many_are_left(store: Store, whole: ExplorerData) -> None:
    every = [row for row in whole.mentions if row.program == "ke-hou-fu-wu"]
    found, left = parts._some(
        store,
        Scope(),
        ("program", "<https://w3id.org/eduplan/program/ke-hou-fu-wu>", "Mention"),
        most=2,
    )
    assert (len(found), left) == (2, len(every) - 2)


def test_measured_indicators_count_all_numbers_of_the_plans(
    store: Store, whole: ExplorerData
) -> None:
    listed, known = parts.measured(store, [plan.iri for plan in known_plans(store)])
    assert sum(row.numbers for row in listed) == len(whole.targets)
    assert {row.id for row in known} == {row.id for row in whole.indicators}
    coverage = next(row for row in listed if row.id == "xin-zeng-xue-wei")
    of_it = [row for row in whole.targets if row.concept == "xin-zeng-xue-wei"]
    assert coverage.numbers == len(of_it)
    assert coverage.units == tuple(sorted({row.unit for row in of_it}))


def test_overview_has_every_tie_once_and_counts_the_numbers(
    store: Store, whole: ExplorerData
) -> None:
    data = overview(store, [plan.iri for plan in known_plans(store)])
    assert (data.regions, data.programs, data.stages) == (
        whole.regions,
        whole.programs,
        whole.stages,
    )
    counted = [replace(plan, numbers=None) for plan in data.plans]
    assert tuple(counted) == whole.plans
    assert sum(plan.numbers or 0 for plan in data.plans) == len(whole.targets)
    ties = [(row.place.plan, row.program, row.status) for row in data.mentions]
    assert sorted(ties) == sorted(
        {(row.place.plan, row.program, row.status) for row in whole.mentions}
    )
    assert {row.place.sentence for row in data.mentions} == {""}
    surest = {row.id: row.confidence for row in whole.mentions}
    assert all(surest[row.id] == row.confidence for row in data.mentions)


def test_parts_of_a_mirrored_plan_are_those_of_the_document_that_stands_for_it() -> None:
    west = examples.west()
    mirror = replace(examples.source("mirror.txt", west.source.text), digest="f" * 32)
    facts = tuple(replace(fact, source=mirror) for fact in west.facts)
    both = Store()
    both.extend(examples.store())
    both.extend(document_quads(replace(west, source=mirror, facts=facts), examples.RUN))
    data = load(both)
    part = parts.of_plans(both, [plan.id for plan in data.plans]).rows
    assert by_id(part.targets) == by_id(data.targets)
    assert parts.of_program(both, "shuang-jian", Scope()).rows.mentions == tuple(
        row for row in data.mentions if row.program == "shuang-jian"
    )
    seen = overview(both, [plan.iri for plan in known_plans(both)])
    assert sum(plan.numbers or 0 for plan in seen.plans) == len(data.targets)


def test_what_no_plan_has_is_refused(store: Store, exports: Path) -> None:
    for wrong in ("nothing", "../../etc/passwd", 'x> } DELETE { ?s ?p "'):
        with pytest.raises(QueryError):
            parts.of_document(store, wrong, exports / "texts")
        with pytest.raises(QueryError):
            parts.home(store, "program", wrong)
    with pytest.raises(QueryError):
        parts.of_plans(store, ["x> } #"])
    with pytest.raises(QueryError):
        served.plans(store, tuple(map(str, range(11))))


def test_home_is_the_region_that_has_it(store: Store, whole: ExplorerData) -> None:
    plan = next(plan for plan in whole.plans if plan.region == "320400")
    assert parts.home(store, "source", plan.source) == "320400"
    assert parts.home(store, "plan", plan.id) == "320400"
    assert parts.home(store, "region", "320400") == "320400"
    unknown = next(plan for plan in whole.plans if "/" in plan.region)
    assert parts.home(store, "region", unknown.region) == unknown.region
    with pytest.raises(QueryError):
        parts.home(store, "region", "999999")
    assert parts.home(store, "program", "ke-hou-fu-wu") in {plan.region for plan in whole.plans}


def test_choice_of_too_many_plans_is_the_latest_year_then_a_province(store: Store) -> None:
    every = choose(store, Scope())
    assert (len(every.plans), every.left, every.all, every.scope) == (5, 0, 5, Scope())
    few = choose(store, Scope(), most=4)
    latest = max(year for year, _ in few.years if year != "-")
    assert few.scope.year == latest
    assert {plan.year for plan in few.plans} == {latest}
    assert sum(n for _, n in few.years) == 5
    one = choose(store, Scope(year=latest), most=1)
    assert one.scope.province == one.plans[0].province
    assert one.left == sum(
        plan.year == latest and plan.province == one.scope.province for plan in known_plans(store)
    ) - len(one.plans)


@pytest.mark.parametrize(
    "scope",
    [
        Scope(),
        Scope(year="2023"),
        Scope(year="-"),
        Scope(province="江苏省"),
        Scope(regions=("320400", "320700")),
        Scope(year="2023", regions=("320400",)),
    ],
)
def test_plans_of_a_scope_are_those_that_were_chosen(store: Store, scope: Scope) -> None:
    assert tuple(plans_of(store, scope)) == choose(store, scope).plans


def test_scope_is_asked_for_in_the_address() -> None:
    assert asked([("province", "江苏省"), ("region", "b"), ("region", "a")]) == Scope(
        province="江苏省", regions=("a", "b")
    )
    for wrong in ("20", "二〇二三", '2023" . }'):
        with pytest.raises(QueryError, match="is no year"):
            asked([("year", wrong)])


def test_names_are_found_in_all_plans(store: Store) -> None:
    (found,) = [name for name in finding.names(store, "常州") if name.kind == "region"]
    assert (found.id, found.name) == ("320400", "常州市")
    (service,) = [name for name in finding.names(store, "课后服务") if name.matched == "课后服务"]
    assert (service.kind, service.id) == ("program", "ke-hou-fu-wu")
    assert finding.names(store, "课") == []
    assert finding.names(store, "没有这样的名称") == []
    assert finding.names(store, '") } #') == []


def test_words_are_found_in_the_texts_at_their_sentence(
    store: Store, whole: ExplorerData, exports: Path
) -> None:
    iris = [plan_iri(plan.id) for plan in whole.plans]
    found = finding.places(store, exports / "texts", iris, "课后服务")
    assert found
    for place in found:
        text = (exports / "texts" / f"{place.source}.txt").read_bytes().decode("utf-8")
        assert text[place.at :].startswith(place.sentence)
        assert "课后服务" in place.sentence
    assert finding.places(store, exports / "texts", iris, "没有这样的一句") == []
    assert finding.places(store, exports / "texts", iris, "课 后服\n务") == found
