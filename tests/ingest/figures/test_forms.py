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
