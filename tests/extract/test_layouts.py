"""Layouts of other regions: years in columns, items in rows, code in three columns, several units."""

from __future__ import annotations

import pytest

HEAD = "# 2024年云江市青岚区水务局部门预算\n\n## 第三部分 部门预算表\n\n"


def doc(budget, table: str, head: str = HEAD):
    return type(budget)(budget.read, head + table)


SANGONG_ROWS = """“三公”经费预算表

单位：万元

项 目\t2023年预算数\t2024年预算数\t增减变化
合 计\t21.00\t18.50\t-2.50
1.因公出国（境）费\t3.00\t2.00\t-1.00
2.公务接待费\t2.00\t1.50\t-0.50
3.公务用车购置及运行费\t16.00\t15.00\t-1.00
其中：公务用车购置费\t0.00\t0.00\t0.00
公务用车运行费\t16.00\t15.00\t-1.00
"""


def test_sangong_items_in_rows_and_years_in_columns(budget) -> None:
    figures = doc(budget, SANGONG_ROWS).record().figures
    assert [
        str(figures[f"sangong_{name}"].value)
        for name in ("total", "abroad", "reception", "vehicle_purchase", "vehicle_operation")
    ] == [
        "18.50",
        "2.00",
        "1.50",
        "0.00",
        "15.00",
    ]


def test_last_years_sangong_is_checked_as_well(budget) -> None:
    assert doc(budget, SANGONG_ROWS).broken() == []
    assert doc(budget, SANGONG_ROWS.replace("合 计\t21.00", "合 计\t20.00")).broken() == ["C18"]
    assert doc(
        budget, SANGONG_ROWS.replace("接待费\t2.00\t1.50\t-0.50", "接待费\t2.00\t1.50\t0.50")
    ).broken() == ["C20"]


SANGONG_ACCOUNT = """财政拨款“三公”经费支出决算表

单位：万元

合计\t\t因公出国（境）费\t\t公务用车购置及运行费\t\t\t\t\t\t公务接待费\t
\t\t\t\t小计\t\t公务用车购置费\t\t公务用车运行费\t\t\t
预算数\t决算数\t预算数\t决算数\t预算数\t决算数\t预算数\t决算数\t预算数\t决算数\t预算数\t决算数
9.50\t8.10\t0.00\t0.00\t8.00\t7.00\t0.00\t0.00\t8.00\t7.00\t1.50\t1.10
"""


def test_a_final_account_takes_the_outturn_column(budget) -> None:
    head = "# 云江市青岚区水务局2023年度部门决算\n\n## 第二部分 2023年度部门决算表\n\n"
    figures = doc(budget, SANGONG_ACCOUNT, head).record().figures
    assert str(figures["sangong_total"].value) == "8.10"
    assert str(figures["sangong_reception"].value) == "1.10"


THREE_CODES = """2024年部门支出预算总表

编制部门：云江市青岚区水务局 单位：元

功能分类科目编码\t\t\t功能分类科目名称\t合计\t基本支出\t项目支出
类\t款\t项\t\t\t\t
213\t\t\t农林水支出\t10,600,000\t5,600,000\t5,000,000
213\t03\t\t水利\t10,600,000\t5,600,000\t5,000,000
213\t03\t01\t行政运行\t5,600,000\t5,600,000\t0
213\t03\t14\t防汛\t5,000,000\t0\t5,000,000
合计\t\t\t\t10,600,000\t5,600,000\t5,000,000
"""


def test_a_code_in_three_columns_is_one_code(budget) -> None:
    rows = [dict(row.values) for row in doc(budget, THREE_CODES).record().lists["functional"]]
    assert [(row["code"], row["level"], row["total"]) for row in rows] == [
        ("213", "类", "1060"),
        ("21303", "款", "1060"),
        ("2130301", "项", "560"),
        ("2130314", "项", "500"),
    ]


def test_sums_by_code_hold_over_three_columns(budget) -> None:
    assert doc(budget, THREE_CODES).broken() == []
    wrong = THREE_CODES.replace("防汛\t5,000,000\t0\t5,000,000", "防汛\t5,000,100\t0\t5,000,100")
    assert doc(budget, wrong).broken() == ["C14"]


SEVERAL_UNITS = """部门支出总表

单位：万元

预算单位\t科目编码\t科目名称\t支出合计\t基本支出\t项目支出
云江市青岚区水务局\t\t\t300.00\t200.00\t100.00
云江市青岚区水务局（本级）\t\t\t200.00\t150.00\t50.00
\t213\t农林水支出\t200.00\t150.00\t50.00
\t21303\t水利\t200.00\t150.00\t50.00
云江市青岚区河道管理站\t\t\t100.00\t50.00\t50.00
\t213\t农林水支出\t100.00\t50.00\t50.00
\t21303\t水利\t100.00\t50.00\t50.00
"""


def test_the_same_code_under_several_units_is_no_alarm(budget) -> None:
    assert doc(budget, SEVERAL_UNITS).broken() == []


