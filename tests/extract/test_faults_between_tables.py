"""Rules between tables that had no planted fault: each ties on what is right and finds one fault."""

from __future__ import annotations

from tests.extract.tables import INCOME

PURPOSE = """
### 六、科目说明

1. 住房保障支出（类）住房改革支出（款）住房公积金（项）12.00 万元，主要用于缴纳职工住房公积金。
"""
USED = """
### 六、机关运行

2024年机关运行经费预算 88.20 万元，比2023年减少 1.80 万元，主要用于办公费、公务接待费。
"""
CAPITAL = """
表八

## 一般公共预算支出表（按经济科目）

部门：云江市青岚区水务局

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t120.00\t80.00\t40.00
302\t商品和服务支出\t80.00\t80.00\t0.00
30201\t办公费\t80.00\t80.00\t0.00
30217\t公务接待费\t0.00\t0.00\t0.00
310\t资本性支出\t40.00\t0.00\t40.00
31002\t办公设备购置\t40.00\t0.00\t40.00
"""
BOUGHT = """
表九

## 政府采购预算表

部门：云江市青岚区水务局

单位：万元

品目\t金额
合计\t35.00
水文监测设备\t35.00
"""
FISCAL = """# 2024年云江市青岚区水务局部门预算

## 第三部分 部门预算表

表一

部门收支总表

单位：万元

收 入\t\t支 出\t
项目\t2024年预算\t项目\t2024年预算
一、财政拨款收入\t1,230.50\t一、农林水支出\t1,230.50
收入总计\t1,230.50\t支出总计\t1,230.50

表四

财政拨款收支总表

单位：万元

收 入\t\t支 出\t
项目\t2024年预算\t项目\t2024年预算
一、一般公共预算拨款\t1,230.50\t一、农林水支出\t1,230.50
收入总计\t1,230.50\t支出总计\t1,230.50
"""
OUTTURN = """# 云江市青岚区水务局2023年度部门决算

## 第二部分 2023年度部门决算表

收入支出决算总表

单位：万元

收 入\t\t支 出\t
项目\t决算数\t项目\t决算数
一、一般公共预算财政拨款收入\t900.00\t一、农林水支出\t960.00
二、其他收入\t50.00\t\t
本年收入合计\t950.00\t本年支出合计\t960.00
年初结转和结余\t20.00\t年末结转和结余\t10.00
总计\t970.00\t总计\t970.00

财政拨款收入支出决算总表

单位：万元

收 入\t\t支 出\t
项目\t决算数\t项目\t决算数
一、一般公共预算财政拨款\t900.00\t一、农林水支出\t905.00
本年收入合计\t900.00\t本年支出合计\t905.00
年初财政拨款结转和结余\t10.00\t年末财政拨款结转和结余\t5.00
总计\t910.00\t总计\t910.00
"""


def statuses(budget, check: str) -> set[str]:
    return {finding.status for finding in budget.of(check)}


def behind(budget, text: str):
    """The text behind the tables; prose in front of them."""
    if text.lstrip().startswith("###"):
        return budget.with_(("\n表一\n", f"{text}\n表一\n"))
    return type(budget)(budget.read, budget.text + text)


def test_an_item_is_not_paid_for_the_purpose_of_another(budget) -> None:
    assert statuses(behind(budget, PURPOSE), "C79") == {"ties"}
    wrong = PURPOSE.replace("缴纳职工住房公积金", "缴纳职工医疗保险")
    assert statuses(behind(budget, wrong), "C79") == {"broken"}


def test_items_that_add_up_all_the_same_differ_from_the_other_table(budget) -> None:
    assert statuses(behind(budget, INCOME), "C35") == {"ties"}
    moved = INCOME.replace("\t107.00\t107.00", "\t100.00\t100.00")
    moved = moved.replace("\t53.50\t53.50", "\t60.50\t60.50")
    assert "broken" in statuses(behind(budget, moved), "C35")


def test_what_the_operating_money_is_said_to_pay_is_not_printed_as_nothing(budget) -> None:
    paid = CAPITAL.replace("公务接待费\t0.00\t0.00", "公务接待费\t0.80\t0.80")
    assert statuses(alone(budget, USED + paid), "C60b") == {"ties"}
    assert statuses(alone(budget, USED + CAPITAL), "C60b") == {"broken"}


def alone(budget, text: str):
    head = "# 2024年云江市青岚区水务局部门预算\n\n## 第二部分 情况说明\n"
    return type(budget)(budget.read, head + text)


def test_equipment_costs_no_more_than_all_capital_spending(budget) -> None:
    assert statuses(alone(budget, CAPITAL + BOUGHT), "C51") == {"ties"}
    assert statuses(alone(budget, CAPITAL + BOUGHT.replace("35.00", "53.00")), "C51") == {"broken"}


def test_all_income_of_one_appropriation_is_its_total(budget) -> None:
    read = budget.read
    assert statuses(type(budget)(read, FISCAL), "C37") == {"ties"}
    head, tail = FISCAL.split("表四")
    wrong = head + "表四" + tail.replace("1,230.50", "1,203.50")
    assert statuses(type(budget)(read, wrong), "C37") == {"broken"}


def test_what_is_spent_beyond_the_appropriation_is_explained_or_nothing_is_said(budget) -> None:
    assert statuses(type(budget)(budget.read, OUTTURN), "C45") == {"ties"}
    wrong = OUTTURN.replace("本年支出合计\t905.00", "本年支出合计\t950.00")
    assert statuses(type(budget)(budget.read, wrong), "C45") == {"skipped"}
