"""What a number is said for each of: 每个 with its noun, without the verb behind it."""

import pytest

from tests.reading import targets

TITLE = "桐乡市2023年教育工作要点\n"


@pytest.mark.parametrize(
    ("sentence", "indicator", "per"),
    [
        ("每个县（市、区）打造研学基地4个。", "每个县（市、区）打造研学基地", "每个县（市、区）"),
        ("每县（市、区）遴选试点园6所。", "每县（市、区）遴选试点园", "每县（市、区）"),
        ("每个县区培养5名骨干教师。", "每个县区骨干教师", "每个县区"),
        ("每所学校至少开设2门校本课程。", "每所学校校本课程", "每所学校"),
        ("每个民族团结示范村设立1所阅览室。", "每个民族团结示范村阅览室", "每个民族团结示范村"),
        ("每位园长听课不少于15节。", "每位园长听课", "每位园长"),
        ("每校创建2个特色班级。", "每校特色班级", "每校"),
    ],
)
def test_the_noun_of_each_ends_before_a_verb_and_keeps_its_bracket(
    sentence: str, indicator: str, per: str
) -> None:
    (target,) = targets(TITLE + sentence + "\n")
    assert (target.indicator, target.per) == (indicator, per)


def test_what_each_is_given_takes_the_program_before_as_its_thing() -> None:
    *_, gift = targets(TITLE + "实施“暖窗工程”，每所补助60万元。\n")
    assert (gift.indicator, gift.per) == ("暖窗工程每所补助", "每所")
