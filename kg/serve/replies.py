"""What a job over the graph gives back: content to be sent, or why there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import Store

HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Content:
    """Bytes to be sent, with their media type; text is UTF-8."""

    media_type: str
    body: bytes
    status: int = 200


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered, in one line, with the status that says so in HTTP."""

    status: int
    line: str


Reply = Content | Refusal


@dataclass(frozen=True, slots=True)
class Job:
    """A function of a module, asked of the store with what may cross to another process."""

    function: Callable[..., Content]
    arguments: tuple[object, ...] = ()

    def done(self, store: Store) -> Content:
        """Return what the function makes of the store."""
        return self.function(store, *self.arguments)
