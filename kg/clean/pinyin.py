"""Pinyin in brackets, as converters leave it: behind its character, or in its place.

負責(zé)人 is 負責人. In 培训(jiao)师 the character itself is gone; it is put back where jieba's
dictionary leaves one choice among the characters of that syllable, beside its neighbours. Remarks
like (繁體:辦) go, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from kg.lexicon import frequency
from kg.offsets import Edit
from kg.records import CleanText, FaultKind
from kg.regex import compiled

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_SYLLABLE = compiled(rf"[（(][ ]?([a-zü{_TONES}]{{1,6}})[ ]?[）)]")
# What some converters say of a character behind it: 办(繁體:辦)理.
_REMARK = compiled(
    "(?<=[㐀-鿿])[（(](?:繁|繁[体體]|[异異][体體]|简|简体)[字]?[：:]?[㐀-鿿]{1,2}[）)]"
)
_HAN = re.compile("[㐀-鿿]")
_HAS_TONE = re.compile(f"[{_TONES}]")
# Fewer syllables with a tone mark could be a lesson on pinyin; the seed that has them has 140.
_ENOUGH = 3
# The best character must make words this many times as frequent as the next one's; tried on
# passages of our own with syllables in place of characters.
_CERTAIN = 5
_AROUND = 3  # characters on either side with which a character makes words


def strip(clean: CleanText) -> CleanText:
    """Return the text without its bracketed pinyin; each character keeps its pinyin's place."""
    remarks = list(_REMARK.finditer(clean.text))
    clean = clean.edited([Edit(*match.span()) for match in remarks])
    found = list(_SYLLABLE.finditer(clean.text))
    marked = sum(1 for match in found if _HAS_TONE.search(match[1])) >= _ENOUGH
    edits = [edit for match in found if (edit := _undone(clean.text, match, marked=marked))]
    if not edits:
        return clean
    note = f"{len(edits)}处字后括注拼音"
    clean = clean.faulty(FaultKind.PINYIN, note, (edits[0].start, edits[0].end))
    return clean.edited(edits)


def _undone(text: str, match: re.Match[str], *, marked: bool) -> Edit | None:
    """Return the edit that takes a syllable out, or puts its character in, None where neither."""
    syllable, opened = match[1], match.start()
    before = _HAN.match(text, opened - 1) if opened else None
    plain = _plain(syllable)
    characters = _characters().get(plain, "")
    if before and (before[0] in characters or (marked and _HAS_TONE.search(syllable))):
        quoted = text[match.end() : match.end() + 1] in ("”", "’", "》")  # 认读“重(zhòng)”字
        return None if quoted and not marked else Edit(opened - 1, match.end(), before[0])
    character = _fitting(
        text[max(0, opened - _AROUND) : opened],
        text[match.end() : match.end() + _AROUND],
        characters,
    )
    return Edit(opened, match.end(), character) if character else None


def _fitting(left: str, right: str, characters: str) -> str:
    """Return the character that makes words with its neighbours, "" where that is doubtful."""
    scores = sorted(((_familiar(left, c, right), c) for c in characters), reverse=True)
    if not scores or not scores[0][0]:
        return ""
    second = scores[1][0] if len(scores) > 1 else 0
    return scores[0][1] if scores[0][0] >= _CERTAIN * second else ""


def _familiar(left: str, character: str, right: str) -> int:
    """Return how frequent the words are that a character makes with what stands around it."""
    words = {
        left[len(left) - before :] + character + right[:behind]
        for before in range(len(left) + 1)
        for behind in range(len(right) + 1)
        if before + behind
    }
    return sum(frequency(word) for word in words)


def _plain(syllable: str) -> str:
    """Return a syllable without its tone; ü is v."""
    parts = unicodedata.normalize("NFD", syllable.replace("ü", "v"))
    umlaut = parts.replace("u\u0308", "v")
    return "".join(c for c in umlaut if not unicodedata.combining(c))


@cache
def _characters() -> Mapping[str, str]:
    """Return the characters of each syllable without tone, those of GB 2312."""
    from pypinyin.pinyin_dict import pinyin_dict

    found: dict[str, str] = defaultdict(str)
    for code in range(0x4E00, 0xA000):
        character = chr(code)
        try:
            character.encode("gb2312")
        except UnicodeEncodeError:
            continue
        for syllable in dict.fromkeys(map(_plain, pinyin_dict[code].split(","))):
            found[syllable] += character
    return found
