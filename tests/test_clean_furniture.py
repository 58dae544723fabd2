"""What belongs to a page and not to the plan on it."""

import pytest

from kg.clean import clean
from kg.records import FaultKind, Target
from tests.reading import extracted
from tests.strategies import source

PROSE = "全面推进教育高质量发展，办好人民满意的教育，" * 20 + "完成各项任务。"
HEAD = "2024年教育工作要点"


def marked(text: str) -> list[str]:
    found = clean(source(text))
    return [found.text[start:end].strip() for start, end in found.furniture]


@pytest.mark.parametrize(
    "line", ["澳门永利娱乐城开户", "代孕公司哪家好", "老虎机技巧大全", "专业代开发票"]
)
def test_a_line_of_spam_is_furniture_and_the_plan_goes_on_behind_it(line: str) -> None:
    text = f"{HEAD}\n{PROSE}\n{line}\n二、新建学校9所。\n"
    assert marked(text) == [line]
    targets = [f.content for f in extracted(text).facts if isinstance(f.content, Target)]
    assert [(target.indicator, str(target.value)) for target in targets] == [("新建学校", "9")]


@pytest.mark.parametrize(
    "line",
    ["新闻推荐", "推荐新闻：", "相关新闻", "延伸阅读", "热门文章", "上一篇：招生通知", "版权所有"],
)
def test_what_follows_the_plan_on_its_page_is_furniture(line: str) -> None:
    tail = f"{line}\n海盐县新建学校30所，新增学位900个。"
    text = f"{HEAD}\n{PROSE}\n二、新建学校9所。\n{tail}\n"
    assert marked(text) == [tail]
    targets = [f.content for f in extracted(text).facts if isinstance(f.content, Target)]
    assert [str(target.value) for target in targets] == ["9"]


@pytest.mark.parametrize("line", ["新闻推荐", "上一篇：招生通知"])
def test_the_same_words_above_the_plan_end_nothing(line: str) -> None:
    text = f"{line}\n{HEAD}\n{PROSE}\n二、新建学校9所。\n"
    targets = [f.content for f in extracted(text).facts if isinstance(f.content, Target)]
    assert [str(target.value) for target in targets] == ["9"]


@pytest.mark.parametrize(
    "sentence",
    [
        "新闻推荐活动每月举办2次。",
        "延伸阅读书目达到30种。",
        "严厉打击代开发票行为，查处案件9件。",
        "（四）整治校园周边棋牌室",
        "四是清理色情读物，检查书店30家；",
    ],
)
def test_a_sentence_of_the_plan_that_begins_so_is_none(sentence: str) -> None:
    assert marked(f"{HEAD}\n{PROSE}\n{sentence}\n二、新建学校9所。\n") == []


def test_a_page_that_ends_in_blanks_behind_its_furniture_is_cut_where_its_text_is() -> None:
    text = "甲县教育局2023年工作要点\n" + "全县要抓好落实，" * 6 + "新建\n责任编辑：王某\n \n"
    found = clean(source(text))
    (fault,) = [fault for fault in found.faults if fault.kind is FaultKind.TRUNCATED]
    assert fault.span is not None
    assert fault.span.quote.endswith("新建")
