"""Connections that take too long: to say what they want, or to take what they asked for."""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.serve.limits import ARRIVAL_SECONDS, TAKING_SECONDS


class PatientProtocol(H11Protocol):
    """HTTP/1.1 of uvicorn that drops a connection on which nothing comes to an end.

    A request must have arrived in ``ARRIVAL_SECONDS``; of an answer, a client may keep us waiting
    for ``TAKING_SECONDS`` in all. uvicorn itself only ends connections that are idle.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._arriving: asyncio.TimerHandle | None = None
        self._paused: asyncio.TimerHandle | None = None
        self._paused_at = 0.0
        self._left = TAKING_SECONDS

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._watch_arrival()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        super().connection_lost(exc)
        for timer in (self._arriving, self._paused):
            if timer:
                timer.cancel()

    def data_received(self, data: bytes) -> None:
        """Wait on, until the request is there."""
        super().data_received(data)
        self._watch_arrival()

    def pause_writing(self) -> None:
        """Begin to wait for a client that does not take what it asked for."""
        super().pause_writing()
        self._paused_at = self.loop.time()
        self._paused = self.loop.call_later(self._left, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on, with less patience left."""
        super().resume_writing()
        if self._paused:
            self._paused.cancel()
            self._paused = None
            self._left -= self.loop.time() - self._paused_at

    def on_response_complete(self) -> None:
        """Be patient again with the next request."""
        super().on_response_complete()
        self._left = TAKING_SECONDS

    def timeout_keep_alive_handler(self) -> None:
        """End an idle connection, though it may not have taken all."""
        if not self.transport.is_closing():
            self.transport.abort()

    def _watch_arrival(self) -> None:
        arrived = self.conn.their_state not in (h11.IDLE, h11.SEND_BODY)
        if arrived and self._arriving:
            self._arriving.cancel()
            self._arriving = None
        elif not arrived and self._arriving is None:
            self._arriving = self.loop.call_later(ARRIVAL_SECONDS, self.transport.abort)
