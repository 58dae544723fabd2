"""Which form a client would like best: the Accept header of HTTP (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_RANGE = re.compile(r"([\w!#$&^.+*-]+)/([\w!#$&^.+*-]+)")
_QUALITY = re.compile(r"q\s*=\s*(0(?:\.\d*)?|1(?:\.0*)?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Wish:
    kind: str
    subtype: str
    quality: float

    def fits(self, media_type: str) -> bool:
        kind, _, subtype = media_type.partition("/")
        return self.kind in ("*", kind) and self.subtype in ("*", subtype)

    @property
    def narrowness(self) -> int:
        return (self.kind != "*") + (self.subtype != "*")


def best(accept: str, offered: Sequence[str]) -> str | None:
    """Return the media type of ``offered`` that a client likes best, the first among equals.

    None where it likes none. Of ranges that fit, the narrowest says how much it is liked; nothing
    said, everything is. What cannot be read is passed over.

    >>> best("text/html;q=0.5, application/*", ["text/html", "application/json"])
    'application/json'
    >>> best("", ["text/turtle"]), best("text/html, */*;q=0", ["text/turtle"])
    ('text/turtle', None)
    """
    wishes = list(_wishes(accept.lower().split(","))) if accept.strip() else [_Wish("*", "*", 1)]
    liked = [(_quality(wishes, media_type), media_type) for media_type in offered]
    quality, media_type = max(liked, key=lambda pair: pair[0], default=(0, ""))
    return media_type if quality > 0 else None


def _quality(wishes: Iterable[_Wish], media_type: str) -> float:
    fitting = [wish for wish in wishes if wish.fits(media_type)]
    return max(fitting, key=lambda wish: (wish.narrowness, wish.quality)).quality if fitting else 0


def _wishes(parts: Iterable[str]) -> Iterable[_Wish]:
    for part in parts:
        wanted, *parameters = (piece.strip() for piece in part.split(";"))
        if match := _RANGE.fullmatch(wanted):
            qualities = [found[1] for item in parameters if (found := _QUALITY.fullmatch(item))]
            yield _Wish(match[1], match[2], float(qualities[0]) if qualities else 1)
