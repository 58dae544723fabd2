"""The region of whole passages, and what speaks for it."""

import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from kg.extraction.plan.towns import towns_table
from kg.records import Fact, FaultKind, Region
from kg.regions import Tier, table
from tests.reading import extracted, notes, plan

PASSAGES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "own_region" / "passages.toml").read_text("utf-8")
)["passage"]


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage["name"])
def test_a_passage_has_the_region_that_a_careful_reader_gives_it(passage: dict[str, Any]) -> None:
    found, _ = plan(passage["text"])
    assert (found.region or "", found.region_stated) == (
        passage["region"],
        passage.get("stated", False),
    )


def shown(fact: Fact) -> set[tuple[str, str]]:
    return {(item.span.quote, item.shows) for item in fact.evidence}


def test_an_inferred_region_quotes_each_town_and_school_that_speaks_for_it() -> None:
    found, fact = plan(
        "2024年全市教育工作要点\n全市要抓好落实。支持戴埠镇中心小学和溧阳市第二中学扩建。\n"
    )
    assert (found.region, found.region_stated) == ("320481", False)
    assert {
        ("戴埠镇", "戴埠镇属于溧阳市"),
        ("溧阳市第二中学", "溧阳市第二中学以溧阳市命名"),
    } <= shown(fact)
    assert [fault.kind for fault in found.faults] == [FaultKind.REGION_INFERRED]


def test_one_town_alone_is_not_enough() -> None:
    found, _ = plan("2024年全县教育工作要点\n全县要抓好落实。支持唤马镇小学扩建。\n")
    assert found.region is None


def test_a_town_with_namesakes_is_read_as_the_one_near_the_others() -> None:
    found, fact = plan("2024年全县教育工作要点\n全县要抓好落实。元坝镇、唤马镇各建幼儿园1所。\n")
    assert found.region == "510824"
    assert ("元坝镇", "元坝镇属于苍溪县") in shown(fact)


@pytest.mark.parametrize(
    "words",
    [
        "推进工作计划乡村行，重点镇建设。",
        "各乡镇、街道办好小城镇学校，其中城镇学位500个。",
        "城关镇、太平镇、新华街道各建幼儿园1所。",
        "新华中学、和平小学、第一中学、县第二中学扩建。",
        "在校高校毕业生就业，来我校工作。",
    ],
)
def test_plain_words_and_common_names_are_no_evidence(words: str) -> None:
    found, fact = plan(f"2024年教育工作要点\n{words}\n")
    assert (found.region, shown(fact)) == (None, {("2024年", "计划年度2024")})


def test_a_unified_code_counts_only_where_its_check_character_fits() -> None:
    page = "索引号：{}/2023-00060\n2023年教育工作要点\n全市要抓好落实。\n"
    right, fact = plan(page.format("113204000141094883"))
    assert right.region == "320400"
    assert ("113204000141094883", "统一社会信用代码登记于常州市") in shown(fact)
    wrong, _ = plan(page.format("113204000141094885"))
    assert wrong.region is None


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("支持在甬高校建基地，引导毕业生留甬就业。", "330200"),
        ("支持在宁高校建基地，引导毕业生留宁就业。", None),
        ("支持在常高校建基地，溧阳市新建学校。", "320400"),
        ("引导来常就业，常州籍毕业生返乡任教。", "320400"),
        ("支持在连高校建基地，庄河市、瓦房店市新建学校。", "210200"),
        ("支持在连高校建基地，东海县、灌云县新建学校。", "320700"),
    ],
)
def test_an_abbreviation_speaks_for_a_city_that_is_near_or_has_it_alone(
    text: str, region: str | None
) -> None:
    found, _ = plan(f"2023年全市教育工作要点\n各县区要抓好落实。{text}\n")
    assert (found.region, found.region_stated) == (region, False)


def test_a_document_number_alone_gives_no_region() -> None:
    found, _ = plan("2023年全市教育工作要点\n全市落实苏教基〔2021〕11号、浙教办〔2022〕3号文件。\n")
    assert found.region is None


def test_towns_are_not_read_for_a_plan_that_states_its_region() -> None:
    towns_table.cache_clear()
    plan("平湖市教育局2024年工作要点\n全市要抓好落实。新埭镇建幼儿园1所。\n")
    assert towns_table.cache_info().currsize == 0


def test_a_name_of_four_districts_is_left_open_with_all_of_them() -> None:
    (note,) = notes("鼓楼区教育局2022年工作计划\n全区要抓好落实。\n", FaultKind.REGION_DOUBTFUL)
    for city in ("南京市鼓楼区", "徐州市鼓楼区", "福州市鼓楼区", "开封市鼓楼区"):
        assert city in note


