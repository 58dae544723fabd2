import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.clean import (
    STEPS,
    Step,
    clean,
    furniture,
    line_breaks,
    marks,
    markup,
    masks,
    page_breaks,
    pinyin,
    radicals,
    spun_words,
    traditional,
)
from kg.errors import OffsetError
from kg.offsets import Edit
from kg.records import CleanText, FaultKind
from tests.strategies import TEXTS, source

EDITING = [step for step in STEPS if step is not furniture.mark]


def cleaned(text: str, *steps: Step) -> CleanText:
    return clean(source(text), steps or STEPS)


def kinds(text: CleanText) -> list[FaultKind]:
    return [fault.kind for fault in text.faults]


@given(TEXTS, st.permutations(EDITING), st.integers(0, len(EDITING)))
def test_any_chain_of_steps_keeps_every_span_in_its_place(
    text: str, steps: list[Step], number: int
) -> None:
    found = clean(source(text), [*steps[:number], furniture.mark])
    spans = [found.source_span(at, at + 1) for at in range(len(found.text))]
    assert all(text[span.start : span.end] == span.quote for span in spans)
    for left, right in itertools.pairwise(spans):
        assert left.start <= right.start
        assert left.end <= right.end
    for fault in found.faults:
        assert fault.span is None or text[fault.span.start : fault.span.end] == fault.span.quote
    assert all(0 <= start < end <= len(found.text) for start, end in found.furniture)


def test_marks_have_one_form_and_numbers_keep_theirs() -> None:
    found = cleaned("新增１,100个(含“小班〞),师生比1:18;", marks.unify)
    assert found.text == "新增1,100个（含“小班”），师生比1:18；"
    assert kinds(found) == [FaultKind.ODD_MARKS]


def test_a_tab_between_cells_stays_and_one_of_an_indent_is_a_blank() -> None:
    assert cleaned("\t新建学校\t所\t3", marks.unify).text == " 新建学校\t所\t3"
    assert kinds(cleaned("新建学校\t所\t3")) == []


def test_radicals_become_the_characters_that_they_look_like() -> None:
    found = cleaned("⻄部新增⽤地，⻓期⼀⼈⼀案，⻢坝⾼中", radicals.unify)
    assert found.text == "西部新增用地，长期一人一案，马坝高中"
    assert found.source_span(0, 1).quote == "⻄"


def test_every_radical_but_two_has_its_character() -> None:
    all_radicals = [chr(code) for code in (*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6))]
    left = [sign for sign in all_radicals if cleaned(sign, radicals.unify).text == sign]
    assert left == ["\u2e80", "\u2e9a"]


def test_brackets_of_a_document_number_are_no_damage() -> None:
    assert kinds(cleaned("国办发〔2015〕71号", marks.unify)) == []


def test_pinyin_goes_and_its_character_keeps_its_place() -> None:
    found = cleaned("負責(zé)人說,發(fā)展教聯(lián)體。", pinyin.strip)
    assert found.text == "負責人說,發展教聯體。"
    at = found.text.index("教聯")
    assert found.source_span(at, at + 2).quote == "教聯(lián)"
    assert kinds(found) == [FaultKind.PINYIN]


def test_a_lesson_on_pinyin_is_left_alone() -> None:
    text = "认读“重(zhòng)”字,下载应用(app)。"
    assert cleaned(text, pinyin.strip).text == text


def test_traditional_becomes_simplified_in_its_place() -> None:
    text = "著力發展學前教育,優化縣域學校設置,實施國家課程,開展師資對口支援,建設優質課程體系。"
    found = cleaned(text, traditional.simplify)
    assert found.text.startswith("着力发展学前教育,优化县域学校设置")
    at = found.text.index("课程体系")
    assert found.source_span(at, at + 4).quote == "課程體系"
    assert kinds(found) == [FaultKind.TRADITIONAL]


def test_page_numbers_go_where_they_cut_sentences() -> None:
    text = "工作要点\n1、一是推进集团化办学，扩大优\n2、质资源覆盖面。二是改善办学条\n3、件。"
    found = cleaned(text, page_breaks.join)
    assert found.text == "工作要点\n一是推进集团化办学，扩大优质资源覆盖面。二是改善办学条件。"
    assert kinds(found) == [FaultKind.PAGE_NUMBERS]


def test_a_list_of_items_keeps_its_numbers() -> None:
    text = "1、推进集团化办学。\n2、改善办学条件。\n3、加强师资建设。"
    assert cleaned(text, page_breaks.join).text == text


def test_a_page_number_on_a_line_of_its_own_goes() -> None:
    found = cleaned("完善县管校\n- 3 -\n聘机制。\n第4页 共9页\n建设学校。", page_breaks.join)
    assert found.text == "完善县管校聘机制。\n建设学校。"


def test_lines_that_the_page_has_broken_are_joined() -> None:
    text = (
        "（一）实施学前教育普惠提\n质行动。新建幼儿园6\n所，认定普惠性民办幼儿\n"
        "园10所，学前三年毛入园\n率达93%以上。\n（二）实施强校工程。\n"
    )
    assert cleaned(text, marks.unify, line_breaks.join).text == (
        "（一）实施学前教育普惠提质行动。新建幼儿园6所，认定普惠性民办幼儿园10所，"
        "学前三年毛入园率达93%以上。\n（二）实施强校工程。\n"
    )


