"""Projects: rows of tables that name them in a column of their own, and enumerations of prose."""

from __future__ import annotations

import pytest

HEAD = "# 2024年云江市青岚区水务局部门预算\n\n## 第三部分 部门预算表\n\n"

CODED = """项目支出预算表

单位：万元

序号\t项目名称\t科目编码\t金额\t备注
\t合计\t\t96.00\t
1\t老年食堂补助\t2081006\t36.00\t
2\t村道保洁外包\t2120501\t40.00\t
3\t中转站维护\t2120501\t20.00\t
"""

TWO_LEVELS = """项目支出表

单位：万元

一级项目\t二级项目\t功能科目\t合计\t一般公共预算\t单位资金
水利管理\t河道养护\t2130306-水利工程运行与维护\t40.00\t40.00\t
\t泵站更新\t2130305-水利工程建设\t26.00\t6.00\t20.00
防汛\t防汛物资\t2130314-防汛\t30.00\t30.00\t
合计\t\t\t96.00\t76.00\t20.00
"""


def doc(budget, table: str):
    return type(budget)(budget.read, HEAD + table)


def projects(budget) -> list[tuple[str | None, str | None]]:
    return [(r.values["name"], r.values["amount"]) for r in budget.record().lists["projects"]]


def test_a_code_beside_each_project_makes_no_table_of_items(budget) -> None:
    read = doc(budget, CODED)
    assert projects(read) == [
        ("老年食堂补助", "36.00"),
        ("村道保洁外包", "40.00"),
        ("中转站维护", "20.00"),
    ]
    assert read.broken() == []


UNDER_ITEMS = """一般公共预算项目支出预算表

单位：万元

科目编码\t\t\t单位代码\t单位名称（项目）\t金额
类\t款\t项\t\t\t
\t\t\t\t合计\t130.00
213\t03\t05\t\t水利工程建设\t90.00
213\t03\t05\t402203\t泵站更新\t60.00
213\t03\t05\t402203\t涵闸改造\t30.00
213\t03\t14\t\t防汛\t40.00
213\t03\t14\t402203\t防汛物资\t40.00
"""


def test_items_over_their_projects_are_no_projects(budget) -> None:
    read = doc(budget, UNDER_ITEMS)
    assert projects(read) == [("泵站更新", "60.00"), ("涵闸改造", "30.00"), ("防汛物资", "40.00")]
    assert read.broken() == []
    assert doc(budget, UNDER_ITEMS.replace("\t30.00", "\t35.00")).broken() == ["C23"]


def test_the_innermost_project_level_gives_the_names(budget) -> None:
    assert projects(doc(budget, TWO_LEVELS)) == [
        ("河道养护", "40.00"),
        ("泵站更新", "26.00"),
        ("防汛物资", "30.00"),
    ]


@pytest.mark.parametrize("table", [CODED, TWO_LEVELS])
def test_projects_add_up_to_the_total_above_or_below(budget, table) -> None:
    assert doc(budget, table.replace("\t40.00\t", "\t41.00\t")).broken()[:1] == ["C23"]


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年安排项目支出66.00万元：①河道养护40.00万元；②泵站更新26.00万元。",
        "2024年安排项目支出66.00万元：（1）河道养护40.00万元；（2）泵站更新26.00万元。",
        "项目支出主要有：河道养护40.00万元，泵站更新26.00万元。",
        "用于专项业务的经费66.00万元。其中：基本建设类0.00万元。具体项目开支为：河道养护40.00万元；泵站更新26.00万元。",
    ],
)
def test_projects_are_read_from_numbered_sentences(prose_only, sentence) -> None:
    assert projects(prose_only(sentence)) == [("河道养护", "40.00"), ("泵站更新", "26.00")]


