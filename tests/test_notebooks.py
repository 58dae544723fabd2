"""The notebooks: run from a fresh kernel, and held against what their text tells the reader."""

from __future__ import annotations

import ast
import base64
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from lxml import html
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

import kg
from kg import resources

FOLDER = Path(__file__).parent.parent / "notebooks"
NAMES = ["audit-a-number", "compare-a-city", "extend-the-vocabulary"]
LIBRARIES = {*sys.stdlib_module_names, "matplotlib", "pandas"}
SETTINGS = [
    *("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"),
    *("IPYTHONDIR", "MPLCONFIGDIR", "TMPDIR"),
]

Run = Callable[..., dict[str, NotebookNode]]


def committed(name: str) -> NotebookNode:
    """Return a notebook as it stands in the tree."""
    notebook: NotebookNode = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    return notebook


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Return what runs a notebook beside the seeds, with no settings but those of a new user."""
    folder = tmp_path_factory.mktemp("notebooks")
    shutil.copytree(FOLDER, folder / "notebooks")
    shutil.copytree(resources.seeds(), folder / "seeds")

    def run(name: str, **more: str) -> dict[str, NotebookNode]:
        """Return the cells by their ids, none of which may have warned.

        ``more`` is code to run behind the cell of that id.
        """
        notebook = nbformat.read(folder / "notebooks" / f"{name}.ipynb", as_version=4)
        cells = []
        for cell in notebook.cells:
            behind = more.pop(cell.id.replace("-", "_"), None)
            cells += [cell, *([new_code_cell(behind, id=f"{cell.id}-more")] if behind else [])]
        assert more == {}
        notebook.cells = cells
        NotebookClient(
            notebook,
            kernel_name="python3",
            resources={"metadata": {"path": str(folder / "notebooks")}},
            timeout=600,
            coalesce_streams=True,
        ).execute()
        outputs = [output for cell in cells for output in cell.get("outputs", [])]
        assert [one.text for one in outputs if one.get("name") == "stderr"] == []
        return {cell.id: cell for cell in cells}

    with pytest.MonkeyPatch.context() as patch:
        for variable in SETTINGS:
            (folder / variable).mkdir()
            patch.setenv(variable, str(folder / variable))
        patch.delenv("JUPYTER_PATH", raising=False)
        # matplotlib looks for fonts the first time, and says so where that takes long
        subprocess.run([sys.executable, "-c", "import matplotlib.font_manager"], check=True)
        yield run


def said(cell: NotebookNode) -> str:
    """Return the text that a cell shows."""
    (output,) = cell.outputs
    return str(output.text if output.output_type == "stream" else output.data["text/plain"])


def table(cell: NotebookNode) -> list[list[str]]:
    """Return the rows of the table that a cell shows, the heads of its columns first."""
    (output,) = cell.outputs
    rows = html.fromstring(output.data["text/html"]).iter("tr")
    return [
        ["".join(map(str, one.itertext())).strip() for one in row.iter("th", "td")] for row in rows
    ]


def png_size(cell: NotebookNode) -> tuple[int, int]:
    """Return width and height of the picture that a cell shows."""
    (output,) = cell.outputs
    data = base64.b64decode(output.data["image/png"])
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])


def is_public(name: str) -> bool:
    """Whether a dotted name is of the public interface of kg, or of a library that may be used."""
    first, _, rest = name.partition(".")
    return first in LIBRARIES or name == "kg" or (first == "kg" and rest in kg.__all__)


def strangers(code: str) -> list[str]:
    """Return the names in code that are neither public nor its own."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found += [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [f"{node.module}.{one.name}" for one in node.names]
        elif isinstance(node, ast.Attribute):
            if isinstance(node.value, ast.Name) and node.value.id == "kg":
                found.append(f"kg.{node.attr}")
            elif node.attr.startswith("_"):
                found.append(node.attr)
    return [name for name in found if not is_public(name)]


def test_notebooks_are_those_that_the_readme_names() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.ipynb")) == NAMES
    readme = (FOLDER / "README.md").read_text("utf-8")
    assert sorted(set(re.findall(r"`([a-z-]+)\.ipynb`", readme))) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_notebooks_are_committed_clean(name: str) -> None:
    notebook = committed(name)
    nbformat.validate(notebook)
    assert (FOLDER / f"{name}.ipynb").read_text("utf-8") == nbformat.writes(notebook) + "\n"
    assert notebook.metadata == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.id for cell in code if cell.outputs or cell.execution_count or cell.metadata] == []
    assert [cell.id for cell in notebook.cells if not re.fullmatch("[a-z-]+", cell.id)] == []
    assert notebook.cells[0].source.startswith("# ")


