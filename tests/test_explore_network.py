"""The drawing: its nodes and places, and what it does in a real Chromium."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Position, expect

from kg.colours import LEVELS, STAGES
from kg.explore.colours import rules
from kg.explore.data import ExplorerData
from kg.explore.network import nodes_and_edges
from kg.explore.page import render
from kg.resources import ontology
from tests.chromium import opened
from tests.explorer_examples import CLUSTER, large, small


def test_network_has_a_node_a_row_and_an_edge_a_tie() -> None:
    nodes, edges = nodes_and_edges(small())
    assert len(nodes) == len({node["id"] for node in nodes}) == 15
    assert len(edges) == len({(edge["from"], edge["to"]) for edge in edges}) == 20
    assert {type(node[axis]) for node in nodes for axis in "xy"} == {int}
    assert nodes_and_edges(ExplorerData()) == ([], [])


def test_network_nodes_carry_level_and_stage() -> None:
    data = small()
    first = dataclasses.replace(data.programs[0], level="district", stages=("xue-qian", "yi-wu"))
    second = dataclasses.replace(data.programs[1], level="national", stages=("moon",))
    changed = dataclasses.replace(data, programs=(first, second, *data.programs[2:]))
    nodes = {node["id"]: node for node in nodes_and_edges(changed)[0]}
    assert [
        (nodes[f"program:{row.id}"]["level"], nodes[f"program:{row.id}"]["stage"])
        for row in changed.programs[:3]
    ] == [("unknown", "xue-qian"), ("national", "none"), ("national", "none")]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_colours_are_dark_enough_on_white_and_each_its_own() -> None:
    for table in (LEVELS, STAGES):
        assert len(set(table.values())) == len(table)
        for colour in table.values():
            assert 1.05 / (luminance(colour) + 0.05) >= 4.5


def test_colours_name_each_stage_of_the_ontology() -> None:
    text = (ontology() / "stages.ttl").read_text("utf-8")
    assert {line.split()[0][6:] for line in text.splitlines() if line.startswith("stage:")} == {
        *STAGES
    } - {"none"}
    assert "--yi-wu: #0000c0;" in rules()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("network")
    found = {"small": folder / "small.html", "large": folder / "large.html"}
    found["small"].write_text(render(small()), encoding="utf-8")
    found["large"].write_text(render(large()), encoding="utf-8")
    return found


@pytest.fixture
def page(browser: Browser, files: dict[str, Path]) -> Iterator[Page]:
    with opened(browser, files["small"]) as page:
        yield page


def point(page: Page, node: str) -> Position:
    at = page.evaluate("node => network.canvasToDOM(network.getPosition(node))", node)
    return Position(x=at["x"], y=at["y"])


def opacity(page: Page, node: str) -> float:
    found: float = page.evaluate("node => opacityOf(drawing.byId.get(node))", node)
    return found


def update(page: Page, state: str) -> None:
    page.evaluate(f"updateNetwork({state})")


def test_click_opens_and_with_control_picks(page: Page) -> None:
    page.evaluate("""() => {
        window.opened = [];
        network.off("click");
        network.on("click", ({ pointer, event }) =>
            openAt(pointer.canvas, event.srcEvent, (...told) => window.opened.push(told)));
    }""")
    canvas = page.locator("#network canvas")
    canvas.click(position=point(page, f"program:{CLUSTER}"))
    canvas.click(position=point(page, "region:420200"), modifiers=["Control"])
    canvas.click(position=point(page, "region:320100"), modifiers=["Shift"])
    canvas.click(position={"x": 3, "y": 3})
    assert page.evaluate("window.opened") == [
        ["program", CLUSTER, False],
        ["region", "420200", True],
        ["region", "320100", True],
    ]


def test_click_on_the_drawing_opens_program_and_region(page: Page) -> None:
    canvas = page.locator("#network canvas")
    canvas.click(position=point(page, f"program:{CLUSTER}"))
    expect(page.locator("#panel h2")).to_have_text("教联体")
    canvas.click(position=point(page, "region:420200"))
    expect(page.locator("#panel h2")).to_have_text("重庆县")


def test_what_is_open_and_its_ties_stay_clear(page: Page) -> None:
    update(page, "{ open: 'region:320100' }")
    assert opacity(page, "region:320100") == opacity(page, f"program:{CLUSTER}") == 1
    assert opacity(page, "region:420200") == 0.4
    assert opacity(page, "program:p07") == 0.12
    update(page, "{}")
    assert opacity(page, "program:p07") == 1


def test_what_two_picked_regions_share_stands_out(page: Page) -> None:
    update(page, "{ picked: ['320100', '420200'] }")
    clear = page.evaluate("[...seen.clear].sort()")
    assert clear == [
        f"program:{CLUSTER}",
        "program:p00",
        "program:p01",
        "program:p03",
        "program:p04",
        "region:320100",
        "region:420200",
    ]
    assert page.evaluate("tiesInSight().clear.length") == 10


def test_what_is_filtered_out_is_neither_drawn_nor_found(page: Page) -> None:
    at = point(page, "region:420200")
    update(page, f"{{ shownNodes: new Set(['region:320100', 'program:{CLUSTER}']) }}")
    assert page.evaluate("tiesInSight().faint.length") == 1
    assert page.evaluate("at => nodeAt(network.DOMtoCanvas(at))", at) is None
    assert page.evaluate("networkPicture().querySelectorAll('title').length") == 2


def test_colours_follow_level_or_stage(page: Page) -> None:
    node = f"drawing.byId.get('program:{CLUSTER}')"
    assert page.evaluate(f"colourOf({node})") == LEVELS["national"]
    update(page, "{ colour: 'stage' }")
    assert page.evaluate(f"colourOf({node})") == STAGES["yi-wu"]


def test_picture_is_an_svg_of_what_is_seen(page: Page) -> None:
    assert page.evaluate("""() => {
        const picture = networkPicture();
        const text = new XMLSerializer().serializeToString(picture);
        const read = new DOMParser().parseFromString(text, "image/svg+xml");
        return [read.documentElement.tagName, read.querySelectorAll("circle title").length,
                read.querySelectorAll("rect title").length, read.querySelectorAll("path").length,
                [...read.querySelectorAll("text")].some((one) => one.textContent === "教联体")];
    }""") == ["svg", 12, 3, 2, True]


def drawn(page: Page) -> int:
    """Return how many pixels of the canvas are not white."""
    page.evaluate("() => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 100))")
    count: int = page.evaluate("""() => {
        const canvas = document.querySelector("#network canvas");
        if (!canvas.clientWidth || !canvas.width) return 0;
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
        copy.drawImage(canvas, 0, 0);
        const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
        let found = 0;
        for (let at = 3; at < data.length; at += 4) if (data[at] > 0) found += 1;
        return found;
    }""")
    return count


def test_drawing_survives_being_hidden_moved_and_shown_again(page: Page) -> None:
    before = drawn(page)
    assert before > 10_000
    page.evaluate("document.querySelector('#network').style.display = 'none'")
    assert drawn(page) == 0
    update(page, "{ open: 'region:320100' }")
    page.evaluate("""() => {
        const network = document.querySelector("#network");
        const place = document.createElement("div");
        place.style.display = "grid";
        place.style.height = place.style.gridTemplateRows = "500px";
        network.replaceWith(place);
        place.append(network);
        network.style.display = "";
    }""")
    update(page, "{}")
    assert drawn(page) > 10_000


def test_zoom_stops_and_the_whole_comes_back(page: Page) -> None:
    whole = page.evaluate("network.getScale()")
    page.evaluate("() => { for (let step = 0; step < 30; step += 1) zoomNetwork(1.5); }")
    assert page.evaluate("network.getScale()") == 6
    page.evaluate("fitNetwork()")
    assert page.evaluate("network.getScale()") == pytest.approx(whole)


def test_large_page_shows_all_nodes_and_no_label_upon_another(
    browser: Browser, files: dict[str, Path]
) -> None:
    with opened(browser, files["large"]) as page:
        assert page.evaluate("drawing.nodes.length") == 405
        counts = []
        for _ in range(4):
            labels = page.evaluate(
                "viewLabels().map(({ x, y, width, height, size }) => [x, y, width, height, size])"
            )
            counts.append(len(labels))
            for index, (x, y, width, height, size) in enumerate(labels):
                assert 11 <= size <= 24
                for other in labels[index + 1 :]:
                    assert (
                        2 * abs(x - other[0]) >= width + other[2]
                        or 2 * abs(y - other[1]) >= height + other[3]
                    )
            page.evaluate("zoomNetwork(2)")
        assert counts[0] > 10


def test_region_without_room_for_its_name_is_a_small_mark_with_its_name_beside(
    browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "explorer.html"
    file.write_text(render(large(regions=64)), encoding="utf-8")
    with opened(browser, file) as page:
        named = "viewLabels().filter(({ node }) => isRegion(node)).map(({ node }) => node.id)"
        assert len(page.evaluate(named)) > 40
        assert page.evaluate("boxOf(drawing.nodes[0], 0.25).halfWidth * 0.25") == 4.5
        assert page.evaluate("boxOf(drawing.nodes[0], 1).halfWidth === drawing.nodes[0].halfWidth")
        page.evaluate("go({ open: drawing.nodes.find(({ regions }) => regions === 5).id })")
        expect(page.locator("#panel h2")).to_be_visible()
        lit = page.evaluate("drawing.nodes.filter(isRegion).filter(isMarked).map(({ id }) => id)")
        assert len(lit) == 5
        assert set(lit) <= set(page.evaluate(named))


def test_name_beside_a_small_mark_opens_its_region(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "explorer.html"
    file.write_text(render(large(regions=64)), encoding="utf-8")
    with opened(browser, file) as page:
        page.wait_for_function("sight.labels.length > 0")
        label = page.evaluate("(({ node, x, y }) => ({ id: node.id, x, y }))(sight.labels[3])")
        page.locator("#network canvas").click(position=Position(x=label["x"], y=label["y"]))
        page.wait_for_function("id => state.open === id", arg=label["id"])


def test_picture_says_what_it_shows_and_what_its_marks_mean(page: Page) -> None:
    page.evaluate("go({ open: 'region:420200' })")
    expect(page.locator("#panel h2")).to_be_visible()
    page.wait_for_function("seen.open === 'region:420200'")
    texts = page.evaluate(
        "[...networkPicture().querySelectorAll('text')].map((one) => one.textContent)"
    )
    assert "教育工作要点图谱 · 交集 · 重庆县" in texts
    assert {"地区", "国家项目", "空心：词表未收，新发现"} <= set(texts)
    assert page.evaluate("""() => {
        const [, top, width, height] = networkPicture().getAttribute("viewBox").split(" ");
        return [Number(top), Number(width), Number(height) > sight.container.clientHeight + 34];
    }""") == [-34, page.evaluate("sight.container.clientWidth"), True]
