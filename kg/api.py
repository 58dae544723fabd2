"""What a notebook needs: documents in, a graph out, and questions to it.

    >>> import kg
    >>> reading = kg.extract("seeds/xianning-2023.txt")
    >>> reading.facts[0].content.region
    '421200'

The functions are those of the package itself: ``kg.read``, ``kg.extract``, ``kg.build``,
``kg.open``, ``kg.ask``, ``kg.targets``, ``kg.programs``, ``kg.overlap_graph``. Heavy libraries are
imported when a function is called; the frames need pandas (``pip install 'eduplan-kg[notebook]'``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError, ReadError
from kg.limits import LIMITS, Limits

if TYPE_CHECKING:
    import networkx
    import pandas
    import rdflib
    from pyoxigraph import Store

    from kg.builder import Built
    from kg.mirrors import Sources
    from kg.records import Reading, Source
    from kg.tables import Table

Place = str | Path
Graph = str | Path


def read(path: Place) -> Source:
    """Return the decoded text of one document, with its digest and media type.

    ReadError where it cannot be read, is a folder, or no reader knows its ending.

    >>> read("seeds/xianning-2023.txt").text[:8]
    '咸寧網(wǎng'
    """
    from kg.readers import find
    from kg.readers import read as read_found

    search = find([Path(path)])
    if search.errors:
        raise search.errors[0]
    if len(search.found) != 1:
        raise ReadError("is not one document", where=str(path), hint="kg.build takes folders")
    return read_found(search.found[0])


def extract(document: Place | Source) -> Reading:
    """Return all that a document says: its facts in the order of the text, and its faults.

    ``document`` is a path or what ``read`` returned. A fact has its ``span``, whose ``quote`` is
    the text there, its sentence, its section, and its ``content``: a plan, section, region,
    program, target or citation.

    >>> reading = extract("seeds/changzhou-2023.txt")
    >>> target = next(f for f in reading.facts if f.content.kind == "target")
    >>> target.content.indicator, target.content.value, target.span.quote
    ('新建、改扩建学校', Decimal('78'), '新建、改扩建学校78所')
    """
    from kg.builder import extract_source
    from kg.records import Source

    return extract_source(document if isinstance(document, Source) else read(document))


def build(
    paths: Place | Iterable[Place],
    out: Place,
    *,
    vocabulary: Iterable[Place] = (),
    corrections: Place | None = None,
    jobs: int = 0,
    files: bool | None = None,
    limits: Limits = LIMITS,
) -> Built:
    """Build the graph of documents and folders into the folder ``out``, as ``kg build`` does.

    ``jobs`` processes read, this one alone with 0; a script that wants others must be guarded by
    ``if __name__ == "__main__"``. ``limits`` are what a document may take, seconds and memory only
    in processes of their own. ``files`` tells whether the files of the whole corpus are written, by
    default up to 1,000 documents; what has been read before and has not changed is not read again.
    Return how much was found and what went wrong: documents that could not be read are in
    ``failures``. ReadError where none could be read.
    """
    from kg.builder import Means, Rules
    from kg.builder import build as build_all

    given = [paths] if isinstance(paths, str | Path) else paths
    decisions = Path(corrections) if corrections else None
    return build_all(
        map(Path, given),
        Path(out),
        rules=Rules.read(map(Path, vocabulary), decisions),
        means=Means(jobs, limits=limits),
        whole=files,
    )


def open(graph: Graph = "exports") -> rdflib.Dataset:  # noqa: A001 - named as a user would say it
    """Return a built graph as an rdflib Dataset over the store, closed to changes.

    Its default graph is the union of all graphs, and the prefixes of the project are bound.

    >>> plans = open("exports").query("SELECT ?plan { ?plan a eduplan:Plan }")
    >>> len(plans)
    5
    """
    from kg.store import dataset

    return dataset(Path(graph))


def ask(name: str, graph: Graph = "exports", **parameters: object) -> pandas.DataFrame:
    """Return the rows of a named query, or of a file ``….rq``, as a frame.

    ``graph`` is a built folder or a file of RDF. QueryError where the query does not exist or a
    parameter does not fit.

    >>> ask("shared-programs", region_a="常州", region_b="咸宁")["program"].tolist()
    ['体教融合']
    """
    from kg.query import find, run
    from kg.query import read as read_query
    from kg.store import open_graph

    query = read_query(Path(name)) if name.endswith(".rq") else find(name)
    given = {key: str(value) for key, value in parameters.items()}
    return _frame(run(open_graph(Path(graph)), query, given))


def targets(graph: Graph = "exports") -> pandas.DataFrame:
    """Return a row a target, with the columns of ``targets.csv``.

    >>> frame = targets("exports")
    >>> places = frame[frame["indicator_concept"] == "新增学位"]
    >>> places[["region_name", "value", "sentence"]].values.tolist()[0]
    ['常州市', 31000.0, '实施新建、改扩建学校78所,竣工33所,增加学位3.1万个。']
    """
    from kg.export.statements import targets as rows

    return _statements(graph, rows)


def programs(graph: Graph = "exports") -> pandas.DataFrame:
    """Return a row a mention of a program, with the columns of ``programs.csv``.

    >>> frame = programs("exports")
    >>> int(frame.groupby("program")["region_name"].nunique().max())
    2
    """
    from kg.export.statements import programs as rows

    return _statements(graph, rows)


def overlap_graph(graph: Graph = "exports") -> networkx.Graph[str]:
    """Return the network of regions and programs, as ``kg export --format gexf`` writes it.

    An edge ties a region to a program that its plans name, with the number of mentions as weight.

    >>> network = overlap_graph("exports")
    >>> kinds = [kind for _, kind in network.nodes(data="kind")]
    >>> kinds.count("region"), kinds.count("program")
    (5, 242)
    """
    from kg.export.network import network
    from kg.export.ties import ties
    from kg.mirrors import main_sources
    from kg.store import open_graph

    store = open_graph(Path(graph))
    return network(ties(store, main_sources(store)))


def _statements(graph: Graph, rows: Callable[[Store, Sources], Table]) -> pandas.DataFrame:
    from kg.mirrors import main_sources
    from kg.store import open_graph

    store = open_graph(Path(graph))
    return _frame(rows(store, main_sources(store)))


def _frame(table: Table) -> pandas.DataFrame:
    """Return a table as a frame: whole numbers as Int64, decimals as floats, truth as boolean."""
    try:
        import pandas
    except ImportError as error:
        raise KgError("frames need pandas", hint="pip install 'eduplan-kg[notebook]'") from error
    frame = pandas.DataFrame.from_records(list(table.rows), columns=list(table.columns))
    return frame.astype(
        {
            name: kind
            for index, name in enumerate(table.columns)
            if (kind := _kind({type(row[index]) for row in table.rows} - {type(None)}))
        }
    )


def _kind(found: set[type]) -> str:
    """Return the pandas type of a column whose cells are of these types; none for text."""
    if not found:
        return ""
    if found <= {bool}:
        return "boolean"
    if found <= {int}:
        return "Int64"
    return "float64" if found <= {int, Decimal} else ""
