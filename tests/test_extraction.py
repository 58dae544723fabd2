"""Each component alone in an empty spaCy pipeline, on sentences of our own."""

from decimal import Decimal

import pytest
import spacy
from spacy.tokens import Doc

from kg.extraction import COMPONENTS, pipeline
from kg.records import (
    Action,
    Citation,
    Commitment,
    Comparator,
    DocumentType,
    Mention,
    Plan,
    Program,
    Quantity,
    Region,
    Status,
    Target,
)
from tests.reading import plan


def read(component: str, text: str, *before: str) -> Doc:
    """Run one component, and those that it builds on, over ``text``."""
    nlp = spacy.blank("zh")
    for name in (*before, component):
        nlp.add_pipe(name)
    return nlp(text)


def targets(text: str) -> list[Target]:
    mentions: tuple[Mention, ...] = read("kg_targets", text, "kg_structure")._.targets
    return [m.content for m in mentions if isinstance(m.content, Target)]


@pytest.mark.parametrize("component", COMPONENTS)
def test_every_component_works_alone(component: str) -> None:
    doc = read(component, "2024年平湖市教育工作要点\n一、新建学校5所，推进“双减”，落实《纲要》。")
    assert doc.text.startswith("2024年")


def test_the_pipeline_has_all_components_over_words_of_jieba() -> None:
    assert tuple(pipeline().pipe_names) == COMPONENTS
    assert [token.text for token in pipeline().make_doc("推进义务教育")] == ["推进", "义务教育"]


def test_structure_finds_parts_items_labels_and_measures() -> None:
    text = (
        "一、提升质量\n1.办好学前教育\n目标任务：新建幼儿园3所。\n"
        "工作措施：一是扩大资源。二是规范办园。\n二、保障安全\n"
    )
    outline = read("kg_structure", text)._.outline
    found = [(h.section.level, h.section.number, h.section.title) for h in outline.headings]
    assert found == [
        (1, "一", "提升质量"),
        (2, "1", "办好学前教育"),
        (3, "目标任务", "目标任务"),
        (3, "工作措施", "工作措施"),
        (4, "一", "扩大资源"),
        (4, "二", "规范办园"),
        (1, "二", "保障安全"),
    ]
    sentence = outline.sentence_at(text.index("新建"))
    assert sentence.path == ("提升质量", "办好学前教育", "目标任务")


def test_structure_finds_numbers_that_damage_has_glued_to_the_text() -> None:
    text = "一、加强领导，坚守初心1抓好党建。落实责任。2抓好思政。建好课程。二、优质均衡3办好园所。"
    outline = read("kg_structure", text)._.outline
    assert [h.section.title for h in outline.headings] == [
        "加强领导，坚守初心",
        "抓好党建",
        "抓好思政",
        "优质均衡",
        "办好园所",
    ]


def test_structure_takes_no_amount_for_a_heading() -> None:
    outline = read("kg_structure", "一、扩大资源。1所学校建成，2所开工，20名教师到岗。")._.outline
    assert [h.section.number for h in outline.headings] == ["一"]


def test_plan_is_read_from_its_title() -> None:
    text = "平湖市教育局2024年工作要点\n全市教育系统要推进教育高质量发展。\n"
    (mention,) = read("kg_plan", text)._.plans
    plan = mention.content
    assert isinstance(plan, Plan)
    assert (plan.title, plan.year) == ("平湖市教育局2024年工作要点", 2024)
    assert (plan.region, plan.region_stated) == ("330482", True)
    assert plan.issuer == "平湖市教育局"
    assert plan.document_type is DocumentType.WORK_POINTS


def test_plan_without_a_name_is_inferred_from_the_counties_in_it() -> None:
    text = "2023年全市教育工作计划\n全市要抓好落实。支持海盐县、桐乡市、平湖市创建示范园。\n"
    (mention,) = read("kg_plan", text)._.plans
    plan = mention.content
    assert isinstance(plan, Plan)
    assert (plan.region, plan.region_name, plan.region_stated) == ("330400", "嘉兴市", False)
    assert {text[hint.start : hint.end] for hint in mention.hints} >= {"海盐县", "桐乡市"}


