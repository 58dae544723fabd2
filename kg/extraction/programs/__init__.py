"""The programs that a plan names, known and new.

``component`` finds the labels of the vocabulary, ``names`` what its grammar gives away as a name,
``variants`` the known programs that such a name may mean.
"""

from kg.extraction.programs.component import make_programs

__all__ = ["make_programs"]
