"""The exceptions of the project.

Each says what is wrong, where, and what to do about it::

    KgError
    ├── RecordError          a record that would not be true
    │   └── OffsetError      a place outside its text, or a quote that differs from it
    ├── ReadError            a document that cannot be read
    ├── LimitError           a limit that does not exist, or an amount that is none
    ├── DefectError          a mistake of this program, met over one document
    ├── FactsError           a line that is not a fact
    ├── VocabularyError      a vocabulary, a table of words or the ontology with a mistake
    ├── StoreError           a built folder that is missing or incomplete
    ├── ClusterError         a cluster that cannot be reached or has other code, or no processes
    ├── EndpointError        a remote store that cannot be reached or refuses
    ├── CorrectionError      a file of decisions with a mistake
    ├── QueryError           a query that does not exist, does not parse or lacks a parameter
    ├── RequestError         a request over HTTP that is refused, with its status
    ├── ServeError           a server that cannot begin
    └── OutputError          a place that cannot be written
        └── HeldError        a folder that another build is writing
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Self, TypeVar


class KgError(Exception):
    """Base of all errors that a user may see; the command line prints ``str(error)``.

    ``others`` are further mistakes in the same thing, each printed likewise.

    >>> print(KgError("no such query", where="ontology/queries", hint="see kg query --list"))
    no such query (ontology/queries): see kg query --list
    """

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what, where, hint)
        self.what = what
        self.where = where
        self.hint = hint
        self.others: tuple[Self, ...] = ()

    def __reduce__(self) -> tuple[Callable[..., KgError], tuple[object, ...]]:
        """Let an error come back from another process as it is."""
        return _again, (type(self), self.args, vars(self))

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        advice = f": {self.hint}" if self.hint else ""
        return f"{self.what}{place}{advice}"


def _again(kind: type[KgError], args: tuple[object, ...], fields: dict[str, object]) -> KgError:
    error = kind.__new__(kind, *args)
    vars(error).update(fields)
    return error


_Error = TypeVar("_Error", bound=KgError)


def together(errors: Sequence[_Error]) -> _Error:
    """Return the first of several errors, with the rest as its ``others``."""
    first, *rest = errors
    first.others = tuple(rest)
    return first


class RecordError(KgError):
    """A record whose fields contradict each other or the source."""


class OffsetError(RecordError):
    """A place outside its text, or a quote that is not the text at its place."""


class ReadError(KgError):
    """A document that cannot be read."""


class LimitError(KgError):
    """A limit that does not exist, or an amount that is none."""


class DefectError(KgError):
    """A mistake of this program, met over one document."""


class FactsError(KgError):
    """A line of a facts file that is not a fact."""


class VocabularyError(KgError):
    """A vocabulary, a table of words or the ontology that has a mistake."""


class CorrectionError(KgError):
    """A file of decisions that has a mistake."""


class StoreError(KgError):
    """A built folder that is missing, incomplete or was built by another version."""


class ClusterError(KgError):
    """Nobody to read: a cluster that cannot be reached or has other code, no process begun."""


class EndpointError(KgError):
    """A remote store that cannot be reached, refuses, or does not keep to the protocol."""


class QueryError(KgError):
    """A query that does not exist, does not parse or lacks a parameter."""


class RequestError(KgError):
    """A request over HTTP that is refused; ``status`` is its status in HTTP."""

    def __init__(self, status: int, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what, where=where, hint=hint)
        self.status = status


class ServeError(KgError):
    """A server that cannot begin, for its place is taken or no place of this machine."""


class OutputError(KgError):
    """A file or folder that cannot be written."""


class HeldError(OutputError):
    """A folder that another build is writing."""
