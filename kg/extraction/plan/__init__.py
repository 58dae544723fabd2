"""The plan's own data: title, year, issuer, region, kind of document, dates and numbers.

``component`` reads a plan, ``title`` finds what it is called. ``own_region`` tells the region it is
for by its ``clues``, which name it, and its ``traces``, which only hint at it: ``towns``, schools,
codes. ``conflicts`` are what is doubtful about region and year.
"""

from kg.extraction.plan.component import make_plan

__all__ = ["make_plan"]
