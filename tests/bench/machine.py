"""On what a run was measured: the machine, the system, the versions; no names, no paths."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import psutil

from kg.version import __version__

# What the parts compare or lean on.
_LIBRARIES = (
    "jieba",
    "rjieba",
    "spacy",
    "ahocorasick-rs",
    "pyoxigraph",
    "rdflib",
    "networkx",
    "pyvis",
    "playwright",
)


def machine() -> Mapping[str, str]:
    """Return what the numbers depend on beside the code."""
    memory = psutil.virtual_memory().total / 2**30
    return {
        "processor": _processor(),
        "cores": str(len(os.sched_getaffinity(0))),
        "memory": f"{memory:.0f} GiB",
        "system": _system(),
        "load when it began": f"{os.getloadavg()[0]:.1f}",
    }


def versions() -> Mapping[str, str]:
    """Return the versions of kg, with its revision in git where there is one, and of libraries."""
    revision = _revision()
    return {
        "kg": f"{__version__} ({revision})" if revision else __version__,
        "Python": platform.python_version(),
        **dict(_libraries()),
    }


def _libraries() -> Iterator[tuple[str, str]]:
    for name in _LIBRARIES:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            continue


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()


def _system() -> str:
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        name = platform.system()
    return f"{name}, {platform.machine()}"


def _revision() -> str:
    """Return the commit that stands in the checkout, with + where files differ from it."""
    here = Path(__file__).parent
    asked = ["git", "describe", "--always", "--exclude=*", "--abbrev=10", "--dirty=+"]
    try:
        done = subprocess.run(asked, cwd=here, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
