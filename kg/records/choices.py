"""The closed lists from which the fields of the records choose."""

from __future__ import annotations

from enum import StrEnum


class DocumentType(StrEnum):
    """What kind of document a plan stands in."""

    WORK_POINTS = "work_points"
    WORK_PLAN = "work_plan"
    NEWS_REPORT = "news_report"
    ACTION_PLAN = "action_plan"
    DEVELOPMENT_PLAN = "development_plan"
    WORK_REPORT = "work_report"


class Level(StrEnum):
    """Who owns a program."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"
    LOCAL = "local"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """Whether a thing is still to be done."""

    PLANNED = "planned"
    ACHIEVED = "achieved"


class Comparator(StrEnum):
    """How a target's number is meant: ge at least, le at most, range from value to value_max."""

    EQ = "eq"
    GE = "ge"
    LE = "le"
    APPROX = "approx"
    RANGE = "range"


class Quantity(StrEnum):
    """What the number says: a state to reach, a change, or a proportion of two things."""

    LEVEL = "level"
    INCREASE = "increase"
    DECREASE = "decrease"
    RATIO = "ratio"


class Commitment(StrEnum):
    """How firmly a target is promised: 确保, or 力争."""

    ENSURE = "ensure"
    STRIVE = "strive"


class Action(StrEnum):
    """What a plan does with a document that it names."""

    ISSUE = "issue"
    IMPLEMENT = "implement"
    MENTION = "mention"


class FaultKind(StrEnum):
    """What is wrong with a document, or must be known before its numbers are used."""

    MIRROR = "mirror"
    MASKED = "masked"
    ADVERTISEMENT = "advertisement"
    PAGE_NUMBERS = "page_numbers"
    PINYIN = "pinyin"
    TRADITIONAL = "traditional"
    ODD_MARKS = "odd_marks"
    SPUN = "spun"
    TRUNCATED = "truncated"
    NO_TITLE = "no_title"
    REGION_INFERRED = "region_inferred"
    REGION_UNKNOWN = "region_unknown"
    REGION_DOUBTFUL = "region_doubtful"
    YEAR_DOUBTFUL = "year_doubtful"
