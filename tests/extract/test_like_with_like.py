"""Figures are compared with, and taken as, what they are: 总计 or 本年合计, 决算 or 预算, whole or part."""

from __future__ import annotations

ACCOUNT = "# 云江市青岚区第二医院2023年度部门决算\n\n## 第二部分 2023年度部门决算表\n\n"
BUDGET = "# 2024年云江市青岚区水务局部门预算\n\n## 第三部分 部门预算表\n\n"


def doc(budget, text: str, head: str = BUDGET):
    return type(budget)(budget.read, head + text)


NATIONAL = """收入支出决算总表

单位：万元

收入\t\t\t支出\t\t
项目\t行次\t金额\t项目\t行次\t金额
栏次\t\t1\t栏次\t\t2
一、一般公共预算财政拨款收入\t1\t905.98\t一、社会保障和就业支出\t11\t160.00
二、事业收入\t2\t480.62\t二、卫生健康支出\t12\t1,190.00
三、其他收入\t3\t15.40\t三、住房保障支出\t13\t22.00
本年收入合计\t4\t1,402.00\t本年支出合计\t14\t1,372.00
年初结转和结余\t5\t18.60\t年末结转和结余\t15\t48.60
总计\t6\t1,420.60\t总计\t16\t1,420.60
"""

ACCOUNT_PROSE = """
## 第三部分 情况说明

2023年度收、支总计均为1,420.60万元。2023年度一般公共预算财政拨款支出931.20万元。

“三公”经费财政拨款支出预算为8.00万元，支出决算为5.00万元，完成预算的62.50%。
"""


def test_line_and_column_numbers_are_no_words(budget) -> None:
    record = doc(budget, NATIONAL + ACCOUNT_PROSE, ACCOUNT).record()
    values = {name: str(figure.value) for name, figure in record.figures.items()}
    assert values["total_income"] == values["total_expenditure"] == "1420.60"
    assert values["general_public_budget"] == "905.98"
    assert values["prior_year_carryover"] == "18.60"


def test_a_changed_class_of_the_national_form_breaks_its_sum(budget) -> None:
    assert doc(budget, NATIONAL + ACCOUNT_PROSE, ACCOUNT).broken() == []
    wrong = NATIONAL.replace("13\t22.00", "13\t20.00")
    assert doc(budget, wrong + ACCOUNT_PROSE, ACCOUNT).broken() == ["C11"]


def test_a_final_account_takes_the_outturn_of_prose(budget) -> None:
    record = doc(budget, ACCOUNT_PROSE, ACCOUNT).record()
    assert str(record.figures["sangong_total"].value) == "5.00"
    assert record.figures["general_public_budget"].state == "not_stated"


INCOME_ONLY = """收入决算表

单位：万元

科目编码\t科目名称\t本年收入合计\t财政拨款收入\t事业收入
\t合计\t1,402.00\t921.38\t480.62
210\t卫生健康支出\t1,402.00\t921.38\t480.62
"""


def test_a_total_with_carry_over_is_not_compared_with_this_years(budget) -> None:
    whole = doc(budget, INCOME_ONLY + ACCOUNT_PROSE, ACCOUNT)
    assert whole.broken() == []
    assert str(whole.record().figures["total_income"].value) == "1420.60"


FUNDS_BESIDE = """部门支出预算表

单位：万元

科目编码\t科目名称\t合计\t一般公共预算\t\t\t单位资金
\t\t\t小计\t基本支出\t项目支出\t
201\t一般公共服务支出\t748.40\t628.40\t500.00\t128.40\t120.00
20106\t财政事务\t748.40\t628.40\t500.00\t128.40\t120.00
2010601\t行政运行\t500.00\t500.00\t500.00\t\t
2010608\t财政委托业务支出\t248.40\t128.40\t\t128.40\t120.00
合计\t\t748.40\t628.40\t500.00\t128.40\t120.00
"""
SAID = "\n## 说明\n\n部门预算总支出748.40万元，其中：基本支出500.00万元，项目支出248.40万元。\n"


