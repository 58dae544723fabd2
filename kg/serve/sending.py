"""Answers on their way: in parts, as fast as they are taken, and not too many at once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

from starlette.responses import PlainTextResponse, Response, StreamingResponse

from kg.serve.limits import RETRY_SECONDS, SENT_AT_ONCE
from kg.serve.replies import Content

_PART = 64 * 1024  # bytes; the transport takes as many before it makes us wait


class Outbox:
    """Counts the bytes of all answers that are being sent."""

    def __init__(self) -> None:
        self._held = 0

    def response(self, content: Content, headers: Mapping[str, str]) -> Response:
        """Return what sends ``content``, or 503 where too much is being sent already."""
        length = len(content.body)
        if self._held + length > SENT_AT_ONCE:
            later = {"Retry-After": str(RETRY_SECONDS)}
            return PlainTextResponse(
                "the server is busy with sending; try again soon\n", 503, later
            )
        return StreamingResponse(
            self._parts(content.body),
            content.status,
            {**headers, "Content-Length": str(length)},
            content.media_type,
        )

    async def _parts(self, body: bytes) -> AsyncIterator[bytes]:
        self._held += len(body)
        try:
            for start in range(0, len(body), _PART):
                yield body[start : start + _PART]
        finally:
            self._held -= len(body)