@pytest.mark.parametrize(
    ("title", "text", "code"),
    [
        ("鼓楼区", "与云龙区、泉山区建教研共同体。", "320302"),
        ("鼓楼区", "福州市部署课后服务。", "350102"),
        ("朝阳区", "落实吉林省、长春市要求。", "220104"),
        ("朝阳区", "三里屯街道、望京街道新建学校。", "110105"),
        ("城关区", "雁北街道、五泉街道新建学校。", "620102"),
        ("城关区", "八廓街道、娘热街道新建学校。", "540102"),
        ("长安区", "韦曲街道、杜曲街道新建学校。", "610116"),
        ("铁东区", "叶赫满族镇、山门镇小学扩建。", "220303"),
        ("铁东区", "落实辽宁省、鞍山市要求。", "210302"),
        ("西湖区", "转塘街道、翠苑街道新建学校。", "330106"),
        ("西湖区", "绳金塔街道、朝阳洲街道新建学校。", "360103"),
        ("新华区", "落实沧州市要求，与运河区共建。", "130902"),
        ("桥西区", "落实张家口市要求。", "130703"),
        ("海州区", "板浦镇、郁州街道新建学校。", "320706"),
        ("海州区", "落实辽宁省、阜新市要求。", "210902"),
        ("通州区", "宋庄镇、张家湾镇新建学校。", "110112"),
        ("通州区", "落实江苏省、南通市要求。", "320612"),
        ("江北区", "落实宁波市要求，慈城镇小学扩建。", "330205"),
        ("江北区", "鱼嘴镇、观音桥街道新建学校。", "500105"),
    ],
)
def test_a_name_of_several_districts_is_solved_by_what_the_text_names(
    title: str, text: str, code: str
) -> None:
    found, _ = plan(f"{title}教育局2022年工作计划\n全区要抓好落实。{text}\n")
    assert (found.region, found.region_stated) == (code, True)


def test_no_division_is_taken_for_another_whose_name_stands_in_the_title() -> None:
    today = [periods[-1] for periods in table().periods.values() if not periods[-1].last_year]
    namesakes = Counter(period.name for period in today)
    found = {
        period.region: plan(f"2023年{period.name}教育工作要点\n要抓好落实。\n")[0].region
        for period in today
    }
    assert [region for region in found if found[region] not in (region, None)] == []
    missing = {period.name for period in today if found[period.region] is None}
    assert {name for name in missing if namesakes[name] == 1} == {"矿区"}


@pytest.mark.parametrize("ending", ["县", "区", "市"])
def test_three_towns_tell_their_county_or_nothing(ending: str) -> None:
    by_county: dict[str, list[str]] = defaultdict(list)
    for name, bearers in towns_table().items():
        for county in bearers.split():
            by_county[county].append(name)
    counties = [
        county
        for county, names in sorted(by_county.items())
        if len(names) >= 3 and table().now(county).tier is Tier.COUNTY
    ]
    own = [county for county in counties if table().now(county).name.endswith(ending)][::9]
    text = "2023年全{0}教育工作要点\n全{0}各镇（街道）要抓好落实。支持{1}新建学校。\n"
    found = {
        county: plan(text.format(ending, "、".join(by_county[county][:3])))[0].region
        for county in own
    }
    assert [county for county in own if found[county] not in (county, None)] == []
    assert sum(found[county] == county for county in own) >= 0.95 * len(own)


def test_a_former_city_of_that_name_is_no_rival() -> None:
    found, _ = plan("通州市教育局2008年工作计划\n全市要抓好落实。\n")
    assert found.region == "320612"


def test_a_title_stands_though_the_text_says_another_kind_of_place() -> None:
    found, _ = plan("海盐县教育局2023年工作要点\n全市要抓好落实。全市新建学校3所。\n")
    assert (found.region, found.region_stated) == ("330424", True)


def test_a_masked_part_of_a_named_city_is_not_the_city() -> None:
    found, _ = plan("常州市XX区教育局2023年工作要点\n新建学校3所，落实常州市要求。\n")
    assert found.region is None


def test_regions_that_are_only_listed_are_not_the_plan_s_own() -> None:
    text = (
        "深化京津协作，北京市提供课程，北京市选派名师，用好北京市资源。河北省、山东省、山西省参与。"
    )
    found, _ = plan(f"2023年全市教育工作要点\n全市要抓好落实。{text}\n")
    assert found.region is None


def test_a_plan_of_the_ministry_is_for_no_region() -> None:
    text = (
        "教育部2023年工作要点\n支持北京市、上海市试点。北京市先行，北京市承办会议，北京市总结。\n"
    )
    assert plan(text)[0].region is None


def test_an_ambiguous_name_in_the_text_is_the_one_of_the_plan() -> None:
    text = "2022年徐州市教育工作计划\n全市要抓好落实。\n一、新建学校\n鼓楼区新建学校2所。\n"
    facts = extracted(text).facts
    found = [f.content for f in facts if f.span.quote == "鼓楼区"]
    assert [r.code for r in found if isinstance(r, Region)] == ["320302"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("年内新建县第三小学和保育院分园。", []),
        ("中心城区、老城区学位紧张。", []),
        ("南昌市新建区要新增学位900个。", ["南昌市", "新建区"]),
    ],
)
def test_a_phrase_that_looks_like_a_division_names_none(text: str, names: list[str]) -> None:
    found = extracted(f"某市2023年教育工作要点\n{text}\n").facts
    regions = [fact.content.name for fact in found if isinstance(fact.content, Region)]
    assert regions == names
