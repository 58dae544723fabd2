import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from kg.builder import extract_source
from kg.errors import ReadError
from kg.readers import Found, read
from kg.readers.docx import text
from kg.records import Source, Target

DOCUMENTS = Path(__file__).parent / "documents"
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LINES = """\
临泽县2024年教育工作要点
2024年全县教育工作以办好人民满意的教育为目标，坚持问题导向，补短板、强弱项、提质量，推动各级各类教育协调发展，努力让每个孩子都能享有公平而有质量的教育。
一、扩大教育资源供给
（一）增加公办学位
新建、改扩建公办幼儿园6所，全县新增公办学位1.2万个，其中义务教育阶段新增学位8600个。城区新建学校与住宅小区同步规划、同步建设、同步交付使用，让适龄儿童就近入学、方便入学。
（二）办好学前教育
普惠性幼儿园覆盖率由85%提高到90%以上，公办园在园幼儿占比达到60%以上。开展小区配套幼儿园治理“回头看”，严禁幼儿园提前教授小学课程内容。
二、提高教育教学质量
（一）落实立德树人根本任务
深入推进“双减”工作，课后服务覆盖所有义务教育学校，学生自愿参加率达到95%以上。每个学生掌握1至2项体育运动技能，中小学生体质健康优良率提高到55%。
（二）建设高素质教师队伍
公开招聘教师120名，培训校长和骨干教师1500人次，实施“县管校聘”管理改革，每年交流轮岗的教师不少于符合条件教师总数的10%。
三、加强教育保障
（一）守住校园安全底线
全县中小学、幼儿园专职保安配备率、一键式报警装置安装率均达到100%，每学期组织安全演练不少于2次，坚决防范溺水、交通等重特大安全事故发生。责任到人。
指标\t单位\t2023年\t2024年
普惠性幼儿园覆盖率\t%\t85\t90
义务教育巩固率\t%\t98.5\t99
新建中小学校\t所\t2\t3
（三）完善经费投入机制
全年投入资金3500万元，改造薄弱学校12所。
本要点由县教育局负责解释。
咨询电话由县教育局办公室公布。
临泽县教育局
2024年3月4日
"""


def plan() -> Source:
    return read(Found(DOCUMENTS / "plan.docx", "plan.docx"))


def saved(document: docx.document.Document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def with_paragraphs(*paragraphs: str) -> bytes:
    """Return a Word file with these paragraphs, given as what stands inside w:p."""
    document = docx.Document()
    for inside in paragraphs:
        element = parse_xml(f"<w:p {NAMESPACE}>{inside}</w:p>")
        document.element.body.insert(-1, element)
    return saved(document)


def test_a_word_file_is_read_in_its_order_with_its_numbers_and_rows() -> None:
    assert plan().text == LINES


def test_a_word_file_is_known_by_its_media_type_and_has_no_encoding() -> None:
    source = plan()
    assert source.media_type.endswith("officedocument.wordprocessingml.document")
    assert source.encoding == ""


def test_the_targets_of_a_word_file_are_found() -> None:
    found = [
        (fact.content.indicator, str(fact.content.value), fact.content.unit)
        for fact in extract_source(plan()).facts
        if isinstance(fact.content, Target)
    ]
    assert ("新增公办学位", "12000", "个") in found
    assert ("教育保障投入资金", "35000000", "元") in found


def test_counted_numbers_begin_anew_below_each_heading_and_where_a_list_says_so() -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{words}"/></w:lvl>'
        for i, (form, words) in enumerate((("ideographTraditional", "%1、"), ("decimal", "%1.%2")))
    )
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {NAMESPACE} w:abstractNumId="80">{levels}</w:abstractNum>')
    )
    for name, override in (
        ("80", ""),
        ("81", '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
    ):
        inside = f'<w:abstractNumId w:val="80"/>{override}'
        numbering.append(parse_xml(f'<w:num {NAMESPACE} w:numId="{name}">{inside}</w:num>'))
    for name, level in (("80", 0), ("80", 1), ("80", 1), ("80", 0), ("80", 1), ("81", 0)):
        place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr>'
        run = f"<w:pPr>{place}</w:pPr><w:r><w:t>学位</w:t></w:r>"
        document.element.body.insert(-1, parse_xml(f"<w:p {NAMESPACE}>{run}</w:p>"))
    assert text(saved(document), "a.docx").splitlines() == [
        "甲、学位",
        "甲.1 学位",
        "甲.2 学位",
        "乙、学位",
        "乙.1 学位",
        "戊、学位",
    ]


def test_field_codes_hidden_words_and_footnotes_are_left_out() -> None:
    content = with_paragraphs(
        "<w:r><w:instrText>PAGEREF _Toc1</w:instrText></w:r><w:r><w:t>新增</w:t></w:r>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:t>学位</w:t></w:r>",
        '<w:r><w:t>幼儿园</w:t><w:footnoteReference w:id="2"/></w:r>',
        "<w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新</w:t></w:r></w:moveTo>",
    )
    assert text(content, "a.docx") == "新增\n学位\n幼儿园\n新\n"


def test_what_stands_in_a_content_control_is_read_but_no_table_of_contents() -> None:
    document = docx.Document()
    for gallery, words in (("Table of Contents", "一、目录"), ("Cover Pages", "教育局")):
        part = f'<w:docPartObj><w:docPartGallery w:val="{gallery}"/></w:docPartObj>'
        inside = f"<w:sdtContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:sdtContent>"
        element = f"<w:sdt {NAMESPACE}><w:sdtPr>{part}</w:sdtPr>{inside}</w:sdt>"
        document.element.body.insert(-1, parse_xml(element))
    assert text(saved(document), "a.docx") == "教育局\n"


def test_a_merged_cell_is_read_once() -> None:
    document = docx.Document()
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "学前教育"
    for row, words in enumerate(("毛入园率", "普惠率")):
        table.cell(row, 1).text, table.cell(row, 2).text = words, f"9{row}"
    assert text(saved(document), "a.docx") == "学前教育\t毛入园率\t90\n普惠率\t91\n"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.99])
def test_a_truncated_word_file_is_refused(share: float) -> None:
    content = (DOCUMENTS / "plan.docx").read_bytes()
    with pytest.raises(ReadError, match=r"damaged docx file \(a.docx\)"):
        text(content[: int(len(content) * share)], "a.docx")


def test_an_archive_that_is_no_word_file_is_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "教育")
    with pytest.raises(ReadError, match="damaged docx file"):
        text(out.getvalue(), "a.docx")


def test_an_archive_that_fills_the_memory_is_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a", "b", "c", "d"):
            archive.writestr(name, b"\0" * 80_000_000)
    with pytest.raises(ReadError, match="unpacks to more than 300,000,000 bytes"):
        text(out.getvalue(), "a.docx")


def test_a_word_file_without_words_is_refused() -> None:
    with pytest.raises(ReadError, match="has no text"):
        text(saved(docx.Document()), "a.docx")
