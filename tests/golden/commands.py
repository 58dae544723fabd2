"""``kg/cli/README.md``: the commands as their own ``--help`` tells of them, and the errors."""

from __future__ import annotations

import argparse
import ast
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kg import errors
from kg.cli import parsers

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "kg" / "cli" / "README.md"
WIDTH = "80"


def page() -> str:
    """Return the page: an introduction, every command with its help, the tree of errors."""
    with _width(WIDTH):
        everything, *commands = parsers().items()
        helps = [_fenced(everything[1])]
        helps += [f"## kg {name}\n\n{_fenced(parser)}" for name, parser in commands]
    return "\n".join([_INTRODUCTION, *helps, _ERRORS, *_rows()]) + "\n"


def options() -> Iterator[tuple[str, argparse.Action]]:
    """Yield every argument of every command, with the command."""
    for name, parser in parsers().items():
        for action in parser._actions:
            if not isinstance(action, argparse._SubParsersAction | argparse._HelpAction):
                yield f"kg {name}".strip(), action


@contextmanager
def _width(columns: str) -> Iterator[None]:
    """Let argparse break lines as in a terminal of so many columns."""
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = columns
    try:
        yield
    finally:
        os.environ.pop("COLUMNS")
        if before is not None:
            os.environ["COLUMNS"] = before


def _fenced(parser: argparse.ArgumentParser) -> str:
    return f"```text\n{parser.format_help()}```\n"


def _rows() -> Iterator[str]:
    """Yield a row for each kind of error: its place in the tree, what it is, who raises it."""
    places = _raised()
    for kind in _tree(errors.KgError):
        said = (
            " ".join((kind.__doc__ or "").split("\n\n")[0].split()).rstrip(".").replace("``", "`")
        )
        depth = "&emsp;" * (len(kind.__mro__) - len(errors.KgError.__mro__))
        where = ", ".join(f"`{place}`" for place in sorted(places.get(kind.__name__, ())))
        yield f"| {depth}`{kind.__name__}` | {said} | {where} |"


def _tree(kind: type[errors.KgError]) -> Iterator[type[errors.KgError]]:
    yield kind
    for one in kind.__subclasses__():
        if one.__module__ == errors.__name__:
            yield from _tree(one)


def _raised() -> Mapping[str, set[str]]:
    """Return the packages, or modules that stand alone, that make each kind of error."""
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "kg").rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts[:2])
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                found.setdefault(node.func.id, set()).add(module)
    return found


_INTRODUCTION = """\
# The command line

`make update` writes this page from the commands' own `--help`, and a test compares the two.

Results go to standard output, what is said about the work to standard error: a line each, with what
is wrong, where, and what to do.

```text
kg: no graph has been built here (exports): build one with: kg build PATH... --out exports
```

| exit code | means | of |
| --- | --- | --- |
| 0 | all went well | every command; `kg serve` also when Ctrl-C ends it |
| 1 | something is named as wrong, the rest was done | `build`, `extract`, `check`, `evaluate` |
| 1 | the reader of the output has stopped reading, as `head` does | every command |
| 2 | an error of those below | every command |
| 2 | an option is wrong or missing; standard error has the usage, too | every command |
| 130 | stopped with Ctrl-C | every command but `kg serve` |

What a build leaves behind when it ends with an error is told in the README of the project, under
"Build again, and when something goes wrong".
"""
_ERRORS = """\
## Errors

Every error is one of these, from `kg.errors`. Python raises it, with the fields `what`, `where` and
`hint`; the command line prints it as a line and ends with exit code 2. Two cases are other. What
goes wrong over one document (`ReadError`, `DefectError`) is named while the others are read, which
is exit code 1; `kg build` ends with 2 where no document is left. `RequestError` is the answer of
`kg serve` to a request, with a status of HTTP, and ends nothing.

| error | says | made in |
| --- | --- | --- |"""
