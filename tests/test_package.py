"""The package as a user gets it: built, and installed with what it asks for and nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable
from importlib.metadata import Distribution, distribution
from pathlib import Path, PurePosixPath

import pytest
from packaging.metadata import Metadata
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kg.version import __version__

ROOT = Path(__file__).parent.parent
DOCUMENTS = ROOT / "tests" / "documents"
NAME = f"eduplan_kg-{__version__}"
# A folder of the wheel -> the kinds of files that the program opens there, besides its modules.
DATA = {
    "kg": {"py.typed", ".toml"},
    "kg/clean": {".toml", ".tsv"},
    "kg/evaluate": {".css", ".html", ".js", ".toml"},
    "kg/explore": {".html", ".toml"},
    "kg/explore/script": {".js"},
    "kg/explore/style": {".css"},
    "kg/export": {".toml"},
    "kg/extraction": {".toml"},
    "kg/extraction/course": {".toml"},
    "kg/extraction/plan": {".toml"},
    "kg/extraction/programs": {".toml"},
    "kg/extraction/regions": {".toml"},
    "kg/extraction/structure": {".toml"},
    "kg/extraction/targets": {".toml"},
    "kg/ontology": {".csv", ".html", ".json", ".jsonld", ".md", ".ttl"},
    "kg/ontology/queries": {".rq"},
    "kg/review": {".toml"},
    "kg/seeds": {".txt"},
    "kg/serve": {".toml"},
    "kg/serve/pages": {".css", ".html"},
}


def ended(*command: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Return how a command ends in an environment without variables."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={"PATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def run(*command: object, cwd: Path | None = None) -> str:
    """Return what a command says that succeeds."""
    done = ended(*command, cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sdist, and the wheel that was built from it."""
    out = tmp_path_factory.mktemp("release")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT)
    return out


@pytest.fixture(scope="module")
def wheel(release: Path) -> Path:
    return release / f"{NAME}-py3-none-any.whl"


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Metadata:
    return Metadata.from_email(zipfile.ZipFile(wheel).read(f"{NAME}.dist-info/METADATA"))


def needed(requirements: Iterable[Requirement]) -> dict[str, Distribution]:
    """Return what is asked for without extras, and what that asks for, by name."""
    found: dict[str, Distribution] = {}
    waiting = [(requirement, "") for requirement in requirements]
    while waiting:
        requirement, extra = waiting.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        held = found[canonicalize_name(requirement.name)] = distribution(requirement.name)
        further = [Requirement(line) for line in held.requires or ()]
        waiting += [
            (one, extra)
            for one in further
            for extra in ("", *requirement.extras)
            if canonicalize_name(one.name) not in found
        ]
    return found


@pytest.fixture(scope="module")
def environment(wheel: Path, metadata: Metadata, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an environment with the wheel and what it needs without extras, and nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", folder)
    (packages,) = folder.glob("lib/python*/site-packages")
    for held in needed(metadata.requires_dist or ()).values():
        for top in {file.parts[0] for file in held.files or ()} - {"..", "__pycache__"}:
            if not (packages / top).exists():
                (packages / top).symlink_to(Path(str(held.locate_file(top))))
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check"]
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel)
    run(*pip, "check")
    return folder / "bin"


@pytest.fixture(scope="module")
def graph(environment: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what ``kg build`` makes of a user's folder."""
    folder = tmp_path_factory.mktemp("user")
    (folder / "my-plans" / "2024").mkdir(parents=True)
    for name in ("plan.docx", "plan.html", "plan.pdf"):
        shutil.copy(DOCUMENTS / name, folder / "my-plans")
    text = "宜兴市2024年教育工作要点\n新建学校5所，落实“双减”政策。\n"
    (folder / "my-plans" / "2024" / "要点.txt").write_text(text, "gb18030")
    command = [environment / "kg", "build", "my-plans", "--out", "my-graph", "--no-files"]
    assert run(*command, cwd=folder).startswith("4 documents: 4 plans, ")
    return folder / "my-graph"


def test_package_wheel_holds_what_the_program_opens_and_nothing_else(wheel: Path) -> None:
    paths = [PurePosixPath(name) for name in zipfile.ZipFile(wheel).namelist()]
    assert {path.parts[0] for path in paths} == {"kg", f"{NAME}.dist-info"}
    held: dict[str, set[str]] = {}
    for path in paths:
        if path.parts[0] == "kg" and path.suffix != ".py":
            held.setdefault(str(path.parent), set()).add(path.suffix or path.name)
    held["kg"] = {"py.typed" if kind == ".typed" else kind for kind in held["kg"]}
    assert held == DATA
    modules = {str(path) for path in paths if path.suffix == ".py"}
    assert modules == {str(path.relative_to(ROOT)) for path in (ROOT / "kg").rglob("*.py")}


def test_package_sdist_holds_what_the_wheel_is_built_from_and_its_guides(
    release: Path, wheel: Path, tmp_path: Path
) -> None:
    with tarfile.open(release / f"{NAME}.tar.gz") as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {name.split("/")[0] for name in names} == {
        ".gitignore", "CHANGELOG.md", "LICENSE", "PKG-INFO", "README.md", "constraints.txt", "kg",
        "ontology", "pyproject.toml", "seeds",
    }  # fmt: skip
    assert not [name for name in names if name.startswith("ontology/make_")]
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT)
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


