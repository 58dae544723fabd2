"""The official divisions that a plan names.

``places`` finds the names and what each can mean, at the starts of words (``word_starts``);
``component`` makes mentions of those that are certain.
"""

from kg.extraction.regions.component import make_regions

__all__ = ["make_regions"]
