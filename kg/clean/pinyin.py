"""Pinyin in brackets behind its character, as converters to Traditional leave it: 負責(zé)人."""

from __future__ import annotations

import re

from kg.offsets import Edit
from kg.records import CleanText, FaultKind

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_SYLLABLE = re.compile(rf"([㐀-鿿])[（(][ ]?([a-zü{_TONES}]{{1,6}})[ ]?[）)]")
_HAS_TONE = re.compile(f"[{_TONES}]")
# Fewer syllables with a tone mark could be a lesson on pinyin; the seed that has them has 140.
_ENOUGH = 3


def strip(clean: CleanText) -> CleanText:
    """Return the text without its bracketed pinyin; each character keeps its pinyin's place."""
    found = list(_SYLLABLE.finditer(clean.text))
    if sum(1 for match in found if _HAS_TONE.search(match.group(2))) < _ENOUGH:
        return clean
    note = f"{len(found)}处字后括注拼音"
    clean = clean.faulty(FaultKind.PINYIN, note, found[0].span())
    return clean.edited([Edit(*match.span(), match.group(1)) for match in found])
