"""The outline of a plan: headings, measures, sentences, and who is named for a measure.

``component`` finds the outline, ``responsible`` the departments that a heading names.
"""

from kg.extraction.structure.component import make_structure

__all__ = ["make_structure"]
