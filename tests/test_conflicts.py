"""What contradicts a plan's region or its year is shown, and changes neither."""

import pytest

from kg.records import FaultKind
from tests.reading import notes, plan


def test_a_stated_region_stays_and_is_doubted_where_all_counties_lie_elsewhere() -> None:
    text = (
        "海盐县教育局2023年工作要点\n全县要抓好落实。"
        "灌云县、灌南县、东海县各新建学校1所，赣榆区扩建2所。\n"
    )
    found, fact = plan(text)
    assert (found.region, found.region_stated, fact.confidence) == ("330424", True, 0.6)
    (note,) = notes(text, FaultKind.REGION_DOUBTFUL)
    assert "灌云县属于连云港市" in note


def test_partners_elsewhere_cast_no_doubt() -> None:
    text = (
        "海盐县教育局2023年工作要点\n全县要抓好落实。"
        "与灌云县、灌南县、东海县结对，选派教师赴四川省屏山县、青川县支教。\n"
    )
    assert notes(text, FaultKind.REGION_DOUBTFUL) == []


@pytest.mark.parametrize(
    ("title", "text", "note"),
    [
        ("连云港市2012年教育工作要点", "支持赣榆区创建。", "赣榆区之名2014年才有"),
        ("连云港市2023年教育工作要点", "支持赣榆县创建。", "赣榆县之名只用到2013年"),
        ("2021年县教育工作要点", "贯彻党的二十大精神。", "党的二十大2022年才有"),
        ("2016年县教育工作要点", "学习党的十九大报告。", "党的十九大2017年才有"),
        ("2020年县教育工作要点", "落实“双减”要求。", "“双减”2021年才有"),
        ("2022年县教育工作要点", "宣传《爱国主义教育法》。", "《爱国主义教育法》2023年才有"),
        ("2021年县教育工作要点", "按照2023年全国教育工作会议部署。", "文件或会议为2023年"),
        (
            "2021年县教育工作要点",
            "落实《某某条例（2023年修订）》。",
            "《某某条例（2023年修订）》为2023年",
        ),
        ("2021年县教育工作要点", "落实《某某计划（2023—2025年）》。", "（2023—2025年）》为2023年"),
    ],
)
def test_what_is_later_than_the_plan_makes_its_year_doubtful(
    title: str, text: str, note: str
) -> None:
    (found,) = notes(f"{title}\n抓好落实。{text}\n", FaultKind.YEAR_DOUBTFUL)
    assert note in found


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("2022年县教育工作要点", "贯彻党的二十大精神，落实“双减”，学习家庭教育促进法。"),
        ("2021年县教育工作要点", "喜迎党的二十大，编制《某某规划（2022—2025年）》。"),
        ("2021年县教育工作要点", "实施二十大行动，到2025年全面达标，启动2022年招生准备。"),
        ("2023年县教育工作要点", "落实《某某计划（2022—2025年）》，起草《学前教育法》实施办法。"),
        ("平湖市教育规划（2021—2025年）", "贯彻党的二十大精神，落实《爱国主义教育法》。"),
        ("连云港市2014年教育工作要点", "支持赣榆区创建。"),
    ],
)
def test_what_a_plan_can_know_or_looks_ahead_to_leaves_its_year_alone(
    title: str, text: str
) -> None:
    assert notes(f"{title}\n抓好落实。{text}\n", FaultKind.YEAR_DOUBTFUL) == []


def test_a_doubtful_year_is_shown_at_its_place_and_kept() -> None:
    found, _ = plan("2021年县教育工作要点\n抓好落实。贯彻党的二十大精神。\n")
    (fault,) = [f for f in found.faults if f.kind is FaultKind.YEAR_DOUBTFUL]
    assert found.year == 2021
    assert fault.span is not None
    assert fault.span.quote == "党的二十大"