def test_plan_without_evidence_has_no_region() -> None:
    text = "2023年全市教育工作要点\n推动XX县、XX县建设学校。全市要抓好落实。\n"
    (mention,) = read("kg_plan", text)._.plans
    assert mention.content.region is None


def regions(text: str) -> list[tuple[str, str]]:
    mentions: tuple[Mention, ...] = read("kg_regions", text)._.regions
    return [(m.content.name, m.content.code) for m in mentions if isinstance(m.content, Region)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("支持赣榆县、灌云县创建", [("赣榆区", "320707"), ("灌云县", "320723")]),
        ("江苏常州的做法", [("江苏省", "320000"), ("常州市", "320400")]),
        ("徐州市鼓楼区", [("徐州市", "320300"), ("鼓楼区", "320302")]),
        ("鼓楼区", []),
        ("我市各县区、全县学校", []),
        ("东海县第二中学和重庆路小学", []),
        ("适应城市发展，健康县区建设", []),
        ("吉林的经验", [("吉林省", "220000")]),
        (
            "支持山、西安市和荔浦市荔江、东兰县建设",
            [("西安市", "610100"), ("荔浦市", "450381"), ("东兰县", "451224")],
        ),
    ],
)
def test_regions_are_those_that_are_named(text: str, found: list[tuple[str, str]]) -> None:
    assert regions(text) == found


def programs(text: str) -> list[tuple[str, bool]]:
    mentions: tuple[Mention, ...] = read("kg_programs", text, "kg_structure")._.programs
    return [(m.content.name, m.content.known) for m in mentions if isinstance(m.content, Program)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("落实“双减”政策", [("双减", True)]),
        ("推进义务教育教师“县管 校聘”", [("县管校聘", True)]),
        ("实施“青禾”工程", [("青禾工程", False)]),
        ("深入实施乡村教师暖心行动。", [("乡村教师暖心行动", False)]),
        ("打造“书香满园”品牌", [("书香满园", False)]),
        ("守住安全“红线”，打通“最后一公里”", []),
        ("落实“1530”安全教育", [("1530安全教育", True)]),
        ("落实“2460”安全教育", [("2460安全教育", False)]),
        ("加强“双师型”教师队伍建设", [("双师型教师", True)]),
        ("加强劳动教育，办好老年教育", []),
        ("以“办好人民满意的教育”为宗旨", []),
        ("制定年度招生计划和工作计划", []),
        ("印发《“双减”工作方案》", []),
        ("实施启明提质工程、青禾提升工程", [("启明提质工程", False), ("青禾提升工程", False)]),
        ("（一）学龄人口变化应对工程。", [("学龄人口变化应对工程", False)]),
        ("实施学位优化工程", [("学位优化工程", False)]),
        ("培养青禾名师20名、市级名师5名", [("青禾名师", False)]),
        ("“青禾相伴”心理健康关爱服务项目", [("青禾相伴", False)]),
        ("开工建设职业中专迁建工程，主体工程完工", []),
        ("特岗50人，国培30人，全国培训工作", [("特岗教师计划", True), ("国培计划", True)]),
        ("学校规范化学校管理，人人通过考核", []),
        ("实现“人人通”", [("网络学习空间人人通", True)]),
        ("新建校园足球场3个", []),
        ("建设教育强市，争创“教育强市”", [("教育强市", True)]),
    ],
)
def test_programs_are_known_or_given_away_by_grammar(
    text: str, found: list[tuple[str, bool]]
) -> None:
    assert programs(text) == found


def test_the_members_of_a_family_are_of_one_program() -> None:
    found = programs("实施“联建+课堂”“联建+社团”等“联建+”项目。")
    assert found == [("联建+", False)] * 3


