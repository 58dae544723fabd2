"""The graph as CSV files for ``neo4j-admin database import``.

A file a kind of node and a file a kind of relationship; ``kg.export.neo4j_files`` is their table.
Header fields carry the types, identifiers the name of their space; a field without text is a
property that is not set. neo4j-admin reads a line a row: where a sentence runs over a line break,
a blank stands for it, so that offsets still fit; the RDF forms have the sentence as it is. Nothing
else is changed: these files are for a program, and no spreadsheet should open them.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping

from pyoxigraph import Store

from kg.export.neo4j_files import BETWEEN, FILES, NODES, File
from kg.identifiers import CONTROL
from kg.mirrors import main_sources
from kg.sparql import select
from kg.tables import Cell, plain

_ARRAY, _MAIN = "[]", "main:boolean"


def neo4j_files(store: Store) -> Mapping[str, bytes]:
    """Return the CSV files by name, and README.md with the command that imports them."""
    main = main_sources(store)
    found = {file.name: _csv(file, _rows(store, file, main)) for file in FILES}
    return {**found, "README.md": _readme().encode()}


def import_command() -> str:
    """Return the command that imports the files, run in their folder."""
    options = [
        f"--{'nodes' if file.kind == NODES else 'relationships'}={file.name}" for file in FILES
    ]
    return " \\\n  ".join(["neo4j-admin database import full neo4j", *options])


def _rows(store: Store, file: File, main: Mapping[Cell, Cell]) -> Iterator[list[str]]:
    """Yield the rows of a file, sorted; of a node its first, since an identifier counts once."""
    seen: set[Cell] = set()
    for row in sorted(set(select(store, file.sparql).rows), key=repr):
        cells: list[Cell] = list(row)
        if _MAIN in file.header:
            cells.append(main[row[0]] == row[1])
        elif file.of_document and main[row[0]] != cells.pop():
            continue
        if file.kind == NODES and row[0] in seen:
            continue
        seen.add(row[0])
        fields = zip(file.header, cells, strict=True)
        yield [*(_field(name, cell) for name, cell in fields), file.label]


def _field(name: str, cell: Cell) -> str:
    text = plain(cell)
    if name.endswith(_ARRAY):
        items = [CONTROL.sub(" ", item) for item in text.split(BETWEEN) if item]
        return ";".join(sorted(item.replace(";", "；") for item in items))
    return CONTROL.sub(" ", text)


def _csv(file: File, rows: Iterator[list[str]]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([*file.header, file.kind])
    writer.writerows(rows)
    return buffer.getvalue().encode()


def _readme() -> str:
    lines = [f"| `{file.name}` | `{_pattern(file)}` | {file.about} |" for file in FILES]
    return _README.format(command=import_command(), files="\n".join(lines))


def _pattern(file: File) -> str:
    """Return what a file holds as Cypher writes it."""
    if file.kind == NODES:
        return f"(:{file.label})"
    start, end = (re.sub(r".*\((\w+)\)", r"\1", name) for name in file.header[:2])
    return f"(:{start})-[:{file.label}]->(:{end})"


_README = """# 各地教育工作计划图谱，供 Neo4j 导入 / The graph of education work plans for Neo4j

在本文件夹中运行。数据库 neo4j 须尚不存在；已存在的，先停止它，再加 --overwrite-destination，
原有内容将被替换。
Run in this folder. The database neo4j must not exist yet; one that does must be stopped and
`--overwrite-destination` added, which replaces what it holds:

```sh
{command}
```

每个数字、每次提及都带有原句（sentence）、引语（quote）和其在文件文本中的位置（start、end）。
Every number and every mention has its sentence, its quote and the place of the quote in the text of
its document. Of a plan that several documents hold, `main` is true for the one to count.
项目和指标只收计划或任务提到的及其上位概念。
Programs and indicators are those that a plan or target refers to, with their broader ones.

| file | holds | |
| --- | --- | --- |
{files}
"""