@pytest.mark.parametrize(
    "sentence",
    [
        "项目支出66.00万元，其中：一般公共预算拨款40.00万元，政府性基金26.00万元。",
        "项目支出66.00万元，其中：商品和服务支出40.00万元，资本性支出26.00万元。",
        "项目支出66.00万元，其中：河道养护40.00万元，泵站更新36.00万元。",
    ],
)
def test_funds_classes_and_more_than_the_whole_are_no_projects(prose_only, sentence) -> None:
    assert projects(prose_only(sentence)) == []


BY_ITEM = """
## 一般公共预算项目支出预算表

单位：万元

科目编码\t\t\t单位名称（科目、项目）\t项目编码\t金额
类\t款\t项\t\t\t
\t\t\t合计\t\t500.00
213\t03\t05\t水库除险加固\t51T000004202\t320.00
213\t03\t11\t节水宣传\t51T000004206\t60.00
213\t03\t11\t取水监测\t51T000004207\t120.00
"""
BY_UNIT = """
## 专项业务经费支出表

单位：万元

单位（项目）名称\t项目金额\t项目简介
合计\t500.00\t
水库除险加固\t320.00\t除险加固两座水库
节水宣传\t180.00\t进社区宣传
"""


@pytest.mark.parametrize(
    ("table", "names"),
    [
        (BY_ITEM, ["水库除险加固", "节水宣传", "取水监测"]),
        (BY_UNIT, ["水库除险加固", "节水宣传"]),
    ],
)
def test_names_of_projects_in_a_column_shared_with_units_or_items(budget, table, names) -> None:
    head = "# 2024年云江市青岚区水务局部门预算\n"
    record = type(budget)(budget.read, head + table).record()
    assert [row.values["name"] for row in record.lists["projects"]] == names
    assert record.lists["projects"][0].values["amount"] == "320.00"
    assert record.lists["functional"] == ()


SOME = """
## 部门预算绩效管理项目情况表

单位：万元

科目编码\t科目名称\t项目名称\t项目金额\t绩效目标
2130305\t水利工程建设\t水库除险加固\t320.00\t除险两座
2130311\t水资源节约管理\t节水宣传\t180.00\t进十个社区

## 重点项目支出绩效目标表

单位：万元

项目名称\t项目金额\t绩效目标
水库除险加固\t320.00\t除险两座
"""


def test_a_table_of_key_projects_is_only_some_of_them(budget) -> None:
    head = "# 2024年云江市青岚区水务局部门预算\n"
    record = type(budget)(budget.read, head + SOME).record()
    assert len(record.lists["projects"]) == 2


NUMBERED = """
## 项目支出预算表

单位：万元

序号\t项目名称\t科目编码\t本年预算\t上年预算
\t合计\t\t118.00\t90.00
1\t村级组织运转经费\t2130705\t100.00\t90.00
2\t石桥乡专职消防队\t2240204\t18.00\t0.00
"""


def test_a_project_that_is_called_like_an_office_is_a_project_where_it_is_numbered(budget) -> None:
    head = "# 2024年云江市青岚区石桥乡人民政府部门预算\n"
    rows = type(budget)(budget.read, head + NUMBERED).record().lists["projects"]
    assert [row.values["name"] for row in rows] == ["村级组织运转经费", "石桥乡专职消防队"]


BY_UNITS = """部门支出总表

单位：万元

单位名称\t科目编码\t科目名称\t合计\t基本支出\t项目支出
青岚区水务局（本级）\t2130301\t行政运行\t560.00\t560.00\t
青岚区水务局（本级）\t2210201\t住房公积金\t60.00\t60.00\t
青岚区河道管理站\t2130306\t水利工程运行与维护\t40.00\t\t40.00
青岚区河道管理站\t2210201\t住房公积金\t20.00\t20.00\t

"""
WHOLE = """一般公共预算支出表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
2130301\t行政运行\t560.00\t560.00\t
2210201\t住房公积金\t80.00\t80.00\t
\t合计\t640.00\t640.00\t
"""