def test_a_new_program_has_one_concept_however_it_is_quoted() -> None:
    text = "实施“青禾”工程。推进“青禾工程”项目。"
    mentions = read("kg_programs", text, "kg_structure")._.programs
    assert len({mention.content.concept for mention in mentions}) == 1


@pytest.mark.parametrize(
    ("text", "indicator", "value", "unit", "comparator"),
    [
        ("新增学位3.1万个。", "新增学位", "31000", "个", Comparator.EQ),
        ("打造120多门精品课程。", "精品课程", "120", "门", Comparator.GE),
        ("建设10个左右实训基地。", "实训基地", "10", "个", Comparator.APPROX),
        ("全市普惠性幼儿园覆盖率达到90%以上。", "普惠性幼儿园覆盖率", "90", "%", Comparator.GE),
        ("骨干教师交流比例不低于20%。", "骨干教师交流比例", "20", "%", Comparator.GE),
        ("大班额比例控制在5%以内。", "大班额比例", "5", "%", Comparator.LE),
        ("培育2—3个特色项目。", "特色项目", "2", "个", Comparator.RANGE),
        ("总投资1,100万元。", "总投资", "11000000", "元", Comparator.EQ),
    ],
)
def test_a_target_has_its_number_and_what_it_counts(
    text: str, indicator: str, value: str, unit: str, comparator: Comparator
) -> None:
    (target,) = targets(text)
    assert (target.indicator, target.unit, target.comparator) == (indicator, unit, comparator)
    assert target.value == Decimal(value)
    assert target.status is Status.PLANNED


def test_each_number_of_a_list_is_a_target_of_its_own() -> None:
    found = targets("创建省级示范园20所、市级10所，新建幼儿园8所。")
    assert [(t.indicator, t.value) for t in found] == [
        ("省级示范园", Decimal(20)),
        ("市级示范园", Decimal(10)),
        ("新建幼儿园", Decimal(8)),
    ]


def test_a_masked_number_is_a_target_without_a_value() -> None:
    (target,) = targets("新建中小学XX所。")
    assert (target.masked, target.value, target.unit) == (True, None, "所")


def test_numbers_that_are_told_respectively_find_their_things() -> None:
    found = targets("普惠性幼儿园覆盖率、公办园占比分别达到90%、55%。")
    assert [(t.indicator, t.value) for t in found] == [
        ("普惠性幼儿园覆盖率", Decimal(90)),
        ("公办园占比", Decimal(55)),
    ]


def test_a_comparator_holds_for_the_whole_list() -> None:
    found = targets("每名学生至少掌握2项运动技能、1项艺术特长。")
    assert [t.comparator for t in found] == [Comparator.GE, Comparator.GE]


def test_a_clause_without_its_thing_takes_that_of_the_clause_before() -> None:
    found = targets("安排教育专项资金4.2亿元，比上年增长8%。")
    assert [(t.indicator, t.unit) for t in found] == [
        ("教育专项资金", "元"),
        ("教育专项资金", "%"),
    ]


def test_a_list_of_stages_takes_what_it_counts_from_its_head() -> None:
    found = targets("共增加学位9100个（小学4500个、初中2600个）。")
    assert [t.indicator for t in found] == ["增加学位", "小学增加学位", "初中增加学位"]


def test_a_target_of_a_part_of_the_region_says_which() -> None:
    text = "贵阳市2023年教育工作要点\n清镇市要新增学位2400个。\n"
    doc = read("kg_targets", text, "kg_structure", "kg_plan", "kg_regions")
    (mention,) = doc._.targets
    assert mention.content.region == "520181"


def test_a_report_tells_the_year_before_and_the_year_to_come() -> None:
    text = (
        "平湖市教育局2022年工作总结及2023年工作打算\n"
        "2022年，我市新增学位960个。全年资助学生2万人次。\n2023年，将新建学校3所。\n"
    )
    doc = read("kg_targets", text, "kg_structure", "kg_plan", "kg_course")
    (plan,) = doc._.plans
    assert (plan.content.year, plan.content.reports_on) == (2023, 2022)
    found = [(m.content.value, m.content.status, m.content.year) for m in doc._.targets]
    assert found == [
        (Decimal(960), Status.ACHIEVED, 2022),
        (Decimal(20000), Status.ACHIEVED, 2022),
        (Decimal(3), Status.PLANNED, 2023),
    ]


