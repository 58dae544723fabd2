"""The title of a plan among what mirrors and sites write around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.plan.title import further_titles, headline_of, title_of
from kg.records import Plan, Target
from tests.reading import extracted

TITLE = "桐乡市教育局2023年工作要点"
PROSE = "全面推进教育高质量发展，办好人民满意的教育。" * 8


@pytest.mark.parametrize(
    "line",
    [
        TITLE,
        f"{TITLE}.docx",
        f"{TITLE}.docx 由会员小鹿上传",
        f"{TITLE}.doc由会员小鹿分享",
        f"{TITLE}.pdf 第一页",
        f"{TITLE} - 豆丁网",
        f"{TITLE}_范文网",
        f"{TITLE}|教育文库",
        f"<标题>{TITLE}</标题>",
        f"标题：{TITLE}",
        f"信息名称： {TITLE}",
        f"《{TITLE}》",
        f"关于印发《{TITLE}》的通知",
        f"桐乡市教育局关于印发《{TITLE}》的通知",
        f"【精品】{TITLE}（精选）",
        f"附件1：{TITLE}",
        f"篇一：{TITLE}",
        f"{TITLE}范文三篇",
        f"{TITLE}（征求意见稿）",
        f"　　{TITLE}　",
    ],
)
def test_what_mirrors_and_notices_add_is_no_part_of_the_title(line: str) -> None:
    text = f"首页 > 教育\n{line}\n一、扩大学位\n"
    title = title_of(text.replace("　", " "))
    assert title is not None
    assert title.words == TITLE
    assert text[title.start : title.end] == TITLE


@pytest.mark.parametrize(
    "line",
    [
        "一、2023年教育工作要点",
        "（一）2023年教育工作要点",
        "1.2023年教育工作要点",
        "第一章 2023年教育工作要点",
        "现将2023年教育工作要点印发如下。",
        "我局制定了教育工作计划；",
        "- 2023年教育工作要点",
        "2023年城市绿化工作方案",
        "2023年教育系统大事记",
        "要点",
    ],
)
def test_a_line_of_the_text_is_no_title(line: str) -> None:
    assert title_of(f"{line}\n") is None


def test_a_longer_form_of_the_title_that_follows_is_the_title() -> None:
    text = "2023年教育工作要点.docx\n下载文档\n桐乡市教育局2023年工作要点\n一、扩大学位\n"
    found = title_of(text)
    assert found is not None
    assert found.words == TITLE


def test_the_title_of_another_year_does_not_replace_the_first() -> None:
    found = title_of(f"{TITLE}\n一、扩大学位\n上一篇：\n桐乡市教育局2021年度教育工作要点\n")
    assert found is not None
    assert found.words == TITLE


@given(
    st.sampled_from(["", "附件：", "【推荐】", "标题：", " "]),
    st.sampled_from(["", "（精选）", ".docx", ".doc 由会员小鹿上传", " - 豆丁网", " "]),
    st.sampled_from(["", "首页 > 教育\n", "\n\n", "索引号：01\n"]),
)
def test_a_title_is_quoted_from_its_place(before: str, behind: str, above: str) -> None:
    text = f"{above}{before}{TITLE}{behind}\n一、扩大学位\n"
    found = title_of(text)
    assert found is not None
    assert (found.words, text[found.start : found.end]) == (TITLE, TITLE)


def test_a_report_of_a_newspaper_has_its_headline() -> None:
    text = (
        "当前位置：首页 > 教育\n浏览次数：30\n桐乡市部署新学年教育工作\n"
        "来源：桐乡日报 记者 王某\n"
        "本报讯 昨天，桐乡市召开教育工作会议，部署新学年各项工作，要求各校抓好落实，"
        "全面提升教育教学质量，办好人民满意的教育。\n新增学位三千个稳步推进\n"
    )
    headline = headline_of(text, ((0, len(text)),))
    assert headline is not None
    assert text[headline.start : headline.end] == headline.words == "桐乡市部署新学年教育工作"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "桐乡市召开教育工作会议。\n",
        "来源：桐乡日报\n时间：3月4日\n本报讯 昨天召开会议。\n",
        "要闻\n本报讯 昨天召开会议。\n",
    ],
)
def test_a_text_without_a_headline_has_none(text: str) -> None:
    assert headline_of(text, ((0, len(text)),)) is None


def test_each_plan_of_a_compendium_keeps_its_own_numbers() -> None:
    text = (
        f"桐乡市教育局2022年工作要点\n全市要抓好落实。新建学校3所。{PROSE}\n"
        f"海盐县教育局2023年工作要点\n全县要抓好落实。新增学位900个。{PROSE}\n"
    )
    facts = extracted(text).facts
    plans = [fact.content for fact in facts if isinstance(fact.content, Plan)]
    assert [(plan.title, plan.year, plan.region) for plan in plans] == [
        ("桐乡市教育局2022年工作要点", 2022, "330483"),
        ("海盐县教育局2023年工作要点", 2023, "330424"),
    ]
    targets = [fact.content for fact in facts if isinstance(fact.content, Target)]
    assert [(t.indicator, str(t.value), t.year) for t in targets] == [
        ("新建学校", "3", 2022),
        ("新增学位", "900", 2023),
    ]


@pytest.mark.parametrize(
    ("second", "number"),
    [
        ("海盐县教育局2023年工作要点", 1),
        ("海盐县教育局“十四五”教育发展规划", 1),
        ("海盐县教育局工作要点", 0),  # it tells no year
        ("桐乡市教育局2022年工作要点", 0),  # it is the first one again
        ("二、海盐县教育局2023年工作要点", 0),
    ],
)
def test_a_title_between_two_plans_begins_the_second(second: str, number: int) -> None:
    text = f"桐乡市教育局2022年工作要点\n{PROSE}\n{second}\n{PROSE}\n"
    found = list(further_titles(text, ((0, len(text)),)))
    assert [(title.words, text[title.start : title.end]) for title in found] == [
        (second, second)
    ] * number


@pytest.mark.parametrize(("first", "last"), [("", PROSE), (PROSE, "")])
def test_a_list_of_titles_is_no_compendium(first: str, last: str) -> None:
    text = f"桐乡市教育局2022年工作要点\n{first}\n海盐县教育局2023年工作要点\n{last}\n"
    assert list(further_titles(text, ((0, len(text)),))) == []


def test_the_notice_of_a_mirror_holds_the_title_in_its_marks() -> None:
    found = title_of("《桐乡市2023年教育工作要点》由会员分享，可在线阅读\n一、扩大学位\n")
    assert found is not None
    assert found.words == "桐乡市2023年教育工作要点"
