"""Hypothesis strategies shared by the property tests."""

from hypothesis import strategies as st

from kg.identifiers import digest
from kg.offsets import Edit
from kg.records import Source

# Text with what damages real documents: masks, pinyin, brackets, digits, breaks, Traditional.
PIECES = st.sampled_from(
    [
        "新增学位",
        "3.1万个",
        "XX所",
        "**教育",
        "負責(zé)人",
        "學(xué)校",
        "“双减",
        "〞",
        "〔县〕",
        "\n2、",
        "\r\n",
        "。",
        "，",
        " ",
        "一、",
        "一是",
        "老师进展",
        "连续推动",
        "(微信:abc12)人",
        "（微信:xx123）",
        "\n- 3 -\n",
        "<p ",
        "{PAGE}",
        ">",
        "&ge;",
        "《",
        "》",
        "常州市",
        "百分之九十八",
        "100%",
        "\ufeff",
        "１２",
    ]
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=60).map("".join),
    st.text(max_size=200),
    st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=40).map("".join),
)


@st.composite
def edits(draw: st.DrawFn, length: int) -> list[Edit]:
    """Return edits of a text of ``length`` characters: in order, apart, none of them empty."""
    points = draw(st.lists(st.integers(0, length), max_size=12).map(sorted))
    return [
        Edit(start, end, draw(st.text(alphabet="甲乙丙", max_size=4)))
        for start, end in zip(points[::2], points[1::2], strict=False)
        if start < end
    ]


def source(text: str) -> Source:
    """Return a source that says ``text``."""
    content = text.encode("utf-8", "surrogatepass")
    return Source("example.txt", digest(content), "text/plain", "utf-8", text)
