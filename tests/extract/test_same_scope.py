"""A figure is compared only with one of the same money, the same list and the same chapter."""

from __future__ import annotations

import pytest

from extract.checks.form import _alike
from extract.checks.outline import _core
from extract.checks.purchases import of_some_purchases

BUDGET = "# 2024年云江市青岚区水务局部门预算\n\n## 第二部分 部门预算表\n\n"
ACCOUNT = "# 云江市青岚区第二医院2023年度部门决算\n\n## 第二部分 2023年度部门决算表\n\n"


def broken(budget, text: str, head: str = BUDGET) -> list[str]:
    return type(budget)(budget.read, head + text).broken()


TWO_GROUPS = """一般公共预算财政拨款基本支出决算表

单位：万元

科目代码\t科目名称\t金额\t科目代码\t科目名称\t金额
302\t商品和服务支出\t30.00\t30211\t差旅费\t6.00
30201\t办公费\t10.00\t30216\t培训费\t4.00
30202\t印刷费\t8.00\t30228\t工会经费\t2.00
"""


def test_a_class_goes_on_in_the_columns_beside_it(budget) -> None:
    assert broken(budget, TWO_GROUPS, ACCOUNT) == []
    assert broken(budget, TWO_GROUPS.replace("\t4.00", "\t5.00"), ACCOUNT) == ["C15"]


RECEIVED = """一般公共预算财政拨款收入支出决算表

单位：万元

科目编码\t科目名称\t年初结转和结余\t本年收入\t\t\t本年支出\t\t\t年末结转和结余
\t\t\t合计\t基本支出\t项目支出\t合计\t基本支出\t项目支出\t
\t合计\t64.28\t2,316.69\t1,686.07\t630.62\t2,339.24\t1,686.07\t653.17\t41.73
210\t卫生健康支出\t64.28\t2,316.69\t1,686.07\t630.62\t2,339.24\t1,686.07\t653.17\t41.73

## 第三部分 情况说明

2023年度一般公共预算财政拨款支出2339.24万元。
"""


def test_what_was_spent_is_not_compared_with_what_was_received(budget) -> None:
    assert broken(budget, RECEIVED, ACCOUNT) == []
    assert broken(budget, RECEIVED.replace("出2339.24", "出2393.24"), ACCOUNT) == ["C54"]


PURCHASES = """## 三、政府采购情况

所属各单位政府采购预算总额353.95万元：政府采购货物预算14.20万元、政府采购工程预算171.75万元、政府采购服务预算168.00万元；其中一般公共预算拨款政府采购236.20万元：政府采购货物预算14.20万元、政府采购工程预算54.00万元、政府采购服务预算168.00万元。
"""


def test_purchases_from_one_source_of_money_are_a_part(budget) -> None:
    assert broken(budget, PURCHASES) == []
    assert broken(budget, PURCHASES.replace("171.75", "117.75")) == ["C61b"]
    counted = "编制政府采购预算。共涉及采购项目6个，采购预算总额338.61万元，其中：政府采购货物预算77.89万元，政府采购服务预算{}万元，政府采购工程预算110.25万元。"
    assert broken(budget, f"## 三、政府采购情况\n\n{counted.format('150.47')}\n") == []
    assert broken(budget, f"## 三、政府采购情况\n\n{counted.format('162.97')}\n") == ["C61b"]
    assert of_some_purchases("其中一般公共预算拨款政府采购")
    assert not of_some_purchases("2024年政府采购预算总额")


TWICE = "## 三、政府采购支出\n\n本部门2023年度政府采购支出总额327.21万元。\n\n## 附件 绩效自评报告\n\n{}\n"


@pytest.mark.parametrize(
    ("said", "alarms"),
    [
        ("全年实施政府采购327.21万元，没有投诉。", []),
        ("全年实施政府采购259.11万元，没有投诉。", ["C61c"]),
        ("下属水文站实施政府采购25.11万元，没有投诉。", []),
        ("年初政府采购预算总额359.11万元。", []),
    ],
)
def test_all_purchases_told_in_two_places_are_the_same(budget, said, alarms) -> None:
    assert broken(budget, TWICE.format(said), ACCOUNT) == alarms


FISCAL = """表1 部门收支总表

单位：万元

收入\t\t支出\t
项目\t预算数\t项目\t预算数
一、一般公共预算拨款收入\t800.00\t一、农林水支出\t900.00
本年收入合计\t800.00\t本年支出合计\t900.00
上年结转（一般公共预算）\t100.00\t结转下年\t
收入总计\t900.00\t支出总计\t900.00

## 第三部分 情况说明

财政拨款收支总预算900.00万元，按资金来源分为：一般公共预算拨款{}万元。
"""


