"""The look that the explorer, the report and the served pages share."""

from __future__ import annotations

from pathlib import Path


def ground() -> str:
    """Return the colours and letters of all pages as CSS, to stand before what is a page's own."""
    return (Path(__file__).resolve().parent / "style" / "ground.css").read_text(encoding="utf-8")
