import pytest

from kg.tables import harmless


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "+86"),
        ("-12.5", "-12.5"),
        ("-a", "'-a"),
        ("@a", "'@a"),
        ("\ta", "'\ta"),
        ("\ra", "'\ra"),
        ("", ""),
        ("88%", "88%"),
    ],
)
def test_harmless_disarms_formulas_and_leaves_numbers(value: str, written: str) -> None:
    assert harmless(value) == written
