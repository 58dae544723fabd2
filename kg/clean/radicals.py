"""Radicals that stand for characters, as ⻄ for 西 in the text of many PDF files.

They look alike, and a word with one is not found. The Kangxi radicals decompose to the characters
(NFKC); those of the supplement do not, and are listed in Unicode's EquivalentUnifiedIdeograph.txt.
No offset changes.
"""

from __future__ import annotations

import re
import unicodedata

from kg.offsets import Edit
from kg.records import CleanText

_KANGXI = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
# Unicode 15.0; it has none for U+2E80 and U+2E9A.
_SUPPLEMENT = str.maketrans(
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧"
    "⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍"
    "⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵旡日月歺母民氵氺灬爫爫丬牛"
    "犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶"
    "辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
)
_CHARACTERS = _KANGXI | _SUPPLEMENT
_RADICAL = re.compile(f"[{''.join(map(chr, _CHARACTERS))}]")


def unify(clean: CleanText) -> CleanText:
    """Return the text with characters in the place of radicals."""
    if not _RADICAL.search(clean.text):
        return clean
    text = clean.text.translate(_CHARACTERS)
    return clean.edited([Edit(0, len(text), text)])