@pytest.mark.parametrize("name", NAMES)
def test_notebooks_use_the_public_interface_alone(name: str) -> None:
    code = "\n".join(cell.source for cell in committed(name).cells if cell.cell_type == "code")
    assert strangers(code) == []


def test_notebooks_are_searched_for_what_is_not_public() -> None:
    for code, found in {
        "import kg\nkg.targets().head()": [],
        "from kg import targets": [],
        "import matplotlib.pyplot": [],
        "import kg.store": ["kg.store"],
        "from kg.store import dataset": ["kg.store.dataset"],
        "from kg import store": ["kg.store"],
        "import kg\nkg.store": ["kg.store"],
        "import networkx": ["networkx"],
        "from networkx import Graph": ["networkx.Graph"],
        "frame._mgr": ["_mgr"],
    }.items():
        assert strangers(code) == found, code


def test_compare_a_city_ends_in_charts_that_say_what_its_text_says(run: Run) -> None:
    cells = run(
        "compare-a-city",
        chart="""
heads = [tick.get_text() for tick in axes.get_xticklabels()]
programs = [tick.get_text() for tick in axes.get_yticklabels()]
row = programs.index("免试就近入学")
dots = [int(x) for x, _ in axes.collections[row].get_offsets()]
heads, programs[0], len(programs), dots, [one.get_text() for one in axes.texts if one.get_text()]
""",
        chart_of_numbers="[text.get_text() for text in axes.texts]",
    )
    assert [row[1:] for row in table(cells["build"])[1:]] == [
        ["NaN", "2022", "2022年全市教育工作要点", "工作要点", "28", "12"],
        ["常州市", "2023", "2023年常州教育工作要点", "工作要点", "110", "45"],
        ["连云港市", "2023", "2023年市教育工作计划", "工作计划", "57", "31"],
        ["咸宁市", "2023", "NaN", "新闻报道", "17", "0"],
        ["蒲城县", "2023", "2023年县教育局工作要点", "工作要点", "54", "15"],
    ]
    assert dict(table(cells["faults"])[2:]) == {
        "anonymous-city-2022.txt": "地区不明、转载页、页码混入、数字被遮盖、夹带广告、正文不全",
        "lianyungang-2023.txt": "地区系推断、转载页、同义改写、标点异常、年份存疑、正文不全",
        "pucheng-2023.txt": "地区系推断、转载页、数字被遮盖",
        "xianning-2023.txt": "标题缺失、夹注拼音、繁体字",
    }
    assert table(cells["near"]) == [
        ["", "shared", "programs", "jaccard", "of_its_own"],
        ["place", "", "", "", ""],
        ["蒲城县", "9", "54", "0.058", "0.167"],
        ["某市", "7", "28", "0.053", "0.250"],
        ["连云港市", "4", "57", "0.025", "0.070"],
        ["咸宁市", "1", "17", "0.008", "0.059"],
    ]
    assert table(cells["level"])[2:] == [
        ["local", "4", "2"],
        ["national", "25", "14"],
        ["provincial", "12", "1"],
        ["unknown", "52", "0"],
    ]
    assert png_size(cells["chart"]) >= (700, 700)
    heads = ["常州市\n17 of 110", "蒲城县\n9 of 54", "某市\n7 of 28", "连云港市\n4 of 57"]
    assert ast.literal_eval(said(cells["chart-more"])) == (
        [*heads, "咸宁市\n1 of 17"],
        "党组织领导的校长负责制",
        17,
        [0, 2, 3],
        ["national program", "provincial or local"],
    )
    assert said(cells["indicators"]) == "0"
    assert [row[2:6] for row in table(cells["new-places"])[1:]] == [
        ["新增学前教育学位", "NaN", "个", "被遮盖"],
        ["新增中小学学位", "NaN", "个", "被遮盖"],
        ["新增学位", "31000.0", "个", ""],
        ["新增学位", "5000.0", "个", ""],
    ]
    assert png_size(cells["chart-of-numbers"]) >= (700, 250)
    assert ast.literal_eval(said(cells["chart-of-numbers-more"])) == [
        *("82% in 2023", "90% by 2025"),
        *("86.5% in 2023", "at least 90% by 2024"),
        *("91% in 2023", "at least 92% by 2024"),
    ]


