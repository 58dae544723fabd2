"""The committed table of regions holds the facts that a user relies on."""

import csv
import re
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

TABLE = Path(__file__).parents[1] / "ontology" / "regions.csv"
Row = dict[str, str]


def read() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


ROWS = read()


def rows(**fields: str) -> list[Row]:
    return [row for row in ROWS if all(row[key] == value for key, value in fields.items())]


def row(**fields: str) -> Row:
    (only,) = rows(**fields)
    return only


def key(row: Row) -> tuple[str, str, str]:
    return row["region"], row["first_year"], row["code"]


def test_columns_encoding_and_order() -> None:
    text = TABLE.read_bytes().decode("utf-8")
    assert text.startswith("region,code,name,short,level,parent,first_year,last_year\n")
    assert "\r" not in text
    assert sorted(ROWS, key=key) == ROWS


def test_codes_levels_and_years_are_well_formed() -> None:
    for row in ROWS:
        assert re.fullmatch(r"[1-9]\d{5}", row["code"]), row
        assert re.fullmatch(r"[1-9]\d{5}(-\d{4})?", row["region"]), row
        assert len(row["short"]) >= 2, row
        assert row["name"].startswith(row["short"]), row
        zeros = (row["code"].endswith("0000"), row["code"].endswith("00"))
        expected = {(True, True): "province", (False, True): "prefecture"}.get(zeros, "county")
        assert row["level"] == expected, row
        assert all(re.fullmatch(r"(\d{4})?", row[year]) for year in ("first_year", "last_year"))


def test_current_divisions_are_as_many_as_officially_counted() -> None:
    current = Counter(row["level"] for row in rows(last_year=""))
    assert current == {"province": 34, "prefecture": 333, "county": 2844}


def test_a_region_has_one_level_and_at_most_one_current_row() -> None:
    assert len({(row["region"], row["level"]) for row in ROWS}) == len(
        {row["region"] for row in ROWS}
    )
    current = rows(last_year="")
    assert len({row["region"] for row in current}) == len(current)
    assert all(row["region"] == row["code"] for row in current)


def test_every_parent_is_a_region_above() -> None:
    level = {row["region"]: row["level"] for row in ROWS}
    above = {"county": {"prefecture", "province"}, "prefecture": {"province"}}
    for row in ROWS:
        if row["level"] == "province":
            assert row["parent"] == "", row
        else:
            assert level[row["parent"]] in above[row["level"]], row


def test_a_current_parent_is_current() -> None:
    current = {row["region"] for row in rows(last_year="")}
    assert all(row["parent"] in current | {""} for row in rows(last_year=""))


def test_the_periods_of_a_code_do_not_overlap() -> None:
    periods = defaultdict(list)
    for row in ROWS:
        period = int(row["first_year"] or 0), int(row["last_year"] or 9999)
        assert period[0] <= period[1], row
        periods[row["code"]].append(period)
    for code, spans in periods.items():
        assert all(one[1] < next_[0] for one, next_ in pairwise(sorted(spans))), code


@pytest.mark.parametrize(
    "name",
    ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "西沙群岛", "苏州工业园区"],
)
def test_placeholders_are_not_regions(name: str) -> None:
    assert not rows(name=name)


@pytest.mark.parametrize(
    ("code", "name", "short", "parent", "first_year"),
    [
        ("320700", "连云港市", "连云港", "320000", ""),
        ("320703", "连云区", "连云", "320700", "1983"),
        ("320400", "常州市", "常州", "320000", ""),
        ("421200", "咸宁市", "咸宁", "420000", "1998"),
        ("610526", "蒲城县", "蒲城", "610500", "1994"),
        ("610429", "旬邑县", "旬邑", "610400", "1983"),
        ("370116", "莱芜区", "莱芜", "370100", "2018"),
        ("330110", "余杭区", "余杭", "330100", "2001"),
        ("330113", "临平区", "临平", "330100", "2021"),
        ("110101", "东城区", "东城", "110000", ""),
        ("632802", "德令哈市", "德令哈", "632800", "1988"),
        ("429004", "仙桃市", "仙桃", "420000", "1994"),
        ("429021", "神农架林区", "神农架", "420000", "1984"),
        ("469005", "文昌市", "文昌", "460000", "2003"),
        ("659012", "白杨市", "白杨", "650000", ""),
        ("460302", "西沙区", "西沙", "460300", "2020"),
        ("320106", "鼓楼区", "鼓楼", "320100", ""),
        ("320302", "鼓楼区", "鼓楼", "320300", ""),
        ("350102", "鼓楼区", "鼓楼", "350100", ""),
        ("410204", "鼓楼区", "鼓楼", "410200", "1989"),
        ("710000", "台湾省", "台湾", "", ""),
        ("810000", "香港特别行政区", "香港", "", ""),
        ("820000", "澳门特别行政区", "澳门", "", ""),
    ],
)
def test_current_divisions(code: str, name: str, short: str, parent: str, first_year: str) -> None:
    found = row(code=code, last_year="")
    assert (found["name"], found["short"]) == (name, short)
    assert (found["parent"], found["first_year"]) == (parent, first_year)


