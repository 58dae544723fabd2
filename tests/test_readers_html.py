from pathlib import Path

import pytest

from kg.builder import extract_source
from kg.errors import ReadError
from kg.readers import Found, read
from kg.readers.html import source, text
from kg.records import Plan, Source, Target

DOCUMENTS = Path(__file__).parent / "documents"


def page(name: str = "plan.html") -> Source:
    return read(Found(DOCUMENTS / name, name))


def test_a_page_keeps_its_table_of_metadata_and_its_headings() -> None:
    lines = page().text.splitlines()
    assert lines[:4] == [
        "您当前的位置：首页 > 政府信息公开 > 正文",
        "索引号：\t620723012/2024-00018\t发布机构：\t临泽县教育局",
        "发布日期：\t2024-03-06\t有效性：\t有效",
        "临泽县2024年教育工作要点",
    ]
    assert [line for line in lines if line.startswith(("一", "（"))] == [
        "一、扩大教育资源供给",
        "（一）增加公办学位",
        "（二）办好学前教育",
        "（一）落实立德树人根本任务",
        "（二）建设高素质教师队伍",
        "（一）守住校园安全底线",
    ]


def test_a_table_of_indicators_is_read_row_by_row() -> None:
    lines = page().text.splitlines()
    at = lines.index("指标\t单位\t2023年\t2024年")
    assert lines[at + 1 : at + 4] == [
        "普惠性幼儿园覆盖率\t%\t85\t90",
        "义务教育巩固率\t%\t98.5\t99",
        "新建中小学校\t所\t2\t3",
    ]


def test_menus_lists_of_links_and_scripts_are_left_out() -> None:
    found = page().text
    for words in ("办事服务", "县一中举行运动会", "新增学位9万个"):
        assert words not in found


def test_what_a_page_says_is_found() -> None:
    facts = extract_source(page()).facts
    (plan,) = [fact.content for fact in facts if isinstance(fact.content, Plan)]
    assert (plan.index_number, plan.published) == ("620723012/2024-00018", "2024-03-06")
    assert (plan.issuer, plan.region) == ("临泽县教育局", "620723")
    targets = [fact.content for fact in facts if isinstance(fact.content, Target)]
    assert ("新增公办学位", "12000") in [
        (target.indicator, str(target.value)) for target in targets
    ]


def test_metadata_in_a_table_without_colons_is_found() -> None:
    cells = ("索引号", "620723012/2024-00018", "发布机构", "临泽县教育局", "发布日期", "2024-03-06")
    markup = f"<table><tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr></table><p>教育要点"
    facts = extract_source(source(markup.encode(), "a.html")).facts
    (plan,) = [fact.content for fact in facts if isinstance(fact.content, Plan)]
    assert (plan.index_number, plan.issuer) == ("620723012/2024-00018", "临泽县教育局")
    assert plan.published == "2024-03-06"


def test_a_page_that_lies_about_its_encoding_reads_the_same() -> None:
    assert b'charset="utf-8"' in (DOCUMENTS / "gb18030.html").read_bytes()
    assert (page("gb18030.html").encoding, page().encoding) == ("gb18030", "utf-8")
    assert page("gb18030.html").text == page().text


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "utf-8", "no-such", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_encoding_is_found_whatever_a_page_declares(declared: str, encoding: str) -> None:
    markup = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}"><p>学位㐀个'
    found = source(markup.encode(encoding), "a.html")
    assert (found.encoding, found.text) == (encoding, "学位㐀个\n")


def test_a_declared_encoding_counts_where_the_bytes_allow_it() -> None:
    content = '<meta charset="big5"><p>教育工作要點'.encode("big5")
    assert source(content, "a.html").text == "教育工作要點\n"


def test_a_page_that_is_laid_out_by_tables_and_breaks_keeps_its_lines() -> None:
    markup = (
        "<table><tr><td><a href='/'>首页</a> <a href='/a'>公开</a> <a href='/b'>互动</a></td></tr>"
        "<tr><td><font>一、学前教育<br>&emsp;新建幼儿园3所。<br><br>二、义务教育</font>"
        "<table><tr><th>指标<th>单位</tr><tr><td rowspan=2>学位<td>个</tr></table>"
        "</td></tr></table>"
    )
    assert text(markup).splitlines() == [
        "一、学前教育",
        "\u2003新建幼儿园3所。",
        "二、义务教育",
        "指标\t单位",
        "学位\t个",
    ]


def test_an_entity_is_its_character_and_hidden_text_is_left_out() -> None:
    markup = "<p>覆盖率&ge;90%</p><div style='display: none'>新增学位9万个</div>"
    assert text(markup) == "覆盖率≥90%\n"


def test_a_link_alone_stays_for_it_may_be_an_appendix() -> None:
    assert text("<p>教育<p><a href='a.docx'>附件：指标表.docx</a>") == "教育\n附件：指标表.docx\n"


def test_a_date_that_only_machines_are_told_is_read_too() -> None:
    markup = '<html><head><meta name="PubDate" content="2024-03-06 09:30"></head><p>教育要点'
    assert text(markup) == "发布日期：2024-03-06 09:30\n教育要点\n"


@pytest.mark.parametrize("content", [b"", b"<html></html>", b"<script>var a = 1</script>"])
def test_a_page_without_text_is_refused(content: bytes) -> None:
    with pytest.raises(ReadError, match=r"has no text \(a.html\)"):
        source(content, "a.html")


def test_a_page_of_endless_elements_is_read_as_far_as_it_goes() -> None:
    assert text("<p>教育" + "<div>" * 5000) == "教育\n"
