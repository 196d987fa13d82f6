"""A table or sentence about a part of the money is not held against the whole, and parts in tables of their own go together."""

from __future__ import annotations

HEAD = "# 2024年云江市青岚区水务局部门预算\n\n## 第一部分 部门预算表\n\n"
UNIT = "单位：万元\n\n"
PUBLIC = f"""一般公共预算支出表

{UNIT}科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t900.00\t700.00\t200.00
213\t农林水支出\t900.00\t700.00\t200.00
21303\t水利\t900.00\t700.00\t200.00
2130301\t行政运行\t700.00\t700.00\t0.00
2130314\t防汛\t200.00\t0.00\t200.00

"""
PEOPLE = f"""一般公共预算基本支出表（人员经费）

{UNIT}科目编码\t科目名称\t合计\t局机关\t水文站
\t合计\t610.00\t400.00\t210.00
301\t工资福利支出\t610.00\t400.00\t210.00
30101\t基本工资\t410.00\t300.00\t110.00
30103\t奖金\t200.00\t100.00\t100.00

"""
RUNNING = f"""一般公共预算基本支出表（公用经费）

{UNIT}科目编码\t科目名称\t合计\t局机关\t水文站
\t合计\t90.00\t60.00\t30.00
302\t商品和服务支出\t90.00\t60.00\t30.00
30201\t办公费\t50.00\t40.00\t10.00
30211\t差旅费\t40.00\t20.00\t20.00

"""


def of(budget, text: str):
    return type(budget)(budget.read, HEAD + text)


def test_the_halves_of_basic_spending_stand_in_two_tables(budget) -> None:
    assert of(budget, PUBLIC + PEOPLE + RUNNING).broken() == []
    assert of(budget, PUBLIC + PEOPLE).broken() == []
    wrong = PEOPLE.replace("610.00", "601.00").replace("410.00", "401.00")
    assert "C40" in of(budget, PUBLIC + wrong + RUNNING).broken()


def test_the_classes_of_both_halves_are_one_list_and_each_half_a_field(budget) -> None:
    record = of(budget, PUBLIC + PEOPLE + RUNNING).record().as_json()
    codes = [row["code"] for row in record["economic"]]
    assert codes == ["301", "30101", "30103", "302", "30201", "30211"]
    assert record["personnel_expenditure"]["value"] == "610.00"
    assert record["public_expenditure"]["value"] == "90.00"


SAID = """## 第二部分 部门预算情况说明

2024年部门支出总额900.00万元，其中：基本支出700.00万元，项目支出200.00万元。

1.农林水支出（类）水利（款）防汛（项）240.00万元。其中基本支出40.00万元，项目支出200.00万元。

"""


def test_a_split_of_one_item_said_in_the_sentence_after_it_is_no_split_of_the_whole(budget) -> None:
    whole = PUBLIC.replace("一般公共预算支出表", "部门支出总表")
    assert "C54" not in of(budget, whole + SAID).broken()
    assert "C54" in of(budget, whole + SAID.replace("基本支出700", "基本支出770")).broken()


PROJECTS = f"""项目支出预算表

{UNIT}序号\t项目名称\t项目单位\t合计
1\t水文档案数字化\t水文站\t75.10
2\t堤防巡护\t局机关\t124.90
\t合计\t\t200.00

"""
SERVICES = f"""政府购买服务支出预算表

{UNIT}序号\t项目名称\t购买内容\t预算金额
1\t水文档案数字化\t档案整理服务\t60.70
\t合计\t\t60.70

"""


def test_what_is_bought_as_service_is_a_part_of_its_project(budget) -> None:
    assert "C49" not in of(budget, PROJECTS + SERVICES).broken()


COUNTED = """## 第二部分 单位构成

青岚区水务局下属二级预算单位3个，其中：参照公务员法管理的事业单位1个，其他事业单位2个。主要包括：水文站、防汛抗旱中心、灌区管理所。
"""


def test_the_last_of_the_parts_is_not_the_number_of_the_names(budget) -> None:
    assert "C65" not in of(budget, COUNTED).broken()


USES = """## 第二部分 一般公共预算支出

项目支出：2024年年初预算数为434.50万元，主要是为完成特定工作任务而发生的支出。其中：水库巡查支出186.50万元，主要用于36座水库汛前检查等方面；智慧水务平台支出248.00万元，主要用于视频监控等方面。
"""


def test_projects_said_with_their_use_are_listed_where_they_make_up_the_whole(prose_only) -> None:
    listed = prose_only(USES).record().as_json()["projects"]
    assert [(row["name"], row["amount"]) for row in listed] == [
        ("水库巡查", "186.50"),
        ("智慧水务平台", "248.00"),
    ]
    assert not prose_only(USES.replace("434.50", "500.00")).record().as_json()["projects"]


WHOLE = f"""部门支出总表

{UNIT}科目编码\t科目名称\t合计\t一般公共预算\t\t\t政府性基金预算
\t\t\t小计\t基本支出\t项目支出\t
\t合计\t1,000.00\t900.00\t700.00\t200.00\t100.00
213\t农林水支出\t900.00\t900.00\t700.00\t200.00\t0.00
229\t其他支出\t100.00\t0.00\t0.00\t0.00\t100.00

政府性基金预算支出表

{UNIT}科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t100.00\t0.00\t100.00
229\t其他支出\t100.00\t0.00\t100.00

"""


def test_a_row_that_one_fund_pays_is_split_as_the_table_of_that_fund_prints_it(budget) -> None:
    rows = {row["code"]: row for row in of(budget, WHOLE).record().as_json()["functional"]}
    assert (rows["229"]["basic"], rows["229"]["project"]) == ("0.00", "100.00")
