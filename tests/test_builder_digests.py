"""By what a build knows that what it once read would be read the same."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from kg import resources
from kg.builder.digests import _AFTER, _CODE
from tests.builder_examples import plan

PACKAGE = Path(resources.__file__).parent


def test_digest_of_the_code_covers_every_kind_of_table() -> None:
    kinds = {
        path.suffix
        for path in PACKAGE.rglob("*.*")
        if path.relative_to(PACKAGE).parts[0] not in _AFTER and path.suffix != ".pyc"
    }
    assert kinds - {".md", ".typed"} == set(_CODE)


def test_statements_are_judged_anew_when_the_shapes_change(tmp_path: Path) -> None:
    """As for whoever adds a kind of fault, and builds before the shapes know it."""
    shutil.copytree(PACKAGE, tmp_path / "kg", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(resources.ontology(), tmp_path / "kg" / "ontology")
    shapes = tmp_path / "kg" / "ontology" / "shapes.ttl"
    whole = shapes.read_text("utf-8")
    (tmp_path / "海盐县.txt").write_text(plan("海盐县", 5), "utf-8")

    def build() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "kg.cli", "build", "海盐县.txt", "--out", "out", "--no-files"],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(tmp_path)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    assert build().returncode == 0
    shapes.write_text(whole.replace("<document-type/work_points> ", ""), "utf-8")
    strict = build()
    assert (strict.returncode, "文件类型" in strict.stderr) == (1, True), strict.stderr
    shapes.write_text(whole, "utf-8")
    assert (build().returncode, build().stderr) == (0, "")
