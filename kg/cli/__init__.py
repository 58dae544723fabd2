"""The command line: arguments, printing, exit codes; nothing else. One command a file.

Exit codes: 0 all went well, 1 something was named as wrong and the rest was done, 2 nothing could
be done, 130 stopped with Ctrl-C. ``README.md`` has the help of every command; it is made from them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from types import ModuleType

from kg.cli import (
    build,
    check,
    compare,
    diff,
    evaluate,
    explore,
    export,
    extract,
    load,
    query,
    review,
    serve,
)
from kg.cli.printing import guard_terminal, say
from kg.errors import KgError
from kg.version import __version__

# Each has a docstring of one line, which is its help, ``add`` for its arguments and its function.
_COMMANDS: Mapping[str, ModuleType] = {
    "build": build,
    "extract": extract,
    "query": query,
    "compare": compare,
    "diff": diff,
    "load": load,
    "check": check,
    "export": export,
    "explore": explore,
    "serve": serve,
    "review": review,
    "evaluate": evaluate,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    guard_terminal()
    options = parsers()[""].parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except KgError as error:
        for one in (error, *error.others):
            say(f"kg: {one}")
        return 2
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        say("kg: stopped")
        return 130
    return code


def parsers() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of every command by its name, and that of all by an empty one."""
    parser = argparse.ArgumentParser(
        prog="kg",
        description="Chinese education work plans as a knowledge graph.",
        epilog="kg COMMAND --help tells more of a command. Exit codes: 0 all went well, 1 "
        "something is named as wrong and the rest was done, 2 nothing could be done, 130 stopped "
        "with Ctrl-C.",
    )
    parser.add_argument(
        "--version", action="version", version=f"kg {__version__}", help="show the version and exit"
    )
    found = {"": parser}
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, module in _COMMANDS.items():
        summary = (module.__doc__ or "").strip().removesuffix(".")
        found[name] = commands.add_parser(name, help=summary[:1].lower() + summary[1:])
        module.add(found[name])
    return found