def test_money_of_a_fund_with_what_was_carried_over_is_no_contradiction(budget) -> None:
    assert broken(budget, FISCAL.format("900.00")) == []
    assert broken(budget, FISCAL.format("880.00")) == ["C54"]


SPENT_BY_PARTS = """公开01表 收入支出决算总表

单位：万元

收入\t\t支出\t
项目\t决算数\t项目\t决算数
一、财政拨款收入\t900.00\t一、农林水支出\t900.00
本年收入合计\t900.00\t本年支出合计\t900.00
总计\t900.00\t总计\t900.00

## 第三部分 情况说明

分单位看，局机关支出600.00万元，堤防管理处支出200.00万元，水文站支出100.00万元。

## 第四部分 绩效评价情况

堤防巡查项目：全年支出120.00万元，较上年有所增加。
"""


def test_what_one_unit_or_project_spent_is_no_total(budget) -> None:
    assert broken(budget, SPENT_BY_PARTS, ACCOUNT) == []


TRANSFERS = """预算03表 部门支出预算表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t500.00\t300.00\t200.00
213\t农林水支出\t500.00\t300.00\t200.00

预算09表 上级转移支付补助项目支出预算表

单位：万元

项目名称\t合计
合计\t900.00
天然林保护\t600.00
公益林补偿\t300.00
"""


def test_projects_paid_by_transfers_from_above_are_beside_those_of_the_budget(budget) -> None:
    assert broken(budget, TRANSFERS) == []


PERSONNEL = """公开03表 支出决算表

单位：万元

科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出
\t合计\t700.00\t500.00\t200.00
213\t农林水支出\t700.00\t500.00\t200.00

公开06表 一般公共预算财政拨款基本支出决算表

单位：万元

科目编码\t科目名称\t决算数
301\t工资福利支出\t380.00
302\t商品和服务支出\t70.00
\t人员经费合计\t380.00
\t公用经费合计\t70.00

## 第三部分 情况说明

### 一、支出决算情况说明

本年支出700.00万元，其中：基本支出500.00万元，项目支出200.00万元。其中，人员支出{}万元。

### 二、政府性基金预算财政拨款支出决算情况说明

政府性基金预算财政拨款支出9.00万元。
"""


def test_people_paid_from_all_money_are_not_compared_with_those_of_one_fund(budget) -> None:
    assert broken(budget, PERSONNEL.format("410.00"), ACCOUNT) == []


INCOME = """表1 部门收支总表

单位：万元

收入\t\t支出\t
项目\t预算数\t项目\t预算数
一、一般公共预算拨款\t800.00\t一、农林水支出\t900.00
本年收入合计\t800.00\t本年支出合计\t900.00
上年结转\t100.00\t结转下年\t
收入总计\t900.00\t支出总计\t900.00

表2 部门收入总表

单位：万元

单位名称\t合计\t上年结转\t一般公共预算
合计\t900.00\t100.00\t800.00
局本级\t900.00\t100.00\t800.00

## 第三部分 情况说明

2024年本年收入{}万元，其中：一般公共预算拨款收入800.00万元。

2024年“三公”经费一般公共预算4.93万元。
"""


def test_what_came_in_this_year_is_not_compared_with_what_was_carried_over(budget) -> None:
    assert broken(budget, INCOME.format("800.00")) == []
    assert broken(budget, INCOME.format("880.00")) == ["C54"]


@pytest.mark.parametrize(
    ("said", "alarms"),
    [("一般公务用车2辆、其他用车1辆", []), ("一般公务用车3辆、其他用车1辆", ["C63"])],
)
def test_brackets_in_a_list_of_vehicles_tell_of_the_use_before_them(budget, said, alarms) -> None:
    text = f"本单位共有车辆8辆，其中：特种专业技术用车5辆（救护车4辆、移动体检车1辆）、{said}。\n"
    assert broken(budget, text) == alarms


def test_the_units_and_the_own_office_make_all_units(budget) -> None:
    text = (
        "部门预算包括局本级预算和所属单位预算，共3个预算单位。所属事业单位2个，为甲中心、乙中心。\n"
    )
    assert broken(budget, text) == []
    assert broken(budget, text.replace("共3个", "共4个")) == ["C65"]


PROJECTS = """部门项目支出预算表

单位：万元

项目名称\t科目编码\t合计\t一般公共预算\t上年结转
合计\t\t1,000.00\t900.00\t100.00
堤防加固\t2130305\t400.00\t350.00\t50.00
河道清淤\t2130306\t300.00\t250.00\t50.00
水质监测\t2130311\t120.00\t120.00\t
防汛物资\t2130314\t180.00\t180.00\t
"""


