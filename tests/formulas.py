"""Cells that spreadsheets compute; Python and the script of the explorer must both guard them."""

from __future__ import annotations

# what is in a cell -> what is written
GUARDED = {
    "=1+1": "'=1+1",
    "+86": "+86",
    "-12.5": "-12.5",
    "-2+3": "'-2+3",
    "-a": "'-a",
    "@SUM(A1)": "'@SUM(A1)",
    "=cmd|' /C calc'!A0": "'=cmd|' /C calc'!A0",
    '=HYPERLINK("https://x.example","看")': '\'=HYPERLINK("https://x.example","看")',
    "\ta": "'\ta",
    "\ra": "'\ra",
    " =1+1": "' =1+1",
    "\u3000=1+1": "'\u3000=1+1",
    "\0=1+1": "'\0=1+1",
    "\ufeff=1+1": "'\ufeff=1+1",
    "\u200b=1+1": "'\u200b=1+1",
    "＝1＋1": "'＝1＋1",
    "＋1＋1": "'＋1＋1",
    "－1＋1": "'－1＋1",
    "＠SUM": "'＠SUM",
    "双减;=1+1": "双减;'=1+1",
    '双减; "=1+1"': '双减;\' "=1+1"',
    "双减\t=1+1": "双减\t'=1+1",
    "双减\n-1+1": "双减\n'-1+1",
    "双减\u2028@SUM": "双减\u2028'@SUM",
    "": "",
    "88%": "88%",
    "a=b": "a=b",
    "3-5岁": "3-5岁",
    "'=1+1": "'=1+1",
    "a; b": "a; b",
    'a"b': 'a"b',
    "双减": "双减",
}
