"""Pages from their templates: every text of a document is escaped, and there is no script."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from kg.serve.wording import known, other, word

if TYPE_CHECKING:
    from jinja2 import Environment

PAGES = Path(__file__).resolve().parent / "pages"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(PAGES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def load_pages() -> None:
    """Read all templates, so that the first page comes as soon as the others."""
    for name in _environment().list_templates(["html"]):
        _environment().get_template(name)


def page(template: str, language: str, address: str, **values: object) -> bytes:
    """Return a page; ``address`` is where it has itself in the other language."""
    said = _environment().get_template(f"{template}.html")

    def spoken(key: str, **filled: object) -> str:
        return word(key, language, **filled)

    def linked(href: str) -> str:
        """Return a link within the site, in the language of the page."""
        return href if language == "zh" or not href.startswith("/") else spoken_link(href, language)

    return said.render(
        language=language,
        other=other(language),
        elsewhere=spoken_link(address, other(language)),
        word=spoken,
        linked=linked,
        **values,
    ).encode("utf-8", "replace")


def error_page(status: int, line: str, query: str, language: str) -> bytes:
    """Return the page that says why a request is not answered; its query can be changed there."""
    title, about = f"error.{status}", f"error.{status}_about"
    return page(
        "error",
        language,
        "/",
        title=word(title if known(title) else "error.400", language),
        about=word(about, language) if known(about) else "",
        line=line,
        change=f"/query?{urlencode({'query': query})}" if query else "",
    )


def spoken_link(href: str, language: str) -> str:
    """Return a link within the site with the language that it is wanted in.

    >>> spoken_link("/plan/a#b", "en"), spoken_link("/sparql?as=csv", "en")
    ('/plan/a?lang=en#b', '/sparql?as=csv&lang=en')
    """
    if language == "zh":
        return href
    path, mark, fragment = href.partition("#")
    return f"{path}{'&' if '?' in path else '?'}lang={language}{mark}{fragment}"
