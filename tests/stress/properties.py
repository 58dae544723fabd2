"""The property tests with many examples: ``python -m tests.stress.properties 2000``.

Each property of the tests named in ``_TESTS`` is tried on so many examples; hypothesis prints the
smallest that breaks one, and how to have it again.
"""

from __future__ import annotations

import os
import sys

import pytest

_TESTS = (
    "tests/test_properties.py",
    "tests/test_offsets.py",
    "tests/test_clean.py",
    "tests/test_clean_masks.py",
    "tests/test_clean_line_breaks.py",
    "tests/test_numbers.py",
    "tests/test_identifiers.py",
    "tests/test_regex.py",
    "tests/test_corrections.py",
)


class _Properties:
    """Leaves all other tests out."""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [
            item
            for item in items
            if getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        ]


def main() -> int:
    examples = sys.argv[1] if len(sys.argv) > 1 else "1000"
    os.environ["KG_EXAMPLES"] = examples
    done = pytest.main(["-q", "-p", "no:cacheprovider", *_TESTS], plugins=[_Properties()])
    print(f"{examples} examples of each property: {'broken' if done else 'all hold'}")
    return int(done != 0)


if __name__ == "__main__":
    sys.exit(main())
