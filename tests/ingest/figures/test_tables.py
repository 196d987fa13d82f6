"""Table facts: item paths, measure paths, units, periods, states; what is never an amount."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from ingest.amount import Unit
from ingest.assemble import assemble
from ingest.document import Document
from ingest.facts import Fact
from ingest.figures.tables import table_facts
from ingest.plaintext import read_text
from tests.ingest.builders import ruled


def facts_of(document: Document) -> list[Fact]:
    return list(table_facts(document, document.tables[0]))


def test_rows_are_nested_by_the_prefix_of_their_code() -> None:
    facts = facts_of(
        ruled("""
            科目编码 | 科目名称 | 支出合计
            206      | 科学技术支出 | 8,751
            20601    | 科学技术管理事务 | 1,211
            2060101  | 行政运行 | 1,211
            208      | 社会保障和就业支出 | 360
        """)
    )
    assert [(f.code, "/".join(f.row_path)) for f in facts] == [
        ("206", "科学技术支出"),
        ("20601", "科学技术支出/科学技术管理事务"),
        ("2060101", "科学技术支出/科学技术管理事务/行政运行"),
        ("208", "社会保障和就业支出"),
    ]


def test_a_project_with_a_word_of_growth_in_its_name_is_no_rate() -> None:
    facts = facts_of(
        ruled("""
            项目名称 | 合计
            外贸稳增长奖补资金 | 624.00
            增长率（%） | 3.10
        """)
    )
    assert [(f.kind, f.measure) for f in facts] == [("amount", "level"), ("percent", "rate")]


def test_beds_are_counted_in_beds_though_people_are_counted_beside_them() -> None:
    facts = facts_of(
        ruled("""
            区域 | 核定床位（张） | 年末在院（人）
            自理区 | 120 | 105
            失能区 | 160 | 146
        """)
    )
    assert [f.unit for f in facts[:2]] == ["张", "人"]


def test_figures_under_headers_that_lost_names_are_no_facts() -> None:
    document = ruled("""
        合计 | 公务接待费 | 购置费
        12.00 | 3.00 | 9.00
    """)
    table = document.tables[0]
    lost = replace(table, uncertain=("第3列没有自己的列名（转换时丢失）",))
    assert len(table_facts(document, table)) == 3
    assert table_facts(document, lost) == ()


def test_a_column_of_scores_is_no_money() -> None:
    facts = facts_of(
        ruled("""
            项目名称 | 执行数 | 自评得分
            路灯养护 | 624.00 | 93
        """)
    )
    assert [(f.kind, f.unit) for f in facts][1] == ("count", "分")


def test_a_code_in_three_columns_is_one_code() -> None:
    facts = facts_of(
        ruled(
            """
            项目 | ^ | ^ | ^ | 合计
            类 | 款 | 项 | 科目名称 | 合计
            206 |  |  | 科学技术支出 | 30
            206 | 01 |  | 科学技术管理事务 | 30
            206 | 01 | 01 | 行政运行 | 30
            """,
            header_rows=2,
        )
    )
    assert [f.code for f in facts] == ["206", "20601", "2060101"]
    assert facts[-1].row_path == ("科学技术支出", "科学技术管理事务", "行政运行")


def test_rows_are_nested_by_their_numbering() -> None:
    facts = facts_of(
        ruled("""
            项目 | 2025年预算数
            一、财政拨款收入 | 51
            （一）一般公共预算 | 51
            （二）政府性基金预算 | 0
            二、事业收入 | 0
            收入总计 | 51
        """)
    )
    assert ["/".join(f.row_path) for f in facts] == [
        "财政拨款收入",
        "财政拨款收入/一般公共预算",
        "财政拨款收入/政府性基金预算",
        "事业收入",
        "收入总计",
    ]
    assert [f.fund for f in facts[1:3]] == ["一般公共预算", "政府性基金预算"]


def test_income_and_spending_side_by_side_have_their_own_row_labels() -> None:
    facts = facts_of(
        ruled(
            """
            收入 | ^ | 支出 | ^
            项目 | 预算数 | 项目 | 预算数
            一、财政拨款收入 | 51 | 一、科学技术支出 | 8
            收入总计 | 51 | 支出总计 | 8
            """,
            header_rows=2,
            groups=((0, 2), (2, 4)),
        )
    )
    assert [(f.item, f.side) for f in facts] == [
        ("财政拨款收入", "收入"),
        ("收入总计", "收入"),
        ("科学技术支出", "支出"),
        ("支出总计", "支出"),
    ]


def test_header_paths_state_fund_year_and_column() -> None:
    (total, basic) = facts_of(
        ruled(
            """
            科目编码 | 科目名称 | 2024年一般公共预算支出数 | ^
            科目编码 | 科目名称 | 合计 | 基本支出
            206 | 科学技术支出 | 8,751.20 | 1,667.00
            """,
            header_rows=2,
        )
    )
    assert basic.column_path == ("2024年一般公共预算支出数", "基本支出")
    assert (total.year, total.fund, total.value) == (2024, "一般公共预算", Decimal("8751.20"))


def test_years_as_row_labels_and_a_row_of_differences() -> None:
    facts = facts_of(
        ruled(
            """
            年度 | 合计 | 公务接待费
            2024年 | 17.30 | 2.00
            2025年 | 15.00 | 0.00
            增减变化金额 | -2.30 | -2.00
            """,
            title="一般公共预算“三公”经费支出表",
        )
    )
    assert [(f.year, f.measure) for f in facts[::2]] == [
        (2024, "level"),
        (2025, "level"),
        (2025, "change"),
    ]
    assert facts[1].column_path == ("公务接待费",)


def test_final_accounts_keep_budget_and_outturn_of_one_year_apart() -> None:
    facts = facts_of(
        ruled(
            """
            项目 | 年初预算数 | 全年预算数 | 决算数
            公务接待费 | 3.00 | 2.50 | 1.20
            """,
            kind="部门决算",
        )
    )
    assert [(f.year, f.stage) for f in facts] == [
        (2025, "年初预算"),
        (2025, "调整预算"),
        (2025, "决算"),
    ]


def test_blank_dash_and_zero_are_three_things() -> None:
    facts = facts_of(
        ruled("""
            项目 | 预算数
            外交支出 |
            国防支出 | —
            教育支出 | 0
            科学技术支出 | 8
        """)
    )
    assert [(f.state, f.value) for f in facts] == [
        ("blank", None),
        ("dash", None),
        ("printed", Decimal(0)),
        ("printed", Decimal(8)),
    ]


def test_codes_ordinals_years_and_targets_are_no_amounts() -> None:
    facts = facts_of(
        ruled("""
            序号 | 行次 | 项目编码 | 项目名称 | 金额 | 绩效目标 | 目标值
            1 | 11 | 440101 | 河道管护 | 35.00 | 完成500次 | 500
            2 | 12 | 440102 | 水利宣传 | 5.00 | ≥5场 | ≥5场
        """)
    )
    assert [(f.row_path, f.value) for f in facts] == [
        (("河道管护",), Decimal("35.00")),
        (("水利宣传",), Decimal("5.00")),
    ]


def test_the_header_may_state_another_unit_than_the_table() -> None:
    facts = facts_of(
        ruled(
            """
            项目 | 数量（辆） | 价值（万元） | 占比（%） | 面积（平方米）
            车辆 | 2 | 35.10 | 12.5 | 80
            """,
            unit=Unit.YUAN,
        )
    )
    assert [(f.kind, f.unit) for f in facts] == [
        ("count", "辆"),
        ("amount", "万元"),
        ("percent", "%"),
        ("count", "平方米"),
    ]


def test_a_cell_with_its_unit_is_read_and_cited_without_it() -> None:
    document = ruled(
        """
        项目 | 金额
        河道管护 | 35.10万元
        水利宣传 | 5.00万元
        合计 | 40.10万元
    """,
        unit=Unit.YUAN,
    )
    fact = facts_of(document)[0]
    assert (fact.value, fact.unit) == (Decimal("35.10"), "万元")
    assert document.text[fact.at.start : fact.at.end] == "35.10"


def test_units_open_blocks_of_their_own_rows() -> None:
    facts = facts_of(
        ruled("""
            预算单位 | 科目编码 | 科目名称 | 支出总计
            青川市云水区水务局 |  |  | 20
             | 206 | 科学技术支出 | 20
            青川市云水区水务服务中心 |  |  | 5
             | 206 | 科学技术支出 | 5
        """)
    )
    assert [(f.scope, "/".join(f.row_path)) for f in facts] == [
        ("部门", "青川市云水区水务局"),
        ("部门", "科学技术支出"),
        ("所属单位", "青川市云水区水务服务中心"),
        ("所属单位", "青川市云水区水务服务中心/科学技术支出"),
    ]


def test_a_table_said_to_be_empty_states_a_zero() -> None:
    (fact,) = facts_of(
        ruled(
            """
            功能分类科目名称 | 合计 | 基本支出
            合计 |  |
            """,
            title="政府性基金预算支出表",
            notes=("注：本部门2025年无政府性基金预算安排的预算，故本表为空表。",),
        )
    )
    assert (fact.state, fact.value, fact.fund) == ("stated_none", Decimal(0), "政府性基金预算")
    assert fact.citation.quote.startswith("注：本部门2025年无")


def test_every_fact_quotes_its_cell() -> None:
    document = ruled("""
        科目编码 | 科目名称 | 支出合计
        206      | 科学技术支出 | 8,751
    """)
    (fact,) = facts_of(document)
    assert fact.citation.quote == fact.printed == "8,751"
    assert document.text[fact.at.start : fact.at.end] == "8,751"


def test_a_row_that_numbers_the_columns_is_no_data() -> None:
    facts = facts_of(
        ruled(
            """
            合计 | 因公出国（境）费 | 公务接待费
            1 | 2 | 3
            4.00 | 0.00 | 4.00
            """,
            title="“三公”经费支出表",
        )
    )
    assert [(f.row_path, f.column_path, f.value) for f in facts][2] == (
        (),
        ("公务接待费",),
        Decimal("4.00"),
    )
    assert {f.confidence for f in facts} == {1.0}


def test_the_first_header_printed_again_starts_another_group_of_rows() -> None:
    facts = facts_of(
        ruled(
            """
            人员经费 | ^ | ^ | 公用经费 | ^ | ^ | ^ | ^ | ^
            科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数
            301 | 工资福利支出 | 500 | 302 | 商品和服务支出 | 90 | 310 | 资本性支出 | 5
            30101 | 基本工资 | 500 | 30201 | 办公费 | 90 | 31002 | 办公设备购置 | 5
            """,
            header_rows=2,
        )
    )
    assert [(f.code, f.item) for f in facts if f.code and len(f.code) == 5] == [
        ("30101", "基本工资"),
        ("30201", "办公费"),
        ("31002", "办公设备购置"),
    ]


def test_a_difference_of_two_stages_is_of_this_year_and_its_own_stage() -> None:
    facts = facts_of(
        ruled(
            """
            项目 | 2024年执行数 | 2025年预算数 | 2025年预算数比2024年执行数 | ^
            项目 | 2024年执行数 | 2025年预算数 | 增减额 | 增减%
            公务接待费 | 4 | 3 | -1 | -25.00
            """,
            header_rows=2,
        )
    )
    assert [(f.year, f.stage, f.measure) for f in facts] == [
        (2024, "执行数", "level"),
        (2025, "年初预算", "level"),
        (2025, "年初预算", "change"),
        (2025, "年初预算", "rate"),
    ]


def test_counters_stand_in_the_row_label_or_in_a_column_of_their_own() -> None:
    statistics = facts_of(
        ruled("""
            项目 | 统计数
            1.公务接待费 | 2.5
            2.公务用车保有量（辆） | 4
            3.国内公务接待人次（人） | 160
        """)
    )
    assert [(f.kind, f.unit) for f in statistics] == [
        ("amount", "万元"),
        ("count", "辆"),
        ("count", "人"),
    ]
    measured = facts_of(
        ruled("""
            项目名称 | 单位 | 数量 | 金额
            河道管护 | 公里 | 12.5 | 35.00
            水利宣传 | 场 | 3 | 35.00
        """)
    )
    assert [(f.item, f.unit) for f in measured[::2]] == [("河道管护", "公里"), ("水利宣传", "场")]


def test_three_digit_amounts_left_of_words_are_no_codes() -> None:
    facts = facts_of(
        ruled("""
            项目名称 | 项目金额 | 绩效目标
            科普活动 | 343 | 建设画廊
            交流合作 | 158 | 办好展会
            系统管理 | 373 | 完善系统
        """)
    )
    assert [f.printed for f in facts] == ["343", "158", "373"]


def test_rows_behind_the_heading_of_indicators_are_no_figures() -> None:
    facts = facts_of(
        ruled("""
            任务名称 | 预算金额 | 说明
            科普工作 | 140.00 |
            一级指标 | 二级指标 | 指标值
            产出指标 | 100% |
        """)
    )
    assert [(f.item, f.printed) for f in facts] == [("科普工作", "140.00")]


def test_a_total_whose_figure_stands_in_the_next_column_group_keeps_its_label() -> None:
    facts = facts_of(
        ruled(
            """
            科目名称 | 金额 | 科目名称 | 金额
            办公费 | 20 | 资本性支出 | 5
            印刷费 | 80 | 设备购置 | 5
            公用经费合计 |  |  | 105
            """,
            groups=((0, 2), (2, 4)),
        )
    )
    assert [(f.item, f.printed) for f in facts if f.value == 105] == [("公用经费合计", "105")]


def test_a_triangle_before_a_number_is_a_minus() -> None:
    (fact,) = facts_of(ruled("项目 | 增减额\n公务接待费 | △2.50"))
    assert (fact.value, fact.printed) == (Decimal("-2.50"), "△2.50")


def test_this_years_total_under_last_years_column_is_of_last_year() -> None:
    facts = facts_of(ruled("项目 | 本年预算 | 上年预算\n本年收入合计 | 12 | 9"))
    assert [(f.printed, f.year) for f in facts] == [("12", 2025), ("9", 2024)]


def test_of_two_classifications_side_by_side_the_first_names_the_row() -> None:
    facts = facts_of(
        ruled("""
            科目编码 | 科目名称 | 科目编码 | 科目名称 | 合计
            301 | 工资福利支出 |  |  | 9
            30101 | 基本工资 | 50101 | 工资奖金津补贴 | 9
            302 | 商品和服务支出 |  |  | 4
            30201 | 办公费 | 50201 | 办公经费 | 4
        """)
    )
    assert [(f.code, "/".join(f.row_path)) for f in facts] == [
        ("301", "工资福利支出"),
        ("30101", "工资福利支出/基本工资"),
        ("302", "商品和服务支出"),
        ("30201", "商品和服务支出/办公费"),
    ]


def test_the_code_of_a_unit_is_no_code_of_its_rows_and_the_total_of_units_is_of_all() -> None:
    facts = facts_of(
        ruled("""
            单位编码 | 单位名称 | 科目编码 | 科目名称 | 合计
            105001 | 青川市云水区水务局 | 213 | 农林水支出 | 5
            105002 | 青川市云水区水文站 | 213 | 农林水支出 | 4
             | 合计 |  |  | 9
        """)
    )
    assert [(f.code, f.scope, "/".join(f.row_path)) for f in facts] == [
        ("213", "部门", "农林水支出"),
        ("213", "所属单位", "青川市云水区水文站/农林水支出"),
        (None, "部门", "合计"),
    ]


def test_code_and_name_in_one_column_are_a_label_with_its_code() -> None:
    facts = facts_of(ruled("科目编码及名称 | 合计\n301工资福利支出 | 9\n30101基本工资 | 9"))
    assert [(f.code, f.item) for f in facts] == [("301", "工资福利支出"), ("30101", "基本工资")]


def test_two_numbers_in_one_cell_are_never_one_amount() -> None:
    facts = facts_of(
        ruled("""
            项目 | 预算数
            办公费 | 12 13
            印刷费 | 1,2 34.56
            差旅费 | 12 13万元
        """)
    )
    assert [(f.item, f.printed) for f in facts] == [("印刷费", "1,2 34.56")]
    assert facts[0].value == Decimal("1234.56")


def test_a_code_in_brackets_before_the_name_is_its_code() -> None:
    facts = facts_of(
        ruled("""
            科目 | 合计
            [208]社会保障和就业支出 | 30
            [20805]行政事业单位养老支出 | 30
            [2080501]行政单位离退休（护） | 30
        """)
    )
    assert [f.code for f in facts] == ["208", "20805", "2080501"]
    assert facts[-1].row_path == (
        "社会保障和就业支出",
        "行政事业单位养老支出",
        "行政单位离退休（护）",
    )


def test_the_item_is_what_is_bought_and_not_its_kind() -> None:
    facts = facts_of(
        ruled("""
            序号 | 采购项目 | 类别 | 数量 | 总价
            1 | 便携式计算机 | 货物 | 10 | 5.87
            2 | 物业管理服务 | 服务 | 1 | 3.20
        """)
    )
    assert [f.item for f in facts if f.kind == "amount"] == ["便携式计算机", "物业管理服务"]


def test_a_total_in_the_column_of_ordinals_is_the_item() -> None:
    facts = facts_of(
        ruled("""
            序号 | 科目编码 | 科目名称 | 合计
            1 | 208 | 社会保障和就业支出 | 249.1
            2 | 210 | 卫生健康支出 | 106.1
            合计 |  |  | 355.2
        """)
    )
    assert facts[-1].row_path == ("合计",)


def test_income_above_expenditure_in_one_list_has_sides() -> None:
    facts = facts_of(
        ruled(
            """
            项目 | 预算数
            一、财政拨款 | 51
            二、上年结转 | 1
            收入总计 | 52
            一、教育 | 50
            结转下年 | 2
            支出总计 | 52
            """,
            title="收支预算总表",
        )
    )
    assert [f.side for f in facts] == ["收入"] * 3 + ["支出"] * 3


def test_rows_that_are_years_give_their_figures_the_year_they_print() -> None:
    facts = facts_of(
        ruled("""
            年度 | 合计 | 公务接待费
            2024 | 80.87 | 1.05
            2025年 | 60.42 | 0.84
        """)
    )
    assert [(f.year, f.printed) for f in facts if "公务接待费" in f.column_path] == [
        (2024, "1.05"),
        (2025, "0.84"),
    ]
    assert [f for f in facts if "年度" in f.column_path] == []


def test_a_code_in_three_columns_under_one_header_is_one_code() -> None:
    facts = facts_of(
        ruled(
            """
            项目 | ^ | ^ | ^ | 本年支出合计 | 基本支出
            功能分类科目编码 | ^ | ^ | 科目名称 | ^ | ^
            207 |  |  | 文化旅游体育与传媒支出 | 30.50 | 10.00
            207 | 01 |  | 文化和旅游 | 30.50 | 10.00
            207 | 01 | 01 | 行政运行 | 10.00 | 10.00
            207 | 01 | 04 | 图书馆 | 20.50 | 0.00
            """,
            header_rows=2,
        )
    )
    assert [f.code for f in facts[::2]] == ["207", "20701", "2070101", "2070104"]


def test_the_number_of_a_unit_without_an_item_leads_its_rows_whatever_its_name_ends_with() -> None:
    facts = facts_of(
        ruled("""
            类 | 款 | 项 | 单位代码 | 单位名称（项目） | 金额
               |    |    |        | 合计 | 60.00
               |    |    | 326302 | 云江市健身中心 | 20.00
            207 | 03 | 08 | 326302 | 体质监测 | 20.00
               |    |    | 326303 | 云江市水上训练基地 | 40.00
            207 | 03 | 06 | 326303 | 赛艇购置 | 40.00
        """)
    )
    assert [f.row_path for f in facts] == [
        ("合计",),
        ("云江市健身中心",),
        ("云江市健身中心", "体质监测"),
        ("云江市水上训练基地",),
        ("云江市水上训练基地", "赛艇购置"),
    ]


def test_units_listed_with_their_numbers_stand_beside_each_other() -> None:
    facts = facts_of(
        ruled("""
            单位代码 | 单位名称（科目） | 合计
                   | 合计 | 60.00
            326302 | 云江市健身中心 | 20.00
            326303 | 云江市水上训练基地 | 40.00
        """)
    )
    assert [f.row_path for f in facts][1:] == [("云江市健身中心",), ("云江市水上训练基地",)]


def test_money_under_a_column_of_units_is_a_sum_of_money_beside_the_counts() -> None:
    facts = facts_of(
        ruled("""
            项目 | 计量单位 | 数量
            公务用车保有量 | 辆 | 14
            机关运行经费 | 元 | 218,640.52
        """)
    )
    assert [(f.kind, f.unit, f.printed) for f in facts] == [
        ("count", "辆", "14"),
        ("amount", "元", "218,640.52"),
    ]


def test_units_of_a_statistics_table_stand_over_it_or_row_by_row() -> None:
    """Vehicles are never read as money because the rest of the document is in 万元."""
    over = assembled("单位：辆、台", "项目\t合计\t本年增加", "一般公务用车\t3\t1", "检测设备\t2\t0")
    assert over == ["3辆", "1辆", "2台", "0台"]
    beside = assembled(
        "", "项目\t计量单位\t统计数", "公务用车保有量\t辆\t3", "机关运行经费\t元\t321,861.00"
    )
    assert beside == ["3辆", "321861.00元"]
    both = assembled(
        "单位：辆、万元", "项目\t数量\t价值", "一般公务用车\t3\t61.00", "特种车\t1\t9.00"
    )
    assert both == ["3辆", "61.00万元", "1辆", "9.00万元"]


def test_a_unit_beside_a_quantity_says_nothing_of_its_price() -> None:
    assert assembled(
        "单位：万元", "品目\t计量单位\t数量\t单价\t金额", "电脑\t台\t3\t0.60\t1.80"
    ) == ["3台", "0.60万元", "1.80万元"]


def assembled(unit: str, *rows: str) -> list[str]:
    """The figures of a table behind one that states 万元, with their units."""
    text = (
        "云水区水务局2024年部门决算\n\n表一 收支总表\n\n单位：万元\n\n"
        "项目\t决算数\n会议费\t3.00\n培训费\t2.00\n\n表二 资产和运行情况表\n\n"
    )
    text += (f"{unit}\n\n" if unit else "") + "\n".join(rows) + "\n"
    raw = read_text(Path("样例.txt"), text.encode())
    document = assemble(raw, "d" * 64, "样例.txt")
    return [f"{fact.value}{fact.unit}" for fact in table_facts(document, document.tables[1])]


def test_what_is_measured_stands_under_a_mere_head_with_its_unit_behind_it() -> None:
    facts = facts_of(
        ruled("""
            指标 | 2025年 | 2024年 | 增减幅度
            门急诊人次（万人次） | 31.62 | 29.87 | 5.86%
            分娩量（人） | 1863 | 2147 | -13.23%
            免费检查（对） | 1642 | 1588 | 3.40%
        """)
    )
    levels = [f for f in facts if f.measure == "level"]
    assert [f.item for f in levels[::2]] == [
        "门急诊人次（万人次）",
        "分娩量（人）",
        "免费检查（对）",
    ]
    assert [f.unit for f in levels[::2]] == ["万人次", "人", "对"]
    assert {f.year for f in levels} == {2024, 2025}


def test_marks_of_a_table_of_aims_are_no_figures_of_what_it_names() -> None:
    facts = facts_of(
        ruled("""
            指标名称 | 年初指标值 | 全年完成值 | 指标得分
            检查人数 | 24000 | 21460 | 17.9
            随访率 | 95 | 96.2 | 15
        """)
    )
    assert not [f for f in facts if f.measure == "level" and "检查人数" in f.row_path]


def test_equipment_above_a_price_is_counted_in_a_table_of_money() -> None:
    facts = facts_of(
        ruled("""
            项目 | 决算数
            （一）车辆数合计（辆） | 4
            （二）单价100万元（含）以上设备（不含车辆） | 7
            （三）会议费 | 10353.17
        """)
    )
    assert [(f.kind, f.unit) for f in facts][:2] == [("count", "辆"), ("count", "台(套)")]
    assert facts[2].kind == "amount"


def test_income_and_spending_side_by_side_behind_row_numbers_are_two_groups() -> None:
    facts = facts_of(
        ruled(
            """
            序号 | 收入 | ^ | 支出 | ^
             | 项目 | 预算数 | 项目（按功能分类） | 预算数
            1 | 一、一般公共预算财政拨款收入 | 7668.05 | 一、一般公共服务支出 |
            2 | 二、政府性基金预算财政拨款收入 | | 二、公共安全支出 | 6388.01
            3 | 三、事业收入 | 444.79 | 三、卫生健康支出 | 307.34
            """,
            header_rows=2,
        )
    )
    printed = {f.item: f.printed for f in facts if f.state == "printed"}
    assert printed == {
        "一般公共预算财政拨款收入": "7668.05",
        "公共安全支出": "6388.01",
        "事业收入": "444.79",
        "卫生健康支出": "307.34",
    }