@pytest.mark.parametrize(
    ("title", "year", "end", "kind"),
    [
        ("平湖市“十四五”教育事业发展规划", 2021, "2025-12-31", DocumentType.DEVELOPMENT_PLAN),
        ("平湖市教育三年行动计划（2023—2025年）", 2023, "2025-12-31", DocumentType.ACTION_PLAN),
        (
            "关于印发《平湖市2024年教育工作要点》的通知",
            2024,
            "2024-12-31",
            DocumentType.WORK_POINTS,
        ),
        ("2024年平湖市教育工作计划.docx", 2024, "2024-12-31", DocumentType.WORK_PLAN),
    ],
)
def test_a_title_tells_years_and_kind(title: str, year: int, end: str, kind: DocumentType) -> None:
    (mention,) = read("kg_plan", f"{title}\n全市要抓好落实。\n")._.plans
    plan = mention.content
    assert (plan.year, plan.period_end, plan.document_type) == (year, end, kind)
    assert plan.title is not None
    assert not plan.title.endswith(("通知", "docx", "》"))


@pytest.mark.parametrize(
    "text",
    ["1.新增学位2000个。", "（一）新增学位2000个。", "一、新增学位2000个。", "①新增学位2000个。"],
)
def test_the_number_of_an_item_is_no_part_of_what_it_counts(text: str) -> None:
    (target,) = targets(text)
    assert target.indicator == "新增学位"


@pytest.mark.parametrize("heading", ["打造教育亮点", "提升教育教学成绩", "确保工作取得实效"])
def test_a_heading_of_a_plan_is_no_review(heading: str) -> None:
    found = targets(f"一、{heading}\n新建学校5所。\n")
    assert [t.status for t in found] == [Status.PLANNED]


def test_a_heading_of_a_review_is_one() -> None:
    found = targets("一、2023年工作回顾\n新建学校5所。\n二、下一步打算\n新建学校6所。\n")
    assert [t.status for t in found] == [Status.ACHIEVED, Status.PLANNED]


def test_a_year_in_a_name_is_no_deadline_and_this_year_ends_one() -> None:
    text = (
        "平湖市2024年教育工作要点\n"
        "修订布局规划（2024—2035年），新建幼儿园20所。\n到2027年，毛入园率达95%。今年新建学校3所。\n"
    )
    doc = read("kg_targets", text, "kg_structure", "kg_plan")
    assert [mention.content.year for mention in doc._.targets] == [2024, 2027, 2024]


def test_each_part_of_the_region_keeps_its_own_numbers() -> None:
    text = (
        "嘉兴市2024年教育工作要点\n全市要抓好落实。\n"
        "海盐县新增学位100个，平湖市新增学位200个，支持桐乡市、海宁市创建，年内2个县通过。\n"
    )
    doc = read("kg_targets", text, "kg_structure", "kg_plan", "kg_regions")
    found = [(m.content.indicator, m.content.region) for m in doc._.targets]
    assert found[:2] == [("新增学位", "330424"), ("新增学位", "330482")]
    assert {region for _, region in found[2:]} <= {None}


def test_a_report_of_a_meeting_counts_no_one_who_came() -> None:
    assert targets("市教育局负责人共320余人参加会议，另有1200人在分会场参会。") == []


def test_what_has_been_done_is_achieved() -> None:
    found = targets("去年，全市已新建学校12所。今年将新建学校9所。")
    assert [(t.value, t.status) for t in found] == [
        (Decimal(12), Status.ACHIEVED),
        (Decimal(9), Status.PLANNED),
    ]


