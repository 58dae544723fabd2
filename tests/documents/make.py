"""Makes the documents of this folder again: one plan in every format that ``kg`` reads.

Run it as ``python tests/documents/make.py``; it needs python-docx, LibreOffice, Chromium and the
font of Debian's fonts-droid-fallback. The files differ from run to run in dates and identifiers,
the text that is read from them does not.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.shared import Pt
from docx.text.paragraph import Paragraph

FOLDER = Path(__file__).parent
FONT = "Droid Sans Fallback"
NAMESPACES = (
    " ".join(
        f'xmlns:{name}="http://schemas.{rest}"'
        for name, rest in {
            "w": "openxmlformats.org/wordprocessingml/2006/main",
            "mc": "openxmlformats.org/markup-compatibility/2006",
            "wp": "openxmlformats.org/drawingml/2006/wordprocessingDrawing",
            "a": "openxmlformats.org/drawingml/2006/main",
            "wps": "microsoft.com/office/word/2010/wordprocessingShape",
        }.items()
    )
    + ' xmlns:v="urn:schemas-microsoft-com:vml"'
)

TITLE = "临泽县2024年教育工作要点"
METADATA = (
    ("索引号：", "620723012/2024-00018", "发布机构：", "临泽县教育局"),
    ("发布日期：", "2024-03-06", "有效性：", "有效"),
)
OPENING = (
    "2024年全县教育工作以办好人民满意的教育为目标，坚持问题导向，补短板、强弱项、提质量，"
    "推动各级各类教育协调发展，努力让每个孩子都能享有公平而有质量的教育。"
)
# A heading's level, 0 for prose, and its words without the number that a program may count.
PLAN = (
    (1, "扩大教育资源供给"),
    (2, "增加公办学位"),
    (0, "新建、改扩建公办幼儿园6所，全县新增公办学位1.2万个，其中义务教育阶段新增学位8600个。"
        "城区新建学校与住宅小区同步规划、同步建设、同步交付使用，让适龄儿童就近入学、方便入学。"),
    (2, "办好学前教育"),
    (0, "普惠性幼儿园覆盖率由85%提高到90%以上，公办园在园幼儿占比达到60%以上。"
        "开展小区配套幼儿园治理“回头看”，严禁幼儿园提前教授小学课程内容。"),
    (1, "提高教育教学质量"),
    (2, "落实立德树人根本任务"),
    (0, "深入推进“双减”工作，课后服务覆盖所有义务教育学校，学生自愿参加率达到95%以上。"
        "每个学生掌握1至2项体育运动技能，中小学生体质健康优良率提高到55%。"),
    (2, "建设高素质教师队伍"),
    (0, "公开招聘教师120名，培训校长和骨干教师1500人次，实施“县管校聘”管理改革，"
        "每年交流轮岗的教师不少于符合条件教师总数的10%。"),
    (1, "加强教育保障"),
    (2, "守住校园安全底线"),
    (0, "全县中小学、幼儿园专职保安配备率、一键式报警装置安装率均达到100%，"
        "每学期组织安全演练不少于2次，坚决防范溺水、交通等重特大安全事故发生。"),
)  # fmt: skip
INDICATORS = (
    ("指标", "单位", "2023年", "2024年"),
    ("普惠性幼儿园覆盖率", "%", "85", "90"),
    ("义务教育巩固率", "%", "98.5", "99"),
    ("新建中小学校", "所", "2", "3"),
)
NOTE = "本要点由县教育局负责解释。"
SIGNATURE = ("临泽县教育局", "2024年3月4日")
STYLE = """
@page { size: A5; margin: 18mm 16mm }
body { font: 14px/1.7 "Droid Sans Fallback"; text-align: justify }
h1, h2, h3 { font-weight: normal; margin: 0 }
h1 { font-size: 22px; text-align: center }
h2, h3 { font-size: 14px; text-indent: 2em }
td { padding: 2px 12px 2px 0 }
p { margin: 0; text-indent: 2em }
table { border-collapse: collapse; margin: 8px 0; width: 100% }
.ruled td, .ruled th { border: 1px solid black; padding: 2px 4px; text-align: center }
"""


def main() -> None:
    """Make all documents."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        page = _page()
        (FOLDER / "plan.html").write_text(page, encoding="utf-8")
        (FOLDER / "gb18030.html").write_bytes(page.encode("gb18030"))
        _print(page, FOLDER / "plan.pdf")
        _print(_radicals(), FOLDER / "radicals.pdf")
        _scan(work)
        _plan().save(str(FOLDER / "plan.docx"))
        for ending in ("doc", "odt"):
            _convert(FOLDER / "plan.docx", ending, ending, FOLDER)
        # LibreOffice writes the marks of counted numbers into RTF as question marks.
        _plan(counted=False).save(str(work / "plan.docx"))
        _convert(work / "plan.docx", "rtf", "rtf", FOLDER)
        _columns().save(str(work / "columns.docx"))
        _convert(work / "columns.docx", "pdf", "pdf", FOLDER)
        shutil.copy(work / "columns.docx", work / "encrypted.docx")
        options = (
            '{"EncryptFile":{"type":"boolean","value":"true"},'
            '"DocumentOpenPassword":{"type":"string","value":"secret"}}'
        )
        _convert(work / "encrypted.docx", "pdf", f"pdf:writer_pdf_Export:{options}", FOLDER)


