"""What the page saves, read by those who would: csv, openpyxl, LibreOffice, lxml."""

import csv
import io
import shutil
import struct
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.explorer_examples import CLUSTER, CLUSTER_SENTENCE
from tests.explorer_page import look, show
from tests.explorer_targets import COVERAGE, COVERAGE_NAME, FORMULA, HOSTILE
from tests.formulas import GUARDED

SVG = "{http://www.w3.org/2000/svg}"
STATED = f"教育工作要点图谱-指标-{COVERAGE_NAME}"


@pytest.fixture
def page(numbers_page: Page) -> Page:
    return numbers_page


@pytest.fixture
def plans(explorer: Page) -> Page:
    """Return the page with programs, sentences and numbers of three regions."""
    return explorer


def sheets(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of each sheet of a workbook."""
    book = load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def saved(page: Page, kind: str) -> tuple[str, bytes]:
    """Save by the menu, and return the name of the file and its bytes."""
    page.locator("#save summary").click()
    with page.expect_download() as told:
        page.locator(f"[data-save={kind}]").click()
    return told.value.suggested_filename, Path(told.value.path()).read_bytes()


def written(drawing: etree._Element) -> list[str]:
    """Return the texts of a drawing."""
    return [str(text.xpath("string()")) for text in drawing.iter(f"{SVG}text")]


def test_save_csv_opens_in_a_spreadsheet_with_every_row_and_sentence(page: Page) -> None:
    show(page, COVERAGE)
    name, content = saved(page, "csv")
    assert name == f"{STATED}.csv"
    expect(page.locator("#said")).to_have_text(f"已保存 {name}")
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    assert text.count("\r\n") == text.count("\n") == 5
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [(row["地区"], row["数值"], row["数"], row["上限"]) for row in rows] == [
        ("丙区", "90—95%", "90", "95"),
        ("甲市", "85.50%", "85.5", ""),
        ("甲市", "不少于 88%", "88", ""),
        ("乙县", "不少于 已遮盖 %", "", ""),
    ]
    assert rows[3]["文件缺陷"] == "转载本、有遮盖"
    assert rows[3]["原句"] == "今年普惠园覆盖率达XX%以上。"
    assert (rows[3]["文件"], rows[3]["起"], rows[3]["止"]) == ("2.txt", "102", "114")


def test_save_csv_starts_no_formula(page: Page) -> None:
    show(page, FORMULA)
    name, content = saved(page, "csv")
    assert name == "教育工作要点图谱-指标-=HYPERLINK(_https_x.example_,_看_).csv"
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert row["指标"] == f"'{FORMULA}"
    assert row["地区"] == f"'=丁{HOSTILE}"
    assert row["单位"] == "'@x"
    assert row["原句"] == f"今年{FORMULA}{HOSTILE}达@x。"


def test_save_csv_guards_every_start_of_a_formula(page: Page) -> None:
    cells = [*GUARDED, 7, -3, None]
    line = page.evaluate("cells => csvOf({ columns: ['=a'], rows: [cells] })", cells)
    head, row = csv.reader(io.StringIO(line.removeprefix("\ufeff"), newline=""))
    assert (head, row) == (["'=a"], [*GUARDED.values(), "7", "-3", ""])


def test_save_workbook_holds_the_table_and_says_where_it_is_from(
    page: Page,
) -> None:
    show(page, COVERAGE, "&status=planned&confidence=0.7")
    name, content = saved(page, "xlsx")
    assert name == f"{STATED}.xlsx"
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == [COVERAGE_NAME, "说明"]
    sheet = book[COVERAGE_NAME]
    head, *rows = sheet.iter_rows(values_only=True)
    assert head[:6] == ("地区", "指标", "数值", "期限", "状态", "数")
    assert [row[:6] for row in rows] == [
        ("丙区", "普惠园覆盖率", "90—95%", "2025 年", "计划", 90),
        ("甲市", "普惠园覆盖率", "不少于 88%", "2023 年", "计划", 88),
        ("乙县", "普惠园覆盖率", "不少于 已遮盖 %", "2023 年", "计划", None),
    ]
    assert (sheet.freeze_panes, sheet["A1"].font.b, sheet["A2"].font.b) == ("A2", True, False)
    about = {
        str(key): str(told) for key, told in book["说明"].iter_rows(min_row=2, values_only=True)
    }
    assert about["视图"] == "指标"
    assert about["对象"] == COVERAGE_NAME
    assert (about["筛选：状态"], about["筛选：可信度"]) == ("计划", "≥ 0.7")
    assert about[f"表：{COVERAGE_NAME}"] == "3 行，每行写明所在文件与起止字位"
    assert about["地址"] == f"#view=targets&indicator={COVERAGE}&status=planned&confidence=0.7"
    assert "4 个地区" in about["本页收录"]


def test_save_workbook_holds_hostile_texts_as_text(page: Page) -> None:
    show(page, FORMULA)
    _, content = saved(page, "xlsx")
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ['=HYPERLINK("https   x.example",', "说明"]
    sheet = book.worksheets[0]
    assert (sheet["A2"].value, sheet["A2"].data_type) == (f"=丁{HOSTILE}", "s")
    assert (sheet["B2"].value, sheet["B2"].data_type) == (FORMULA, "s")


def test_save_workbook_allows_any_name_and_any_character(page: Page) -> None:
    names = ["a/b:c", "A b C", "a b c", "", "'x'", "双" * 40, "双" * 41]
    rows = [["\x00a\x0bb\ud800c", "_x0041_", 1.5, -0.0, "<&>\"'", "😀\n二行"], ["x" * 40_000]]
    made = page.evaluate(
        """([names, rows]) => {
          const tables = names.map((name) => ({ name, columns: ["一", "二"], rows }));
          return new Blob(xlsxOf(tables)).arrayBuffer().then((all) => [...new Uint8Array(all)]);
        }""",
        [names, rows],
    )
    book = load_workbook(io.BytesIO(bytes(made)))
    assert book.sheetnames == [
        "a b c", "A b C (2)", "a b c (3)", "表", "x", "双" * 31, "双" * 27 + " (2)",
    ]  # fmt: skip
    values = list(book["x"].iter_rows(min_row=2, values_only=True))
    assert values[0] == ("abc", "_x005F_x0041_", 1.5, 0, "<&>\"'", "😀\n二行")
    assert len(str(values[1][0])) == 32_767


def test_save_workbook_opens_in_libreoffice(page: Page, tmp_path: Path) -> None:
    show(page, FORMULA)
    _, content = saved(page, "xlsx")
    (tmp_path / "saved.xlsx").write_bytes(content)
    soffice = shutil.which("soffice")
    assert soffice, "no LibreOffice on this machine: install its package libreoffice-calc"
    subprocess.run(
        [soffice, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
         "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", str(tmp_path),
         str(tmp_path / "saved.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert (tmp_path / "saved.csv").exists(), "LibreOffice has no Calc: install libreoffice-calc"
    text = (tmp_path / "saved.csv").read_bytes().decode("utf-8")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (row["地区"], row["指标"], row["数"]) == (f"=丁{HOSTILE}", FORMULA, "7")


def test_save_svg_stands_alone(page: Page) -> None:
    show(page, "新建学校")
    name, content = saved(page, "svg")
    assert name == "教育工作要点图谱-指标-新建学校.svg"
    drawing = etree.fromstring(content)
    assert drawing.tag == f"{SVG}svg"
    assert (drawing.get("width"), drawing.get("viewBox", "").split()[2]) == ("772", "772")
    assert "Microsoft YaHei" in drawing.get("font-family", "")
    texts = written(drawing)
    assert texts[:2] == ["新建学校", "单位：所 · 达到或完成的数"]
    assert "单位：所 · 增加的数" in texts
    assert "约 7 所转载 遮盖" in texts
    assert not drawing.xpath("//@style | //@href")


def test_save_svg_escapes_hostile_texts(page: Page) -> None:
    show(page, f"+1{HOSTILE}")
    name, content = saved(page, "svg")
    assert name == f"{page.evaluate('savedName()')}.svg"
    assert set('<>:"/\\|?*\t ') & set(name) == set()
    assert written(etree.fromstring(content))[0] == f"+1{HOSTILE}"


def test_save_png_is_twice_the_size_of_the_drawing(page: Page) -> None:
    show(page, COVERAGE)
    _, drawing = saved(page, "svg")
    name, content = saved(page, "png")
    assert name == f"{STATED}.png"
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    root = etree.fromstring(drawing)
    size = struct.unpack(">II", content[16:24])
    assert size == (2 * int(root.get("width", "0")), 2 * int(root.get("height", "0")))


def test_save_menu_works_by_keyboard_and_says_what_there_is_not(page: Page) -> None:
    page.locator("#view-targets").click()
    page.locator("#save summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-save=csv]")).to_be_enabled()
    expect(page.locator("[data-save=svg]")).to_be_disabled()
    expect(page.locator("[data-save=png]")).to_be_disabled()
    expect(page.locator("#save-none")).to_have_text("此视图现在没有图可存为 SVG、PNG。")
    page.keyboard.press("Escape")
    expect(page.locator("[data-save=csv]")).to_be_hidden()
    expect(page.locator("#save summary")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("[data-save=csv]")).to_be_focused()
    with page.expect_download() as told:
        page.keyboard.press("Enter")
    assert told.value.suggested_filename == "教育工作要点图谱-指标.csv"
    expect(page.locator("#save summary")).to_be_focused()


def test_save_takes_the_table_of_the_view_that_is_seen(page: Page) -> None:
    name, content = saved(page, "csv")
    assert name == "教育工作要点图谱-交集.csv"
    assert content.decode("utf-8-sig") == "项目,层级,词表,地区数,地区\r\n"
    page.locator("#language").click()
    page.locator("#view-targets").click()
    name, content = saved(page, "xlsx")
    assert name == "Education_work_plans-Targets.xlsx"
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Indicators", "about"]
    rows = list(book["Indicators"].iter_rows(values_only=True))
    assert rows[0] == ("Indicator", "Number of regions", "Count of numbers", "Unit")
    assert ("培训教师", 3, 3, "人, 名") in rows


def test_save_of_an_open_program_begins_with_its_sentences(plans: Page) -> None:
    look(plans, f"open=program:{CLUSTER}")
    name, content = saved(plans, "csv")
    assert name == "教育工作要点图谱-交集-教联体.csv"
    expect(plans.locator("#said")).to_have_text(
        f"已保存 {name}；CSV 只有第一个表，存为 Excel 还有 2 个表"
    )
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert len(rows) == 4
    assert rows[0]["原句"] == CLUSTER_SENTENCE
    assert (rows[0]["年份"], rows[0]["文件"], rows[0]["起"], rows[0]["止"]) == (
        "2023", rows[1]["文件"], "101", "104",
    )  # fmt: skip
    assert rows[0]["所在章节"] == "二、主要任务 › （一）均衡"
    _, content = saved(plans, "xlsx")
    assert list(sheets(content)) == ["教联体", "指标数字", "项目", "说明"]


def test_save_of_an_open_region_or_number_is_what_the_panel_shows(plans: Page) -> None:
    look(plans, "open=region:320100")
    region = plans.evaluate("regionName('320100')")
    name, content = saved(plans, "xlsx")
    assert name == f"教育工作要点图谱-交集-{region}.xlsx"
    book = sheets(content)
    programs, numbers_ = list(book.values())[:2]
    assert programs[0][:2] == ("地区", "项目")
    assert {row[0] for row in programs[1:]} == {row[0] for row in numbers_[1:]}
    fact = plans.evaluate("rows.targets[0].id")
    look(plans, f"view=targets&open=fact:{fact}")
    _, content = saved(plans, "xlsx")
    assert list(sheets(content)) == ["指标列表", "指标数字", "说明"]
    assert len(sheets(content)["指标数字"]) == 2


def test_save_of_a_comparison_holds_the_numbers_beside_each_other(plans: Page) -> None:
    look(plans, "pick=320100&pick=420200")
    plans.locator("#save summary").click()
    expect(plans.locator("#save-none")).to_contain_text("共 2 个表：CSV 只存第一个，Excel 全存。")
    plans.keyboard.press("Escape")
    _, content = saved(plans, "xlsx")
    book = sheets(content)
    assert list(book) == ["比较", "指标", "说明"]
    assert book["比较"][0] == ("比较", "项目", "层级", "地区数")
    head, row = book["指标"]
    assert head[0] == "指标"
    assert row == (COVERAGE_NAME, "不少于 88% 2025 年", "不少于 已遮盖 % 未写明")


def test_save_says_of_each_table_only_what_it_holds(plans: Page) -> None:
    _, content = saved(plans, "xlsx")
    about = {row[0]: row[1] for row in sheets(content)["说明"]}
    assert about["来源"] == "项目和数字由程序自文件中读出；引用前请对照原句。"
    assert str(about["表：项目"]).endswith(" 行")


def test_save_names_the_matrix_in_its_file(plans: Page) -> None:
    look(plans, "view=matrix")
    assert saved(plans, "csv")[0] == "教育工作要点图谱-矩阵-地区x项目.csv"
    look(plans, "view=matrix&matrix=regions")
    assert saved(plans, "csv")[0] == "教育工作要点图谱-矩阵-地区x地区.csv"
    look(plans, "view=matrix&lang=en")
    name = saved(plans, "csv")[0]
    assert name == "Education_work_plans-Matrix-Regions_x_programs.csv"
