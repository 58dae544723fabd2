"""Documents of hostile shape, and how the steps of a reading grow with them.

``python -m tests.stress.shapes`` takes each step over each shape at four lengths; its time must
grow no faster than the text. ``python -m tests.stress.shapes 100000`` says how long the longest is.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator, Mapping

from kg.clean import STEPS
from kg.errors import KgError
from kg.extraction import COMPONENTS, document, pipeline
from kg.extraction.reading import reading
from kg.graph import Run, document_quads
from kg.identifiers import digest
from kg.link import link
from kg.records import CleanText, Source

_LONGEST = 160_000
# A power of 1.4 over two doublings; what is quicker than _QUICK seconds is not looked at.
_STEEP = 7.0
_QUICK = 0.25

# Each unit is repeated, between what stands before and behind; {i} counts.
_UNITS: Mapping[str, tuple[str, str, str]] = {
    "one endless line": ("", "办好人民满意的教育", ""),
    "one endless word": ("", "教", ""),
    "sentences without a line end": ("", "办好教育。", ""),
    "short sentences": ("", "办好。\n", ""),
    "empty lines": ("教育\n", "\n", "教育"),
    "blank lines": ("教育\n", " \n", "教育"),
    "wide blank lines": ("教育\n", "　\r\n", "教育"),
    "blanks": ("教育", " ", "教育"),
    "wide blanks": ("教育", "　", "教育"),
    "digits": ("新建", "1", "所"),
    "digits and points": ("新建", "1.", "所"),
    "thousands": ("新建", "1,111", "所"),
    "Chinese numerals": ("新建", "一千", "所"),
    "titles never closed": ("", "《", ""),
    "titles opened and closed": ("", "《", "》" * 1000),
    "titles": ("", "落实《教育规划》，", ""),
    "brackets never closed": ("", "（", ""),
    "nested brackets": ("", "（教", "）" * 1000),
    "quotations never closed": ("", "“教", ""),
    "quotations": ("", "打造“墨香校园”，", ""),
    "list markers": ("", "一、", ""),
    "numbered lines": ("", "{i}、办好教育\n", ""),
    "bracketed markers": ("", "（一）", ""),
    "headings": ("", "一、办好教育\n（一）扩大学位\n1.新建学校3所。\n", ""),
    "headings of programs": ("", "一、“双减”\n新建学校3所。\n", ""),
    "measures": ("", "一是办好教育，", ""),
    "one program": ("", "双减", ""),
    "one program, parted": ("", "双减。", ""),
    "program and number": ("", "落实双减，新建学校3所。\n", ""),
    "new programs": ("", "实施“墨{i}香”工程，", ""),
    "names with a head": ("", "实施教师健康关爱行动，", ""),
    "region names": ("", "常州市", ""),
    "region names, parted": ("", "常州市、", ""),
    "short region names": ("", "常州", ""),
    "names of several regions": ("", "鼓楼区、", ""),
    "doubtful region names": ("", "和县", ""),
    "offices": ("", "常州市教育局，", ""),
    "other offices": ("常州市", "市教育局，", ""),
    "towns": ("", "戴埠镇", ""),
    "schools": ("", "常州{i}中学、", ""),
    "targets": ("", "新增学位1个，", ""),
    "targets in sentences": ("", "新增学位1个。", ""),
    "targets in lines": ("2023年常州市教育工作要点\n", "新增学位{i}个。\n", ""),
    "masked targets": ("", "新增学位XX个，", ""),
    "rates": ("", "覆盖率由85%提高到90%，", ""),
    "distributed": ("A率、B率分别达到", "97%、", ""),
    "ranges": ("", "2—3个，", ""),
    "years": ("", "2023年", ""),
    "titles of plans": ("", "2023年教育工作要点\n", ""),
    "compendium": ("", "常州市{i}年教育工作要点\n" + "办好人民满意的教育。" * 16 + "\n", ""),
    "table": ("指标 2020年 2025年\n", "毛入园率（%） 87.1 92以上\n", ""),
    "table with TABs": ("指标\t2020年\t2025年\n", "毛入园率（%）\t87.1\t92以上\n", ""),
    "wide table": ("指标", "\t2025年", "\n毛入园率\t92%\n"),
    "one row": ("", "1\t", ""),
    "cells by wide blanks": ("", "甲　　乙　　丙\n", ""),
    "labelled cells": ("", "指标：普惠率 单位：% 2024年目标值：≥97\n", ""),
    "responsible": ("一、办好教育\n", "（责任科室：规划科、基建科）", ""),
    "many responsible": ("", "一、办好教育。（责任科室：规{i}科）\n", ""),
    "only punctuation": ("", "，。；：", ""),
    "only full stops": ("", "。", ""),
    "only dashes": ("", "-", ""),
    "only question marks": ("教", "？", "教"),
    "asterisks": ("", "新建*所，", ""),
    "underlines": ("", "_ ", ""),
    "masks with blanks": ("", "XX ", ""),
    "pinyin": ("", "学(xué)校", ""),
    "pinyin in the place": ("", "培训(jiao)师", ""),
    "Traditional": ("", "學校教師國家", ""),
    "Traditional lines": ("", "學校教師國家\n", ""),
    "page numbers": ("", "办好\n- 3 -\n教育", ""),
    "page numbers and blanks": ("", "办好   \n- 3 -\n   ", ""),
    "numbers alone": ("", "办好\n{i}\n教育", ""),
    "broken lines": ("", "办好人民满意的教育提高教育质量\n", ""),
    "blank in numbers": ("", "新建1 2 所", ""),
    "entities": ("", "&nbsp;&ge;", ""),
    "tags": ("", "<p>", ""),
    "tags never closed": ("", "<p ", ""),
    "fields": ("", "{{PAGE}}", ""),
    "fields never closed": ("", "{{HYPERLINK ", ""),
    "advertisements": ("", "（微信:abc）所", ""),
    "advertisements never closed": ("", "（微信", ""),
    "spun": ("", "老师进展连续推动", ""),
    "mirror lines": ("", "下载文档\n办好教育。\n", ""),
    "furniture": ("", "来源：常州日报\n新建学校3所。\n", ""),
    "furniture and regions": ("", "来源：常州日报\n溧阳市、\n", ""),
    "tails": ("", "相关文章：\n办好教育。\n", ""),
    "tags of a page": ("", "关键词：常州 教育\n", ""),
    "decorated title": ("", "转发：", "2023年教育工作要点\n"),
    "titles by words": ("", "教育工作要点", ""),
    "dates": ("", "2023年3月1日\n", ""),
    "datelines": ("", "本报讯 3月4日，", ""),
    "document numbers": ("", "教基〔2021〕3号，", ""),
    "unified codes": ("", "统一社会信用代码：113204000141094883\n", ""),
    "latin": ("", "STEM ", ""),
    "latin word": ("", "a", ""),
    "combining marks": ("e", "\u0301", ""),
    "joiners": ("教", "\u200b", "育"),
    "nul": ("教", "\0", "育"),
    "carriage returns": ("教", "\r", "育"),
    "vertical tabs": ("教", "\x0b", "育"),
    "line separators": ("教", "\u2028", "育"),
}  # fmt: skip


def shape(name: str, length: int) -> str:
    """Return a text of about ``length`` characters of the shape ``name``."""
    before, unit, behind = _UNITS[name]
    counting = "{i}" in unit or "{{" in unit
    room = length - len(before) - len(behind)
    if not counting:
        return before + unit * max(1, room // len(unit)) + behind
    times = max(1, room // len(unit.format(i=length)))
    return before + "".join(unit.format(i=i) for i in range(1, times + 1)) + behind


SHAPES = tuple(_UNITS)
Step = tuple[str, Callable[[], object]]


def steps(text: str) -> Iterator[tuple[str, float]]:
    """Yield the steps of a reading of ``text``, and how many seconds each took."""
    content = text.encode("utf-8", "surrogatepass")
    source = Source("plan.txt", digest(content), "text/plain", "utf-8", text)
    clean = CleanText.of(source)
    for step in STEPS:
        begun = time.process_time()
        clean = step(clean)
        yield f"{step.__module__}", time.process_time() - begun
    nlp = pipeline(COMPONENTS)
    doc = document.make(nlp, clean)
    for name, component in nlp.pipeline:
        begun = time.process_time()
        doc = component(doc)
        yield name, time.process_time() - begun
    begun = time.process_time()
    found = reading(doc)
    yield "kg.extraction.reading", time.process_time() - begun
    begun = time.process_time()
    found = link(found)
    yield "kg.link", time.process_time() - begun
    begun = time.process_time()
    document_quads(found, Run("0", "0"))
    yield "kg.graph", time.process_time() - begun


def main() -> int:
    longest = int(sys.argv[1]) if len(sys.argv) > 1 else _LONGEST
    names = sys.argv[2:] or SHAPES
    dict(steps("常州市2023年教育工作要点\n新增学位1个。"))  # what is loaded once
    gc.disable()  # its passes over all that is there take longer the more there is
    bad = 0
    for name in names:
        try:
            short, long = (dict(steps(shape(name, longest // part))) for part in (4, 1))
        except KgError:  # nothing is left of markup alone: it is refused by name
            continue
        except Exception as error:
            bad += 1
            print(f"{name}: {type(error).__name__}: {error}", flush=True)
            continue
        gc.collect()
        for step, seconds in long.items():
            growth = seconds / max(short[step], 1e-3)
            if seconds > _QUICK and growth > _STEEP:
                bad += 1
                told = f"{seconds:.2f} s, {growth:.1f} times as long as of a quarter"
                print(f"{name}: {step} takes {told}", flush=True)
    print(f"{len(names)} shapes of {longest} characters, {bad} that fail or are not linear")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
