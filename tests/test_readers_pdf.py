from pathlib import Path

import pypdfium2
import pytest

from kg.builder import extract_source
from kg.errors import ReadError
from kg.readers import Found, read
from kg.readers.boxes import Box
from kg.readers.page import Cell, Column, Piece, columns, with_rows_joined
from kg.readers.paragraphs import paragraphs
from kg.readers.pdf import text
from kg.records import Target

DOCUMENTS = Path(__file__).parent / "documents"
HEADINGS = [
    "一、扩大教育资源供给",
    "（一）增加公办学位",
    "（二）办好学前教育",
    "二、提高教育教学质量",
    "（一）落实立德树人根本任务",
    "（二）建设高素质教师队伍",
    "三、加强教育保障",
    "（一）守住校园安全底线",
]


def lines(name: str) -> list[str]:
    return read(Found(DOCUMENTS / name, name)).text.splitlines()


def targets(name: str) -> list[tuple[str, str, str]]:
    facts = extract_source(read(Found(DOCUMENTS / name, name))).facts
    contents = [fact.content for fact in facts if isinstance(fact.content, Target)]
    return [(target.indicator or "", str(target.value), target.unit or "") for target in contents]


def printed(words: str, left: float, top: float, width: float = 0.0) -> Piece:
    """Return a line of print of ten points' height."""
    return Piece(words, Box(left, top, left + (width or 10 * len(words)), top + 10))


@pytest.mark.parametrize("name", ["plan.pdf", "columns.pdf"])
def test_a_heading_is_a_line_and_a_paragraph_is_another(name: str) -> None:
    found = lines(name)
    assert [line for line in found if line.startswith(("一", "二", "三", "（"))] == HEADINGS
    assert found[found.index("（二）办好学前教育") + 1] == (
        "普惠性幼儿园覆盖率由85%提高到90%以上，公办园在园幼儿占比达到60%以上。"
        "开展小区配套幼儿园治理“回头看”，严禁幼儿园提前教授小学课程内容。"
    )


@pytest.mark.parametrize("name", ["plan.pdf", "columns.pdf"])
def test_a_table_is_read_row_by_row_even_where_the_page_ends_in_a_row(name: str) -> None:
    found = lines(name)
    at = found.index("指标\t单位\t2023年\t2024年")
    assert found[at + 1 :] == [
        "普惠性幼儿园覆盖率\t%\t85\t90",
        "义务教育巩固率\t%\t98.5\t99",
        "新建中小学校\t所\t2\t3",
        "本要点由县教育局负责解释。",
        "临泽县教育局",
        "2024年3月4日",
    ]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    found = "\n".join(lines("columns.pdf"))
    assert found.startswith("临泽县2024年教育工作要点\n2024年全县教育工作以办好")
    assert "—" not in found
    assert "临泽县教育局　教育工作要点" not in found


@pytest.mark.parametrize("name", ["plan.pdf", "columns.pdf"])
def test_a_number_that_a_line_has_broken_is_whole(name: str) -> None:
    assert ("新增公办学位", "12000", "个") in targets(name)
    assert ("培训校长和骨干教师", "1500", "人次") in targets(name)


def test_radicals_stay_in_the_text_and_are_understood() -> None:
    (line,) = lines("radicals.pdf")
    assert "支援⻄部教育，新建⼩学3所" in line
    assert targets("radicals.pdf") == [("新建小学", "3", "所"), ("引进教师", "45", "人")]


def test_a_pdf_is_read_the_same_way_twice() -> None:
    assert lines("columns.pdf") == lines("columns.pdf")
    source = read(Found(DOCUMENTS / "plan.pdf", "plan.pdf"))
    assert (source.media_type, source.encoding) == ("application/pdf", "")


