"""Documents of hostile shape: all of them are read, or refused by a named error."""

import pytest

from kg.builder.document import extract_source
from kg.errors import ReadError
from kg.graph import Run, document_quads
from kg.records import Citation
from tests.strategies import source
from tests.stress.shapes import SHAPES, shape

_NOTHING_LEFT = ("tags", "fields")


@pytest.mark.parametrize("name", [name for name in SHAPES if name not in _NOTHING_LEFT])
def test_a_document_of_a_hostile_shape_is_read(name: str) -> None:
    found = extract_source(source(shape(name, 500)))
    assert document_quads(found, Run("0", "0"))


@pytest.mark.parametrize("name", _NOTHING_LEFT)
def test_a_document_of_markup_alone_is_refused(name: str) -> None:
    with pytest.raises(ReadError, match="has no text but markup"):
        extract_source(source(shape(name, 500)))


def test_a_title_without_a_letter_is_no_citation() -> None:
    found = extract_source(source("落实《……》《“”》和《教育规划》。"))
    assert [f.content.title for f in found.facts if isinstance(f.content, Citation)] == [
        "……",
        "教育规划",
    ]
