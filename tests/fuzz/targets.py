"""What is fuzzed: a function of bytes each, which may raise no other error than KgError.

Seeds are made of the documents of the tests and of the five plans.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError

_ROOT = Path(__file__).parents[2]
_DOCUMENTS, _PLANS = _ROOT / "tests" / "documents", _ROOT / "seeds"
_ZIP, _BODY = b"PK\x03\x04", "word/document.xml"
# What the reader of .doc gives to LibreOffice, which is not fuzzed here.
_OFFICE = (b"\xd0\xcf\x11\xe0", b"{\\rtf", b"opendocument")
_SHORT = 2_000


@dataclass(frozen=True, slots=True)
class Target:
    """A function to fuzz, and what it begins with."""

    run: Callable[[bytes], object]
    seeds: Callable[[], Iterator[bytes]]


def _text(content: bytes) -> None:
    from kg.readers import text

    text.source(content, "plan.txt")


def _html(content: bytes) -> None:
    from kg.readers import html

    html.source(content, "plan.html")


def _docx(content: bytes) -> None:
    """Read a Word file, or one with this body: bytes that are packed are hard to vary."""
    from kg.readers import docx

    packed = content if content.startswith(_ZIP) else _with_body(content)
    docx.source(packed, "plan.docx")


def _with_body(body: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(_DOCUMENTS / "plan.docx") as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, body if name == _BODY else old.read(name))
    return made.getvalue()


def _pdf(content: bytes) -> None:
    from kg.readers import pdf

    pdf.source(content, "plan.pdf")


def _doc(content: bytes) -> None:
    from kg.readers import doc

    if not any(mark in content[:1200].lower() for mark in _OFFICE):
        doc.source(content, "plan.doc")


def _extractor(content: bytes) -> None:
    from kg.builder.document import extract_source
    from kg.graph import Run, document_quads
    from kg.identifiers import digest
    from kg.records import Source

    text = content.decode("utf-8", "ignore")
    if text:
        source = Source("plan.txt", digest(content), "text/plain", "utf-8", text)
        document_quads(extract_source(source), Run("0", "0"))


def _files(ending: str) -> Iterator[bytes]:
    for path in sorted(_DOCUMENTS.glob(f"*.{ending}")):
        yield path.read_bytes()


def _plans() -> Iterator[bytes]:
    for path in sorted(_PLANS.glob("*.txt")):
        text = path.read_bytes().decode("utf-8", "replace")
        for start in range(0, len(text), _SHORT):
            yield text[start : start + _SHORT].encode()


def _texts() -> Iterator[bytes]:
    for plan in _plans():
        for encoding in ("utf-8", "gb18030", "utf-16"):
            yield plan.decode()[:300].encode(encoding, "replace")


def _word_files() -> Iterator[bytes]:
    for content in _files("docx"):
        yield content
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield archive.read(_BODY)


def _named_doc() -> Iterator[bytes]:
    yield from _files("html")
    yield from _files("docx")
    for page in _files("html"):
        yield b"MIME-Version: 1.0\nContent-Type: text/html\n\n" + page


TARGETS: Mapping[str, Target] = {
    "text": Target(_text, _texts),
    "html": Target(_html, lambda: _files("html")),
    "docx": Target(_docx, _word_files),
    "pdf": Target(_pdf, lambda: _files("pdf")),
    "doc": Target(_doc, _named_doc),
    "extractor": Target(_extractor, _plans),
}


def once(name: str, content: bytes) -> None:
    """Give a target one input; what it refuses by name is well."""
    with suppress(KgError):
        TARGETS[name].run(content)