def _numbered() -> Iterator[tuple[int, str]]:
    """Yield level and words of each paragraph, the numbers written out."""
    digits = "一二三四五六七八九"
    first = second = 0
    for level, words in PLAN:
        if level == 1:
            first, second = first + 1, 0
            yield level, f"{digits[first - 1]}、{words}"
        elif level == 2:
            second += 1
            yield level, f"（{digits[second - 1]}）{words}"
        else:
            yield level, words


def _page() -> str:
    """Return the plan as the page of a county's site, navigation and neighbours included."""
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in line)}</tr>\n" for line in METADATA
    )
    tags = {0: "p", 1: "h2", 2: "h3"}
    body = "".join(f"<{tags[level]}>{words}</{tags[level]}>\n" for level, words in _numbered())
    table = "".join(
        f"<tr>{''.join(f'<td><p>{cell}</p></td>' for cell in line)}</tr>\n" for line in INDICATORS
    )
    news = ("我县召开教育工作会议", "县教育局开展安全检查", "县一中举行运动会", "招生政策问答")
    links = "".join(f'<li><a href="#">{words}</a></li>' for words in news)
    return f"""<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>{TITLE}_临泽县人民政府</title>
<meta name="PubDate" content="2024-03-06 09:30"><style>{STYLE}
@media print {{ .screen {{ display: none }} }}</style>
<script>var page = "新增学位9万个";</script></head><body>
<div class="screen"><ul><li><a href="#">首页</a></li><li><a href="#">政务公开</a></li>
<li><a href="#">办事服务</a></li><li><a href="#">互动交流</a></li></ul>
<div>您当前的位置：<a href="#">首页</a> &gt; <a href="#">政府信息公开</a> &gt; 正文</div></div>
<table>{rows}</table>
<h1>{TITLE}</h1>
<div class="content"><p>{OPENING}</p>
{body}<table class="ruled">{table}</table>
<p>{NOTE}</p><p style="text-align: right">{SIGNATURE[0]}</p>
<p style="text-align: right">{SIGNATURE[1]}</p></div>
<div class="screen"><h4>相关新闻</h4><ul>{links}</ul></div>
<div class="screen">主办单位：临泽县人民政府办公室 网站标识码：6207230001</div>
</body></html>
"""


def _radicals() -> str:
    """Return a page whose text has radicals in the place of characters."""
    text = f"{TITLE}。支援⻄部教育，新建⼩学3所，⽤好⼈才政策，引进教师45⼈。"
    return f'<meta charset="utf-8"><style>{STYLE}</style><p>{text}</p>'


def _plan(*, counted: bool = True) -> Document:
    """Return the plan as a Word file with counted numbers, a text box, a head and a deletion."""
    document = docx.Document()
    _set_font(document)
    _define_numbers(document)
    document.sections[0].header.paragraphs[0].text = "临泽县教育局文件"
    document.sections[0].footer.paragraphs[0].text = "内部资料"
    document.add_heading(TITLE, 0)
    document.add_paragraph(OPENING)
    for level, words in PLAN if counted else _numbered():
        paragraph = document.add_paragraph(words)
        if level and counted:
            _count(paragraph, level)
    change = f'{NAMESPACES} w:author="a"'
    deleted = f'<w:del {change} w:id="1"><w:r><w:delText>不少于9次，</w:delText></w:r></w:del>'
    inserted = f'<w:ins {change} w:id="2"><w:r><w:t>责任到人。</w:t></w:r></w:ins>'
    last = document.paragraphs[-1]
    last._p.extend([parse_xml(deleted), parse_xml(inserted)])
    _add_indicators(document)
    layout = document.add_table(1, 1)
    layout.cell(0, 0).text = "（三）完善经费投入机制"
    layout.cell(0, 0).add_paragraph("全年投入资金3500万元，改造薄弱学校12所。")
    document.add_paragraph(NOTE)._p.append(parse_xml(_box("咨询电话由县教育局办公室公布。")))
    for line in SIGNATURE:
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return document