def test_a_target_says_how_firm_it_is_and_for_when() -> None:
    (target,) = targets("力争到2025年，公办园在园幼儿占比达到55%。")
    assert (target.commitment, target.year) == (Commitment.STRIVE, 2025)


def test_a_change_is_told_from_a_level_and_keeps_its_baseline() -> None:
    (cut,) = targets("督查检查事项减少三分之一以上。")
    assert (cut.quantity, cut.value) == (Quantity.DECREASE, Decimal("33.33"))
    (raised,) = targets("毛入学率由85%提高到90%。")
    assert (raised.value, raised.baseline) == (Decimal(90), Decimal(85))


@pytest.mark.parametrize(
    "text",
    [
        "2023年3月29日召开第二次会议。",
        "实施“316工程”，落实五项管理。",
        "构建三级联动机制，打造一批名师。",
        "国办发〔2015〕71号文件。",
        "XX县、XX市职教中心。",
        "共有200人参加会议。",
        "统考成绩进入全市前3名。",
        "城区大班额仍有36个。",
    ],
)
def test_what_is_no_amount_is_no_target(text: str) -> None:
    assert targets(text) == []


def citations(text: str) -> list[tuple[str, Action]]:
    mentions: tuple[Mention, ...] = read("kg_citations", text, "kg_structure")._.citations
    return [
        (m.content.title, m.content.action) for m in mentions if isinstance(m.content, Citation)
    ]


def test_a_citation_has_the_action_of_the_nearest_verb() -> None:
    found = citations(
        "贯彻《甲意见》和《乙规划》，研究制定《丙方案》，推进《丁条例》立法，开展《戊》解读。"
    )
    assert found == [
        ("甲意见", Action.IMPLEMENT),
        ("乙规划", Action.IMPLEMENT),
        ("丙方案", Action.ISSUE),
        ("丁条例", Action.ISSUE),
        ("戊", Action.MENTION),
    ]


def test_a_citation_inside_a_citation_belongs_to_it() -> None:
    assert citations("印发《关于落实《纲要》的通知》。") == [
        ("关于落实《纲要》的通知", Action.ISSUE)
    ]


def test_a_citation_keeps_the_number_behind_it() -> None:
    (mention,) = read("kg_citations", "落实《意见》（国办发（2015）71号）精神")._.citations
    assert (mention.content.document_number, mention.content.year) == ("国办发（2015）71号", 2015)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("实施“六个一”校园安全工程", "六个一校园安全工程"),
        ("推行“1+X”课堂教学模式", "1+X课堂教学模式"),
        ("打造“墨韵书香”品牌", "墨韵书香"),
    ],
)
def test_a_name_that_is_many_places_own_takes_its_head(text: str, found: str) -> None:
    assert [name for name, _ in programs(text)] == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("建设智慧书屋标杆校3所", "智慧书屋标杆校"),
        ("其中乡村阅读工程投入3万元", "乡村阅读工程"),
        ("全区域阅读素养提升工程", "全区域阅读素养提升工程"),
    ],
)
def test_a_discovered_name_begins_where_its_words_do(text: str, found: str) -> None:
    assert [name for name, _ in programs(text)] == [found]


@pytest.mark.parametrize(
    "text", ["打造“三个高地”", "坚持“两个毫不动摇”", "当选中国工程院院士2人", "要有计划地推进"]
)
def test_aims_and_fragments_are_no_programs(text: str) -> None:
    assert programs(text) == []


@pytest.mark.parametrize(
    ("day", "published"),
    [("2023-03-09", "2023-03-09"), ("2023年2月29日", None), ("2024-02-29", "2024-02-29"),
     ("2023-13-01", None)],
)  # fmt: skip
def test_a_day_that_is_not_in_the_calendar_is_no_date_of_publication(
    day: str, published: str | None
) -> None:
    text = f"海盐县教育局2023年工作要点\n发布日期：{day}\n全县新建学校1所。\n"
    assert plan(text)[0].published == published
