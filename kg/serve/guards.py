"""What holds for every request and every answer: the name of the host, and safe headers."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# Our pages have no script at all, and take nothing from anywhere else.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
# RFC 9110, 7.2, of which no address with a zone is ours
_HOST = re.compile(r"(?:(?P<name>[A-Za-z0-9_.-]+)|\[(?P<v6>[0-9A-Fa-f:.]+)\])(?::[0-9]{0,5})?")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": POLICY,
}


class SafeHeaders:
    """Sends headers with every answer that keep a browser from what no page here needs."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers that the answer has not set itself."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers)


class KnownHost:
    """Refuses requests under a name that is not the server's own.

    A page elsewhere could give its own name this machine's address and then read everything here
    as if it were its own (DNS rebinding). A server for this machine alone is asked as localhost or
    by a loopback address; one for others has names that it cannot know, so any will do.
    """

    def __init__(self, app: App, loopback: bool) -> None:
        self._app = app
        self._loopback = loopback

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 421."""
        if scope["type"] == "http":
            hosts = Headers(scope=scope).getlist("host")
            if len(hosts) != 1 or not is_host(hosts[0], self._loopback):
                refusal = PlainTextResponse("this server has another name\n", 421)
                await refusal(scope, receive, send)
                return
        await self._app(scope, receive, send)


def is_host(header: str, loopback: bool) -> bool:
    """Whether a Host header is one, and names this machine, where nothing else may be named.

    >>> [is_host(h, True) for h in ("localhost:80", "127.0.0.1", "[::1]:8000", "evil.example")]
    [True, True, True, False]
    >>> [is_host(h, False) for h in ("evil.example", "a/b", "[127.0.0.1]", "[::1%25a]", "a:b")]
    [True, False, False, False, False]
    """
    match = _HOST.fullmatch(header)
    if match is None:
        return False
    if match["v6"]:
        try:
            ipaddress.IPv6Address(match["v6"])
        except ValueError:
            return False
    return not loopback or is_loopback((match["v6"] or match["name"]).lower())


def is_loopback(name: str) -> bool:
    """Whether a name or an address means this machine alone.

    >>> is_loopback("localhost"), is_loopback("127.0.0.2"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    try:
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