def _columns() -> Document:
    """Return the plan in two columns with a running head and page numbers."""
    document = docx.Document()
    _set_font(document)
    section = document.sections[0]
    section.page_height, section.page_width = Pt(595), Pt(420)
    section.left_margin = section.right_margin = Pt(45)
    section.top_margin = section.bottom_margin = Pt(60)
    section.header.paragraphs[0].text = "临泽县教育局　教育工作要点"
    page = f'<w:fldSimple {NAMESPACES} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("— ")
    footer._p.append(parse_xml(page))
    footer.add_run(" —")
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(TITLE).font.size = Pt(16)
    document.add_section(WD_SECTION.CONTINUOUS)
    columns = document.sections[-1]._sectPr.xpath("./w:cols")[0]
    columns.set(columns.nsmap["w"].join("{}") + "num", "2")
    columns.set(columns.nsmap["w"].join("{}") + "space", "400")
    _indented(document.add_paragraph(OPENING))
    for _, words in _numbered():
        _indented(document.add_paragraph(words))
    document.add_section(WD_SECTION.CONTINUOUS)
    columns = document.sections[-1]._sectPr.xpath("./w:cols")[0]
    columns.set(columns.nsmap["w"].join("{}") + "num", "1")
    _add_indicators(document)
    _indented(document.add_paragraph(NOTE))
    for line in SIGNATURE:
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return document


def _set_font(document: Document) -> None:
    for name in ("Normal", "Title"):
        style = document.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("ascii", "hAnsi", "eastAsia"):
            fonts.set(fonts.nsmap["w"].join("{}") + kind, FONT)
    document.styles["Normal"].font.size = Pt(11)
    document.styles["Normal"].paragraph_format.space_after = Pt(0)


def _indented(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.first_line_indent = Pt(22)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _define_numbers(document: Document) -> None:
    """Add a list of two levels, 一、 and （一）, to the numbering of ``document``."""
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, text in enumerate(("%1、", "（%2）"))
    )
    numbering = document.part.numbering_part.element
    definition = f'<w:abstractNum {NAMESPACES} w:abstractNumId="90">{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(definition))
    numbering.append(
        parse_xml(f'<w:num {NAMESPACES} w:numId="90"><w:abstractNumId w:val="90"/></w:num>')
    )


def _count(paragraph: Paragraph, level: int) -> None:
    place = f'<w:ilvl w:val="{level - 1}"/><w:numId w:val="90"/>'
    paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:numPr {NAMESPACES}>{place}</w:numPr>"))


def _add_indicators(document: Document) -> None:
    table = document.add_table(0, len(INDICATORS[0]), style="Table Grid")
    for line in INDICATORS:
        for cell, words in zip(table.add_row().cells, line, strict=True):
            cell.text = words


def _box(words: str) -> str:
    """Return a run with a text box as Word writes it: once for itself, once for older programs."""
    text = f"<w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent>"
    shape = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    return f"""<w:r {NAMESPACES}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0"
 locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="paragraph"><wp:posOffset>360000</wp:posOffset></wp:positionV>
<wp:extent cx="3600000" cy="360000"/><wp:wrapTopAndBottom/><wp:docPr id="7" name="Box"/>
<a:graphic><a:graphicData uri="{shape}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>
<a:xfrm><a:off x="0" y="0"/><a:ext cx="3600000" cy="360000"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{text}</wps:txbx><wps:bodyPr/>
</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>
<v:rect style="width:283pt;height:28pt"><v:textbox>{text}</v:textbox></v:rect></w:pict>
</mc:Fallback></mc:AlternateContent></w:r>"""


def _convert(path: Path, ending: str, form: str, folder: Path) -> None:
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless"]
        command += ["--convert-to", form, "--outdir", str(folder), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    if not (folder / f"{path.stem}.{ending}").exists():
        raise SystemExit(f"LibreOffice made no {ending} of {path.name}")


def _print(page: str, path: Path) -> None:
    _chromium(page, f"--print-to-pdf={path}", "--no-pdf-header-footer")


def _scan(work: Path) -> None:
    """Make a PDF that holds nothing but the picture of a page."""
    picture = work / "scan.png"
    style = '<meta charset="utf-8"><style>body { font: 20px "Droid Sans Fallback" }</style>'
    _chromium(f"{style}<p>{TITLE}</p>", f"--screenshot={picture}", "--window-size=400,120")
    _print(f'<img src="{picture.as_uri()}" width="400">', FOLDER / "scan.pdf")


def _chromium(page: str, *options: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "page.html"
        path.write_text(page, encoding="utf-8")
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", *options]
        command += [f"--user-data-dir={name}/profile", path.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


if __name__ == "__main__":
    main()
