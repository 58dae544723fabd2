"""The page: data, drawing, style and script in one HTML file that asks no network for anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from kg import resources
from kg.colours import LEVELS, STAGES
from kg.explore.colours import rules
from kg.explore.data import ExplorerData
from kg.explore.fitting import Extent
from kg.explore.ground import embed, policy
from kg.explore.network import LOOK, OPTIONS, nodes_and_edges
from kg.explore.payload import payload

_FOLDER = Path(__file__).resolve().parent
_VIS = "lib/vis-9.1.2/vis-network.min.js"

# in this order: each uses only what stands before it, but for what it calls later
_SCRIPTS = (
    "dom",
    "text",
    "state",
    "words",
    "rows",
    "holding",
    "shown",
    "route",
    "numbers",
    "lists",
    "legend",
    "fact_words",
    "plan_words",
    "links",
    "tables",
    "panel_sheet",
    "passage",
    "panel_fact",
    "panel_program",
    "panel_region",
    "panel_compare",
    "panel_tables",
    "panel_start",
    "list",
    "filters",
    "search",
    "search_texts",
    "header",
    "network_look",
    "network_labels",
    "network",
    "network_caption",
    "network_picture",
    "view_overlap",
    "view_matrix",
    "grid",
    "matrix_picture",
    "print",
    "axis",
    "chart_marks",
    "chart",
    "target_list",
    "target_groups",
    "view_targets",
    "reading_text",
    "reading_draw",
    "reading_outline",
    "reading_head",
    "view_reading",
    "years",
    "view_time",
    "save_csv",
    "zip",
    "save_xlsx",
    "save_picture",
    "save_about",
    "save",
    "start",
)
# what only a served page has: it comes before the start
_SERVED = ("merging", "loading", "search_served", "scope")
_STYLES = (
    "ground",
    "base",
    "header",
    "overlap",
    "panel",
    "matrix",
    "targets",
    "reading",
    "narrow",
    "print",
)


def render(
    data: ExplorerData, extent: Extent = Extent.WHOLE, chosen: Mapping[str, Any] | None = None
) -> str:
    """Return the explorer of ``data`` as the text of one HTML file, to be written as UTF-8.

    The network is pyvis's, with the vis-network that pyvis brings; the template is the project's
    own, because pyvis's links style sheets and scripts on the web. The same data give the same
    text. ``extent`` is how much of the graph the data are, which the page says. ``chosen`` makes it
    a served page, which asks its server for what is looked at; it is Chosen.told of its plans.
    """
    from pyvis.network import Network

    network = Network(cdn_resources="in_line")
    engine = _vis(network)
    # Network.add_edge looks through all edges each time; these have been made unique before
    network.nodes, network.edges = nodes_and_edges(data)
    network.options = OPTIONS
    network.set_template_dir(str(_FOLDER), "page.html")
    environment = network.templateEnv
    environment.filters["embed"] = embed
    served = chosen is not None
    names = (*_SCRIPTS[:-1], *(_SERVED if served else ()), _SCRIPTS[-1])
    style, script = _style(served), _text("script", names, "js", '"use strict";')
    words = _words() | {f"stage.{row.id}": [row.name, row.english] for row in data.stages}
    environment.globals.update(
        engine=engine,
        style=style,
        script=script,
        policy=policy(style, engine, script, connects=served),
        words=words,
        word=_chinese(words),
        look=LOOK,
        served=served,
        data=_data(data, extent) | ({"served": chosen} if served else {}),
    )
    return str(network.generate_html())


def _data(data: ExplorerData, extent: Extent) -> dict[str, Any]:
    named = {row.id for row in data.stages}
    legend = {
        "level": list(LEVELS),
        "stage": [stage for stage in STAGES if stage in named or stage == "none"],
    }
    return payload(data) | {"extent": extent, "legend": legend}


def _vis(network: Any) -> str:
    """Return the vis-network that pyvis brings, as its own template would include it."""
    text: str = network.templateEnv.loader.get_source(network.templateEnv, _VIS)[0]
    return text.strip()


def _style(served: bool) -> str:
    names = (*_STYLES, "served") if served else _STYLES
    return _text("style", names, "css", rules())


def _text(folder: str, names: Iterable[str], ending: str, first: str) -> str:
    files = (_FOLDER / folder / f"{name}.{ending}" for name in names)
    return "\n\n".join([first, *(file.read_text(encoding="utf-8").strip() for file in files)])


def _words() -> dict[str, list[str]]:
    """Return the page's words by key, Chinese and English; those of the section * are no one's."""
    tables = resources.words("kg.explore", "words")
    return {
        key if section == "*" else f"{section}.{key}": texts
        for section, table in tables.items()
        for key, texts in table.items()
    }


def _chinese(words: Mapping[str, list[str]]) -> Callable[[str], str]:
    return lambda key: words[key][0]
