"""How soon the explorer opens and answers, beside a plain page of pyvis with the same graph.

Opening: from the start of the navigation until the first drawing is painted. Answer: from a click
until the panel shows it, in the explorer; in pyvis until vis-network has selected the node. A page
that has not come within a minute is given up.

The plain page is what pyvis's manual shows: ``add_node``, ``add_edge``, ``write_html``, once with
its usual physics and once without. With 10,000 nodes its list of edges is filled directly, because
``add_edge`` looks through all edges each time.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Error, Page

from kg.explore.data import ExplorerData, MentionRow, Place
from kg.explore.network import nodes_and_edges
from kg.explore.page import render
from tests.bench.record import Record, Settings, compared
from tests.chromium import started
from tests.explorer_examples import large

BASELINE = "pyvis, physics off"  # the faster of the two
_NODES = (100, 1_000, 10_000)
_REGIONS = 0.03  # of the nodes
_TIES = 6  # for each node
_PATIENCE = 60_000  # milliseconds
_MOST_ADDED = 5_000  # nodes; with more, pyvis's list of edges is filled directly
_PAINTED = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"


def graph(nodes: int, seed: int = 5) -> ExplorerData:
    """Return regions and programs, ``nodes`` in all, with six ties for each node."""
    regions = max(round(nodes * _REGIONS), 5)
    data = large(regions, nodes - regions, seed=seed)
    chance = random.Random(seed)
    count = len(data.programs)
    ties = {(index, chance.randrange(regions)) for index in range(count)}
    while len(ties) < min(_TIES * nodes, count * regions // 2):
        ties.add((int(count * chance.random() ** 1.7), chance.randrange(regions)))
    mentions = []
    for place, (index, region) in enumerate(sorted(ties)):
        name = data.programs[index].name
        start, plan = place * 40, data.plans[region]
        at = Place(
            plan.id, plan.source, start + 4, start + 4 + len(name),
            f"大力推进{name}。", start, "",
        )  # fmt: skip
        mentions.append(MentionRow(f"mention/{place}", data.programs[index].id, "planned", 0.9, at))
    return dataclasses.replace(data, mentions=tuple(mentions), targets=())


def plain(data: ExplorerData, path: Path, physics: bool) -> None:
    """Write the page that pyvis makes of the graph by itself."""
    from pyvis.network import Network

    nodes, edges = nodes_and_edges(data)
    network = Network(cdn_resources="in_line", height="750px", width="100%")
    for node in nodes:
        network.add_node(node["id"], label=node["label"], title=node["name"])
    if len(nodes) > _MOST_ADDED:
        network.edges = [{"from": edge["from"], "to": edge["to"]} for edge in edges]
    else:
        for edge in edges:
            network.add_edge(edge["from"], edge["to"])
    network.toggle_physics(physics)
    path.write_text(network.generate_html(), encoding="utf-8")


@contextmanager
def _page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(_PATIENCE)
    page.context.set_offline(True)
    yield page
    page.close()


def _since(page: Page, script: str) -> float:
    """Return the seconds that a script takes, in the page's own clock, until it is painted."""
    milliseconds: float = page.evaluate(f"""async () => {{
        const start = performance.now();
        await ({script})();
        await ({_PAINTED})();
        return performance.now() - start;
    }}""")
    return milliseconds / 1000


def explorer(browser: Browser, path: Path) -> tuple[float, float]:
    """Return how many seconds the explorer needs to open, and to answer the first click."""
    with _page(browser) as page:
        page.goto(path.as_uri())
        page.wait_for_function("networkIs === 'there'", polling="raf")
        page.evaluate(_PAINTED)
        opened = page.evaluate("performance.now()") / 1000
        answer = _since(
            page,
            """async () => {
                const panel = document.getElementById("panel");
                const change = new Promise((done) => new MutationObserver(done)
                    .observe(panel, { childList: true, subtree: true }));
                document.querySelector("#list a").click();
                await change;
            }""",
        )
        return opened, answer


def pyvis_page(browser: Browser, path: Path, physics: bool) -> tuple[float, float]:
    """Return how many seconds pyvis's page needs to show its drawing, and to select a node."""
    with _page(browser) as page:
        page.goto(path.as_uri(), wait_until="commit")
        page.wait_for_function("typeof network === 'object' && network !== null", polling=50)
        if physics:  # hidden behind a bar until it is stabilised
            page.wait_for_function("network.physics.stabilized === true", polling=50)
        page.evaluate(_PAINTED)
        opened = page.evaluate("performance.now()") / 1000
        answer = _since(
            page,
            """async () => {
                network.selectNodes([nodes.getIds()[0]]);
                network.redraw();
            }""",
        )
        return opened, answer


def records(settings: Settings) -> Iterator[Record]:
    """Yield what each page needs to open and to answer, and how large it is."""
    for nodes in (30,) if settings.small else _NODES:
        data = graph(nodes)
        shown = f"{nodes:,} nodes"
        opened: dict[str, float | None] = {}
        answered: dict[str, float | None] = {}
        sizes: dict[str, float] = {}
        for browser in started():
            for case, size, times in _measured(browser, settings.work, data):
                sizes[case] = size / 1e6
                opened[case], answered[case] = times or (None, None)
        edges = f"{len(nodes_and_edges(data)[1]):,} edges"
        late = f"not there after {_PATIENCE // 1000} s"
        notes = {case: late for case, value in opened.items() if value is None}
        notes = {"kg": f"with {edges}", **notes}
        group = f"{shown}: "
        yield from compared("opened", "s", opened, BASELINE, group=group, notes=notes)
        yield from compared("first answer", "s", answered, BASELINE, group=group)
        for case, megabytes in sizes.items():
            yield Record(group + case, "page", megabytes, "MB")


def _measured(
    browser: Browser, folder: Path, data: ExplorerData
) -> Iterator[tuple[str, int, tuple[float, float] | None]]:
    """Yield each page with its size and its times, None where it did not come."""
    path = folder / "page.html"
    path.write_text(render(data), encoding="utf-8")
    yield "kg", path.stat().st_size, explorer(browser, path)
    for case, physics in ((BASELINE, False), ("pyvis", True)):
        plain(data, path, physics)
        try:
            times = pyvis_page(browser, path, physics)
        except Error:
            times = None
        yield case, path.stat().st_size, times
