"""The colours of regions and programs, one table for the page and for what other programs draw."""

from __future__ import annotations

from collections.abc import Mapping

from kg.resources import words

_TABLE = words("kg", "colours")

INK: str = _TABLE["ink"]
CHOSEN: str = _TABLE["chosen"]
LEVELS: Mapping[str, str] = _TABLE["levels"]
STAGES: Mapping[str, str] = _TABLE["stages"]
