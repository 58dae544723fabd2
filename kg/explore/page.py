"""The page: data, drawing, style and script in one HTML file that asks no network for anything."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any

from kg.explore.data import ExplorerData
from kg.explore.network import COLOURS, OPTIONS, nodes_and_edges
from kg.explore.payload import embed, pairs, payload

_FOLDER = Path(__file__).resolve().parent
_VIS = "lib/vis-9.1.2/vis-network.min.js"

# in this order: each uses only what stands before it
_SCRIPTS = (
    "words",
    "dom",
    "rows",
    "route",
    "passage",
    "parts",
    "panel_program",
    "panel_region",
    "panel_target",
    "panel_start",
    "list",
    "search",
    "network",
    "start",
)


def render(data: ExplorerData) -> str:
    """Return the explorer of ``data`` as the text of one HTML file, to be written as UTF-8.

    The network is pyvis's, with the vis-network that pyvis brings; the template is the project's
    own, because pyvis's links style sheets and scripts on the web. The same data give the same
    text.
    """
    from pyvis.network import Network

    network = Network(cdn_resources="in_line")
    engine = _vis(network)
    # Network.add_edge looks through all edges each time; these have been made unique before
    network.nodes, network.edges = nodes_and_edges(data)
    network.options = OPTIONS
    network.heading = "教育工作要点图谱"
    network.set_template_dir(str(_FOLDER), "page.html")
    environment = network.templateEnv
    environment.filters["embed"] = embed
    style, script = _style(), _script()
    environment.globals.update(
        engine=engine,
        style=style,
        script=script,
        policy=policy(style, engine, script),
        data=payload(data),
        counts=_counts(data),
    )
    return str(network.generate_html())


def _vis(network: Any) -> str:
    """Return the vis-network that pyvis brings, as its own template would include it."""
    text: str = network.templateEnv.loader.get_source(network.templateEnv, _VIS)[0]
    return text.strip()


def _style() -> str:
    colours = "".join(f"--{level}: {colour}; " for level, colour in COLOURS.items())
    text = (_FOLDER / "page.css").read_text(encoding="utf-8")
    return f":root {{ {colours}}}\n{text}"


def _script() -> str:
    texts = [
        (_FOLDER / "script" / f"{name}.js").read_text(encoding="utf-8").strip() for name in _SCRIPTS
    ]
    return "\n\n".join(['"use strict";', *texts])


def policy(style: str, *scripts: str) -> str:
    """Return a content security policy that lets these texts run, and nothing else."""
    allowed = " ".join(f"'{_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src '{_hash(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")


def _counts(data: ExplorerData) -> dict[str, int]:
    owners: dict[str, int] = {}
    for _, program in pairs(data):
        owners[program] = owners.get(program, 0) + 1
    return {
        "regions": len(data.regions),
        "plans": len(data.plans),
        "programs": len(data.programs),
        "shared": sum(1 for count in owners.values() if count > 1),
        "targets": len(data.targets),
    }