@pytest.mark.parametrize("code", ["441900", "442000", "460400", "620200"])
def test_prefectures_without_counties(code: str) -> None:
    assert row(code=code, last_year="")["level"] == "prefecture"
    assert not rows(parent=code, last_year="")


@pytest.mark.parametrize(
    ("code", "name", "last_year"),
    [
        ("110103", "崇文区", "2009"),
        ("320107", "下关区", "2012"),
        ("371200", "莱芜市", "2017"),
        ("371202", "莱城区", "2017"),
        ("341400", "巢湖市", "2010"),
        ("330103", "下城区", "2020"),
    ],
)
def test_a_merged_division_ends_under_its_own_code(code: str, name: str, last_year: str) -> None:
    assert [(row["name"], row["last_year"]) for row in rows(region=code)][-1] == (name, last_year)


@pytest.mark.parametrize(
    ("old", "new", "last_year", "first_year"),
    [
        ("320721 赣榆县", "320707 赣榆区", "2013", "2014"),
        ("420600 襄樊市", "420600 襄阳市", "2009", "2010"),
        ("371324 苍山县", "371324 兰陵县", "2013", "2014"),
        ("120225 蓟县", "120119 蓟州区", "2015", "2016"),
        ("360721 赣县", "360704 赣县区", "2015", "2016"),
        ("522400 毕节地区", "520500 毕节市", "2010", "2011"),
        ("410381 偃师市", "410307 偃师区", "2020", "2021"),
        ("431121 祁阳县", "431181 祁阳市", "2020", ""),
        ("450127 横县", "450181 横州市", "2020", ""),
        ("540530 错那县", "540581 错那市", "2020", ""),
    ],
)
def test_a_region_outlives_its_code_and_name(
    old: str, new: str, last_year: str, first_year: str
) -> None:
    old_code, old_name = old.split()
    new_code, new_name = new.split()
    before = row(code=old_code, name=old_name)
    after = row(code=new_code, name=new_name)
    assert before["region"] == after["region"] == new_code
    assert (before["last_year"], after["first_year"]) == (last_year, first_year)


def test_a_code_that_another_region_took_over_tells_them_apart() -> None:
    assert row(code="320703", name="盐区")["region"] == "320703-1982"
    assert row(code="152500", name="锡林郭勒盟")["region"] == "152500"
    assert row(code="152500", name="伊克昭盟")["region"] == "152700"
    assert row(code="640205", name="石嘴山区")["region"] == "640205-2002"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("江苏省", "江苏"),
        ("广西壮族自治区", "广西"),
        ("内蒙古自治区", "内蒙古"),
        ("延边朝鲜族自治州", "延边"),
        ("恩施土家族苗族自治州", "恩施"),
        ("阜新蒙古族自治县", "阜新"),
        ("积石山保安族东乡族撒拉族自治县", "积石山"),
        ("克孜勒苏柯尔克孜自治州", "克孜勒苏"),
        ("鄂伦春自治旗", "鄂伦春"),
        ("东乡族自治县", "东乡"),
        ("锡林郭勒盟", "锡林郭勒"),
        ("大兴安岭地区", "大兴安岭"),
        ("浦东新区", "浦东"),
        ("六枝特区", "六枝"),
        ("连城县", "连城"),
        ("碑林区", "碑林"),
        ("沙县区", "沙县"),
        ("芒市", "芒市"),
        ("市中区", "市中区"),
        ("矿区", "矿区"),
        ("郊区", "郊区"),
        ("城区", "城区"),
        ("巴林左旗", "巴林左旗"),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert {row["short"] for row in rows(name=name)} == {short}
