"""The rows of every named query, as the SPARQL TSV of the W3C; ``make update`` writes them anew.

``SEEDS`` are asked of the five seeds; what these have nothing of is asked of ``tests/two_years``
as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from kg import resources
from kg.answers import written
from kg.builder import build
from kg.query import answer, find
from kg.sparql import Engine
from kg.store import open_read_only

FOLDER = Path(__file__).parent / "queries"
TWO_YEARS = Path(__file__).parents[1] / "two_years"

Parameters = Mapping[str, str]
SEEDS: Mapping[str, Parameters] = {
    "achieved-beside-planned": {"region": "320400"},
    "citations-of-region": {"region": "蒲城"},
    "cited-documents": {},
    "cooccurring-programs": {"program": "咸宁教育十条"},
    "decisions": {},
    "faults": {},
    "indicator-side-by-side": {"indicator": "新增学位"},
    "indicators": {},
    "inferred-regions": {},
    "national-programs": {},
    "new-programs": {"region": "320400", "year": "2023"},
    "only-in": {"region_a": "咸宁市", "region_b": "常州市"},
    "overlap-by-citation": {"region": "320400"},
    "overlap-by-indicator": {"region": "320400"},
    "overlap-by-program": {"region": "320400"},
    "plans": {},
    "program-sentences": {"program": "课后服务"},
    "program-spread": {"program": "双减"},
    "programs": {},
    "programs-of-region": {"region": "421200"},
    "provenance": {},
    "region-history": {"region": "咸宁"},
    "regions": {},
    "responsible-bodies": {"region": "320400"},
    "shared-programs": {"region_a": "常州", "region_b": "连云港"},
    "targets-above": {"indicator": "新增学位", "number": "30000"},
    "targets-below": {"indicator": "新增学位", "number": "30000"},
    "targets-of-program": {"program": "课后服务"},
    "targets-of-region": {"region": "610526"},
    "who-has-program": {"program": "课后服务"},
    "without-evidence": {},
}
YEARS: Mapping[str, Parameters] = {
    "achieved-beside-planned": {"region": "宜兴市"},
    "cooccurring-programs": {"program": "教联体"},
    "indicator-side-by-side": {"indicator": "普惠性幼儿园覆盖率"},
    "new-programs": {"region": "宜兴市", "year": "2024"},
    "overlap-by-citation": {"region": "宜兴市"},
    "overlap-by-indicator": {"region": "宜兴市"},
    "program-spread": {"program": "教联体"},
    "responsible-bodies": {"region": "宜兴市"},
    "targets-above": {"indicator": "普惠性幼儿园覆盖率", "number": "89.5"},
    "targets-below": {"indicator": "普惠性幼儿园覆盖率", "number": "89.5"},
}


def rows(engine: Engine, name: str, parameters: Parameters) -> str:
    """Return the rows of a named query as TSV."""
    return written(answer(engine, find(name), parameters), "tsv").decode()


def main() -> None:
    """Write every golden file anew."""
    for name, text in _all_rows():
        (FOLDER / f"{name}.tsv").write_text(text, "utf-8", newline="\n")


def _all_rows() -> Iterator[tuple[str, str]]:
    for suffix, source, cases in (
        ("", resources.seeds(), SEEDS),
        (".two-years", TWO_YEARS, YEARS),
    ):
        with TemporaryDirectory() as folder:
            build([source], Path(folder))
            store = open_read_only(Path(folder))
            for name, parameters in cases.items():
                yield name + suffix, rows(store, name, parameters)
            del store


if __name__ == "__main__":
    main()
