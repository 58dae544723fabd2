"""The text that one reads in the page: repaired, and never another text than the document's."""

from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kg import resources
from kg.explore.data import Piece, TextRow
from kg.explore.fitting import MOST_TEXT
from kg.explore.wording import pieces, texts
from kg.kept import decoded
from tests.strategies import PIECES, TEXTS

ENOUGH_PINYIN = "學(xué)校責(zé)任發(fā)展實現義務教育優質均衡學校辦學"


def original(given: tuple[Piece, ...]) -> str:
    return "".join(piece.shown if piece.original is None else piece.original for piece in given)


def changes(text: str) -> list[tuple[str | None, str]]:
    return [(piece.original, piece.shown) for piece in pieces(text) if piece.original is not None]


@given(TEXTS)
def test_originals_of_the_pieces_are_the_text(text: str) -> None:
    assert original(pieces(text)) == text


@given(st.lists(PIECES, min_size=40, max_size=200).map("".join))
def test_originals_are_the_text_however_much_is_damaged(text: str) -> None:
    damaged = f"首页 > 正文\n{ENOUGH_PINYIN}。根本实现现代化，乐观参与，公共效劳\n{text}"
    assert original(pieces(damaged)) == damaged


@given(TEXTS)
def test_neighbouring_pieces_that_stand_unchanged_are_one(text: str) -> None:
    found = pieces(text)
    for left, right in pairwise(found):
        both_plain = left.original is None and right.original is None
        assert not both_plain or left.furniture != right.furniture
    assert all(piece.original != piece.shown for piece in found)


def test_originals_of_the_seeds_are_their_texts() -> None:
    seeds = sorted(resources.seeds().glob("*.txt"))
    assert len(seeds) == 5
    for seed in seeds:
        text = seed.read_bytes().decode("utf-8")
        assert original(pieces(text)) == text


def test_pinyin_and_traditional_characters_are_taken_back_character_by_character() -> None:
    assert changes(ENOUGH_PINYIN)[:3] == [("學(xué)", "学"), ("責(zé)", "责"), ("發(fā)", "发")]
    shown = "".join(piece.shown for piece in pieces(ENOUGH_PINYIN))
    assert shown == "学校责任发展实现义务教育优质均衡学校办学"


def test_spun_words_are_restored_beside_what_stood_there() -> None:
    text = "根本实现现代化。乐观参与建设。公共效劳体系。"
    assert changes(text) == [("根", "基"), ("乐观", "积极"), ("效劳", "服务")]


def test_page_number_inside_a_word_is_taken_out() -> None:
    assert changes("推进教\n- 3 -\n育公平，") == [("\n- 3 -\n", "")]


def test_advertisement_in_the_place_of_a_number_is_replaced() -> None:
    assert changes("中职招生(微信:abc893)人左右。") == [("(微信:abc893)", "XX")]


def test_broken_quotation_marks_are_mended() -> None:
    assert changes("“双减〞，〔一〕") == [("〞", "”"), ("〔", "（"), ("〕", "）")]


def test_other_forms_of_marks_digits_and_masks_stay_as_the_document_has_them() -> None:
    for text in (
        "到二〇二三年,新增学位１２00个;全覆盖(含民办)。",
        "建成「双减」示范校**所,投入XX万元、××所。",
        "表　格\u3000\u3000一\u3000\u3000二",
        "约3–5所，3－5所",
    ):
        assert pieces(text) == (Piece(text),)


def test_text_of_the_page_around_is_told_apart() -> None:
    plan = (
        "推进义务教育优质均衡发展，办好人民满意的教育，促进教育公平，提高教育质量，加强教师队伍。"
    )
    found = pieces(f"首页 > 政务公开 > 正文\n{plan}")
    assert found[0] == Piece("首页 > 政务公开 > 正文", None, furniture=True)
    assert found[1] == Piece(f"\n{plan}")


def test_empty_text_has_no_pieces() -> None:
    assert pieces("") == ()


def test_lone_surrogate_is_shown_as_the_graph_quotes_it(tmp_path: Path) -> None:
    text = "教\udc80育\ud800。"
    (tmp_path / "d.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    assert texts({"d": "a.txt"}, tmp_path) == (TextRow("d", (Piece("教\ufffd育\ufffd。"),)),)
    assert decoded(text.encode("utf-8", "surrogatepass")) == "教\ufffd育\ufffd。"
    assert original(pieces(text)) == text


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_bytes("一\r\n二\r三\n".encode())
    (row,) = texts({"d": "a.txt"}, tmp_path)
    assert original(row.pieces) == "一\r\n二\r三\n"


def test_texts_that_no_page_holds_are_not_repaired(tmp_path: Path) -> None:
    long = "教育" * (MOST_TEXT // 2)
    (tmp_path / "a.txt").write_text(long, encoding="utf-8")
    (tmp_path / "b.txt").write_text("推进教\n- 3 -\n育公平，", encoding="utf-8")
    rows = texts({"b": "b.txt", "a": "a.txt"}, tmp_path)
    assert [row.source for row in rows] == ["a", "b"]
    assert rows[1].pieces == (Piece("推进教\n- 3 -\n育公平，"),)


def test_texts_leave_out_what_has_not_been_kept(tmp_path: Path) -> None:
    (tmp_path / "a1.txt").write_text("推进教育。", "utf-8")
    assert texts({"a1": "a.txt", "b2": "b.txt"}, tmp_path) == (
        TextRow("a1", (Piece("推进教育。"),)),
    )
