"""What earlier builds into a folder have read, and what its store was made of.

A cache and no more: a folder without its ledger is built anew, and gives the same bytes. It is one
SQLite file, so that a build that is stopped at any moment leaves what it has read by then.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from kg.errors import OutputError
from kg.files import refuse_link

NAME = "readings.sqlite"
_VERSION = 1  # of the tables below; a ledger of another one is made anew
_TABLES = """
CREATE TABLE draft (key TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE graph (
    store TEXT, digest TEXT, key TEXT, document TEXT, facts TEXT, regions TEXT, met TEXT,
    violations TEXT, PRIMARY KEY (store, digest)
) WITHOUT ROWID;
CREATE TABLE store (store TEXT PRIMARY KEY, violations TEXT, files TEXT) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """The graph of a document as a store holds it: what it was made of, and what it holds.

    ``key`` is that of ``Rules.graph_key``, ``facts`` how many there are of each kind, ``regions``
    the codes that it names, ``met`` the ids of the decisions that concern it, ``violations`` what
    in it breaks a shape, None where that was not looked at.
    """

    digest: str
    key: str
    document: str
    facts: Mapping[str, int]
    regions: tuple[str, ...]
    met: tuple[str, ...]
    violations: tuple[str, ...] | None = None


class Ledger:
    """The ledger of a built folder, made where there is none; OutputError where it cannot be.

    A store is known by its generation (``kg.store.generation``), so that rows which describe a
    store that never took its place, or no longer has it, are never believed.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        refuse_link(self._path)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._open()
        except (OSError, sqlite3.Error) as error:
            raise OutputError(f"cannot be written: {error}", where=str(self._path)) from error

    def _open(self) -> None:
        try:
            self._connect()
        except sqlite3.DatabaseError:  # another version, or no ledger at all
            self._path.unlink(missing_ok=True)
            self._connect()

    def _connect(self) -> None:
        self._rows = sqlite3.connect(self._path, isolation_level=None)
        # what has been written survives the program; a power cut may cost the last readings
        self._rows.execute("PRAGMA journal_mode = WAL")
        self._rows.execute("PRAGMA synchronous = NORMAL")
        (version,) = self._rows.execute("PRAGMA user_version").fetchone()
        if version == _VERSION:
            return
        if self._rows.execute("SELECT COUNT(*) FROM sqlite_master").fetchone() != (0,):
            self._rows.close()
            raise sqlite3.DatabaseError("a ledger of another version")
        self._rows.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {_VERSION}; COMMIT;")

    def __enter__(self) -> Self:
        """Give the ledger, open for a build."""
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """Write what is left into the one file and close it; OutputError where it has failed."""
        try:
            self._rows.close()
        except sqlite3.Error as at_last:
            error = error or at_last
        if isinstance(error, sqlite3.Error):
            hint = "is there room on the disk? it may be deleted, and all is read again"
            raise OutputError(
                f"cannot be used: {error}", where=str(self._path), hint=hint
            ) from error

    def draft(self, key: str) -> bytes | None:
        """Return the packed draft that was kept under a key."""
        row = self._rows.execute("SELECT content FROM draft WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def keep(self, key: str, draft: bytes) -> None:
        """Keep a packed draft at once, for whatever happens next."""
        self._rows.execute("INSERT OR REPLACE INTO draft VALUES (?, ?)", (key, draft))

    def standing(self, store: str) -> dict[str, Standing]:
        """Return the graphs of a store by the digests of their documents."""
        found = self._rows.execute(
            "SELECT digest, key, document, facts, regions, met, violations FROM graph"
            " WHERE store = ?",
            (store,),
        )
        return {row[0]: _standing(row) for row in found}

    def stand(self, store: str, graphs: Iterable[Standing], violations: Sequence[str]) -> None:
        """Keep what a store holds that is about to take its place.

        ``violations`` are those in what is of no document.
        """
        with closing(self._rows.cursor()) as cursor:
            cursor.execute("BEGIN")
            cursor.execute(
                "INSERT OR REPLACE INTO store VALUES (?, ?, '')", (store, json.dumps(violations))
            )
            cursor.executemany(
                "INSERT OR REPLACE INTO graph VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                ((store, *_row(graph)) for graph in graphs),
            )
            cursor.execute("COMMIT")

    def violations(self, store: str) -> tuple[str, ...]:
        """Return what breaks a shape in a store and is of no document."""
        query = "SELECT violations FROM store WHERE store = ?"
        row = self._rows.execute(query, (store,)).fetchone()
        return tuple(json.loads(row[0])) if row else ()

    def files(self, store: str) -> str:
        """Return the key that the files of the whole corpus were written under, else nothing."""
        row = self._rows.execute("SELECT files FROM store WHERE store = ?", (store,)).fetchone()
        return str(row[0]) if row else ""

    def wrote(self, store: str, key: str) -> None:
        """Keep that the files of the whole corpus have been written from a store."""
        self._rows.execute("UPDATE store SET files = ? WHERE store = ?", (key, store))

    def forget(self, store: str, drafts: Iterable[str]) -> None:
        """Drop what is not of this store, and every draft but these."""
        with closing(self._rows.cursor()) as cursor:
            cursor.execute("BEGIN")
            cursor.execute("DELETE FROM graph WHERE store <> ?", (store,))
            cursor.execute("DELETE FROM store WHERE store <> ?", (store,))
            cursor.execute("CREATE TEMP TABLE used (key TEXT PRIMARY KEY)")
            cursor.executemany("INSERT OR IGNORE INTO used VALUES (?)", ((key,) for key in drafts))
            cursor.execute("DELETE FROM draft WHERE key NOT IN used")
            cursor.execute("DROP TABLE used")
            cursor.execute("COMMIT")


def _row(graph: Standing) -> Iterator[str | None]:
    yield from (graph.digest, graph.key, graph.document)
    yield from map(json.dumps, (dict(graph.facts), graph.regions, graph.met))
    yield None if graph.violations is None else json.dumps(graph.violations)


def _standing(row: tuple[str, ...]) -> Standing:
    digest, key, document, facts, regions, met, violations = row
    return Standing(
        digest,
        key,
        document,
        json.loads(facts),
        tuple(json.loads(regions)),
        tuple(json.loads(met)),
        None if violations is None else tuple(json.loads(violations)),
    )
