"""The package as a user gets it: a wheel, installed away from the checkout."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)]
    subprocess.run([*command, str(ROOT)], check=True, capture_output=True)
    (found,) = out.glob("eduplan_kg-*.whl")
    return found


def test_a_wheel_holds_what_is_needed_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {
        "kg",
        wheel.name.split("-py3")[0] + ".dist-info",
    }
    for name in (
        "kg/py.typed",
        "kg/ontology/eduplan.ttl",
        "kg/ontology/regions.csv",
        "kg/ontology/towns.csv",
        "kg/ontology/queries/plans.rq",
        "kg/ontology/context.jsonld",
        "kg/seeds/changzhou-2023.txt",
        "kg/clean/spun_words.tsv",
        "kg/extraction/targets.toml",
        "kg/explore/page.html",
        "kg/export/workbook.toml",
        "kg/evaluate/report.html",
        "kg/evaluate/report.css",
        "kg/evaluate/report.js",
    ):
        assert name in names
    assert not [name for name in names if "test" in name]


def test_the_installed_package_builds_its_seeds_from_any_folder(
    wheel: Path, tmp_path: Path
) -> None:
    target = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*install, "--target", str(target), str(wheel)], check=True)
    (tmp_path / "empty").mkdir()
    code = (
        "import sys, kg; from kg import resources; from kg.cli import main\n"
        f"assert kg.__file__.startswith({str(target)!r}), kg.__file__\n"
        f"assert str(resources.seeds()).startswith({str(target)!r})\n"
        "sys.exit(main(['build', str(resources.seeds()), '--out', 'exports']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path / "empty",
        env={"PYTHONPATH": str(target), "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    reference = (ROOT / "exports" / "graph.ttl").read_bytes()
    assert (tmp_path / "empty" / "exports" / "graph.ttl").read_bytes() == reference