def test_project_spending_of_one_fund_is_not_that_of_the_department(budget) -> None:
    both = doc(budget, FUNDS_BESIDE + SAID)
    assert both.broken() == []
    assert str(both.record().figures["project_expenditure"].value) == "248.40"


def test_a_row_of_one_fund_alone_has_its_split(budget) -> None:
    rows = {
        row.values["code"]: row.values
        for row in doc(budget, FUNDS_BESIDE).record().lists["functional"]
    }
    assert rows["2010601"]["basic"] == "500.00"
    assert rows["2010608"]["project"] is None


OF_WHICH = """部门支出预算表

单位：万元

科目编码\t科目名称\t合计\t其中\t
\t\t\t基本支出\t项目支出
\t合计\t90.00\t50.00\t40.00
214\t交通运输支出\t90.00\t50.00\t40.00
"""


def test_a_bare_of_which_stands_over_basic_and_project(budget) -> None:
    row = doc(budget, OF_WHICH).record().lists["functional"][0].values
    assert (row["basic"], row["project"]) == ("50.00", "40.00")
    assert doc(
        budget,
        OF_WHICH.replace("214\t交通运输支出\t90.00\t50.00", "214\t交通运输支出\t90.00\t51.00"),
    ).broken()


PROCUREMENT = """政府采购预算表

单位：万元

采购项目\t采购品目\t数量\t面向中小企业预留资金\t合计
运维服务\tC02服务\t1\t88.00\t220.00
复印纸\tA09用品\t120\t2.40\t2.40
合计\t\t\t90.40\t222.40
"""


def test_the_share_for_small_firms_is_not_the_procurement_total(budget) -> None:
    assert str(doc(budget, PROCUREMENT).record().figures["procurement_total"].value) == "222.40"


SANGONG_ROW = """一般公共预算“三公”经费支出预算表

单位：万元

“三公”经费合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费
\t\t小计\t公务用车购置费\t公务用车运行费\t
1\t2\t3\t4\t5\t6
19.50\t\t9.00\t\t9.00\t10.50
"""


def test_one_row_of_sangong_figures_needs_no_label(budget) -> None:
    figures = doc(budget, SANGONG_ROW).record().figures
    assert str(figures["sangong_total"].value) == "19.50"
    assert str(figures["sangong_reception"].value) == "10.50"
    assert doc(budget, SANGONG_ROW.replace("19.50", "20.50")).broken() == ["C18"]


def test_a_fund_of_the_text_is_compared_with_the_table(budget) -> None:
    said = "\n## 说明\n\n2024年政府性基金预算财政拨款{}万元。\n"
    table = """政府性基金预算支出表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t150.00\t\t150.00
212\t城乡社区支出\t150.00\t\t150.00
"""
    assert doc(budget, table + said.format("150.00")).broken() == []
    assert doc(budget, table + said.format("105.00")).broken() == ["C54"]


def test_appropriation_of_sangong_is_not_all_appropriation(budget) -> None:
    text = "“三公”经费财政拨款支出预算12.80万元，比上年减少0.20万元。"
    assert (
        budget.with_(("2024年“三公”经费预算 12.80 万元，比2023年减少 0.20 万元。", text)).broken()
        == []
    )


def test_an_item_cut_by_the_page_is_no_total(prose_only) -> None:
    cut = "1.社会保障和就业支出（类）行政单位养老支出（款）机关单位养老保险缴费\n\n支出（项）173.80万元。"
    assert prose_only(cut).record().figures["total_expenditure"].state == "not_stated"


THREE_LISTS = """收支总表

单位：万元

收入\t\t支出\t\t\t
项目\t预算数\t功能分类\t预算数\t支出用途\t预算数
一、一般公共预算资金\t500.00\t一、卫生健康支出\t360.00\t一、基本支出\t380.00
二、其他收入\t20.00\t二、住房保障支出\t160.00\t二、项目支出\t140.00
本年收入合计\t520.00\t本年支出合计\t520.00\t\t
上年结转结余\t\t年终结转结余\t\t\t
收入总计\t520.00\t支出总计\t520.00\t支出总计\t520.00
"""


