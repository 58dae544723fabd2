"""Documents that no program writes: the least of a docx, a PDF and an odt, and what is put in."""

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

DOCUMENTS = Path(__file__).parent / "documents"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAP = (
    b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000><FFFF> "
    b"endcodespacerange %s endcmap end end"
)
_FONT = (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)"
    b"/Ordering(Identity)/Supplement 0>>/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/X"
    b"/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 900/Descent -200/CapHeight 700"
    b"/StemV 80>>>>"
)


def paragraph(words: str) -> str:
    """Return a paragraph of a Word file."""
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def word(
    body: str, doctype: str = "", parts: Mapping[str, bytes] | None = None, relation: str = ""
) -> bytes:
    """Return a Word file with this body; ``parts`` are more files in it, or others instead."""
    held = {}
    with zipfile.ZipFile(DOCUMENTS / "plan.docx") as plan:
        for name in plan.namelist():
            held[name] = plan.read(name)
    xml = f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    held["word/document.xml"] = f"{doctype}{xml}".encode()
    relations = held["word/_rels/document.xml.rels"].decode()
    ended = f"{relation}</Relationships>"
    held["word/_rels/document.xml.rels"] = relations.replace("</Relationships>", ended).encode()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in {**held, **(parts or {})}.items():
            made.writestr(name, content)
    return file.getvalue()


def numbered(level: str, paragraphs: int) -> bytes:
    """Return a Word file whose paragraphs are numbered by one level of a list."""
    list_ = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
    lists = f'{list_}<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    place = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    part = f'<w:numbering xmlns:w="{_W}">{lists}</w:numbering>'.encode()
    body = f"<w:p>{place}<w:r><w:t>学</w:t></w:r></w:p>" * paragraphs
    return word(body, parts={"word/numbering.xml": part})


def counted(level: str, paragraphs: int) -> bytes:
    """Return a Word file whose paragraphs are numbered by one level, given by what is in it."""
    return numbered(f'<w:lvl w:ilvl="0">{level}</w:lvl>', paragraphs)


def line(words: str, matrix: str = "1 0 0 1 70 780", size: str = "12") -> str:
    """Return what a page of a PDF says to print some words."""
    codes = "".join(f"{ord(character):04X}" for character in words)
    return f"BT /F {size} Tf {matrix} Tm <{codes}> Tj ET\n"


def pdf(
    pages: Sequence[str | bytes],
    box: str = "[0 0 595 842]",
    characters: bytes = b"1 beginbfrange <0000> <FFFF> <0000> endbfrange",
    count: int = 0,
) -> bytes:
    """Return a PDF with these pages, text or streams; the last again and again up to ``count``."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", _stream(_MAP % characters), _FONT]
    objects.append(
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[4 0 R]"
        b"/ToUnicode 3 0 R>>"
    )
    kids = []
    for page in pages:
        objects.append(page if isinstance(page, bytes) else _stream(page.encode()))
        contents = len(objects)
        look = f"/MediaBox{box}/Resources<</Font<</F 5 0 R>>>>/Contents {contents} 0 R"
        objects.append(f"<</Type/Page/Parent 2 0 R{look}>>".encode())
        kids.append(f"{len(objects)} 0 R")
    kids += kids[-1:] * (count - len(kids))
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>".encode()
    file = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(file))
        file += b"%d 0 obj%sendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(places)
    end = b"trailer<</Size %d/Root 1 0 R>>startxref\n%d\n%%%%EOF" % (len(objects) + 1, len(file))
    return file + table + end


def _stream(content: bytes) -> bytes:
    return _packed(zlib.compress(content, 9))


def _packed(content: bytes) -> bytes:
    return b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(content), content)


def swelling(megabytes: int) -> bytes:
    """Return a stream of blanks that unpacks to so much; a megabyte is packed, and repeated."""
    packer = zlib.compressobj(9)
    first, again = (
        packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2)
    )
    return _packed(first + again * (megabytes - 1))


def part(name: str, of_twenty: int) -> bytes:
    """Return the first so many twentieths of one of the sound documents."""
    whole = (DOCUMENTS / name).read_bytes()
    return whole[: len(whole) * of_twenty // 20]


def entities(times: int) -> str:
    """Return a type of document whose last entity ``a9`` is ten characters, ten to the power of."""
    doubled = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, times))
    return f'<!DOCTYPE x [<!ENTITY a0 "哈哈哈哈哈哈哈哈哈哈">{doubled}]>'


def odt(insert: str) -> bytes:
    """Return a file of LibreOffice with something more at the beginning of its text."""
    file = io.BytesIO()
    with zipfile.ZipFile(DOCUMENTS / "plan.odt") as plan, zipfile.ZipFile(file, "w") as made:
        for name in plan.namelist():
            held = plan.read(name)
            if name == "content.xml":
                start = held.index(b">", held.index(b"<office:text")) + 1
                held = held[:start] + insert.encode() + held[start:]
            made.writestr(name, held)
    return file.getvalue()


def linking(place: str) -> str:
    """Return a section, a picture, a frame, an object and a DDE link that are at a place."""
    link = f'xlink:href="{place}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"'
    size = 'text:anchor-type="paragraph" svg:width="2cm" svg:height="2cm"'
    frames = "".join(
        f'<text:p><draw:frame draw:name="{kind}{place}" {size}><draw:{kind} {link}/></draw:frame>'
        "</text:p>"
        for kind in ("image", "floating-frame", "object")
    )
    source = f'<text:section-source {link} text:filter-name="Text"/>'
    dde = (
        f'<office:dde-source office:dde-application="soffice" office:dde-topic="{place}" '
        'office:dde-item="x" office:automatic-update="true"/>'
    )
    return frames + "".join(
        f'<text:section text:name="{name}{place}">{inside}<text:p>x</text:p></text:section>'
        for name, inside in (("S", source), ("D", dde))
    )