def test_the_sources_of_a_project_add_up_where_those_of_the_others_do(budget) -> None:
    assert broken(budget, PROJECTS) == []
    assert broken(budget, PROJECTS.replace("120.00\t120.00", "120.00\t102.00")) == ["C23"]
    unprinted = PROJECTS.replace("1,000.00", "1,090.00").replace(
        "防汛物资\t2130314\t180", "防汛物资\t2130314\t270"
    )
    assert broken(budget, unprinted) == []  # money from a source without a column
    assert broken(budget, PROJECTS.replace("合计\t\t1,000.00\t900.00\t100.00\n", "")) == []


FUNCTIONAL = """部门支出总表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t1,500.00\t500.00\t1,000.00
213\t农林水支出\t1,500.00\t500.00\t1,000.00
21303\t水利\t1,500.00\t500.00\t1,000.00
2130301\t行政运行\t500.00\t500.00\t
2130305\t水利工程建设\t400.00\t\t400.00
2130306\t水利工程运行与维护\t300.00\t\t300.00
2130311\t水资源节约管理与保护\t120.00\t\t120.00
2130314\t防汛\t180.00\t\t180.00

"""


def test_projects_by_item_are_the_items_where_the_totals_agree(budget) -> None:
    assert broken(budget, FUNCTIONAL + PROJECTS) == []
    swapped = (
        PROJECTS.replace("120.00\t120.00", "X").replace("180.00\t180.00", "120.00\t120.00")
    ).replace("X", "180.00\t180.00")
    assert len(broken(budget, FUNCTIONAL + swapped)) == 1


def test_what_is_bought_costs_no_ten_times_all_spending(budget) -> None:
    bought = "\n新增资产配置表\n\n单位：万元\n\n资产名称\t数量\t金额\n彩超\t2\t2,500,000.00\n暖箱\t6\t870,000.00\n合计\t\t3,370,000.00\n"
    assert broken(budget, FUNCTIONAL + bought) == ["C01"]
    assert broken(budget, FUNCTIONAL + bought.replace("单位：万元", "单位：元")) == []


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("残疾人就业", "残疾人体育", False),
        ("行政单位医疗", "事业单位医疗", False),
        ("机关事业单位基本养老保险缴费支出", "机关事业单位养老保险缴费", True),
        ("一般行政管理事务", "一般行政管埋事务", True),
    ],
)
def test_names_that_share_a_word_are_two_names(left: str, right: str, same: bool) -> None:
    assert _alike(left, right) is same


def test_a_line_of_contents_may_bear_a_bare_number() -> None:
    assert _core("12　国有资本经营预算支出表") == "国有资本经营预算支出表"
    assert _core("2024年部门预算") == "2024年部门预算"


SCHOOL = """部门支出总表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t1,500.00\t500.00\t1,000.00
205\t教育支出\t1,500.00\t500.00\t1,000.00
20502\t普通教育\t1,500.00\t500.00\t1,000.00
2050204\t高中教育\t1,400.00\t500.00\t900.00
2050299\t其他普通教育支出\t100.00\t\t100.00

"""


@pytest.mark.parametrize(
    ("said", "alarms"),
    [
        ("其中：高中教育1,400.00万元；其他普通教育支出100.00万元。", []),
        ("其中：教育支出1,500.00万元。", []),
        ("其中：教育支出1,600.00万元。", ["C57b"]),
    ],
)
def test_an_item_whose_name_ends_like_that_of_a_class_is_not_the_class(
    budget, said, alarms
) -> None:
    assert broken(budget, f"2024年支出预算1,500.00万元。{said}\n\n{SCHOOL}") == alarms


BOUGHT = """政府采购预算表

单位：万元

项目名称\t项目预算\t采购物品\t采购目录\t数量\t单价\t总计\t财政拨款合计\t其他资金
合计\t\t\t\t\t\t{all}\t{all}\t
河道养护\t40.00\t编印\tC0814\t2\t3.00\t{two}\t{two}\t
防汛\t30.00\t会议\tC0601\t1\t12.00\t12.00\t12.00\t
水质监测\t20.00\t数据处理\tC0203\t1\t9.00\t9.00\t9.00\t
"""


def test_a_price_times_its_number_is_held_against_all_money_of_the_purchase(budget) -> None:
    table = BOUGHT.replace("财政拨款合计", "合计")
    assert broken(budget, table.format(two="6.00", all="27.00")) == []
    assert broken(budget, table.format(two="8.00", all="29.00")) == ["C22"]
