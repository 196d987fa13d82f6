"""Columns beside the item: codes of offices, a second classification, the office of a project, parts of 基本支出."""

from __future__ import annotations

HEAD = "# 2024年云江市青岚区水务局部门预算\n\n## 第三部分 部门预算表\n\n"
PROSE = "# 2024年云江市青岚区水务局部门预算\n\n## 第二部分 情况说明\n\n"


def doc(budget, table: str, head: str = HEAD):
    return type(budget)(budget.read, head + table)


def rows(budget, table: str, name: str) -> list[dict[str, str | None]]:
    return [dict(row.values) for row in doc(budget, table).record().lists[name]]


UNIT_CODES = """部门支出总表

单位：万元

科目编码\t\t\t单位代码\t单位名称（科目）\t合计\t基本支出\t项目支出
类\t款\t项\t\t\t\t\t
合计\t\t\t\t\t1,060.00\t560.00\t500.00
213\t03\t01\t351\t行政运行\t560.00\t560.00\t
213\t03\t14\t351\t防汛\t500.00\t\t500.00
"""


def test_the_code_of_an_office_is_no_part_of_the_code_of_an_item(budget) -> None:
    found = rows(budget, UNIT_CODES, "functional")
    assert [(row["code"], row["total"]) for row in found] == [
        ("2130301", "560.00"),
        ("2130314", "500.00"),
    ]


TWO_CLASSIFICATIONS = """一般公共预算基本支出情况表（按支出经济分类科目）

单位：万元

部门预算支出经济分类科目\t政府预算支出经济分类科目\t2024年预算
合计\t\t688.20
[301]工资福利支出\t\t600.00
[30101]基本工资\t[50501]工资福利支出\t400.00
[30103]奖金\t[50501]工资福利支出\t200.00
[302]商品和服务支出\t\t88.20
[30201]办公费\t[50502]商品和服务支出\t88.20
"""


def test_of_two_codes_with_their_names_the_first_is_that_of_the_row(budget) -> None:
    found = rows(budget, TWO_CLASSIFICATIONS, "economic")
    assert [row["code"] for row in found] == ["301", "30101", "30103", "302", "30201"]
    assert doc(budget, TWO_CLASSIFICATIONS).broken() == []


PROJECTS = """项目支出表

单位：万元

类型\t项目名称\t项目单位\t合计\t一般公共预算
特定目标类\t河道清淤\t云江市青岚区河道管理中心\t300.00\t300.00
特定目标类\t防汛物资储备\t云江市青岚区河道管理中心\t200.00\t200.00
合计\t\t\t500.00\t500.00
"""


def test_a_project_whose_office_stands_beside_it_is_a_project(budget) -> None:
    assert rows(budget, PROJECTS, "projects") == [
        {"name": "河道清淤", "amount": "300.00"},
        {"name": "防汛物资储备", "amount": "200.00"},
    ]


PARTS_OF_BASIC = """部门支出总表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t\t\t项目支出
\t\t\t工资福利支出\t商品和服务支出\t对个人和家庭的补助\t
\t合计\t1,060.00\t480.00\t60.00\t20.00\t500.00
2130301\t行政运行\t560.00\t480.00\t60.00\t20.00\t
2130314\t防汛\t500.00\t\t\t\t500.00
"""


def test_columns_under_basic_spending_add_up_to_it_where_the_row_proves_it(budget) -> None:
    first, second = rows(budget, PARTS_OF_BASIC, "functional")
    assert (first["basic"], second["project"]) == ("560.00", "500.00")
    wrong = PARTS_OF_BASIC.replace("行政运行\t560.00", "行政运行\t570.00")
    assert rows(budget, wrong, "functional")[0]["basic"] is None


PEOPLE_AND_OFFICE = """部门综合预算支出总表

单位：万元

单位编码\t单位名称\t总计\t人员经费和公用经费支出\t专项业务经费支出
合计\t\t1,060.00\t560.00\t500.00
351001\t云江市青岚区水务局（机关）\t760.00\t460.00\t300.00
351002\t云江市青岚区河道管理中心\t300.00\t100.00\t200.00
"""


def test_people_and_office_money_in_one_column_is_basic_spending(budget) -> None:
    figures = doc(budget, PEOPLE_AND_OFFICE).record().figures
    assert str(figures["basic_expenditure"].value) == "560.00"
    assert str(figures["project_expenditure"].value) == "500.00"


def test_a_sentence_opened_by_one_fund_says_nothing_of_the_whole(budget) -> None:
    said = (
        "2024年政府性基金预算财政拨款年初结转和结余0万元，本年收入412.60万元，本年支出412.60万元。"
    )
    figures = doc(budget, said, PROSE).record().figures
    assert figures["total_income"].value is None


def test_the_figure_compared_is_the_one_of_the_same_subject(budget) -> None:
    said = "2024年本部门预算收入1595.16万元，其中一般公共预算拨款收入1479.56万元、上年结转115.60万元，2024年本部门预算收入较上年增加275.59万元，增长20.88%。"
    figures = doc(budget, said, PROSE).record().figures
    assert str(figures["income_change_amount"].value) == "275.59"


def test_what_was_bought_last_year_explains_why_the_total_fell_more(budget) -> None:
    said = "2024年“三公”经费预算54.42万元，较上年减少24.98万元，主要原因是2023年购置执法车辆1辆，2024年不再安排。其中：公务接待费7.92万元，较上年减少1.48万元；公务用车运行维护费46.50万元，较上年减少5.50万元。"
    assert "C70" not in doc(budget, said, PROSE).broken()
    unexplained = said.replace("2023年购置执法车辆1辆，2024年不再安排", "厉行节约")
    assert "C70" in doc(budget, unexplained, PROSE).broken()


BY_FUND = """财政拨款收支总表

单位：万元

收 入\t\t支 出\t
项目\t预算数\t项目\t预算数
一般公共预算拨款\t1,060.00\t农林水支出\t1,060.00
政府性基金拨款\t90.00\t城乡社区支出\t90.00
收入总计\t1,150.00\t支出总计\t1,150.00

一般公共预算支出表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t1,060.00\t560.00\t500.00
213\t农林水支出\t1,060.00\t560.00\t500.00

政府性基金收支表

单位：万元

收 入\t\t支 出\t
项目\t预算数\t项目\t预算数
政府性基金拨款\t90.00\t城乡社区支出\t90.00
本年收入合计\t90.00\t本年支出合计\t90.00
"""


def test_a_fund_with_a_table_of_both_sides_is_a_part_of_the_appropriation(budget) -> None:
    assert doc(budget, BY_FUND).broken() == []
    assert set(doc(budget, BY_FUND.replace("支出总计\t1,150.00", "支出总计\t1,160.00")).broken())