@pytest.mark.parametrize("table", [BY_UNITS, BY_UNITS + WHOLE])
def test_a_code_of_several_units_is_that_of_all_of_them(budget, table) -> None:
    rows = {
        r.values["code"]: r.values["total"] for r in doc(budget, table).record().lists["functional"]
    }
    assert (rows["2210201"], rows["2130301"]) == ("80.00", "560.00")


ECONOMIC = """{title}

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
301\t工资福利支出\t{amount}\t{amount}\t
302\t商品和服务支出\t30.00\t10.00\t20.00

"""


def test_economic_rows_of_all_money_come_before_those_of_one_fund(budget) -> None:
    tables = ECONOMIC.format(title="一般公共预算经济分类表", amount="60.00")
    tables += ECONOMIC.format(title="支出预算经济分类表", amount="90.00")
    rows = doc(budget, tables).record().lists["economic"]
    assert [row.values["total"] for row in rows] == ["90.00", "30.00"]


def test_a_project_of_a_final_account_is_what_was_spent_of_it(budget) -> None:
    table = "项目支出绩效自评情况汇总表\n\n单位：万元\n\n序号\t项目名称\t全年预算数\t全年执行数\n1\t河道保洁\t50.00\t46.80\n2\t泵站更新\t60.00\t58.00\n"
    read = type(budget)(budget.read, HEAD.replace("部门预算", "部门决算") + table)
    assert projects(read) == [("河道保洁", "46.80"), ("泵站更新", "58.00")]


BY_SCHOOLS = """一般公共预算项目支出预算表

单位：万元

科目编码\t单位名称\t项目名称\t金额
\t\t合计\t96.00
2050202\t云江市第一小学\t公用经费补助\t36.00
2050203\t云江市第一中学\t公用经费补助\t40.00
2050999\t云江市教育局机关\t考务费\t20.00
"""
GOALS = """部门预算项目绩效目标表

单位：万元

项目名称\t预算金额\t绩效指标\t指标值
公用经费补助\t76.00\t受益学生\t3400人
考务费\t{amount}\t考试场次\t11场
少年宫运行\t18.00\t运行少年宫\t6所
"""


def test_a_project_of_several_units_is_one_project_where_the_total_says_so(budget) -> None:
    found = [("公用经费补助", "76.00"), ("考务费", "20.00")]
    assert projects(doc(budget, BY_SCHOOLS)) == found
    assert len(projects(doc(budget, BY_SCHOOLS.replace("96.00", "99.00")))) == 3


@pytest.mark.parametrize(("amount", "more"), [("20.00", [("少年宫运行", "18.00")]), ("21.00", [])])
def test_a_list_that_repeats_the_projects_adds_those_that_the_first_leaves_out(
    budget, amount, more
) -> None:
    found = projects(doc(budget, BY_SCHOOLS + "\n" + GOALS.format(amount=amount)))
    assert found == [("公用经费补助", "76.00"), ("考务费", "20.00"), *more]


SPENDING = """部门支出总表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
2130306\t水利工程运行与维护\t{all}\t\t{all}
\t合计\t{all}\t\t{all}

"""


@pytest.mark.parametrize(("spent", "more"), [("104.40", [("消杀物资", "8.40")]), ("100.00", [])])
def test_projects_named_in_prose_beside_those_of_a_table_are_projects_too(
    budget, spent, more
) -> None:
    said = "项目支出主要有：河道养护40.00万元；泵站更新26.00万元；防汛物资30.00万元；消杀物资8.40万元。\n\n"
    text = said + SPENDING.format(all=spent) + TWO_LEVELS
    assert projects(doc(budget, text))[3:] == more


def test_a_project_of_a_form_whose_head_is_printed_in_lines_is_listed(prose_only) -> None:
    lines = "项目名称：河道保洁　　　　业务主管部门：青岚区水务局\n\n当年预算（万元）：162.00　　　　项目分类：一般性项目"
    assert projects(prose_only(lines)) == [("河道保洁", "162.00")]
