"""The command line: arguments, printing, exit codes; nothing else.

Exit codes: 0 all went well, 1 something was named as wrong and the rest was done, 2 nothing could
be done.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kg import __version__
from kg.errors import CorrectionError, KgError, OutputError, QueryError

if TYPE_CHECKING:
    from kg.build import Failure
    from kg.query import NamedQuery

_Result = TypeVar("_Result")

_KINDS = (
    ("plan", "plans"),
    ("section", "sections"),
    ("region", "region mentions"),
    ("program", "program mentions"),
    ("target", "targets"),
    ("citation", "citations"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except KgError as error:
        for one in (error, *error.others):
            _say(f"kg: {one}")
        return 2
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        _say("kg: stopped")
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kg",
        description="Chinese education work plans as a knowledge graph.",
        epilog="kg COMMAND --help tells more of a command.",
    )
    parser.add_argument("--version", action="version", version=f"kg {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_build(commands.add_parser("build", help="read documents and write graph, tables and page"))
    _add_extract(commands.add_parser("extract", help="print the facts of documents as JSON Lines"))
    _add_query(commands.add_parser("query", help="ask a built graph a named query or SPARQL"))
    _add_check(commands.add_parser("check", help="validate a built graph and prove every quote"))
    _add_review(commands.add_parser("review", help="list what a person should decide, and take it"))
    _add_evaluate(commands.add_parser("evaluate", help="score readings against gold annotations"))
    return parser


def _add_build(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Read the documents below PATH and write the store, graph.ttl, graph.trig, targets.csv, "
        "programs.csv, quality.csv and explorer.html to DIR."
    )
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="a file or a folder")
    parser.add_argument(
        "--out", metavar="DIR", type=Path, default=Path("exports"), help="default: exports"
    )
    _add_rules(parser)
    parser.set_defaults(run=_build)


def _add_extract(parser: argparse.ArgumentParser) -> None:
    parser.description = "Print the facts of the documents below PATH, one JSON object a line."
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="a file or a folder")
    _add_rules(parser)
    parser.set_defaults(run=_extract)


def _add_rules(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--vocabulary",
        metavar="DIR",
        action="append",
        default=[],
        type=Path,
        help="a folder of SKOS files (*.ttl) with programs, indicators and units of your own",
    )
    parser.add_argument(
        "--corrections", metavar="FILE", type=Path, help="the decisions made on a review"
    )


def _add_query(parser: argparse.ArgumentParser) -> None:
    parser.description = "Ask the graph in DIR; kg query --list names the queries."
    parser.add_argument(
        "query", metavar="QUERY", nargs="?", help="a query's name, a file FILE.rq, or - for input"
    )
    parser.add_argument("--list", action="store_true", help="name the queries and what they need")
    parser.add_argument(
        "--param", metavar="NAME=VALUE", action="append", default=[], help="a query's parameter"
    )
    parser.add_argument(
        "--graph", metavar="DIR", type=Path, default=Path("exports"), help="default: exports"
    )
    parser.add_argument(
        "--format", choices=("table", "csv", "json"), default="table", help="default: table"
    )
    parser.set_defaults(run=_query)


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Validate the graph in DIR against the shapes and prove every quote against the kept texts."
    )
    parser.add_argument("folder", metavar="DIR", type=Path, help="a built folder")
    parser.add_argument(
        "--sources", metavar="FOLDER", type=Path, help="prove against the original files too"
    )
    parser.set_defaults(run=_check)


def _add_review(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Write the open questions of the graph in DIR as a table: discovered names, names that may "
        "be one, doubtful regions and years. Fill in its columns do, to and why; with --take the "
        "answers are added to the file of decisions that kg build --corrections carries out."
    )
    parser.add_argument("folder", metavar="DIR", nargs="?", type=Path, default=Path("exports"))
    parser.add_argument(
        "--out", metavar="FILE", type=Path, default=Path("review.xlsx"), help=".xlsx or .csv"
    )
    parser.add_argument("--take", metavar="FILE", type=Path, help="a table that has been filled in")
    parser.add_argument("--by", metavar="NAME", help="who has decided")
    parser.add_argument(
        "--on", metavar="DATE", type=date.fromisoformat, default=None, help="default: today"
    )
    parser.add_argument(
        "--skos", metavar="FILE.ttl", type=Path, help="write the accepted programs as SKOS"
    )
    _add_rules(parser)
    parser.set_defaults(run=_review)


def _add_evaluate(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Read the documents of the gold files and score what is found in them; tests/gold/"
        "GUIDELINES.md says what a gold file holds. A document is looked for beside its gold file, "
        "under the same name."
    )
    parser.add_argument(
        "gold", metavar="GOLD", nargs="+", type=Path, help="a gold file, or a folder of *.jsonl"
    )
    parser.add_argument("--documents", metavar="DIR", type=Path, help="where the documents are")
    parser.add_argument(
        "--facts", metavar="FILE", type=Path, help="score these, as kg extract printed them"
    )
    parser.add_argument("--errors", action="store_true", help="name every error, not only causes")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument(
        "--report", metavar="FILE.html", type=Path, help="write a page of both readings in the text"
    )
    parser.set_defaults(run=_evaluate)


def _build(options: argparse.Namespace) -> int:
    from kg.build import PAGE, Rules, build

    rules = Rules.read(options.vocabulary, options.corrections)
    built = build(options.paths, options.out, progress=_progress, rules=rules)
    _say_passed_over(built.passed_over)
    for document in built.same:
        _say(f"kg: left out, another document has the same content: {document}")
    for document, shown in built.copies.items():
        _say(f"kg: {document} holds the plan of {shown}; tables and page show the latter")
    _say_failures(built.failures)
    for reason in built.unmet:
        _say(f"kg: a decision that nothing here is about: {reason}")
    for violation in built.violations:
        _say(f"kg: {violation}")
    counted = ", ".join(f"{built.counts.get(kind, 0)} {name}" for kind, name in _KINDS)
    print(f"{built.documents} documents: {counted}")
    print(f"Open {options.out / PAGE} in a browser.")
    return 1 if built.failures or built.violations else 0


def _extract(options: argparse.Namespace) -> int:
    from kg.build import Failure, Rules, readings
    from kg.facts import as_line
    from kg.read import find

    search = find(options.paths)
    failures: list[Failure] = []
    rules = Rules.read(options.vocabulary, options.corrections)
    for result in _progress(readings(search, rules), len(search.found) + len(search.errors)):
        if isinstance(result, Failure):
            failures.append(result)
            continue
        for fact in result.facts:
            print(as_line(fact))
    _say_passed_over(search.passed_over)
    _say_failures(failures)
    return 1 if failures else 0


def _query(options: argparse.Namespace) -> int:
    from kg import query, store, tables

    if options.list:
        for item in query.named_queries():
            needs = "".join(f" --param {parameter.name}=…" for parameter in item.parameters)
            print(f"{item.name}{needs}  {item.title_zh} / {item.title_en}")
        return 0
    if options.query is None:
        raise QueryError("no query was named", hint="kg query --list names them")
    table = query.run(
        store.open_read_only(options.graph), _asked(options.query), _parameters(options.param)
    )
    sys.stdout.write(tables.FORMATS[options.format](table))
    return 0


def _asked(name: str) -> NamedQuery:
    from kg import query

    if name == "-":
        return query.parse("-", sys.stdin.read())
    return query.read(Path(name)) if name.endswith(".rq") else query.find(name)


def _parameters(given: Iterable[str]) -> dict[str, str]:
    pairs = [item.partition("=") for item in given]
    for name, mark, _ in pairs:
        if not mark:
            raise QueryError(f"{name!r} is no parameter", hint="give it as --param name=value")
    return {name: value for name, _, value in pairs}


def _check(options: argparse.Namespace) -> int:
    from kg.build import TEXTS
    from kg.prove import prove
    from kg.store import open_read_only
    from kg.validate import validate

    opened = open_read_only(options.folder)
    problems = [*map(str, validate(opened))]
    problems += map(str, prove(opened, options.folder / TEXTS, options.sources))
    for problem in problems:
        print(problem)
    if not problems:
        print("every statement is valid, every quote is proved")
    return 1 if problems else 0


def _review(options: argparse.Namespace) -> int:
    from kg import tables, workbook
    from kg.build import TEXTS
    from kg.files import replace_file
    from kg.review import check_unanswered, review
    from kg.review.sheet import WORDS

    if options.take:
        return _take(options)
    if options.skos:
        return _write_skos(options)
    check_unanswered(options.out)
    table = review(options.folder, options.folder / TEXTS)
    if options.out.suffix.lower() == ".csv":
        replace_file(options.out, tables.as_excel_csv(table))
    elif options.out.suffix.lower() == ".xlsx":
        replace_file(
            options.out, workbook.as_workbook({"review": table}, choices={"do": WORDS}, frozen=2)
        )
    else:
        raise OutputError("is no table", where=str(options.out), hint="name it .xlsx or .csv")
    print(f"{len(table.rows)} questions in {options.out}")
    return 0


def _take(options: argparse.Namespace) -> int:
    """Add the answers of a table to the file of decisions."""
    from kg.corrections.file import add_decisions, read_decisions
    from kg.review import answers, read_answers

    if not options.by or not options.corrections:
        raise CorrectionError(
            "say who has decided and where it is kept", hint="--by, --corrections"
        )
    file = options.corrections
    kept = read_decisions(file) if file.exists() else ()
    day = options.on or datetime.now(UTC).date()
    said = {decision.said for decision in kept}
    given = answers(read_answers(options.take), by=options.by, on=day)
    new = [decision for decision in given if decision.said not in said]
    add_decisions(file, new)
    print(f"{len(new)} decisions added to {file}, which has {len(kept) + len(new)}")
    return 0


def _write_skos(options: argparse.Namespace) -> int:
    from kg.build import Rules
    from kg.files import replace_file
    from kg.review.vocabulary import as_skos

    rules = Rules.read(options.vocabulary, options.corrections)
    before, after = rules.given.program, rules.vocabularies.program
    decisions = rules.corrections.decisions
    replace_file(options.skos, as_skos(decisions, before, after))
    print(f"{len(after.concepts.keys() - before.concepts.keys())} programs in {options.skos}")
    return 0


def _evaluate(options: argparse.Namespace) -> int:
    from kg.build import Failure
    from kg.evaluate import gather, report, summary
    from kg.evaluate.scores import Scores
    from kg.files import replace_file

    files, failures = gather.find_gold(options.gold)
    read = (
        gather.given(files, options.facts, options.documents)
        if options.facts
        else gather.extracted(files, options.documents)
    )
    results = list(_progress(read, len(files)))
    failures += [result for result in results if isinstance(result, Failure)]
    cases = [result for result in results if not isinstance(result, Failure)]
    _say_failures(failures)
    if not cases:
        _say("kg: there is nothing to score")
        return 2
    judgements = gather.judge_all(cases, files)
    sys.stdout.write(summary.FORMATS[options.format](Scores.of(judgements), options.errors))
    if options.report:
        replace_file(options.report, [report.render(cases, judgements)])
        _say(f"kg: open {options.report} in a browser")
    return 1 if failures else 0


def _progress(results: Iterator[_Result], total: int) -> Iterable[_Result]:
    """Show a bar on a terminal and nothing in a pipe."""
    if not sys.stderr.isatty():
        return results
    from tqdm import tqdm

    return tqdm(results, total=total, unit="doc", leave=False)


def _say_passed_over(paths: Sequence[Path]) -> None:
    if paths:
        names = ", ".join(sorted(path.name for path in paths))
        _say(f"kg: passed over, for no reader knows their endings: {names}")


def _say_failures(failures: Iterable[Failure]) -> None:
    for failure in failures:
        named = failure.document in str(failure.error)
        _say(f"kg: {failure.error}" if named else f"kg: {failure.error} ({failure.document})")


def _say(line: str) -> None:
    print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
