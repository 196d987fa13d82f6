"""What prose says of a table in another unit, another direction or under another name."""

from __future__ import annotations

import pytest

from tests.extract.test_names_and_lists import HEAD, doc

ASSETS = """
表九

2024年新增资产配置预算表

部门：云江市青岚区水务局

单位：{unit}

资产名称\t数量\t单价\t金额
合计\t\t\t816.00
水位计\t4\t150.00\t600.00
流速仪\t2\t108.00\t216.00
"""


@pytest.mark.parametrize(("unit", "broken"), [("万元", []), ("元", ["C01"])])
def test_the_total_of_a_table_is_said_in_the_unit_of_the_table(budget, unit, broken) -> None:
    said = f"2024年新增资产配置预算816.00{unit}，主要为水文设备。\n\n## 第三部分 部门预算表\n"
    assert doc(budget, said + ASSETS.format(unit="万元")).broken() == broken


SANGONG = """
表七

## 一般公共预算“三公”经费支出表

部门：云江市青岚区水务局

单位：万元

年度\t合计\t因公出国（境）费用\t公务用车购置及运行费\t公务用车购置费\t公务用车运行费\t公务接待费
2023年预算数\t12.86\t0.00\t8.66\t0.00\t8.66\t4.20
2024年预算数\t11.81\t0.00\t8.77\t0.00\t8.77\t3.04
"""


@pytest.mark.parametrize(
    ("said", "broken"),
    [("下降27.62%", []), ("增长27.62%", ["C73"]), ("下降72.62%", ["C73"])],
)
def test_an_item_of_the_three_moves_as_the_two_years_of_its_table_do(budget, said, broken) -> None:
    text = f"（二）公务接待费较2023年预算{said}，主要原因是压缩接待。\n\n（三）公务用车运行维护费较2023年预算增长1.27%。\n\n## 第三部分 部门预算表\n"
    assert doc(budget, text + SANGONG).broken() == broken


CODED = """{title}

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t1,000.00\t0.00\t1,000.00
206\t科学技术支出\t1,000.00\t0.00\t1,000.00
20604\t技术研究与开发\t320.00\t0.00\t320.00
2060404\t{name}\t320.00\t0.00\t320.00
20605\t科技条件与服务\t680.00\t0.00\t680.00
2060502\t技术创新服务体系\t300.00\t0.00\t300.00
2060503\t科技条件专项\t380.00\t0.00\t380.00

"""


@pytest.mark.parametrize(
    ("name", "broken"), [("科技成果转化与扩散", []), ("其他国际交流支出", ["C78c"])]
)
def test_one_code_of_two_tables_that_agree_on_all_others_has_one_name(budget, name, broken) -> None:
    tables = CODED.format(title="部门收入总表", name="科技成果转化与扩散") + CODED.format(
        title="部门支出总表", name=name
    )
    assert doc(budget, tables, HEAD).broken() == broken


SPENT = "# 2024年云江市青岚区水务局部门决算\n\n## 第二部分 情况说明\n\n{}\n\n## 第三部分 决算表\n\n"
GOALS = "部门组织对14个项目开展绩效自评，涉及全年{}资金218.00万元，占项目{}总额的100%。"


@pytest.mark.parametrize(("word", "broken"), [("预算", []), ("支出", ["C56"])])
def test_a_share_of_what_was_planned_is_not_taken_of_what_was_spent(budget, word, broken) -> None:
    table = CODED.format(title="支出决算表", name="科技成果转化与扩散")
    assert doc(budget, table, SPENT.format(GOALS.format(word, word))).broken() == broken


FUND = "### （五）政府性基金预算收支决算情况说明\n\n2024年度年初结转结余30.00万元。本年收入446.40万元，本年支出476.40万元。"
ALL = """收入支出决算总表

单位：万元

收 入\t\t支 出\t
项目\t决算数\t项目\t决算数
一、财政拨款收入\t1,230.50\t一、农林水支出\t1,230.50
本年收入合计\t1,230.50\t本年支出合计\t1,230.50
总计\t1,230.50\t总计\t1,230.50
"""


def test_income_told_under_the_heading_of_one_fund_is_that_of_the_fund(budget) -> None:
    assert doc(budget, ALL, SPENT.format(FUND)).broken() == []
    whole = FUND.replace("政府性基金预算收支", "收入支出").split("。")[0] + "。本年收入446.40万元。"
    assert doc(budget, ALL, SPENT.format(whole)).broken() == ["C54"]


def test_what_a_table_counts_in_is_no_name_of_a_unit(budget) -> None:
    named = CODED.replace("单位：万元", "部门：云江市青岚区水务局\n\n单位：万元")
    titles = ("部门收入总表", "部门支出总表", "财政拨款支出表")
    tables = "".join(named.format(title=t, name="科技成果转化与扩散") for t in titles)
    people = "附表\n\n人员及预算情况表\n\n单位：人、万元\n\n单位\t编制数\t基本支出\n局机关\t12\t300.00\n合计\t12\t300.00\n"
    assert {f.status for f in doc(budget, tables + people, HEAD).of("C80")} == {"ties"}
