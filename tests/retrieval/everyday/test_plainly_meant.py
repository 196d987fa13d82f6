"""Where one row accounts for all that is said in everyday words, it is told instead of asked back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

BUDGET = """# 2025年北河市云江区河湾街道办事处部门预算

表一
## 部门收支总表
单位：万元
收 入		支 出
项目	预算数	项目	预算数
一、财政拨款收入	490.00	一、公共安全支出	60.00
二、上年结转	10.00	二、城乡社区支出	440.00
收入总计	500.00	支出总计	500.00

表二
## 部门支出总表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
	合计	500.00	300.00	200.00
204	公共安全支出	60.00	0.00	60.00
20406	司法	20.00	0.00	20.00
2040607	公共法律服务	20.00	0.00	20.00
20499	其他公共安全支出	40.00	0.00	40.00
2049999	其他公共安全支出	40.00	0.00	40.00
212	城乡社区支出	440.00	300.00	140.00
21201	城乡社区管理事务	300.00	300.00	0.00
2120101	行政运行	300.00	300.00	0.00
21205	城乡社区环境卫生	140.00	0.00	140.00
2120501	城乡社区环境卫生	140.00	0.00	140.00

表三
## 一般公共预算基本支出表
单位：万元
科目编码	科目名称	合计
	合计	300.00
301	工资福利支出	200.00
30101	基本工资	90.00
30102	津贴补贴	110.00
302	商品和服务支出	100.00
30201	办公费	50.00
30206	电费	20.00
30209	物业管理费	30.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("meant"), BUDGET)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("河湾街道2025年办公用电准备花多少钱？", "20.00"),
        ("河湾街道2025年给员工发的底薪一共多少？", "90.00"),
        ("河湾街道2025年打扫卫生、清理垃圾这类环境卫生开支打算花多少？", "140.00"),
        ("河湾街道2025年花在治安、司法这些公共安全方面的钱总共多少？", "60.00"),
        ("河湾街道2025年的收入里，有多少是上一年没用完转过来的？", "10.00"),
        ("河湾街道2025年其他公共安全支出是多少？", "40.00"),
    ],
)
def test_the_row_that_accounts_for_all_is_told(sources: Sources, question: str, value: str) -> None:
    found = ask(question, sources)
    assert [f.value for f in found.figures] == [Decimal(value)], found.text


@pytest.mark.parametrize(
    "question",
    [
        "河湾街道2025年编外人员的底薪一共多少？",
        "河湾街道2025年退休人员的底薪是多少？",
        "河湾街道2025年办公用车花多少钱？",
        "河湾街道2025年交给供热公司的办公用热花多少钱？",
        "河湾街道2025年河道清淤的环境治理花多少？",
    ],
)
def test_what_narrows_the_thing_is_not_told_by_it(sources: Sources, question: str) -> None:
    assert ask(question, sources).kind in ("not_found", "ambiguous")


VILLAGE = """# 2025年北河市云江区望河镇人民政府部门预算

表一
## 部门支出总表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
	合计	840.00	300.00	540.00
213	农林水支出	840.00	300.00	540.00
2130104	事业运行	300.00	300.00	0.00
2130705	对村民委员会和村党支部的补助	540.00	0.00	540.00

表二
## 项目支出明细表
单位：万元
项目名称	合计
合计	540.00
村干部基本报酬	293.00
村级组织办公	247.00
"""


def test_the_class_is_not_told_for_a_row_that_the_question_names(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    village = library(tmp_path_factory.mktemp("village"), VILLAGE)
    text = ask("望河镇2025年给村干部开工资的钱安排了多少？", village).text
    assert "540" not in text
    assert "村干部基本报酬" in text
