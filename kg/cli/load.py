"""Put a built graph into a remote SPARQL store."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from kg.cli.printing import Bar, say


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.description = (
        "Put every graph of DIR in the place of the one of its name in a remote store, and count "
        "the triples there. For Oxigraph --store is …/store and --endpoint …/query; for Virtuoso "
        "…/sparql-graph-crud-auth and …/sparql; for Fuseki …/DATASET/data and …/DATASET/query. "
        "The password is taken from the environment variable KG_PASSWORD."
    )
    parser.add_argument("folder", metavar="DIR", type=Path, help="a built folder")
    parser.add_argument(
        "--store",
        metavar="URL",
        required=True,
        help="where the store takes graphs (SPARQL Graph Store HTTP Protocol)",
    )
    parser.add_argument(
        "--endpoint", metavar="URL", required=True, help="where the store answers queries (SPARQL)"
    )
    parser.add_argument(
        "--user",
        metavar="NAME",
        default="",
        help="the user as whom the graphs are put; default: nobody",
    )
    parser.add_argument(
        "--prune",
        action="store_true",
        help="drop the graphs of other builds that DIR does not have",
    )
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from kg.endpoint import Endpoint, GraphStore
    from kg.load import load
    from kg.store import open_read_only

    target = GraphStore(
        options.store, user=options.user, password=os.environ.get("KG_PASSWORD", "")
    )
    loaded = load(
        open_read_only(options.folder),
        target,
        Endpoint(options.endpoint),
        prune=options.prune,
        progress=Bar("graph"),
    )
    if loaded.strangers:
        kept = f"kept, but regions and default graph are now of {options.folder} alone"
        done = "dropped" if options.prune else f"{kept}; build all documents together, or --prune"
        say(f"kg: {len(loaded.strangers)} graphs that {options.folder} does not have: {done}")
    union = ", and their union as the default graph" if loaded.union_put else ""
    print(f"{loaded.graphs} graphs with {loaded.triples} triples put{union}")
    return 0
