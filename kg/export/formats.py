"""The forms in which a graph is written, and where: a file, a folder, an archive of its files."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from pyoxigraph import Store

from kg.errors import OutputError
from kg.export.jsonld import jsonld
from kg.export.neo4j import neo4j_files
from kg.export.network import gexf, graphml
from kg.export.rdf import nquads, ntriples, trig, turtle
from kg.export.tables import csv_files
from kg.export.workbook import workbook
from kg.files import make_folder, replace_file

FILES: Mapping[str, Callable[[Store], bytes | Iterator[bytes]]] = {
    "ttl": turtle,
    "trig": trig,
    "nq": nquads,
    "nt": ntriples,
    "jsonld": jsonld,
    "graphml": graphml,
    "gexf": gexf,
    "xlsx": workbook,
}
FOLDERS: Mapping[str, Callable[[Store], Mapping[str, bytes]]] = {
    "neo4j": neo4j_files,
    "csv": csv_files,
}
STANDARD_OUTPUT = "-"
DEFAULT_TABLE = "targets"
_MADE = (1980, 1, 1, 0, 0, 0)  # any one day will do; the first that the format can hold
_READABLE = 0o644 << 16  # rights of a file in an archive: all read, the owner writes


def export(store: Store, form: str, output: str, table: str = "") -> None:
    """Write the graph in a form of ``FILES`` or ``FOLDERS`` to ``output``.

    That is a file, or ``-`` for standard output; of several files a folder, or an archive where it
    ends in .zip. A CSV file has the one ``table``, ``DEFAULT_TABLE`` where none is named.
    OutputError where the place cannot be written or does not fit.
    """
    path = Path(output)
    one_table = is_one_table(form, output)
    if table and not one_table:
        raise OutputError(
            "only a single CSV file has one table", where=output, hint="leave out --table"
        )
    if one_table:
        _write(csv_files(store)[f"{table or DEFAULT_TABLE}.csv"], output)
    elif form in FILES:
        _write(FILES[form](store), output)
    elif output == STANDARD_OUTPUT:
        raise OutputError(f"{form} is several files", hint="name a folder or an archive.zip")
    elif path.suffix.lower() == ".zip":
        replace_file(path, _archive(FOLDERS[form](store)))
    else:
        _write_folder(FOLDERS[form](store), path)


def is_one_table(form: str, output: str) -> bool:
    """Say whether ``output`` holds one table alone: a CSV file or standard output.

    >>> is_one_table("csv", "a.csv"), is_one_table("csv", "tables"), is_one_table("csv", "a.zip")
    (True, False, False)
    """
    return form == "csv" and (output == STANDARD_OUTPUT or Path(output).suffix.lower() == ".csv")


def _write(content: bytes | Iterator[bytes], output: str) -> None:
    if output == STANDARD_OUTPUT:
        parts = [content] if isinstance(content, bytes) else content
        if sys.stdout.isatty():  # which kg.cli keeps from commands in what is written as text
            sys.stdout.writelines(part.decode("utf-8", "replace") for part in parts)
        else:
            sys.stdout.buffer.writelines(parts)
    else:
        replace_file(Path(output), content)


def _write_folder(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files one by one, each whole or not at all; others in the folder stay."""
    make_folder(folder)
    for name, content in files.items():
        replace_file(folder / name, content)


def _archive(files: Mapping[str, bytes]) -> bytes:
    """Return a zip archive in which nothing tells when or where it was made."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, _READABLE
            archive.writestr(entry, content)
    return buffer.getvalue()
