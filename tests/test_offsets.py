import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import OffsetError
from kg.offsets import Edit, OffsetMap, Segment, disjoint, edit
from tests.strategies import TEXTS, edits


@given(st.data())
def test_any_chain_of_edits_keeps_order_and_place(data: st.DataObject) -> None:
    source = text = data.draw(TEXTS)
    offsets = OffsetMap.identity(len(source))
    for _ in range(data.draw(st.integers(0, 4))):
        text, back = edit(text, data.draw(edits(len(text))))
        offsets = back.after(offsets)

    spans = [offsets.source_span(at, at + 1) for at in range(len(text))]
    assert all(0 <= start < end <= len(source) for start, end in spans)
    assert spans == sorted(spans)
    assert sorted(end for _, end in spans) == [end for _, end in spans]
    unchanged = [at for at, character in enumerate(text) if character not in "甲乙丙"]
    assert [source[spans[at][0]] for at in unchanged] == [text[at] for at in unchanged]


@given(st.data())
def test_edits_found_apart_can_always_be_made(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    found = [change for _ in range(3) for change in data.draw(edits(len(text)))]
    _, offsets = edit(text, disjoint(found))
    covered = {at for change in disjoint(found) for at in range(change.start, change.end)}
    assert covered <= {at for change in found for at in range(change.start, change.end)}
    assert offsets.clean_length <= len(text) + sum(len(c.replacement) for c in found)


def test_a_deleted_stretch_lies_inside_the_span_around_it() -> None:
    clean, offsets = edit("教\n2、育长效化", [Edit(1, 4)])
    assert clean == "教育长效化"
    assert offsets.source_span(0, 2) == (0, 5)


def test_a_replaced_stretch_is_met_as_a_whole() -> None:
    clean, offsets = edit("招生(微信:abc)人", [Edit(2, 10, "XX")])
    assert clean == "招生XX人"
    assert offsets.source_span(3, 4) == (2, 10)


@pytest.mark.parametrize(
    "bad", [[Edit(2, 2, "x")], [Edit(3, 1)], [Edit(0, 9)], [Edit(2, 3), Edit(1, 2)]]
)
def test_edits_that_make_no_sense_are_refused(bad: list[Edit]) -> None:
    with pytest.raises(OffsetError):
        edit("教育公平", bad)


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(OffsetError):
        OffsetMap.identity(4).source_span(2, 5)


def test_a_map_with_a_gap_or_out_of_order_cannot_be_made() -> None:
    with pytest.raises(OffsetError):
        OffsetMap((Segment(1, 2, 0, 1, True),))
    with pytest.raises(OffsetError):
        OffsetMap((Segment(0, 1, 5, 6, True), Segment(1, 2, 0, 1, True)))


def test_an_aligned_segment_has_two_stretches_of_one_length() -> None:
    with pytest.raises(OffsetError, match="one length"):
        OffsetMap((Segment(0, 2, 0, 3, True),))
