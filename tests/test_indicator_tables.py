"""Tables of indicators: which line heads one, which line is a row, what a row says."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.targets.indicator_tables import rows
from kg.records import Comparator, Fact, Target
from tests.reading import extracted_from_file

PLAN = "桐乡市“十四五”教育事业发展规划\n全市要抓好落实。\n"


def found(text: str, year: int | None = 2021) -> list[Target]:
    mentions = [m for row in rows(text, ((0, len(text)),), year) for m in row.targets]
    return [m.content for m in mentions if isinstance(m.content, Target)]


def shown(text: str, year: int | None = 2021) -> list[tuple[str, str, str, int | None]]:
    return [(t.indicator, str(t.value), t.unit, t.year) for t in found(text, year)]


@pytest.mark.parametrize(
    "table",
    [
        "指标 2020年 2025年 属性\n公办园占比（%） 45 55 预期性\n",
        "指标 2020年 2025年\n公办园占比（%） 45 55\n",
        "主要指标 2020年现状 2025年目标 属性\n公办园占比 45% 55% 约束性\n",
        "序号\t指标\t单位\t2020年\t2025年\n1\t公办园占比\t%\t45\t55\n",
        "指标名称\t单位\t2020年\t2025年\t属性\n公办园占比\t%\t45\t55\t预期性\n",
        "指标名称 / 2020年 / 2025年\n公办园占比（%） / 45 / 55\n",
        "项目|单位|2020年|2025年\n1.公办园占比|%|45|55\n",
        "发展指标 单位 2020年基数 2025年规划 \n（1）公办园占比 % 45 55 ★\n",
    ],
)
def test_a_row_has_its_name_its_goal_and_what_it_starts_from(table: str) -> None:
    (target,) = found(table)
    assert (target.indicator, target.value, target.unit) == ("公办园占比", Decimal(55), "%")
    assert (target.year, target.baseline, target.baseline_year) == (2025, Decimal(45), 2020)


def test_a_table_of_several_goals_has_a_target_for_each_year() -> None:
    table = "指标 2022年 2025年 2035年\n公办园占比（%） 45 55 70\n"
    assert shown(table, 2023) == [("公办园占比", "55", "%", 2025), ("公办园占比", "70", "%", 2035)]
    assert {target.baseline_year for target in found(table, 2023)} == {2022}


@pytest.mark.parametrize(
    ("cell", "value", "comparator"),
    [
        ("≥97.5", "97.5", Comparator.GE),
        ("＞97", "97", Comparator.GE),
        ("≤5", "5", Comparator.LE),
        ("97以上", "97", Comparator.GE),
        ("5以内", "5", Comparator.LE),
        ("不低于97", "97", Comparator.GE),
        ("不超过5", "5", Comparator.LE),
        ("97左右", "97", Comparator.APPROX),
        ("约97", "97", Comparator.APPROX),
        ("97", "97", Comparator.EQ),
        ("97%", "97", Comparator.EQ),
    ],
)
def test_a_cell_says_how_its_number_is_meant(cell: str, value: str, comparator: Comparator) -> None:
    (target,) = found(f"指标 2020年 2025年\n教师学历合格率（%） 90 {cell}\n")
    assert (target.value, target.comparator) == (Decimal(value), comparator)
    assert target.unit == "%"


@pytest.mark.parametrize(
    ("row", "value", "unit", "baseline"),
    [
        ("在园幼儿数（万人） 1.2 1.5", "15000", "人", "12000"),
        ("在园幼儿数 万人 1.2 1.5", "15000", "人", "12000"),
        ("教育经费（亿元） 9.6 12.85", "1285000000", "元", "960000000"),
        ("校舍面积 万平方米 12.5 15.8", "158000", "平方米", "125000"),
        ("新建学校（所） 3 12", "12", "所", "3"),
        ("新增学位 1,200个 3,000个", "3000", "个", "1200"),
        ("平均受教育年限 年 10.6 11.3", "11.3", "年", "10.6"),
    ],
)
def test_a_unit_is_read_with_its_power_of_ten(
    row: str, value: str, unit: str, baseline: str
) -> None:
    (target,) = found(f"指标 单位 2020年 2025年\n{row}\n")
    assert (target.value, target.unit) == (Decimal(value), unit)
    assert target.baseline == Decimal(baseline)


def test_a_row_without_a_baseline_has_none() -> None:
    (target,) = found("指标 2020年 2025年\n新建学校（所） — 12 预期性\n")
    assert (target.value, target.baseline, target.baseline_year) == (Decimal(12), None, None)


@pytest.mark.parametrize(
    "line",
    [
        "学前教育",
        "学前教育 义务教育",
        "公办园占比 45 55",
        "公办园占比（%） 45 提高",
        "（%） 45 55",
        "合计",
        "注：占比为全市口径",
    ],
)
def test_a_line_that_is_no_row_gives_nothing_and_does_not_end_its_table(line: str) -> None:
    table = f"指标 2020年 2025年\n{line}\n高中毛入学率（%） 90 94\n"
    assert shown(table) == [("高中毛入学率", "94", "%", 2025)]


@pytest.mark.parametrize(
    "sentence",
    [
        "以上指标按年评估。",
        "上述各项指标由县教育局会同县统计局负责监测评估并按年度向县人民政府报告",
    ],
)
def test_a_sentence_ends_a_table(sentence: str) -> None:
    table = f"指标 2020年 2025年\n新建学校（所） 3 5\n{sentence}\n示范园（所） 3 5\n"
    assert [target.indicator for target in found(table)] == ["新建学校"]


@pytest.mark.parametrize(
    "head",
    [
        "指标 2018年 2020年",  # all of it is past
        "指标完成情况",
        "年份 2020年 2025年",
        "指标按2020年 2025年分列。",
    ],
)
def test_a_line_without_a_goal_heads_no_table(head: str) -> None:
    assert found(f"{head}\n公办园占比（%） 45 55\n") == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "指标：学历合格率 单位：% 2022年实际值：95.2 2024年目标值：≥97",
            ("学历合格率", "97", "%", 2024, Comparator.GE, "95.2", 2022),
        ),
        (
            "3.指标：婴幼儿托位 单位：个 2023年完成值：8215 2024年目标值：8600",
            ("婴幼儿托位", "8600", "个", 2024, Comparator.EQ, "8215", 2023),
        ),
        (
            "（2）项目：教育经费 计量单位：亿元 2024年计划：98.5",
            ("教育经费", "9850000000", "元", 2024, Comparator.EQ, None, None),
        ),
    ],
)
def test_a_line_of_labelled_cells_is_a_row_without_a_head(
    line: str, expected: tuple[object, ...]
) -> None:
    (target,) = found(f"{line}\n", 2024)
    baseline = None if target.baseline is None else str(target.baseline)
    assert (
        target.indicator,
        str(target.value),
        target.unit,
        target.year,
        target.comparator,
        baseline,
        target.baseline_year,
    ) == expected


CELLS = st.decimals(0, 10**6, allow_nan=False, places=2).map(abs)


@given(CELLS, CELLS, st.sampled_from(["\t", " ", "|", " / ", "  "]))
def test_any_number_in_a_cell_is_kept_exactly_and_quoted(
    base: Decimal, goal: Decimal, edge: str
) -> None:
    table = f"指标{edge}2020年{edge}2025年\n新增学位（个）{edge}{base}{edge}{goal}\n"
    ((mention,),) = [row.targets for row in rows(table, ((0, len(table)),), 2021)]
    target = mention.content
    assert isinstance(target, Target)
    assert (target.value, target.baseline) == (goal, base)
    assert table[mention.start : mention.end] == f"新增学位（个）{edge}{base}{edge}{goal}"


def read(folder: Path, text: str) -> list[tuple[Target, Fact]]:
    facts = extracted_from_file(folder, text).facts
    return [(fact.content, fact) for fact in facts if isinstance(fact.content, Target)]


@pytest.mark.parametrize(
    "table",
    [
        "指标 2020年 2025年 属性\n"
        "学前三年毛入园率（%） 87.1 92以上 预期性\n"
        "九年义务教育巩固率（%） 96 ≥97.5 约束性\n"
        "新增学位 1200个 3000个 约束性\n"
        "新建学校（所） — 12 预期性\n",
        "序号\t指标\t单位\t2020年\t2025年\n"
        "1\t学前三年毛入园率\t%\t87.1\t92以上\n"
        "2\t九年义务教育巩固率\t%\t96\t≥97.5\n"
        "3\t新增学位\t个\t1200\t3000\n"
        "4\t新建学校\t所\t—\t12\n",
    ],
)
def test_each_row_of_a_file_is_one_target_and_the_text_around_keeps_its_own(
    tmp_path: Path, table: str
) -> None:
    text = f"{PLAN}一、主要目标\n{table}二、保障措施\n到2025年，招聘教师900名。\n"
    found_here = read(tmp_path, text)
    assert [(t.indicator, str(t.value), t.unit, t.year) for t, _ in found_here] == [
        ("学前三年毛入园率", "92", "%", 2025),
        ("九年义务教育巩固率", "97.5", "%", 2025),
        ("新增学位", "3000", "个", 2025),
        ("新建学校", "12", "所", 2025),
        ("招聘教师", "900", "名", 2025),
    ]
    assert [str(t.baseline) for t, _ in found_here[:3]] == ["87.1", "96", "1200"]
    for _, fact in found_here:
        assert text[fact.span.start : fact.span.end] == fact.span.quote


def test_a_goal_without_a_year_is_for_that_of_its_plan(tmp_path: Path) -> None:
    text = (
        "桐乡市2024年教育工作要点\n全市要抓好落实。\n"
        "1.指标：新增学位 单位：个 2023年完成值：900 目标值：1200\n"
        "2.指标：公办园占比 单位：% 2025年目标值：≥55\n"
    )
    assert [(t.indicator, str(t.value), t.year) for t, _ in read(tmp_path, text)] == [
        ("新增学位", "1200", 2024),
        ("公办园占比", "55", 2025),
    ]
