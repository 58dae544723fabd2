"""Quantified commitments: an amount, what it counts, and whose it is.

=====================  ========================================================
``component``          puts together what the others find in a sentence
``amounts``            numbers with their unit and comparator
``indicators``         what an amount counts, by the words around it
``respectively``       the same for amounts that 分别 gives out one by one
``nouns``              the name of what is counted
``topics``             what a cost, a share or a rate is of
``belonging``          the program that a number belongs to
``parts``              the part of the region that a number is for
``descriptions``       headings whose numbers promise nothing
``indicator_tables``   targets in the rows of a table
=====================  ========================================================
"""

from kg.extraction.targets.component import make_targets

__all__ = ["make_targets"]
