"""Forms: amounts with the label beside or above them, under their project; aims are no figures."""

from __future__ import annotations

from ingest.document import Document
from ingest.figures.tables import table_facts
from tests.ingest.builders import ruled


def said(document: Document) -> list[tuple[str, str]]:
    facts = table_facts(document, document.tables[0])
    return [("/".join(f.row_path), f"{f.value}{f.unit}") for f in facts]


def test_amounts_of_a_form_take_the_label_beside_them_and_their_project() -> None:
    document = ruled(
        """
        项目名称 | 湿地修复 | 项目类别 | 特定目标类
        主管部门 | 云水区水务局 | 联系电话 | 65110000
        项目资金（元） | 项目资金总额 | 3,200.00 |
         | 其中：财政资金 | 3,000.00 |
         | 其他资金 | 200.00 |
        """,
        header_rows=0,
        unit=None,
    )
    assert said(document) == [
        ("湿地修复/项目资金总额", "3200.00元"),
        ("湿地修复/项目资金总额/财政资金", "3000.00元"),
        ("湿地修复/项目资金总额/其他资金", "200.00元"),
    ]


def test_amounts_under_their_labels_are_read_from_above() -> None:
    document = ruled(
        """
        项目名称 | 湿地修复 | 实施单位 | 水文站
        资金情况（万元） | 预算资金总额 | 财政拨款 | 其他资金
         | 320 | 300 | 20
        """,
        header_rows=0,
        unit=None,
    )
    assert [path for path, _ in said(document)] == [
        "湿地修复/预算资金总额",
        "湿地修复/财政拨款",
        "湿地修复/其他资金",
    ]


def test_targets_of_indicators_are_no_figures() -> None:
    document = ruled(
        """
        项目名称 | 湿地修复 | 实施单位 | 水文站
        年度资金总额 | 320 |  |
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 质量指标 | 验收合格率 | 100%
        成本指标 | 经济成本指标 | 预算控制数 | 320
        """,
        header_rows=0,
    )
    assert said(document) == [("湿地修复/年度资金总额", "320万元")]


def test_a_number_under_a_stage_is_of_that_stage_and_of_the_label_of_its_row() -> None:
    document = ruled(
        """
        项目名称 | 湿地修复 |  |  |
        主管部门 | 云水区水务局 |  |  |
        项目资金（万元） |  | 年初预算数 | 全年预算数 | 全年执行数
         | 年度资金总额 | 80.00 | 96.00 | 90.50
         | 其中：财政拨款 | 60.00 | 70.00 | 66.25
        """,
        header_rows=0,
        unit=None,
    )
    facts = table_facts(document, document.tables[0])
    assert [(f.item, f.stage, str(f.value)) for f in facts] == [
        ("年度资金总额", "年初预算", "80.00"),
        ("全年预算数", "调整预算", "96.00"),
        ("全年执行数", "执行数", "90.50"),
        ("财政拨款", "年初预算", "60.00"),
        ("财政拨款", "调整预算", "70.00"),
        ("财政拨款", "执行数", "66.25"),
    ]


def test_a_form_whose_first_rows_were_taken_for_a_header_is_a_form() -> None:
    document = ruled(
        """
        项目名称 | 湿地修复 |  |  |
        资金情况（元） | 年初预算数 | 全年预算数 | 全年执行数 | 执行率
         | 1,842.00 | 1,980.50 | 1,548.87 | 78.20%
        """,
        header_rows=2,
        unit=None,
    )
    assert said(document)[-2:] == [
        ("湿地修复/全年预算数", "1980.50元"),
        ("湿地修复/全年执行数", "1548.87元"),
    ]