@pytest.mark.parametrize(
    ("quarters", "matrix"),
    [(1, (0, 1, -1, 0, 595.3, 0)), (2, (-1, 0, 0, -1, 419.6, 595.3)), (3, (0, -1, 1, 0, 0, 419.6))],
)
def test_a_page_that_lies_turned_in_the_file_reads_as_it_is_seen(
    quarters: int, matrix: tuple[float, ...], tmp_path: Path
) -> None:
    opened = pypdfium2.PdfDocument(DOCUMENTS / "columns.pdf")
    for page in opened:
        for thing in list(page.get_objects(max_depth=1)):
            thing.transform(pypdfium2.PdfMatrix(*matrix))
        width, height = page.get_size()
        seen = (width, height) if quarters == 2 else (height, width)
        page.set_mediabox(0, 0, *seen)
        page.set_cropbox(0, 0, *seen)
        page.set_rotation(90 * quarters)
        page.gen_content()
    opened.save(tmp_path / "turned.pdf")
    opened.close()
    assert text((tmp_path / "turned.pdf").read_bytes(), "a.pdf").splitlines() == lines(
        "columns.pdf"
    )


def test_a_scan_is_refused_with_advice() -> None:
    with pytest.raises(ReadError, match=r"has no text \(scan.pdf\): .* needs OCR"):
        lines("scan.pdf")


def test_an_encrypted_pdf_is_refused_with_advice() -> None:
    with pytest.raises(ReadError, match=r"is encrypted .*: save a copy without a password"):
        lines("encrypted.pdf")


def test_a_pdf_whose_fonts_have_no_map_is_refused_with_its_share() -> None:
    content = (DOCUMENTS / "columns.pdf").read_bytes()
    assert b"/ToUnicode" in content
    with pytest.raises(ReadError, match=r"has \d+ of \d+ characters that stand for nothing"):
        text(content.replace(b"/ToUnicode", b"/NoUnicode"), "a.pdf")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"no pdf at all"])
def test_a_damaged_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(ReadError, match="is a damaged PDF file"):
        text(content, "a.pdf")


def test_a_line_that_had_room_for_the_next_word_ends_its_paragraph() -> None:
    words = ("新增公办幼儿园学位1.", "2万个，改造学校3所，", "培训教师。", "加强管理。")
    places = [printed(line, 0, 15 * i) for i, line in enumerate(words)]
    assert paragraphs([Column(tuple(places))]) == [
        "新增公办幼儿园学位1.2万个，改造学校3所，培训教师。",
        "加强管理。",
    ]


def test_a_number_does_not_begin_a_paragraph_in_the_middle_of_a_sentence() -> None:
    places = [printed("全县新增公办学位达到", 0, 0), printed("3.5万个，", 0, 15)]
    assert paragraphs([Column(tuple(places))]) == ["全县新增公办学位达到3.5万个，"]


def test_a_line_that_hangs_below_an_item_goes_on_with_it() -> None:
    words = ("1.新建公办幼儿园六所新", "增学位1.2万个。", "2.培训教师。")
    places = [printed(words[0], 30, 0, 100), printed(words[1], 40, 15), printed(words[2], 30, 30)]
    margins = [printed("各地各校要认真贯彻落实。", 0, 45, 130)]
    assert paragraphs([Column((*places, *margins))])[:2] == [
        "1.新建公办幼儿园六所新增学位1.2万个。",
        "2.培训教师。",
    ]


def test_aligned_entries_without_rules_stay_in_their_lines() -> None:
    entries = ["毛入园率", "巩固率", "普惠率", "就近入学", "升学率"]
    pieces = [printed(words, 0, 15 * i) for i, words in enumerate(entries)]
    pieces += [printed("95", 300, 15 * i) for i in range(5)]
    (column,) = columns(pieces)
    assert [piece.text for piece in column.pieces][:2] == ["毛入园率\t95", "巩固率\t95"]


def test_rows_below_a_merged_cell_are_not_taken_for_the_rest_of_a_row() -> None:
    def table_row(*words: str) -> Piece:
        boxes = [Box(100 * i, 0, 100 * i + 100, 20) for i in range(len(words))]
        cells = [Cell(box, (word,) if word else ()) for box, word in zip(boxes, words, strict=True)]
        return Piece("", Box(0, 0, 300, 20), tuple(cells))

    last = table_row("学前", "普惠率", "90")
    for first, expected in (
        (table_row("", "毛入园率", "95"), [["学前\t普惠率\t90"], ["毛入园率\t95"]]),
        (table_row("教育", "", ""), [["学前教育\t普惠率\t90"], []]),
    ):
        pages = with_rows_joined([[last], [first]])
        assert [[line for piece in page for line in piece.rows] for page in pages] == expected
