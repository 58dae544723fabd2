"""By what a build knows that what it once read would be read the same: the code and its tables."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from kg import resources
from kg.identifiers import digest

# These packages only use what has been read; all other code decides what a reading is.
_AFTER = ("cli", "evaluate", "explore", "export", "overlap", "review", "serve")
_CODE = (".py", ".toml", ".tsv")
# It judges what was read: a stricter one leaves every statement as it is, and its draft.
_JUDGES = "shapes.ttl"


@cache
def code_digest(*, whole: bool = False) -> str:
    """Return the digest of the code that reads documents, or of the ``whole``.

    The versions of the libraries that it stands on belong to it.
    """
    package = Path(resources.__file__).parent
    files = (path for path in package.rglob("*") if whole or path.suffix in _CODE)
    parts = sorted(
        (path.relative_to(package).parts, path)
        for path in files
        if path.is_file() and path.parent.name != "__pycache__"
    )
    code = [
        "/".join(name).encode() + b"\0" + path.read_bytes()
        for name, path in parts
        if whole or name[0] not in _AFTER
    ]
    return digest(b"\0".join([*code, *(line.encode() for line in _versions())]))


def _versions() -> Iterator[str]:
    """Yield the versions of the libraries that the package itself asks for."""
    for line in sorted(requires("eduplan-kg") or ()):
        name = line.partition(">")[0].partition("=")[0].partition("[")[0].strip()
        if "extra ==" not in line:
            try:
                yield f"{name} {version(name)}"
            except PackageNotFoundError:
                continue


@cache
def regions_digest() -> str:
    """Return the digest of the tables of regions and towns."""
    return digest(b"\0".join(tables(".csv")))


@cache
def shapes_digest() -> str:
    """Return the digest of the shapes that every graph is held against."""
    return digest((resources.ontology() / _JUDGES).read_bytes())


def tables(*endings: str) -> list[bytes]:
    """Return the contents of the tables of the ontology that decide what is read, by name."""
    paths = sorted(path for path in resources.ontology().iterdir() if path.suffix in endings)
    return [path.read_bytes() for path in paths if path.name != _JUDGES]


def joined(*fields: str) -> str:
    """Return the digest of some texts, none of which holds a NUL."""
    return digest("\0".join(fields).encode())
