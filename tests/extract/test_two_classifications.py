"""Economic classes printed beside the classes of the government budget, and split within one fund."""

from __future__ import annotations

import pytest

HEAD = "# 2024年云江市青岚区水务局部门预算\n\n## 第一部分 部门预算表\n\n"
BOTH = """一般公共预算基本支出表

单位：万元

类\t款\t科目名称\t类\t款\t科目名称\t合计
\t\t合计\t\t\t\t900.00
301\t\t工资福利支出\t\t\t\t700.00
301\t01\t基本工资\t501\t01\t工资奖金津补贴\t400.00
301\t01\t基本工资\t505\t01\t工资福利支出\t300.00
302\t\t商品和服务支出\t\t\t\t200.00
302\t01\t办公费\t502\t01\t办公经费\t200.00

"""
FUNDS = """财政拨款支出明细表

单位：万元

科目编码\t科目名称\t合计\t一般公共预算财政拨款\t\t\t政府性基金预算财政拨款
\t\t\t小计\t基本支出\t项目支出\t
\t合计\t1000.00\t800.00\t700.00\t100.00\t200.00
301\t工资福利支出\t700.00\t700.00\t700.00\t\t
303\t对个人和家庭的补助\t90.00\t90.00\t30.00\t60.00\t
310\t资本性支出\t210.00\t10.00\t\t10.00\t200.00

"""


def record(budget, text: str):
    return type(budget)(budget.read, HEAD + text).record()


def test_a_class_in_several_rows_of_another_classification_is_listed_once(budget) -> None:
    rows = [row.values for row in record(budget, BOTH).lists["economic"]]
    assert [(row["code"], row["total"]) for row in rows if row["code"] == "30101"] == [
        ("30101", "700.00")
    ]


def test_rows_that_do_not_make_up_their_class_are_not_added(budget) -> None:
    rows = record(budget, BOTH.replace("300.00", "310.00")).lists["economic"]
    assert [row.values["total"] for row in rows if row.values["code"] == "30101"] == [
        "400.00",
        "310.00",
    ]


def test_the_basic_spending_of_one_fund_is_not_that_of_a_row_of_two(budget) -> None:
    rows = {row.values["code"]: row.values for row in record(budget, FUNDS).lists["economic"]}
    assert rows["310"]["basic"] is None
    assert (rows["303"]["basic"], rows["303"]["project"]) == ("30.00", "60.00")


@pytest.mark.parametrize("said", ["在编在岗151人", "在职在编人员共151名"])
def test_those_on_the_establishment_and_at_work_are_the_staff(prose_only, said) -> None:
    text = f"本单位事业编制168名，{said}，聘用合同制人员47人。"
    assert prose_only(text).record().as_json()["staff_actual"]["value"] == "151"
