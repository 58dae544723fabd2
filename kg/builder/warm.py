"""What a reader needs is loaded as this is imported: once, by the server that forks the readers."""

from __future__ import annotations

from kg.builder.document import extract_source
from kg.records import Source

_PLAN = "平湖市2024年教育工作要点\n一、主要目标\n新建学校5所，实施“青禾”工程。\n"

extract_source(Source("plan.txt", "0" * 64, "text/plain", "utf-8", _PLAN))
