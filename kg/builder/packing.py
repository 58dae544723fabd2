"""A draft as bytes: between processes and in the ledger.

Only records are unpacked: a class that is not one of them is refused, so that a file which somebody
has put in the place of the ledger can make nothing run.
"""

from __future__ import annotations

import io
import pickle
import zlib
from enum import Enum
from typing import Any

from kg.extraction.draft import Draft

_MODULES = (
    "kg.extraction.document",
    "kg.extraction.draft",
    "kg.extraction.course.status",
    "kg.offsets",
    "kg.records.choices",
    "kg.records.content",
    "kg.records.facts",
    "kg.records.text",
)


def packed(draft: Draft) -> bytes:
    """Return the draft as bytes; the same draft need not give the same ones."""
    content = io.BytesIO()
    _Pickler(content, protocol=5).dump(draft)
    return zlib.compress(content.getvalue(), level=1)


def unpacked(content: bytes) -> Draft:
    """Return the draft that ``packed`` was given; ValueError where the bytes hold none."""
    try:
        draft = _Records(io.BytesIO(zlib.decompress(content))).load()
    except (pickle.UnpicklingError, zlib.error, EOFError, AttributeError, IndexError) as error:
        raise ValueError(f"no draft: {error}") from error
    if not isinstance(draft, Draft):
        raise ValueError(f"no draft: {type(draft).__name__}")
    return draft


class _Pickler(pickle.Pickler):
    """Pickles the members of lists by their values in every Python; 3.11.2 takes getattr."""

    def reducer_override(self, item: Any) -> Any:
        return (type(item), (item.value,)) if isinstance(item, Enum) else NotImplemented


class _Records(pickle.Unpickler):
    """Unpickles the records of the project and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if module not in _MODULES or "." in name:
            raise pickle.UnpicklingError(f"{module}.{name} is no record")
        found = super().find_class(module, name)
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} is no record")
        return found
