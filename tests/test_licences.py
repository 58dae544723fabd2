"""The licences of all that the package brings along, and the reason for each that it asks for."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path

import nbformat
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PYPROJECT = (ROOT / "pyproject.toml").read_text("utf-8")
PROJECT = tomllib.loads(PYPROJECT)["project"]
PERMISSIVE = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0",
    "MIT-CMU", "PSF-2.0", "Python-2.0", "Unlicense", "W3C", "W3C-20150513", "Zlib",
}  # fmt: skip
# Those that ask for the source of changes to themselves alone; nothing of them is in our tree.
WEAK_COPYLEFT = {"LGPL-3.0-only", "MPL-2.0"}
UNDER_WEAK_COPYLEFT = {
    "certifi": "MPL-2.0",
    "dominate": "LGPL-3.0-only",
    "hypothesis": "MPL-2.0",
    "pathspec": "MPL-2.0",
    "pebble": "LGPL-3.0-only",
    "tqdm": "MPL-2.0 AND MIT",
}
# What metadata say -> the licence's identifier (https://spdx.org/licenses/).
WORDS = {
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD License": "BSD-3-Clause",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "ISC License (ISCL)": "ISC",
    "ISC license": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
# Where metadata say nothing that can be used: what the licence file of the distribution says.
SAID_BY_FILE = {
    "atheris": "Apache-2.0",
    "axe-playwright-python": "MIT AND MPL-2.0",  # the latter for the axe-core that it holds
    "partd": "BSD-3-Clause",
    "pebble": "LGPL-3.0-only",
    "pypdfium2": "(Apache-2.0 OR BSD-3-Clause) AND BSD-3-Clause",  # the latter for PDFium
    "pyvis": "BSD-3-Clause",
    "sparqlwrapper": "W3C",
}


def requirements() -> Iterator[Requirement]:
    """Yield all that pyproject.toml asks for, extras included."""
    for lines in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()):
        yield from map(Requirement, lines)


def closure() -> dict[str, Distribution]:
    """Return every distribution that is installed because of the package, by its name."""
    waiting = [one for one in requirements() if one.name != PROJECT["name"]]
    found: dict[str, Distribution] = {}
    extras: defaultdict[str, set[str]] = defaultdict(lambda: {""})
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        if name in found and wanted.extras <= extras[name]:
            continue
        extras[name] |= wanted.extras
        found[name] = distribution(name)
        for line in found[name].requires or ():
            needed = Requirement(line)
            marker = needed.marker
            if not marker or any(marker.evaluate({"extra": extra}) for extra in extras[name]):
                waiting.append(needed)
    return found


def licence(found: Distribution) -> str:
    """Return the SPDX expression of a distribution; empty where its metadata say none.

    The field License-Expression counts, then License where it is an expression or a word that is
    known, then all classifiers together.
    """
    metadata = found.metadata
    for one in metadata.get_all("License-Expression", []) + metadata.get_all("License", []):
        expression = WORDS.get(one.strip(), one.strip())
        try:
            return canonicalize_license_expression(expression)
        except InvalidLicenseExpression:
            continue
    classifiers = [
        one.rpartition(" :: ")[2]
        for one in metadata.get_all("Classifier", [])
        if one.startswith("License :: OSI Approved :: ")
    ]
    known = [WORDS.get(one, "") for one in classifiers]
    return " AND ".join(known) if known and all(known) else ""


def is_allowed(expression: str, allowed: Iterable[str]) -> bool:
    """Whether an SPDX expression can be kept: of an OR by one of its parts, of an AND by all.

    An exception (WITH) is part of the licence before it, and has to be allowed with it.
    """
    tokens = re.findall(r"\(|\)|[^\s()]+(?:\s+WITH\s+[^\s()]+)?", expression)

    def either() -> bool:
        fits = both()
        while tokens and tokens[0] == "OR":
            tokens.pop(0)
            fits = both() or fits
        return fits

    def both() -> bool:
        fits = one()
        while tokens and tokens[0] == "AND":
            tokens.pop(0)
            fits = one() and fits
        return fits

    def one() -> bool:
        token = tokens.pop(0)
        if token != "(":
            return token in allowed
        fits = either()
        tokens.pop(0)
        return fits

    return either() and not tokens


def test_licences_are_read_as_spdx_says() -> None:
    for expression, kept in {
        "MIT": True,
        "GPL-3.0-only": False,
        "MIT OR GPL-2.0-only": True,
        "MIT AND AGPL-3.0-or-later": False,
        "GPL-2.0-only OR (MIT AND BSD-3-Clause)": True,
        "(MIT OR GPL-2.0-only) AND LGPL-3.0-only": False,
        "MIT AND GPL-2.0-only OR GPL-3.0-only": False,
        "GPL-3.0-or-later WITH GCC-exception-3.1": False,
    }.items():
        assert is_allowed(expression, PERMISSIVE) is kept, expression


def test_every_licence_of_what_is_installed_is_allowed() -> None:
    said = {name: SAID_BY_FILE.get(name) or licence(found) for name, found in closure().items()}
    offenders = {
        name: one
        for name, one in said.items()
        if not is_allowed(one or "none", PERMISSIVE | WEAK_COPYLEFT)
    }
    assert offenders == {}, f"may not be used, or their metadata say no licence: {offenders}"
    weak = {name: one for name, one in said.items() if not is_allowed(one, PERMISSIVE)}
    assert weak == UNDER_WEAK_COPYLEFT | {"axe-playwright-python": "MIT AND MPL-2.0"}


def test_every_licence_that_only_a_file_says_stands_in_that_file() -> None:
    beginnings = {
        "atheris": "Apache License",
        "axe-playwright-python": "MIT License",
        "partd": "Redistribution and use in source and binary forms",
        "pebble": "GNU LESSER GENERAL PUBLIC LICENSE",
        "pypdfium2": "Apache License",
        "pyvis": "Redistribution and use in source and binary forms",
        "sparqlwrapper": "SOFTWARE NOTICE AND LICENSE",
    }
    assert beginnings.keys() == SAID_BY_FILE.keys()
    for name, words in beginnings.items():
        files = distribution(name).files or ()
        places = [Path(str(file.locate())) for file in files if "LICENSE" in str(file).upper()]
        texts = [place.read_text("latin-1") for place in places]
        assert any(words in text for text in texts), name


def test_every_dependency_has_its_reason_beside_it() -> None:
    lists = re.findall(
        r"^(?:dependencies|cluster|notebook|dev) = \[\n(.*?)^\]", PYPROJECT, re.M | re.S
    )
    assert len(lists) == 4
    lines = [line.strip() for one in lists for line in one.splitlines() if line.strip()]
    assert len(lines) == len(list(requirements()))
    assert [line for line in lines if not re.search(r'^"[^"]+",\s+# \S+', line)] == []


def code() -> Iterator[str]:
    """Yield the code of the package, and of the notebooks."""
    for path in (ROOT / "kg").rglob("*.py"):
        yield path.read_text("utf-8")
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        cells = nbformat.read(path, as_version=4).cells
        yield from (cell.source for cell in cells if cell.cell_type == "code")


def imported() -> set[str]:
    """Return the names of all modules that the package or a notebook imports, first parts alone."""
    names: set[str] = set()
    for one in code():
        for node in ast.walk(ast.parse(one)):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names.add(str(node.module).partition(".")[0])
    return names


def test_every_dependency_of_the_package_is_imported_and_every_import_is_one() -> None:
    wanted = {
        canonicalize_name(Requirement(line).name)
        for line in [
            *PROJECT["dependencies"],
            *PROJECT["optional-dependencies"]["cluster"],
            *PROJECT["optional-dependencies"]["notebook"],
        ]
    }
    owners = packages_distributions()
    used = {canonicalize_name(one) for name in imported() for one in owners.get(name, ())}
    assert wanted - used == {"ipykernel"}  # which is started
    assert used - wanted <= {PROJECT["name"]}  # which an editable installation may not own
