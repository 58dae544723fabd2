"""Where the files that belong to the project are found.

In a checkout ``ontology/`` and ``seeds/`` stand beside the package, in a wheel inside it.
"""

from __future__ import annotations

from pathlib import Path

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
