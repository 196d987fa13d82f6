"""Prose facts: subjects, enumerations, changes, statements of nothing, counts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.document import Document
from ingest.figures.prose import prose_facts
from tests.ingest.builders import prose


def said(document: Document) -> list[tuple[str, str, str]]:
    """(path, column words, value with unit) of every fact, in reading order."""
    return [
        ("/".join(f.row_path), "/".join(f.column_path), f"{f.value}{f.unit}")
        for f in prose_facts(document)
    ]


def values(document: Document) -> list[str]:
    return [value for _, _, value in said(document)]


def test_a_level_takes_its_subject_without_year_unit_name_and_qualifiers() -> None:
    document = prose("2025年青川市云水区水务局机关运行经费财政拨款预算208.50万元。")
    assert said(document) == [("机关运行经费", "财政拨款预算", "208.50万元")]


def test_a_change_is_signed_and_says_what_it_is_compared_with() -> None:
    document = prose("部门预算收入5144万元，比2024年减少562万元，下降10%。")
    assert said(document) == [
        ("部门预算收入", "", "5144万元"),
        ("部门预算收入", "比2024年", "-562万元"),
        ("部门预算收入", "比2024年", "-10%"),
    ]


def test_a_share_is_a_rate_of_its_own_column() -> None:
    (_, share) = prose_facts(prose("卫生健康支出43万元，占本年支出合计的0.8%。"))
    assert (share.measure, share.column_path, share.value) == ("rate", ("占比",), Decimal("0.8"))


def test_members_after_of_which_keep_their_parent() -> None:
    document = prose("基本支出236万元，其中：人员经费196万元、公用经费40万元；项目支出490万元。")
    assert [path for path, _, _ in said(document)] == [
        "基本支出",
        "基本支出/人员经费",
        "基本支出/公用经费",
        "基本支出/项目支出",
    ]


def test_a_semicolon_closes_an_inner_list_but_not_the_outer_one() -> None:
    document = prose(
        "本年支出合计726万元，其中：基本支出236万元，其中人员经费196万元，公用经费40万元；项目支出490万元。"
    )
    assert [path for path, _, _ in said(document)] == [
        "本年支出合计",
        "本年支出合计/基本支出",
        "本年支出合计/基本支出/人员经费",
        "本年支出合计/基本支出/公用经费",
        "本年支出合计/项目支出",
    ]


def test_brackets_with_figures_are_a_list_of_their_own() -> None:
    document = prose(
        "财政拨款收入80万元（包括：一般公共预算78万元、政府性基金预算2万元），其他收入5万元。"
    )
    assert said(document)[1:] == [
        ("财政拨款收入/一般公共预算", "", "78万元"),
        ("财政拨款收入/政府性基金预算", "", "2万元"),
        ("其他收入", "", "5万元"),
    ]


def test_a_list_heading_is_the_subject_of_its_sentences() -> None:
    document = prose("（三）公务用车购置和运行维护费。2025年预算数15万元，与2024年相比无增减。")
    assert said(document) == [
        ("公务用车购置和运行维护费", "预算数", "15万元"),
        ("公务用车购置和运行维护费", "比2024年", "0万元"),
    ]


def test_a_list_opened_at_the_end_of_a_paragraph_holds_the_paragraphs_behind_it() -> None:
    document = prose(
        "（四）项目支出140万元，具体包括：",
        "1.水利宣传25万元，与2024年度持平。",
        "2.河道管护115万元，主要包括：巡查经费15万元；清淤经费100万元。较2024年预算减少3万元。",
        "五、其他",
    )
    assert said(document) == [
        ("项目支出", "", "140万元"),
        ("项目支出/水利宣传", "", "25万元"),
        ("项目支出/水利宣传", "比2024年", "0万元"),
        ("项目支出/河道管护", "", "115万元"),
        ("项目支出/河道管护/巡查经费", "", "15万元"),
        ("项目支出/河道管护/清淤经费", "", "100万元"),
        ("项目支出/河道管护", "比2024年", "-3万元"),
    ]


def test_classes_groups_and_items_of_a_final_account_become_a_path() -> None:
    document = prose(
        "1、农林水支出（类）水利（款）行政运行（项）。主要用于：人员经费。"
        "年初预算为15.05 万元，支出决算为15.11\n万元，完成年初预算的100.40%。",
        kind="部门决算",
    )
    facts = prose_facts(document)
    assert {f.row_path for f in facts} == {("农林水支出", "水利", "行政运行")}
    assert [(f.value, f.stage) for f in facts[:2]] == [
        (Decimal("15.05"), "年初预算"),
        (Decimal("15.11"), "决算"),
    ]
    assert facts[2].column_path == ("完成年初预算",)


def test_the_unit_of_a_neighbour_serves_a_figure_without_one() -> None:
    document = prose("机关运行经费53万元，包括办公费5.84万元、物业管理费14.72、差旅费0.74万元。")
    assert values(document) == ["53万元", "5.84万元", "14.72万元", "0.74万元"]


def test_respectively_gives_each_name_its_figure() -> None:
    document = prose("水利宣传费和河道巡查费分别为1万元、2万元。")
    assert said(document) == [("水利宣传费", "", "1万元"), ("河道巡查费", "", "2万元")]


@pytest.mark.parametrize(
    "sentence",
    [
        "2025年本部门无政府性基金预算支出。",
        "本部门没有使用政府性基金预算拨款安排的支出。",
        "本部门2025年政府性基金预算支出情况表为空表。",
        "本单位未安排政府性基金预算支出。",
    ],
)
def test_nothing_is_an_answer(sentence: str) -> None:
    (fact,) = prose_facts(prose(sentence))
    assert (fact.value, fact.state, fact.fund) == (Decimal(0), "stated_none", "政府性基金预算")


def test_several_things_are_denied_one_by_one() -> None:
    document = prose("本单位无政府性基金预算支出、国有资本经营预算支出和上级专项转移支付支出预算。")
    assert [path for path, _, _ in said(document)] == [
        "政府性基金预算支出",
        "国有资本经营预算支出",
        "上级专项转移支付支出",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "依据《青川市预算管理办法》第12条、青财规[2013]20号文件，联系电话0755-8123456。",
        "无形资产按规定摊销，本部门无其他情况说明。",
        "单价50万元以上的通用设备按规定管理。",
        "力争全年培训人数不少于500人，满意度≥90%。",
        "2025年1月1日起执行，共分3个月完成。",
    ],
)
def test_citations_of_law_limits_dates_and_targets_are_no_facts(sentence: str) -> None:
    assert said(prose(sentence)) == []


def test_counts_find_their_subject_before_or_behind() -> None:
    document = prose(
        "本局内设9个科室，下属事业单位4家，编制339名，其中行政编制199名、事业编制140名。"
    )
    assert said(document) == [
        ("内设科室", "", "9个"),
        ("下属事业单位", "", "4家"),
        ("编制", "", "339名"),
        ("编制/行政编制", "", "199名"),
        ("编制/事业编制", "", "140名"),
    ]


def test_vehicles_at_a_date_carry_its_year() -> None:
    facts = prose_facts(
        prose("截至2024年末，本部门共有车辆3辆，其中：其他用车3辆；单价100万元以上设备2台（套）。")
    )
    assert [(f.item, f.year, f.unit) for f in facts] == [
        ("车辆", 2024, "辆"),
        ("其他用车", 2024, "辆"),
        ("单价100万元以上设备", 2024, "台(套)"),
    ]


def test_a_list_item_of_a_unit_speaks_of_that_unit() -> None:
    facts = prose_facts(
        prose(
            "1. 区水务局本级行政编制数33人，实有在编人数31人。",
            "2. 区水务服务中心事业编制数12人，实有在编人数11人。",
        )
    )
    assert [(f.scope, f.row_path) for f in facts] == [
        ("本级", ("行政编制数",)),
        ("本级", ("行政编制数", "实有在编人数")),
        ("所属单位", ("事业编制数",)),
        ("所属单位", ("事业编制数", "实有在编人数")),
    ]


def test_a_number_cut_by_a_line_end_is_whole_and_its_quote_verbatim() -> None:
    document = prose("机关运行经费预算1\n6.50\n万元。")
    (fact,) = prose_facts(document)
    assert fact.value == Decimal("16.50")
    assert fact.citation.quote == "机关运行经费预算1\n6.50\n万元。"
    assert document.text[fact.at.start : fact.at.end] == "1\n6.50"


def test_figures_in_the_glossary_and_among_aims_are_not_looked_up() -> None:
    document = prose("完成投资30亿元。", title="二、2025年主要工作目标")
    assert [f.confidence for f in prose_facts(document)] == [0.5]


def test_a_figure_whose_subject_is_unclear_stays_below_the_threshold() -> None:
    document = prose("2025年预算收支安排178万元，229万元。")
    assert prose_facts(document)[1].confidence < 0.8


def test_what_both_sides_have_changed_by_is_a_change_of_each() -> None:
    facts = prose_facts(
        prose("2025年收入预算90.0万元，支出预算90.0万元，均比2024年减少1.3万元，下降1.4%。")
    )
    assert [(fact.item, fact.measure, fact.value) for fact in facts[:4]] == [
        ("收入预算", "level", Decimal("90.0")),
        ("支出预算", "level", Decimal("90.0")),
        ("支出预算", "change", Decimal("-1.3")),
        ("收入预算", "change", Decimal("-1.3")),
    ]


def test_the_level_of_last_year_stands_between_base_and_change() -> None:
    facts = prose_facts(prose("“三公”经费比2024年的23.50万元减少4.00万元。"))
    assert [(f.item, f.year, f.measure, f.value) for f in facts] == [
        ("三公经费", 2024, "level", Decimal("23.50")),
        ("三公经费", 2025, "change", Decimal("-4.00")),
    ]


def test_staff_behind_several_kinds_of_posts_is_that_of_all() -> None:
    facts = prose_facts(prose("行政编制32名，事业编制18名，实有在职48人，退休21人。"))
    assert [fact.row_path for fact in facts] == [
        ("行政编制",),
        ("事业编制",),
        ("实有在职",),
        ("退休",),
    ]


@pytest.mark.parametrize(
    ("sentence", "item", "value", "unit"),
    [
        ("退休人员38人。", "退休人员", "38", "人"),
        ("在职实有人数143人。", "在职实有人数", "143", "人"),
        ("共有车辆7辆。", "车辆", "7", "辆"),
        ("年末公务用车 4 辆。", "公务用车", "4", "辆"),
        ("政法专项编制148名。", "政法专项编制", "148", "名"),
        ("全部门核定编制62名。", "核定编制", "62", "名"),
    ],
)
def test_people_and_vehicles_are_counted_by_what_they_are(
    sentence: str, item: str, value: str, unit: str
) -> None:
    (fact,) = prose_facts(prose(sentence, title="二、基本情况"))
    assert (fact.item, fact.value, fact.unit, fact.kind) == (item, Decimal(value), unit, "count")
    assert fact.confidence >= 0.8


def test_amounts_with_the_unit_said_once_at_the_end_take_their_names_in_turn() -> None:
    document = prose(
        "本年收入合计100万元，其中：财政拨款收入、事业收入和其他收入分别为80.5、15和4.5万元，"
        "分别占80.5%、15%和4.5%。"
    )
    assert said(document)[1:] == [
        ("本年收入合计/财政拨款收入", "", "80.5万元"),
        ("本年收入合计/事业收入", "", "15万元"),
        ("本年收入合计/其他收入", "", "4.5万元"),
        ("本年收入合计/财政拨款收入", "占比", "80.5%"),
        ("本年收入合计/事业收入", "占比", "15%"),
        ("本年收入合计/其他收入", "占比", "4.5%"),
    ]


def test_the_ends_of_a_range_are_no_figures() -> None:
    assert values(prose("项目经费20—30万元。会议费50万元至60万元。培训费7万元。")) == ["7万元"]


def test_counts_in_chinese_numerals_are_figures_behind_what_is_counted() -> None:
    document = prose("本部门共有车辆十二辆，其中：机要通信用车两辆。增强四个意识，抓好三件大事。")
    assert said(document) == [("车辆", "", "12辆"), ("车辆/机要通信用车", "", "2辆")]


def test_a_figure_of_the_year_before_in_the_same_sentence_is_of_that_year() -> None:
    document = prose("本年支出合计500万元，由上年的480万元增加到500万元。")
    facts = prose_facts(document)
    assert [(f.item, f.value, f.year) for f in facts] == [
        ("本年支出合计", Decimal(500), 2025),
        ("本年支出合计", Decimal(480), 2024),
        ("本年支出合计", Decimal(500), 2025),
    ]


def test_parts_in_brackets_behind_a_figure_end_with_the_brackets() -> None:
    document = prose("离退休人员35人（离休1人、退休34人）。项目支出9万元（上年仅1万元），增长8倍。")
    assert said(document) == [
        ("离退休人员", "", "35人"),
        ("离退休人员/离休", "", "1人"),
        ("离退休人员/退休", "", "34人"),
        ("项目支出", "", "9万元"),
        ("项目支出/上年仅", "", "1万元"),
        ("项目支出", "增减", "8倍"),
    ]


def test_the_retired_are_no_part_of_those_in_office() -> None:
    document = prose("实有在职人员12人，其中：行政8人、事业4人；离退休人员5人。")
    assert said(document)[-1] == ("离退休人员", "", "5人")


def test_lists_within_lists_keep_the_whole_path_over_paragraphs() -> None:
    document = prose(
        "2025年预算收支总计90万元。其中：",
        "（一）收入预算总计90万元。包括：",
        "1．财政拨款收入80万元。其中",
        "（1）一般公共预算收入80万元。",
        "2．其他资金收入10万元。",
        "（二）支出预算总计90万元。",
    )
    paths = [path.removeprefix("预算收支总计").lstrip("/") for path, _, _ in said(document)]
    assert paths == [
        "",
        "收入预算总计",
        "收入预算总计/财政拨款收入",
        "收入预算总计/财政拨款收入/一般公共预算收入",
        "收入预算总计/其他资金收入",
        "支出预算总计",
    ]


def test_class_group_and_item_are_read_from_heading_lead_and_member() -> None:
    document = prose(
        "水利（款）：2025年预算支出合计30万元。其中：",
        "1．行政运行（项）支出20万元，与上年预算数相等。",
        title="（一）农林水支出（类）",
    )
    assert said(document) == [
        ("农林水支出/水利", "", "30万元"),
        ("农林水支出/水利/行政运行", "", "20万元"),
        ("农林水支出/水利/行政运行", "比2024年", "0万元"),
    ]


def test_codes_in_the_marks_of_class_group_and_item_make_the_code() -> None:
    (fact,) = prose_facts(prose("农林水支出（213类）水利（03款）行政运行（01项）支出20万元。"))
    assert (fact.code, fact.row_path) == ("2130301", ("农林水支出", "水利", "行政运行"))


def test_a_nothing_with_a_reference_behind_it_is_stated() -> None:
    (fact,) = prose_facts(prose("2025年本部门无国有资本经营预算支出（详见表十一）。"))
    assert (fact.state, fact.item) == ("stated_none", "国有资本经营预算支出")


def test_the_side_comes_from_the_path_or_from_the_heading() -> None:
    document = prose(
        "部门预算收入9万元，其中：一般公共预算9万元。",
        "水利行政运行（项）3万元。",
        title="三、支出预算情况说明",
    )
    assert [f.side for f in prose_facts(document)] == ["收入", "收入", "支出"]


def test_a_heading_of_its_own_line_holds_the_paragraphs_behind_it() -> None:
    document = prose(
        "“三公”经费支出8万元。其中：",
        "1.公务用车购置及运行维护费：",
        "公务用车购置支出3万元；",
        "公务用车运行维护费支出4万元。",
        "2.公务接待费1万元。",
    )
    assert [path for path, _, _ in said(document)] == [
        "三公经费",
        "三公经费/公务用车购置及运行维护费/公务用车购置",
        "三公经费/公务用车购置及运行维护费/公务用车运行维护费",
        "三公经费/公务接待费",
    ]


def test_a_remark_between_members_does_not_end_their_list() -> None:
    document = prose(
        "项目支出8万元，包括：",
        "1.培训经费3万元。",
        "与上年相比，项目更加集中。",
        "2.会议经费5万元。",
        "1.公务接待费1万元。",
    )
    assert [path for path, _, _ in said(document)] == [
        "项目支出",
        "项目支出/培训经费",
        "项目支出/会议经费",
        "公务接待费",
    ]


def test_income_and_spending_taken_apart_are_wholes_of_their_own() -> None:
    document = prose(
        "收支预算总数9万元。收入包括：事业收入9万元；支出包括：教育支出7万元、住房保障支出2万元。"
    )
    assert [path for path, _, _ in said(document)][1:] == [
        "收入/事业收入",
        "支出/教育支出",
        "支出/住房保障支出",
    ]


def test_no_change_behind_a_nothing_is_of_that_nothing() -> None:
    document = prose("项目支出5万元。无会议费支出，也无培训费支出，较上年无变化。")
    assert [(f.item, f.measure) for f in prose_facts(document)][1:] == [
        ("会议费", "level"),
        ("培训费", "level"),
        ("培训费", "change"),
    ]


def test_a_total_compared_at_the_start_of_a_sentence_is_its_own_subject() -> None:
    document = prose(
        "总支出9万元，其中基本支出5万元。", "收入预算比上年增加1万元；支出预算比上年增加1万元。"
    )
    assert [path for path, _, _ in said(document)][2:] == ["收入预算", "支出预算"]


def test_a_figure_in_a_paragraph_without_full_stops_is_cited_from_comma_to_comma() -> None:
    document = prose("，".join(f"第{n}中学办公费{n}.5万元" for n in range(1, 400)))
    facts = prose_facts(document)
    assert len(facts) == 399
    assert max(len(fact.citation.quote) for fact in facts) < 900
    assert all(fact.printed in fact.citation.quote for fact in facts)
    assert facts[200].citation.quote.startswith("第")
    assert facts[200].citation.quote.endswith("，")


def test_a_zero_without_a_unit_under_a_numbered_item_is_a_level_and_its_change_a_zero() -> None:
    facts = prose_facts(prose("(1)公务用车购置为0，与上年持平。"))
    assert [(f.item, f.value, f.measure) for f in facts] == [
        ("公务用车购置", Decimal(0), "level"),
        ("公务用车购置", Decimal(0), "change"),
    ]


def test_a_reason_may_state_a_nothing_of_this_year_and_not_of_the_last() -> None:
    (fact,) = prose_facts(prose("主要原因是本年无公务用车购置预算安排。"))
    assert (fact.item, fact.value, fact.state) == ("公务用车购置", Decimal(0), "stated_none")
    assert not prose_facts(prose("主要原因是上年无公务用车购置预算安排。"))


def test_a_transfer_between_items_is_a_change_of_the_first_and_not_its_change_of_the_year() -> None:
    for text in (
        "从会议费预算中调减403.75万元用于培训费。",
        "从会议费预算中调减用于培训费403.75万元。",
    ):
        (fact,) = prose_facts(prose(text))
        assert (fact.item, fact.value, fact.measure) == ("会议费", Decimal("-403.75"), "change")
        assert fact.column_path == ("调剂",)
        assert fact.confidence < 0.8


def test_items_numbered_within_a_paragraph_have_figures_of_their_own() -> None:
    document = prose(
        "2025年“三公”经费财政拨款预算90.64万元，比2024年“三公”经费财政拨款预算减少20.36万元。"
        "1．因公出国（境）费用：2025年预算数0万元。"
        "2．公务接待费：2025年预算数8.64万元，比2024年减少0.96万元，主要是厉行节约。"
        "3．公务用车购置和运行维护费：2025年预算数82.00万元，其中公务用车购置费0万元，比2024年减少18.00万元。"
    )
    assert [(path, value) for path, _, value in said(document)] == [
        ("三公经费", "90.64万元"),
        ("三公经费", "-20.36万元"),
        ("因公出国(境)费用", "0万元"),
        ("公务接待费", "8.64万元"),
        ("公务接待费", "-0.96万元"),
        ("公务用车购置和运行维护费", "82.00万元"),
        ("公务用车购置和运行维护费/公务用车购置费", "0万元"),
        ("公务用车购置和运行维护费/公务用车购置费", "-18.00万元"),
    ]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ("与上年对比增加82.71万元", "部门财务总收入"),
        ("比2024年执行数财政拨款支出增加82.71万元", "财政拨款支出"),
    ],
)
def test_a_sentence_behind_a_list_compares_the_whole_of_the_list(change: str, path: str) -> None:
    document = prose(
        "2025年部门财务总收入782.20万元，其中：一般公共预算782.20万元，单位资金0万元。"
        f"{change}，主要原因是标准提高。"
    )
    assert said(document)[-1][0] == path


def test_what_each_of_several_units_has_is_no_figure_of_the_whole() -> None:
    document = prose(
        "纳入预算编制范围的单位共3家。各单位支出预算分别为2005.27万元、1146.46万元、405.81万元。"
    )
    amounts = [fact for fact in prose_facts(document) if fact.kind == "amount"]
    assert [fact.printed for fact in amounts] == ["2005.27", "1146.46", "405.81"]
    assert all(fact.confidence < 0.5 for fact in amounts)
