"""Documents whose names and texts try to be something else: markup, formulas, commands, paths."""

from __future__ import annotations

from pathlib import Path

MARKUP = "</script><script>window.hit='yes'</script><img src=x onerror=\"window.hit=1\"><!--"
# what the texts say where a name stands, by the names of their files
HOSTILE = {
    "<marquee onclick=alert(1)>\"'&lt;\n\x1b[31m\x9b2J.txt": MARKUP,
    "=HYPERLINK(\"x\",'y')%0a..%2f..%2f😀.txt": "＝1+1；a;=1+1\x7f\x85{{7*7}}\\\"'`",
    f"javascript:{'长' * 79}.txt": "\u202e]]>&lt;&amp;\u2066\ufeff\ufffe\u2028\u2029@SUM(A1)",
}
UNREADABLE = "b\n\x1b]0;title\x07.pdf"


def write(folder: Path) -> None:
    """Write the documents, and one that cannot be read."""
    folder.mkdir()
    for name, said in HOSTILE.items():
        (folder / name).write_bytes(_text(said).encode())
    (folder / UNREADABLE).write_bytes(b"no pdf")


def _text(said: str) -> str:
    return f"""2023年常州市教育工作要点{said}

一、主要任务{said}
推进“{said}”工程建设，实施“{said}行动计划”。新建幼儿园20所，新增学位3.1万个{said}。
实施“=HYPERLINK（1）工程”、“<marquee>x</marquee>行动计划”、“javascript:alert(1)”工程，落实《{said}》。
{said}义务教育巩固率达到99.5%以上，由{said}处负责。
=1+1，建成{said}学校5所。
-1，+1新建学校3所，@SUM(A1)新建学校2所。
"""
