"""Names and numbers that a mirror has masked, all as X: **, ××, xx, 1+*, a blank, an advertisement.

A mask keeps its length; an advertisement in the place of a number becomes XX as a whole. What was
masked is never guessed.
"""

from __future__ import annotations

import re

from kg.offsets import Edit, disjoint
from kg.records import CleanText, FaultKind
from kg.regex import compiled

_MEASURE = (
    "(?:万|亿)?(?:%|人次|余?[人名位所个项元场次门间套台家座栋亩]|平方米|平米|课时|小时|学时|天)"
)
# Words that begin like a measure word: 完成各项任务……所有学校.
_WORD = "(?:所[有在以]|人[民才员]|个[别人性]|名[师校]|家[长庭]|场[地所]|项目|位置)"
_MASK = compiled(
    rf"""\*{{2,}} | \*(?={_MEASURE}) | [×✕○◯]{{2,}} | [_＿]{{2,}}
    | (?<!？)？{{2,}}+(?=[ ]?{_MEASURE})
    | …{{1,2}}(?={_MEASURE})(?!{_WORD}) | [#＃](?=[组个所名人]) | (?<![A-Za-z])N(?={_MEASURE})
    | [（\[［][ ]*+(?:具体)?(?:数字|此处省略|略)?[ ]*+[）\]］](?={_MEASURE})
    | (?:_{{2,}}|(?<![A-Za-z])[xXＸ×]{{2,99}}+)[ ]++(?={_MEASURE})     # XX 亿元
    | (?<![A-Za-z])[xXＸ]{{2,}}(?![A-Za-z])
    | (?<=\d\+)\*                                       # 1+* is the certificate 1+X
    | (?<![A-Za-z+])[xXＸ×✕○◯](?:[.．][xXＸ×✕○◯])?(?={_MEASURE})  # 新建×所, ×.×亿元
    | (?<=\d)[×✕○◯]+(?=[.．\d]*{_MEASURE})               # 8×%
    | [×✕](?=\d{{1,3}}{_MEASURE}) | (?<=\.)[xXＸ×]{{1,3}}(?={_MEASURE})""",
    re.VERBOSE,
)
# A blank where a number stood: before a measure word and behind a word, not behind a mark.
_BLANK = compiled(
    r"(?<=[一-鿿])(?:[ ]{2,}(?=(?:万|亿)?(?:%|人次|[人名位所个项元场次门间套台家]|平方米))"
    r"|[ ](?=[所名家](?!所|校))|。(?=(?:人次|万元|亿元|平方米|名困难|名学生|名教师)))"
)
_ADVERTISEMENT = re.compile(r"（(?:微信|QQ|qq|电话|联系|加V|公众号|关注)[^）\n]{0,40}）")
# A measure word behind the advertisement: it stands where a number stood.
_COUNTED = re.compile(rf"[ ]?(?:多|{_MEASURE})")


def unify(clean: CleanText) -> CleanText:
    """Return the text with one kind of mask; masks and advertisements are reported as faults."""
    masks = [*_MASK.finditer(clean.text), *_BLANK.finditer(clean.text)]
    edits = sorted(Edit(*match.span(), _masked(match.group())) for match in masks)
    if edits:
        note = f"{len(edits)}处名称或数字被遮盖"
        clean = clean.faulty(FaultKind.MASKED, note, (edits[0].start, edits[0].end))
    advertisements = list(_ADVERTISEMENT.finditer(clean.text))
    if advertisements:
        note = f"正文夹有{len(advertisements)}处广告"
        clean = clean.faulty(FaultKind.ADVERTISEMENT, note, advertisements[0].span())
    for match in advertisements:
        counted = _COUNTED.match(clean.text, match.end())
        edits.append(Edit(*match.span(), "XX" if counted else ""))
    return clean.edited(disjoint(edits))


def _masked(mask: str) -> str:
    """Return a mask of the same length; a decimal point stays."""
    return re.sub("[^.．]", "X", mask).replace("．", ".")