def test_package_index_shows_what_it_is_and_its_extras(metadata: Metadata) -> None:
    assert metadata.license_expression == "Apache-2.0"
    assert str(metadata.requires_python) == "<3.12,>=3.11"
    assert {"Typing :: Typed", "Operating System :: POSIX :: Linux"} < set(
        metadata.classifiers or ()
    )
    assert sorted(metadata.provides_extra or ()) == ["cluster", "dev", "notebook"]
    assert metadata.description == (ROOT / "README.md").read_text("utf-8")
    assert metadata.description_content_type == "text/markdown"


def test_package_reads_asks_and_exports_a_users_folder(environment: Path, graph: Path) -> None:
    kg = environment / "kg"
    answer = run(kg, "query", "plans", "--graph", graph, "--format", "csv")
    documents = ("2024/要点.txt", "plan.docx", "plan.html", "plan.pdf")
    assert [document for document in documents if document not in answer] == []
    run(kg, "export", graph, "--format", "xlsx", "--output", graph / "all.xlsx")
    assert "xl/workbook.xml" in zipfile.ZipFile(graph / "all.xlsx").namelist()


def test_package_builds_its_seeds_from_python_as_the_checkout_does(
    environment: Path, tmp_path: Path
) -> None:
    code = (
        "import kg; from kg import resources\n"
        "assert 'site-packages' in str(resources.seeds()), resources.seeds()\n"
        "kg.build(resources.seeds(), 'exports')\n"
        "print(len(kg.open('exports').query('SELECT ?p { ?p a eduplan:Plan }')))"
    )
    assert run(environment / "python", "-c", code, cwd=tmp_path) == "5\n"
    reference = (ROOT / "exports" / "graph.ttl").read_bytes()
    assert (tmp_path / "exports" / "graph.ttl").read_bytes() == reference


def test_package_without_an_extra_says_which_one_to_install(
    environment: Path, graph: Path, tmp_path: Path
) -> None:
    code = (
        "import sys, kg\n"
        "try: kg.targets(sys.argv[1])\n"
        "except kg.errors.KgError as error: print(error)"
    )
    said = run(environment / "python", "-c", code, graph)
    assert said == "frames need pandas: pip install 'eduplan-kg[notebook]'\n"
    plans = graph.parent / "my-plans"
    done = ended(environment / "kg", "build", plans, "--scheduler", "tcp://none:1", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        "kg: a cluster needs dask.distributed: pip install 'eduplan-kg[cluster]'\n",
    )


PROGRAM = """
from decimal import Decimal
from typing import assert_type

import kg
from kg.errors import KgError


def values(path: str) -> list[Decimal | None]:
    try:
        reading = kg.extract(path)
    except KgError as error:
        assert_type(error.hint, str)
        return []
    contents = [fact.content for fact in reading.facts]
    return [content.value for content in contents if content.kind == "target"]


assert_type(kg.read("plan.pdf").text, str)
assert_type([str(failure.error) for failure in kg.build("plans", "out").failures], list[str])
assert_type(kg.__version__, str)
kg.build("plans", limits={})
"""
# What our dependencies are typed as is theirs; to read it takes five times as long.
CONFIGURATION = """
[mypy]
strict = true
[mypy-jinja2.*,lxml.*,networkx.*,numpy.*,pyoxigraph.*,rdflib.*,requests.*,spacy.*,starlette.*]
follow_imports = skip
"""


def test_package_types_the_program_of_a_user(environment: Path, tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM)
    (tmp_path / "mypy.ini").write_text(CONFIGURATION)
    mypy = [sys.executable, "-m", "mypy", "--python-executable", environment / "python"]
    done = ended(*mypy, "program.py", cwd=tmp_path)
    assert [line.partition(" error: ")[2] for line in done.stdout.splitlines()[:-1]] == [
        'Missing positional argument "out" in call to "build"  [call-arg]',
        'Argument "limits" to "build" has incompatible type "dict[Never, Never]"; '
        'expected "Limits"  [arg-type]',
    ]
