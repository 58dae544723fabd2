"""How a name is said, so that it can be searched by pinyin or its initials."""

from __future__ import annotations

import re

_SYLLABLE = re.compile(r"[a-z0-9]+")


def syllables(name: str) -> str:
    """Return the pinyin of a name, syllables apart, without tones; what is no letter is left out.

    >>> syllables("重庆市"), syllables("“双减”AI")
    ('chong qing shi', 'shuang jian ai')
    """
    from pypinyin import lazy_pinyin

    spoken = lazy_pinyin(name, errors=lambda other: f" {other} ", v_to_u=False)
    return " ".join(_SYLLABLE.findall(" ".join(spoken).lower()))