def test_paragraphs_keep_their_line_ends() -> None:
    text = "一、提升质量\n新建学校5所。\n二、保障安全\n开展演练。\n"
    assert cleaned(text, line_breaks.join).text == text


def test_blanks_inside_numbers_go() -> None:
    text = "新增学位3200 个，占比降至5 % 以下，巩固率98 .5%以上。"
    found = cleaned(text, line_breaks.join)
    assert found.text == "新增学位3200个，占比降至5%以下，巩固率98.5%以上。"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("新建公办园○所", "新建公办园X所"),
        ("普惠率达8×%", "普惠率达8X%"),
        ("新增学位1.*万个", "新增学位1.X万个"),
        ("投入×.×亿元", "投入X.X亿元"),
        ("招生不少于    人", "招生不少于XXXX人"),
        ("更新设备____套", "更新设备XXXX套"),
        ("应用培训。人次", "应用培训X人次"),
    ],
)
def test_a_number_that_is_missing_is_masked(text: str, masked: str) -> None:
    assert cleaned(f"{text}。", masks.unify).text == f"{masked}。"


def test_leftovers_of_markup_go_and_entities_are_read() -> None:
    text = '&nbsp;占比&ge;50%,{ HYPERLINK \\l "_Toc3356" }新建<br/>学校5所?/p>。'
    assert cleaned(text, markup.strip).text == "\xa0占比≥50%,新建学校5所。"


@pytest.mark.parametrize(
    "line", ["推荐阅读书目20种，举办活动30场。", "相关文章制度要健全，新建学校9所。"]
)
def test_a_sentence_that_begins_like_furniture_is_none(line: str) -> None:
    prose = "全面推进教育高质量发展，办好人民满意的教育，" * 20
    found = cleaned(f"2024年教育工作要点\n{prose}。\n{line}\n二、新建学校9所。\n")
    assert found.furniture == ()
    assert kinds(found) == []


@pytest.mark.parametrize(
    ("text", "clean_text"),
    [
        ("新建<p {PAGE} {PAGE}>学校", "新建学校"),
        ("中职招生（微信:xx123）人左右", "中职招生XX人左右"),
        ("完善县管校\n- 3 -\n- 4 -\n聘机制。", "完善县管校聘机制。"),
    ],
)
def test_damage_inside_damage_is_undone_once(text: str, clean_text: str) -> None:
    assert cleaned(text).text == clean_text


def test_masks_have_one_form_and_keep_their_length() -> None:
    found = cleaned("建成**学校××所,推进1+*证书,投入xx万元。", masks.unify)
    assert found.text == "建成XX学校XX所,推进1+X证书,投入XX万元。"
    assert kinds(found) == [FaultKind.MASKED]


def test_an_advertisement_is_a_mask_where_a_number_stood() -> None:
    found = cleaned("中职招生（微信:abc123）人左右，（联系电话0510）完善机制。", masks.unify)
    assert found.text == "中职招生XX人左右，完善机制。"
    assert kinds(found) == [FaultKind.ADVERTISEMENT]


def test_spun_words_are_restored_where_the_text_is_spun() -> None:
    text = (
        "连续推动教育公正,乐观参与教学争辩,扩大掩盖面,做好农夫工子女入学,"
        "健全校长老师沟通制度,完善根底数据。"
    )
    found = cleaned(text, spun_words.restore)
    assert "校长教师交流制度" in found.text
    assert "积极参与教学研究" in found.text
    assert kinds(found) == [FaultKind.SPUN]


def test_an_innocent_teacher_is_not_restored() -> None:
    text = "老师和同学连续三年参加试验学校的活动。"
    assert cleaned(text, spun_words.restore).text == text


def test_furniture_is_marked_and_the_plan_is_not() -> None:
    prose = "全面推进教育高质量发展，办好人民满意的教育，" * 20 + "完成各项任务。"
    text = (
        f"首页 > 政务公开\n索引号：01-2\n2024年教育工作要点\n{prose}\n（此件公开发布）\n"
        f"上一篇：招生通知\n{prose}\n"
    )
    found = cleaned(text)
    body = "".join(found.text[start:end] for start, end in found.body()).strip()
    assert body == f"2024年教育工作要点\n{prose}"
    assert kinds(found) == []


def test_a_line_that_holds_page_and_plan_is_no_furniture() -> None:
    found = cleaned("首页 > 政务公开 2024年教育工作要点 " + "推进教育高质量发展。" * 40)
    assert found.furniture == ()


def test_a_mirror_and_a_cut_end_are_reported() -> None:
    text = "2024年县教育工作要点.docx\n下载文档\n" + "推进教育高质量发展，" * 10 + "全面"
    assert kinds(cleaned(text)) == [FaultKind.MIRROR, FaultKind.TRUNCATED]


def test_a_text_whose_furniture_is_marked_is_not_edited_any_more() -> None:
    found = cleaned("首页 > 政务公开\n完成任务。")
    with pytest.raises(OffsetError, match="furniture"):
        found.edited([Edit(0, 1)])