def test_the_whole_department_is_the_first_total(budget) -> None:
    figures = doc(budget, SEVERAL_UNITS).record().figures
    assert str(figures["basic_expenditure"].value) == "200.00"


RESERVE = """支出预算总表

单位：万元

合计\t基本支出\t项目支出\t单位预留机动经费\t结转下年资金
1,200.00\t700.00\t400.00\t100.00\t
"""


def test_a_total_with_a_reserve_adds_up(budget) -> None:
    assert doc(budget, RESERVE).broken() == []
    assert doc(budget, RESERVE.replace("400.00", "410.00")).broken() == ["C12"]


UNKNOWN_PART = RESERVE.replace("单位预留机动经费", "待分配")


def test_a_part_we_do_not_know_is_no_alarm(budget) -> None:
    assert doc(budget, UNKNOWN_PART.replace("400.00", "410.00")).broken() == []


PERSONNEL = """一般公共预算基本支出表

单位：万元

科目编码\t科目名称\t合计\t人员经费\t公用经费
\t合计\t760.50\t672.30\t88.20
301\t工资福利支出\t640.00\t640.00\t0.00
30101\t基本工资\t640.00\t640.00\t0.00
302\t商品和服务支出\t88.20\t0.00\t88.20
30201\t办公费\t88.20\t0.00\t88.20
303\t对个人和家庭的补助\t32.30\t32.30\t0.00
30302\t退休费\t32.30\t32.30\t0.00
"""


def test_printed_personnel_goes_before_the_wages_class(budget) -> None:
    record = doc(budget, PERSONNEL).record()
    assert str(record.figures["personnel_expenditure"].value) == "672.30"
    assert record.lists["economic"][0].values["basic"] == "640.00"


BALANCE_WITH_LAST_YEAR = """部门收支总表

单位：万元

收入\t\t\t支出\t\t
项目\t2023年执行数\t2024年预算数\t项目\t2023年执行数\t2024年预算数
一、一般公共预算拨款收入\t900.00\t1,000.00\t一、教育支出\t800.00\t950.00
二、事业收入\t50.00\t60.00\t二、住房保障支出\t150.00\t110.00
本年收入合计\t950.00\t1,060.00\t本年支出合计\t950.00\t1,060.00
上年结转\t0.00\t0.00\t结转下年\t0.00\t0.00
收入总计\t950.00\t1,060.00\t支出总计\t950.00\t1,060.00
"""


def test_last_years_column_is_not_this_years_figure(budget) -> None:
    figures = doc(budget, BALANCE_WITH_LAST_YEAR).record().figures
    assert str(figures["total_income"].value) == "1060.00"
    assert str(figures["general_public_budget"].value) == "1000.00"


def test_both_years_of_a_balance_are_added_up(budget) -> None:
    assert doc(budget, BALANCE_WITH_LAST_YEAR).broken() == []
    wrong = BALANCE_WITH_LAST_YEAR.replace("一、教育支出\t800.00", "一、教育支出\t700.00")
    assert doc(budget, wrong).broken() == ["C11"]


@pytest.mark.parametrize("title", ["政府性基金预算支出表", "国有资本经营预算支出表"])
def test_a_table_of_another_fund_is_not_the_whole(budget, title) -> None:
    table = THREE_CODES.replace("2024年部门支出预算总表", title)
    assert doc(budget, table).record().figures["basic_expenditure"].state == "not_stated"


PEOPLE_AND_OFFICE = """# 2024年云江市青岚区水务局部门预算

## 一般公共预算支出明细表（按支出功能分类科目）

单位：万元

功能科目编码\t功能科目名称\t合计\t人员经费支出\t公用经费支出\t专项业务经费支出
\t合计\t110.00\t60.00\t10.00\t40.00
213\t农林水支出\t110.00\t60.00\t10.00\t40.00
21303\t水利\t110.00\t60.00\t10.00\t40.00
2130301\t行政运行\t70.00\t60.00\t10.00\t
2130314\t防汛\t40.00\t\t\t40.00
"""


def test_people_and_office_costs_together_are_basic_expenditure(budget) -> None:
    rows = type(budget)(budget.read, PEOPLE_AND_OFFICE).record()
    found = {row.values["code"]: row for row in rows.lists["functional"]}
    assert (found["2130301"].values["basic"], found["2130301"].values["total"]) == (
        "70.00",
        "70.00",
    )
    assert [cell.quote for cell in found["2130301"].cells][1:] == ["60.00", "10.00"]
    assert (found["213"].values["basic"], found["213"].values["project"]) == ("70.00", "40.00")


def test_parts_that_do_not_make_up_the_total_are_not_added(budget) -> None:
    rows = type(budget)(budget.read, PEOPLE_AND_OFFICE.replace("70.00\t60.00", "75.00\t60.00"))
    found = {row.values["code"]: row for row in rows.record().lists["functional"]}
    assert found["2130301"].values["basic"] is None
