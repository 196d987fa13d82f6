"""Indicators of performance: numeric targets under their path, apart from the figures of a budget."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.document import Document
from ingest.figures.targets import target_facts, target_value
from ingest.read_facts import read_facts, read_targets
from tests.ingest.builders import ruled

FORM = """
项目名称 | 湿地修复 | 实施单位 | 水文站
项目资金（万元） | 项目资金总额 | 320.00 |
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 巡河次数 | ≥12.00(次)
 |  | 清淤长度 | =5公里
 | 质量指标 | 验收合格率 | ≥95%
 | 成本指标 | 单项成本 | ≤30万元
效益指标 | 社会效益指标 | 水环境 | 明显改善
"""


def form(drawing: str = FORM) -> Document:
    return ruled(drawing, header_rows=0, unit=None, title="项目支出绩效目标表")


def said(document: Document) -> list[tuple[str, str, str]]:
    facts = target_facts(document, document.tables[0])
    return [("/".join(f.row_path), f.printed, f"{f.value}{f.unit or ''}") for f in facts]


def test_indicators_in_a_form_stand_under_their_project_and_levels() -> None:
    assert said(form()) == [
        ("湿地修复/产出指标/数量指标/巡河次数", "≥12.00(次)", "12.00次"),
        ("湿地修复/产出指标/数量指标/清淤长度", "=5公里", "5公里"),
        ("湿地修复/产出指标/质量指标/验收合格率", "≥95%", "95%"),
        ("湿地修复/产出指标/成本指标/单项成本", "≤30万元", "30万元"),
    ]


def test_a_target_cites_its_cell_and_points_at_its_number() -> None:
    document = form()
    first = next(target_facts(document, document.tables[0]))
    assert (first.measure, first.kind, first.column_path) == ("target", "count", ("指标值",))
    assert first.citation.quote == first.printed == "≥12.00(次)"
    assert document.text[first.at.start : first.at.end] == "12.00"


def test_indicators_under_the_header_of_a_list_carry_the_project_down() -> None:
    document = ruled("""
        项目名称 | 一级指标 | 二级指标 | 三级指标 | 指标值
        湿地修复 | 产出指标 | 数量指标 | 巡河次数 | 12次
         |  | 质量指标 | 验收合格率 | 95%以上
        河道保洁 | 产出指标 | 数量指标 | 保洁面积 | 不少于3万平方米
    """)
    assert said(document) == [
        ("湿地修复/产出指标/数量指标/巡河次数", "12次", "12次"),
        ("湿地修复/产出指标/质量指标/验收合格率", "95%以上", "95%"),
        ("河道保洁/产出指标/数量指标/保洁面积", "不少于3万平方米", "3万平方米"),
    ]


def test_sign_number_and_unit_may_stand_in_columns_of_their_own() -> None:
    document = ruled("""
        一级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
        产出指标 | 巡河次数 | ≥ | 12 | 次
        产出指标 | 水质达标率 | ＝ | 100 | %
    """)
    assert said(document) == [
        ("产出指标/巡河次数", "≥12次", "12次"),
        ("产出指标/水质达标率", "＝100%", "100%"),
    ]


def test_the_next_project_of_a_table_of_forms_ends_the_indicators_of_the_one_before() -> None:
    document = form(
        FORM.rstrip()
        + """
项目名称 | 河道保洁 | 实施单位 | 水文站
年度目标 | 水面清洁 | 365天 | 12
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 保洁天数 | 365天
"""
    )
    assert said(document)[4:] == [("河道保洁/产出指标/数量指标/保洁天数", "365天", "365天")]


def test_what_was_reached_is_no_target_and_a_row_that_lost_cells_is_left_out() -> None:
    document = ruled("""
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 数量指标 | 巡河次数 | 12次 | 11次
        质量指标 | 验收合格率 | ≥95% |  |
         |  | 整改完成率 | 100% | 98%
    """)
    assert said(document) == [
        ("产出指标/数量指标/巡河次数", "12次", "12次"),
        ("整改完成率", "100%", "100%"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "及时解决",
        "12月",
        "12月底前",
        "≤12月底",
        "2025年",
        "90%-95%",
        "90%～95%",
        "第3名",
        "95\n90",
        "1. 95%",
    ],
)
def test_words_dates_ranges_and_lists_are_no_numeric_targets(text: str) -> None:
    assert target_value(text) is None


@pytest.mark.parametrize(
    ("text", "value", "kind", "unit"),
    [
        ("不低于 98%", "98", "percent", "%"),
        ("≥1,200人次", "1200", "count", "人次"),
        ("=5个", "5", "count", "个"),
        ("＞80分（含）", "80", "count", "分"),
        ("≤3个工作日", "3", "count", "个工作日"),
        ("30万元以内", "30", "amount", "万元"),
        ("100", "100", "count", None),
    ],
)
def test_signs_of_relation_and_units_are_taken_apart(
    text: str, value: str, kind: str, unit: str | None
) -> None:
    found = target_value(text)
    assert found is not None
    assert (found.value, found.kind, found.unit) == (Decimal(value), kind, unit)


def test_targets_never_stand_among_the_figures_of_a_document() -> None:
    document = form()
    figures, targets = read_facts(document), read_targets(document)
    assert {fact.item for fact in figures} == {"项目资金总额"}
    assert {fact.measure for fact in targets} == {"target"}