def test_audit_a_number_ends_at_the_characters_of_the_file(run: Run) -> None:
    cells = run("audit-a-number")
    assert dict(table(cells["number"])[1:]) == {
        "indicator": "增加学位",
        "comparator": "eq",
        "value": "31000.0",
        "unit": "个",
        "quantity": "increase",
        "status": "planned",
        "deadline": "2023",
    }
    assert table(cells["place-of-number"])[1:6] == [
        ["document", "changzhou-2023.txt"],
        ["start", "1736"],
        ["end", "1745"],
        ["quote", "增加学位3.1万个"],
        ["sentence", "实施新建、改扩建学校78所,竣工33所,增加学位3.1万个。"],
    ]
    assert said(cells["characters"]) == "'增加学位3.1万个'"
    assert "竣工33所,【增加学位3.1万个】。力争全市88%以上" in said(cells["context"])
    target = "https://w3id.org/eduplan/target/2d6443571605a85652a0a0243db199b3/1736/1745"
    assert ast.literal_eval(said(cells["digest-of-file"])) == (target, True)
    assert [row[1:] for row in table(cells["words"])[1:]] == [
        ["增加学位3.1万个", "eq", "31000.0", "NaN", "个", "increase", "NaN", "2023"],
        ["88%以上中小学教育装备达省一类标准", "ge", "88.0", "NaN", "%", "level", "strive", "2023"],
        ["1—2项艺术爱好或专长", "range", "1.0", "2.0", "项", "level", "NaN", "2023"],
        ["3万人次左右职业体验", "approx", "30000.0", "NaN", "人次", "level", "NaN", "2023"],
    ]
    assert said(cells["plan"]).splitlines()[-1] == "36\t2023年\t计划年度2023"
    assert table(cells["masked"])[2][1:3] == [
        "公办园和公办\\n4、园在园幼儿占比分别达到XX%以上",
        "公办园和公办园在园幼儿占比",
    ]
    assert table(cells["masked"])[2][3:] == ["ge", "NaN", "%", "True", "True"]
    assert said(cells["spoilt"]).splitlines() == [
        "新建幼儿园1O所\tNone\treadable: False",
        "普惠性幼儿园覆盖率达到9l%以上\tNone\treadable: False",
    ]
    assert said(cells["proof"]) == "'0 of 57 are wrong'"
    assert said(cells["damaged"]) == "'43 of 45 are wrong'"


def test_extend_the_vocabulary_shows_what_changes_and_what_does_not(run: Run) -> None:
    cells = run("extend-the-vocabulary")
    assert said(cells["build"]) == "'136 mentions of programs, 46 numbers'"
    assert [row[-4:-1] for row in table(cells["hollow"])[2:]] == [
        ["青蓝课程", "False", "unknown"],
        ["青蓝课程", "False", "unknown"],
        ["七大工程", "False", "unknown"],
    ]
    sentence = "深入推进“万人帮万户合力促振兴”、师生结对帮扶和驻村帮扶工作。"
    assert ast.literal_eval(said(cells["missed-name"])) == (sentence, False)
    assert said(cells["build-again"]) == "'0 documents read again, 2 linked again'"
    assert [row[:6] for row in table(cells["added"])[2:]] == [
        ["pucheng-2023.txt", "6834", "6840", "师生结对帮扶", "True", "local"],
    ]
    assert table(cells["gone"])[2:] == [
        ["pucheng-2023.txt", "404", "408", "七大工程", "七大工程"],
    ]
    names, known = ["青蓝课程", "青蓝工程"], ["False", "True", "unknown", "local"]
    assert table(cells["changed"]) == [
        ["", "", "", "program", "known", "level", "confidence"],
        ["", "", "", *["before", "after"] * 4],
        ["document", "start", "end", *[""] * 8],
        ["lianyungang-2023.txt", "3805", "3809", *names, *known, "0.8", "0.95"],
        ["3822", "3826", *names, *known, "0.6", "0.95"],
    ]
    assert table(cells["targets"])[3:] == [
        ["lianyungang-2023.txt", "3819", "3830", *names],
        ["3831", "3840", *names],
    ]
    assert [row[2:] for row in table(cells["decided"])[1:]] == [
        ["王敏", "reject program=七大工程", "七个项目的总称，不是一个项目", "是"],
    ]
