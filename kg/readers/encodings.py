"""What the bytes of a text or a page stand for, whatever they are called.

UTF-8 proves itself: no Chinese text in another encoding is valid UTF-8 by chance, so that it goes
before what a page declares. Of the rest the one is chosen whose text looks Chinese; single broken
bytes become U+FFFD. Pages that declare gb2312 or GBK are GB18030 in truth, and so are many that
declare an encoding of the West.
"""

from __future__ import annotations

import codecs
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from kg.errors import ReadError

ENCODINGS = ("utf-8", "gb18030")
# The mark of UTF-32 begins with that of UTF-16.
_MARKS = {
    BOM_UTF32_LE: "utf-32-le",
    BOM_UTF32_BE: "utf-32-be",
    BOM_UTF16_LE: "utf-16-le",
    BOM_UTF16_BE: "utf-16-be",
}
_WIDE = ("utf-16-le", "utf-16-be")
# What a page may declare beside the encodings above; of other names some are no encodings at all.
_DECLARABLE = ("big5", "big5hkscs", "cp950", "euc_jp", "shift_jis", "cp932", "euc_kr", "cp949")
# Tells what a text looks like.
_SAMPLE = 1_000_000
# Of the characters beyond ASCII, so that markup does not hide them. The seeds and the passages of
# tests/gold have 0.73 to 0.88 in GB18030 read as UTF-8, and 0.05 to 0.15 in UTF-8 read as GB18030;
# a broken byte in every 200 characters makes 0.005.
_BROKEN_SHARE = 0.01
# The seeds and passages have 0.99 and more; as GB18030 what is UTF-16 has under 0.8, as UTF-16 what
# is another kind of it or GB18030 under 0.57.
_CHINESE_SHARE = 0.9
_CHINESE = re.compile(
    r"[\t\n\r -~\xa0-\u024f\u2000-\u206f\u2200-\u22ff\u2460-\u249b\u25a0-\u25ff"
    r"\u3000-\u303f\u3400-\u9fff\ufeff\uff00-\uffef]"
)


def decoded(content: bytes, *, where: str, declared: str = "") -> tuple[str, str]:
    """Return the encoding of ``content`` and its text; ReadError where no encoding fits.

    ``declared`` is what a page says about itself, true or not.

    >>> decoded("教育".encode("gb18030"), where="a.txt")
    ('gb18030', '教育')
    >>> decoded("教育".encode(), where="a.html", declared="gb2312")
    ('utf-8', '教育')
    """
    marked = next((name for mark, name in _MARKS.items() if content.startswith(mark)), "")
    if marked:
        text = _strict(content, marked)
        if text is None:
            hint = "save the text as UTF-8"
            raise ReadError(f"is broken {marked}", where=where, hint=hint)
        return marked, text
    encoding = _encoding(content, _known(declared))
    if not encoding:
        names = " nor ".join(ENCODINGS)
        raise ReadError(f"is neither {names}", where=where, hint="save the text as UTF-8")
    return encoding, content.decode(encoding, "replace")


def _encoding(content: bytes, declared: str) -> str:
    """Return the name of the encoding that fits best, nothing where none does."""
    utf8 = _strict(content, "utf-8")
    if utf8 is not None and "\0" not in utf8:
        return "utf-8"
    wide = next((name for name in _WIDE if _chinese(_strict(content, name))), "")
    if utf8 is not None:
        return wide or "utf-8"
    if _nearly(content, "utf-8"):
        return "utf-8"
    if declared and _strict(content, declared) is not None:
        return declared
    gb18030 = _strict(content, "gb18030")
    if gb18030 is not None:
        return "gb18030" if _chinese(gb18030) else wide or _traditional(content) or "gb18030"
    return wide or ("gb18030" if _nearly(content, "gb18030") else _detected(content))


def _known(declared: str) -> str:
    """Return Python's name of a declared encoding that can be believed, nothing for others."""
    try:
        name = codecs.lookup(declared.strip()).name if declared else ""
    except LookupError:
        return ""
    return name if name in _DECLARABLE else ""


def _traditional(content: bytes) -> str:
    return "big5" if _chinese(_strict(content, "big5")) else ""


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeError:
        return None


def _nearly(content: bytes, encoding: str) -> bool:
    """Tell whether few of the characters beyond ASCII are broken in ``encoding``."""
    text = content.decode(encoding, "replace")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return text.count("\ufffd") < _BROKEN_SHARE * foreign


def _chinese(text: str | None) -> bool:
    """Tell whether nearly all characters are such as Chinese texts have."""
    sample = (text or "")[:_SAMPLE]
    return bool(sample) and len(_CHINESE.findall(sample)) >= _CHINESE_SHARE * len(sample)


def _detected(content: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_SAMPLE]).best()
    return best.encoding if best and _chinese(_strict(content, best.encoding)) else ""
