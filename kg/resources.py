"""Where the files that belong to the project are found.

In a checkout ``ontology/`` and ``seeds/`` stand beside the package, in a wheel inside it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.errors import VocabularyError

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    for folder in (_PACKAGE / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise VocabularyError(
        f"the folder {name} is missing", where=str(_PACKAGE), hint="install eduplan-kg again"
    )


def ontology() -> Path:
    """Return the folder of the ontology, the vocabularies, the shapes and the named queries."""
    return _folder("ontology")


def seeds() -> Path:
    """Return the folder of the five real plans that the project began with."""
    return _folder("seeds")


@cache
def words(package: str, name: str) -> dict[str, Any]:
    """Return the table of words ``name``.toml that stands beside the modules of a package.

    >>> sorted(words("kg.extraction", "citations"))
    ['implement', 'issue', 'issue_behind', 'joint', 'number', 'own_before', 'own_behind']
    """
    return tomllib.loads(files(package).joinpath(f"{name}.toml").read_text("utf-8"))
