"""The part of the plan's region that a number is for."""

import pytest

from tests.reading import targets

PLAN = "贵阳市2023年教育工作要点\n全市要抓好落实。\n"
YUNYAN, GUANSHANHU, QINGZHEN = "520103", "520115", "520181"


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("清镇市要新增学位2400个。", [QINGZHEN]),
        ("观山湖区以增量扩容为主，到2025年新增学位3.6万个；新建学校5所。", [GUANSHANHU, None]),
        ("云岩区、清镇市新建幼儿园18所和7所。", [YUNYAN, QINGZHEN]),
        ("云岩区、清镇市新建幼儿园18所。", [None]),
        ("新增学位900个，其中云岩区500个、清镇市400个。", [None, YUNYAN, QINGZHEN]),
        ("云岩区新建学校3所，全市新增学位9000个。", [YUNYAN, None]),
        ("遵义市选派支教教师60人。", [None]),
    ],
)
def test_a_number_is_for_the_part_that_opens_its_clause(
    text: str, regions: list[str | None]
) -> None:
    assert [target.region for target in targets(PLAN + text)] == regions


def test_a_list_of_places_counts_what_the_sentence_before_it_counts() -> None:
    text = (
        "浙江省2023年教育工作要点\n"
        "推进城乡教育共同体，新增学校1532家。其中杭州市174家、宁波市152家。\n"
    )
    found = [(t.indicator, t.region, t.program) for t in targets(text)]
    assert found == [
        ("新增学校", None, "教育共同体"),
        ("新增学校", "330100", "教育共同体"),
        ("新增学校", "330200", "教育共同体"),
    ]
