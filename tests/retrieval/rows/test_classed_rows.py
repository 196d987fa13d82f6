"""Projects and purchases of one class: by 科目, by kind of money, by kind of purchase, the largest."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

AGENCY = """# 2024年沙岬区林务局部门预算

表一
## 部门支出总表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
	合计	900.00	500.00	400.00
2130201	行政运行	500.00	500.00	0.00
2130205	森林资源培育	310.00	0.00	310.00
2130234	林业草原防灾减灾	90.00	0.00	90.00

表二
## 项目支出预算表
单位：万元
项目名称	功能科目编码	资金性质	合计	本级财力	上级补助
合计			400.00	190.00	210.00
沿海防护林	2130205	中央资金	210.00	0.00	210.00
苗圃更新	2130205	市级资金	100.00	100.00	0.00
瞭望塔维护	2130234	市级资金	60.00	60.00	0.00
防火宣传	2130234	市级资金	30.00	30.00	0.00

表三
## 政府采购预算表
单位：万元
采购项目名称	采购品目	数量	单价	金额
合计				96.00
扑火机具	A02330300消防设备	20	1.50	30.00
瞭望塔加固	B07010000修缮	1	60.00	60.00
无人机	A02350000航空器	2	3.00	6.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("classed"), AGENCY)


def shown(question: str, sources: Sources) -> list[tuple[str, str]]:
    return [(figure.item, str(figure.value)) for figure in ask(question, sources).figures]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("林务局2024年林业草原防灾减灾科目下有哪些项目？", [("瞭望塔维护", "60.00"), ("防火宣传", "30.00")]),
        ("林务局2024年政府采购里货物类有哪些？", [("扑火机具", "30.00"), ("无人机", "6.00")]),
        ("林务局2024年金额最大的两个项目是哪些", [("沿海防护林", "210.00"), ("苗圃更新", "100.00")]),
        ("林务局2024年市级资金里最大的项目是哪个？", [("苗圃更新", "100.00")]),
    ],
)  # fmt: skip
def test_rows_of_one_class_are_shown_with_their_totals(
    question: str, rows: list[tuple[str, str]], sources: Sources
) -> None:
    assert shown(question, sources) == rows


def test_rows_of_one_kind_of_money_are_added(sources: Sources) -> None:
    said = ask("林务局2024年市级资金的项目加起来一共多少？", sources)
    assert (said.kind, said.figures[-1].value) == ("computed", Decimal("190.00"))


@pytest.mark.parametrize(
    "question",
    ["林务局2024年省级资金的项目加起来一共多少？", "林务局2024年防汛科目下的项目合计多少钱"],
)
def test_a_class_that_no_row_has_is_never_the_total_of_all(question: str, sources: Sources) -> None:
    assert ("项目支出", "400.00") not in shown(question, sources)


def test_a_table_whose_rows_miss_its_total_is_not_added(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    torn = library(
        tmp_path_factory.mktemp("torn"),
        AGENCY.replace("防火宣传	2130234	市级资金	30.00	30.00	0.00\n", ""),
    )
    assert Decimal("160.00") not in [
        f.value for f in ask("林务局2024年市级资金的项目加起来一共多少？", torn).figures
    ]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("林务局2024年上级补助最多的项目是哪个？", [("沿海防护林", "210.00")]),
        ("林务局2024年上级补助安排的项目有哪些", [("沿海防护林", "210.00")]),
        ("林务局2024年服务类采购最大的是什么？", []),
        ("林务局2024年采购金额最大的设备是什么？", [("扑火机具", "30.00")]),
        ("林务局2024年政府采购项目里金额最大的是哪个", [("瞭望塔加固", "60.00")]),
    ],
)
def test_the_column_that_is_named_is_the_one_that_counts(
    question: str, rows: list[tuple[str, str]], sources: Sources
) -> None:
    assert shown(question, sources) == rows


@pytest.mark.parametrize(
    "question", ["货物类采购一共多少钱", "采购货物要花多少钱", "货物采购加总多少元"]
)
def test_a_class_of_purchases_that_no_row_sums_up_is_added(sources: Sources, question: str) -> None:
    said = ask(f"林务局2024年{question}？", sources).text
    assert "30.00 万元 + 6.00 万元 = 36.00 万元" in said
    assert "96.00" not in said