def test_a_third_list_beside_two_has_rows_of_its_own(budget) -> None:
    three = doc(budget, THREE_LISTS)
    assert three.broken() == []
    assert str(three.record().figures["project_expenditure"].value) == "140.00"


SOURCES = """收支总表

单位：万元

收入\t\t支出\t
项目\t预算数\t项目\t预算数
一般公共预算拨款收入\t500.00\t卫生健康支出\t360.00
政府性基金预算拨款收入\t20.00\t住房保障支出\t160.00
事业收入\t\t\t
本年收入合计\t520.00\t本年支出合计\t520.00
收入总计\t520.00\t支出总计\t520.00
"""


def test_the_appropriation_of_one_fund_is_not_all_appropriation(budget) -> None:
    assert doc(budget, SOURCES).broken() == []
    assert doc(budget, SOURCES.replace("500.00", "510.00")).broken() == ["C11b"]


ACTIVITIES = """部门职责-工作活动绩效目标表

单位：万元

职责活动\t年度预算数\t绩效指标\t指标值
一、食品安全监管\t60.00\t\t
食品抽检\t40.00\t抽检批次\t180批次
快检车运行\t20.00\t任务完成率\t≥98%
二、综合管理\t30.00\t\t
信息系统运维\t30.00\t系统可用率\t≥99%
合计\t90.00\t\t
"""


def test_activities_are_counted_with_their_duty_once(budget) -> None:
    assert doc(budget, ACTIVITIES).broken() == []


SPLIT_FURTHER = """一般公共预算支出表

单位：元

科目编码\t科目名称\t合计\t基本支出\t\t\t项目支出
\t\t\t小计\t人员经费\t公用经费\t
208\t社会保障和就业支出\t900,000.00\t700,000.00\t600,000.00\t100,000.00\t200,000.00
20802\t民政管理事务\t900,000.00\t700,000.00\t600,000.00\t100,000.00\t200,000.00
合计\t\t900,000.00\t700,000.00\t600,000.00\t100,000.00\t200,000.00

部门基本支出预算表

单位：元

项目名称\t功能科目编码\t部门经济科目编码\t部门经济科目名称\t金额
人员工资\t2080201\t30101\t基本工资\t600,000.00
一般公用经费\t2080201\t30201\t办公费\t100,000.00
合计\t\t\t\t700,000.00
"""


def test_what_basic_spending_is_for_is_no_project(budget) -> None:
    figures = doc(budget, SPLIT_FURTHER).record().figures
    assert str(figures["project_expenditure"].value) == "20"
    assert str(figures["personnel_expenditure"].value) == "60"
    assert str(figures["public_expenditure"].value) == "10"


def test_a_sentence_of_its_own_compares_the_whole_not_the_part_printed_last(prose_only) -> None:
    text = "2024年总收入{}万元，其中：一般公共预算700.00万元，单位资金0万元。与上年对比增加60.00万元，增长8.33%。"
    whole = prose_only(text.format("780.00"))
    assert whole.broken() == []
    figures = whole.record().figures
    assert str(figures["income_change_amount"].value) == "60.00"
    assert str(figures["income_change_percent"].value) == "8.33"


def test_a_sentence_that_names_its_figure_compares_that_one(prose_only) -> None:
    text = "资产总额1862.00万元，其中，固定资产1729.00万元，在建工程133.00万元。与上年相比，资产总额增加{}万元。"
    assert prose_only(text.format("148.00")).broken() == []
    assert "C71" in prose_only(text.format("2148.00")).broken()


def test_a_share_of_sangong_is_taken_of_sangong(budget) -> None:
    table = (
        SANGONG_ROW
        + """
政府采购支出表

单位：万元

品目名称\t采购数量\t合计
合计\t\t642.90
办公设备\t5\t642.90
"""
    )
    said = "\n## 说明\n\n公务接待费支出10.50万元，占{}%。\n"
    assert doc(budget, table + said.format("53.85")).broken() == []
    assert doc(budget, table + said.format("58.85")).broken() == ["C56"]
