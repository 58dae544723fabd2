"""Gold files, the documents that they belong to, and the facts: what a scoring is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.builder import Failure, extract_source
from kg.errors import FactsError, KgError
from kg.evaluate.gold import Case, Item, SameNames, prove, read_found, read_gold
from kg.evaluate.judge import Judgement, judge
from kg.evaluate.linking import linking
from kg.facts import as_record
from kg.readers import Found, find, read

SAME = "same.json"


@dataclass(frozen=True, slots=True)
class GoldFile:
    """A gold file and the name of its document, without the document's ending."""

    path: Path
    document: str


def find_gold(paths: Iterable[Path]) -> tuple[list[GoldFile], list[Failure]]:
    """Return the gold files that ``paths`` name, of a folder those that lie in it directly.

    A document is named by its file's stem, and by the folder too where two share one.
    """
    files: dict[Path, Path] = {}
    failures = []
    for path in paths:
        found = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        if not found or not found[0].exists():
            what = "no gold file (*.jsonl)" if path.is_dir() else "no such file or folder"
            failures.append(Failure(path.stem, FactsError(what, where=str(path))))
            continue
        files.update((file.absolute(), file) for file in found)
    counts = Counter(file.stem for file in files.values())
    return [GoldFile(file, _name(file, counts)) for file in files.values()], failures


def documents(files: Iterable[GoldFile], folder: Path | None = None) -> dict[GoldFile, list[Path]]:
    """Return the readable files with the stem of each gold below ``folder``, else beside the gold.

    A ``folder`` that does not exist is an error: ReadError.
    """
    if folder is None:
        searched = {file.path.parent: _beside(file.path.parent) for file in files}
        return {file: searched[file.path.parent].get(file.path.stem, []) for file in files}
    search = find([folder])
    if search.errors and not search.found:
        raise search.errors[0]
    below = _by_stem(item.path for item in search.found)
    return {file: below.get(file.path.stem, []) for file in files}


def extracted(files: Sequence[GoldFile], folder: Path | None = None) -> Iterator[Case | Failure]:
    """Yield each gold file with the facts that its document's text gives, or why there are none."""
    for file, paths in documents(files, folder).items():
        try:
            yield _extracted(file, _only(file, paths, folder))
        except KgError as error:
            yield Failure(file.document, error)


def given(
    files: Sequence[GoldFile], facts: Path, folder: Path | None = None
) -> Iterator[Case | Failure]:
    """Yield each gold file with its facts from the file ``facts``, or why there are none.

    The text of the document is taken along where it is found.
    """
    by_document: dict[str, list[Item]] = {}
    for fact in read_found(facts):
        by_document.setdefault(Path(fact["document"]).stem, []).append(fact)
    for file, paths in documents(files, folder).items():
        try:
            own = by_document.get(file.path.stem)
            if own is None:
                raise FactsError(f"no fact of {file.path.stem} is there", where=str(facts))
            path = _only(file, paths, folder) if paths else None
            yield _given(file, own, path)
        except KgError as error:
            yield Failure(file.document, error)


def judge_all(cases: Sequence[Case], files: Iterable[GoldFile]) -> list[Judgement]:
    """Return the judgements of the cases, and those over all documents of one gold folder.

    Only where ``same.json`` lies beside the gold is it known which programs are one.
    """
    judgements = [judgement for case in cases for judgement in judge(case)]
    folders: dict[Path, set[str]] = {}
    for file in files:
        folders.setdefault(file.path.parent, set()).add(file.document)
    for folder, names in folders.items():
        if (folder / SAME).exists():
            own = [judgement for judgement in judgements if judgement.document in names]
            judgements += linking(own, SameNames.read(folder / SAME))
    return judgements


def _extracted(file: GoldFile, path: Path) -> Case:
    gold = read_gold(file.path)
    source = read(Found(path, path.name))
    facts = tuple(as_record(fact) for fact in extract_source(source).facts)
    case = Case(file.document, gold, facts, source.text)
    prove(case)
    return case


def _given(file: GoldFile, facts: Sequence[Item], path: Path | None) -> Case:
    text = read(Found(path, path.name)).text if path else ""
    case = Case(file.document, read_gold(file.path), tuple(facts), text)
    if path:
        prove(case)
    return case


def _only(file: GoldFile, paths: Sequence[Path], folder: Path | None) -> Path:
    """Return the one document of a gold file; FactsError where there is none, or several are."""
    if not paths:
        raise FactsError(
            f"no document {file.path.stem} beside the gold"
            if folder is None
            else f"no document {file.path.stem} in {folder}",
            where=str(file.path),
            hint="--documents DIR says where it is",
        )
    if len(paths) > 1:
        names = ", ".join(map(str, paths))
        raise FactsError(f"more than one document: {names}", where=str(file.path))
    return paths[0]


def _beside(folder: Path) -> dict[str, list[Path]]:
    readable = find(path for path in folder.iterdir() if path.is_file()).found
    return _by_stem(item.path for item in readable)


def _by_stem(paths: Iterable[Path]) -> dict[str, list[Path]]:
    groups: dict[str, list[Path]] = {}
    for path in sorted(paths):
        groups.setdefault(path.stem, []).append(path)
    return groups


def _name(file: Path, counts: Mapping[str, int]) -> str:
    return file.stem if counts[file.stem] == 1 else f"{file.absolute().parent.name}/{file.stem}"
