"""IRIs from codes, years, names and digests, never from counters or clocks.

Fields are joined with ``/`` after every character that could be mistaken for a separator, or that
an IRI may not hold, has been percent-encoded (RFC 3987); so two different lists of fields never
share an IRI. Chinese letters stay readable.
"""

from __future__ import annotations

import hashlib
import re
import string

from kg.errors import RecordError

BASE = "https://w3id.org/eduplan/"
ONTOLOGY = BASE + "ontology#"
REGION = BASE + "region/"
DIGEST_LENGTH = 32  # hexadecimal digits of SHA-256 that are kept: 128 bits

_DIGEST = re.compile(f"[0-9a-f]{{{DIGEST_LENGTH}}}")
# Line ends and other control characters, which no name in one line has.
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_UNSAFE = re.compile(r"[^\w.~-]")
# Marks in which two ways to write one name differ, and characters with a half-width twin.
_NOISE = frozenset(" \t\r\n\xa0\u3000“”‘’\"'〝〞「」『』《》〈〉、·•")
_HALF_WIDTH = {chr(0xFF01 + i): chr(0x21 + i).lower() for i in range(94)}
_FORM = {
    **_HALF_WIDTH,
    **{letter: letter.lower() for letter in string.ascii_uppercase},
    **dict.fromkeys(_NOISE, ""),
}
_CHANGED = re.compile(f"[{''.join(map(re.escape, sorted(_FORM)))}]")


def iri(kind: str, *fields: str | int) -> str:
    """Return the IRI of a thing of ``kind`` that ``fields`` identify, none of them empty.

    >>> iri("target", "ab12", 10, 14)
    'https://w3id.org/eduplan/target/ab12/10/14'
    >>> iri("a", "b/c") == iri("a", "b", "c")
    False
    """
    parts = [str(field) for field in fields]
    if not parts or not all(parts):
        raise RecordError(f"an identifier of kind {kind} needs fields that are not empty")
    return BASE + "/".join([kind, *map(_encoded, parts)])


def named(kind: str, name: str) -> str:
    """Return the IRI of a thing known by its name alone, the same for every way to punctuate it.

    >>> named("program/found", "“三红”工程") == named("program/found", "三红工程")
    True
    """
    return iri(kind, normal_name(name))


def normal_name(name: str) -> str:
    """Return ``name`` without quotation marks, blanks and 、, half-width, in small letters.

    >>> normal_name("“ＡＩ + 教育”")
    'ai+教育'
    """
    return _CHANGED.sub(lambda match: _FORM[match[0]], name)


def found_label(name: str) -> str:
    """Return the label of a thing known by its name alone, one for all that share its IRI.

    >>> found_label("“ai＋课堂”") == found_label("AI+课堂") == "AI+课堂"
    True
    """
    return normal_name(name).upper()


def kept(text: str) -> list[int]:
    """Return for each character of the normal form of ``text`` its offset in ``text``.

    >>> kept("“三红”工程")
    [1, 2, 4, 5]
    """
    return [i for i, character in enumerate(text) if character not in _NOISE]


def digest(content: bytes) -> str:
    """Return the digest of a source: the first 128 bits of SHA-256 in hexadecimal.

    >>> digest(b"")
    'e3b0c44298fc1c149afbf4c8996fb924'
    """
    return hashlib.sha256(content).hexdigest()[:DIGEST_LENGTH]


def is_digest(said: str) -> bool:
    """Whether a text is the digest of a source, and so no way out of a folder.

    >>> is_digest(digest(b"")), is_digest("../etc/passwd")
    (True, False)
    """
    return _DIGEST.fullmatch(said) is not None


def _encoded(field: str) -> str:
    """Percent-encode what is not a letter, a digit or one of ``. ~ - _``; ``.`` alone too."""
    if set(field) == {"."}:
        return "%2E" * len(field)
    return _UNSAFE.sub(_percent, field)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "surrogatepass"))
