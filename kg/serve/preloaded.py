"""All that a process needs, imported and read once by the process from which others are forked."""

from __future__ import annotations

from kg.serve import answer_page, description, query_page, thing
from kg.serve.html import load_pages

__all__ = ["answer_page", "description", "query_page", "thing"]

load_pages()
query_page.offered_queries()
