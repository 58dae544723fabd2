"""What each sentence tells of: what is done, or what is planned.

``status`` is what words say for themselves, ``component`` the likeliest course through the text.
"""

from kg.extraction.course.component import make_course

__all__ = ["make_course"]
