"""Rules that need a table or a sentence of their own: each ties on a clean document and finds one planted fault."""

from __future__ import annotations

import pytest

from extract.checks import RULES
from tests.extract.tables import INCOME

TITLES = {rule.id: rule.title for rule in RULES}

FISCAL = """
表六

## 财政拨款收支总表

部门：云江市青岚区水务局

单位：万元

收 入\t\t支 出\t\t\t
项目\t2024年预算\t项目\t合计\t一般公共预算\t政府性基金预算
一、一般公共预算拨款\t1,230.50\t一、社会保障和就业支出\t160.50\t160.50\t0.00
二、政府性基金预算拨款\t0.00\t二、卫生健康支出\t40.00\t40.00\t0.00
\t\t三、农林水支出\t1,030.00\t1,030.00\t0.00
收入总计\t1,230.50\t支出总计\t1,230.50\t1,230.50\t0.00
"""

BASIC = """
表八

## 一般公共预算基本支出表

部门：云江市青岚区水务局

单位：万元

科目编码\t科目名称\t合计\t人员经费\t公用经费
\t合计\t760.50\t672.30\t88.20
301\t工资福利支出\t640.00\t640.00\t0.00
30101\t基本工资\t533.00\t533.00\t0.00
30108\t机关事业单位基本养老保险缴费\t107.00\t107.00\t0.00
302\t商品和服务支出\t88.20\t0.00\t88.20
30201\t办公费\t75.40\t0.00\t75.40
30217\t公务接待费\t0.80\t0.00\t0.80
30231\t公务用车运行维护费\t12.00\t0.00\t12.00
303\t对个人和家庭的补助\t32.30\t32.30\t0.00
30302\t退休费\t32.30\t32.30\t0.00
"""

CARRIED = """
表九

## 政府性基金预算财政拨款收入支出表

部门：云江市青岚区水务局

单位：万元

科目编码\t科目名称\t年初结转和结余\t本年收入\t本年支出\t\t\t年末结转和结余
\t\t\t\t小计\t基本支出\t项目支出\t
\t合计\t12.00\t80.00\t90.00\t0.00\t90.00\t2.00
212\t城乡社区支出\t12.00\t80.00\t90.00\t0.00\t90.00\t2.00
21208\t国有土地使用权出让收入安排的支出\t12.00\t80.00\t90.00\t0.00\t90.00\t2.00
2120803\t城市建设支出\t12.00\t80.00\t90.00\t0.00\t90.00\t2.00
"""

ASSETS = """
表十

## 国有资产信息表

单位：元

项目\t年初数\t年末数
资产总额\t1,250,000.00\t1,420,000.00
一、流动资产\t500,000.00\t600,000.00
二、固定资产\t900,000.00\t1,000,000.00
（一）房屋\t600,000.00\t600,000.00
（二）车辆\t300,000.00\t400,000.00
减：累计折旧\t200,000.00\t250,000.00
三、在建工程\t0.00\t0.00
四、无形资产\t50,000.00\t70,000.00
"""

GRADES = """
表十一

## 部门绩效指标表

单位：万元

职责活动\t年度预算数\t绩效指标\t评价标准\t\t\t
\t\t\t优\t良\t中\t差
一、防汛\t500.00\t巡堤次数（次）\t≥15\t≥10\t≥8\t<8
二、取水管理\t20.00\t许可办结数（件）\t≥180\t≥120\t≥60\t<60
三、宣传\t5.00\t群众知晓率\t≥90%\t≥80%\t≥70%\t<70%
"""

RATES = """
表十二

## 项目绩效目标表

单位：万元

项目名称\t预算金额\t绩效指标\t目标值
防汛物资储备\t300.00\t物资合格率\t≥98%
堤防巡查\t200.00\t服务对象满意度\t≥95%
"""

CODED_GOALS = """
表十三

## 部门预算绩效项目情况表

单位：万元

科目编码\t科目名称\t项目名称\t项目金额\t绩效目标
2130314\t防汛\t防汛物资储备\t300.00\t保障汛期用料
2130314\t防汛\t堤防巡查\t150.00\t保障堤防安全
"""

PROJECTS = """
表十四

## 项目支出预算表

单位：万元

项目名称\t合计\t一般公共预算
合计\t500.00\t500.00
防汛物资储备\t300.00\t300.00
堤防巡查\t200.00\t200.00
"""

TASKS = """
表十五

## 部门重点任务表

单位：万元

一级项目\t任务名称\t金额
防汛物资储备\t采购编织袋\t120.00
防汛物资储备\t采购抽排设备\t180.00
堤防巡查\t汛前检查\t80.00
堤防巡查\t日常巡查\t120.00
"""

OPERATING = """
### 六、机关运行经费明细

2024年机关运行经费预算 88.20 万元，其中：办公费 75.40 万元、公务接待费 0.80 万元、公务用车运行维护费 12.00 万元。

### 七、项目支出

2024年项目支出 500.00 万元，分别是：防汛物资储备 300.00 万元，堤防巡查 200.00 万元。

### 八、财政拨款

2024年财政拨款收入 1,230.50 万元（一般公共预算 1,230.50 万元、政府性基金预算 0.00 万元）。
"""

PLANTED = [
    (FISCAL, "农林水支出\t1,030.00\t1,030.00\t0.00", "农林水支出\t1,030.00\t1,030.00\t6.00", "C27"),
    (FISCAL, "一、一般公共预算拨款\t1,230.50", "一、一般公共预算拨款\t1,320.50", "C44"),
    (FISCAL + INCOME, "\t合计\t1,260.50\t1,230.50\t0.00\t30.00", "\t合计\t1,260.50\t1,239.50\t0.00\t21.00", "C43"),
    (INCOME, "2130314\t防汛\t500.00\t470.00\t0.00\t30.00\n", "2130399\t防汛\t500.00\t470.00\t0.00\t30.00\n", "C36"),
    (BASIC, "公务接待费\t0.80\t0.00\t0.80", "公务接待费\t0.80\t0.00\t0.60", "C17"),
    (BASIC, "30201\t办公费\t75.40\t0.00\t75.40\n30217\t公务接待费\t0.80\t0.00\t0.80", "30201\t办公费\t74.20\t0.00\t74.20\n30217\t公务接待费\t2.00\t0.00\t2.00", "C47"),
    (CARRIED, "2120803\t城市建设支出\t12.00\t80.00\t90.00\t0.00\t90.00\t2.00", "2120803\t城市建设支出\t12.00\t80.00\t90.00\t0.00\t90.00\t20.00", "C28"),
    (ASSETS, "四、无形资产\t50,000.00\t70,000.00", "四、无形资产\t50,000.00\t10,000.00", "C29"),
    (GRADES, "≥15\t≥10\t≥8", "≥15\t≥18\t≥8", "C31"),
    (GRADES, "≥60\t<60", "≥60\t<80", "C31"),
    (RATES, "≥98%", "≥198%", "C30"),
    (CODED_GOALS, "堤防巡查\t150.00", "堤防巡查\t250.00", "C48"),
    (PROJECTS + CODED_GOALS.replace("150.00", "200.00"), "防汛物资储备\t300.00\t保障", "防汛物资储备\t200.00\t保障", "C49"),
    (PROJECTS + TASKS, "汛前检查\t80.00", "汛前检查\t30.00", "C50"),
    (OPERATING, "公务接待费 0.80 万元、", "公务接待费 0.30 万元、", "C60"),
    (OPERATING, "堤防巡查 200.00 万元。", "堤防巡查 220.00 万元。", "C66"),
    (OPERATING, "收入 1,230.50 万元（一般", "收入 1,203.50 万元（一般", "C55e"),
]  # fmt: skip


def with_more(budget, text):
    """The budget with more tables behind it; prose goes in front of its tables."""
    if text.lstrip().startswith("###"):
        return budget.with_(("\n表一\n", f"{text}\n表一\n"))
    return budget.with_(("C\t服务类\t15.00\n", f"C\t服务类\t15.00\n{text}"))


def loud(budget):
    """What breaks and is more than information."""
    return [f for f in budget.findings() if f.status == "broken" and f.severity != "info"]


@pytest.mark.parametrize(("text", "old", "new", "check"), PLANTED, ids=[f"{p[3]}-{i}" for i, p in enumerate(PLANTED)])  # fmt: skip
def test_one_planted_fault_gives_one_finding_of_its_rule(budget, text, old, new, check) -> None:
    clean = with_more(budget, text)
    assert [f.message for f in loud(clean)] == []
    assert {f.status for f in clean.of(check)} & {"ties", "rounding"}, f"{check} did not run"
    found = loud(clean.with_((old, new)))
    assert len(found) == 1, [f.message for f in found]
    assert found[0].check == check or TITLES[check] in found[0].message
    assert all(side.citation for f in found for side in (f.left, *f.right))


def test_a_fund_table_without_year_end_is_skipped_with_a_reason(budget) -> None:
    (finding,) = with_more(budget, FISCAL).of("C28")
    assert (finding.status, finding.reason) == (
        "skipped",
        "缺少同时列出年初结转、本年收入、本年支出、年末结转的表",
    )


def test_income_of_its_own_excuses_a_smaller_appropriation(budget) -> None:
    assert {f.status for f in with_more(budget, FISCAL).of("C37")} == {"skipped"}


def test_money_carried_over_is_not_held_against_single_funded_rules(budget) -> None:
    public = INCOME.replace("\t合计\t1,260.50\t1,230.50\t0.00\t30.00", "\t合计\t1,230.50\t1,230.50\t0.00\t0.00").replace(
        "500.00\t470.00\t0.00\t30.00", "470.00\t470.00\t0.00\t0.00").replace("1,060.00\t1,030.00\t0.00\t30.00", "1,030.00\t1,030.00\t0.00\t0.00")  # fmt: skip
    found = with_more(budget, public)
    assert {f.status for f in found.of("C35")} == {"skipped"}
    assert {f.status for f in found.of("C36")} == {"skipped"}


def test_a_list_of_projects_that_is_not_complete_is_a_part(budget) -> None:
    text = OPERATING.replace("分别是：防汛物资储备 300.00", "主要包括：防汛物资储备 200.00")
    assert {f.status for f in with_more(budget, text).of("C66")} == {"ties"}


def test_social_insurance_in_two_classifications_is_information(budget) -> None:
    basic = BASIC.replace("30101\t基本工资\t533.00\t533.00", "30101\t基本工资\t540.00\t540.00").replace("缴费\t107.00\t107.00", "缴费\t100.00\t100.00")  # fmt: skip
    apart = with_more(budget, FISCAL_FUNCTIONAL + basic).of("C46")
    assert {(f.status, f.severity) for f in apart} == {("broken", "info")}
    same = with_more(budget, FISCAL_FUNCTIONAL + BASIC).of("C46")
    assert {f.status for f in same} == {"ties"}


FISCAL_FUNCTIONAL = """
表十六

## 一般公共预算支出表（按功能科目）

部门：云江市青岚区水务局

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t1,260.50\t760.50\t500.00
208\t社会保障和就业支出\t160.50\t160.50\t0.00
20805\t行政事业单位养老支出\t160.50\t160.50\t0.00
2080505\t机关事业单位基本养老保险缴费支出\t107.00\t107.00\t0.00
2080506\t机关事业单位职业年金缴费支出\t53.50\t53.50\t0.00
210\t卫生健康支出\t40.00\t40.00\t0.00
21011\t行政事业单位医疗\t40.00\t40.00\t0.00
2101101\t行政单位医疗\t40.00\t40.00\t0.00
213\t农林水支出\t1,060.00\t560.00\t500.00
21303\t水利\t1,060.00\t560.00\t500.00
2130301\t行政运行\t560.00\t560.00\t0.00
2130314\t防汛\t500.00\t0.00\t500.00
"""


def test_a_figure_of_one_item_in_brackets_is_not_held_against_the_whole(budget) -> None:
    text = "\n### 六、具体使用情况\n\n农林水支出（类）水利（款）防汛（项）：2024年全部资金安排 500.00 万元（其中一般公共预算当年拨款 470.00 万元），主要用于防汛。\n"
    assert [f.message for f in loud(with_more(budget, text))] == []


def test_an_item_alone_under_a_heading_of_its_class_is_held_against_its_row(budget) -> None:
    text = "\n### 六、一般公共预算支出情况\n\n农林水支出（类）\n\n1.行政运行（项）支出 {} 万元，用于人员和公用经费。2.水利防汛（项）支出 {} 万元。\n"
    assert {f.status for f in with_more(budget, text.format("560.00", "500.00")).of("C57")} == {
        "ties"
    }
    for amounts, apart in ((("650.00", "500.00"), 900000), (("560.00", "510.00"), 100000)):
        found = with_more(budget, text.format(*amounts)).of("C57")
        assert [f.difference for f in found if f.status == "broken"] == [apart]


def test_money_carried_over_in_the_appropriation_is_no_part_of_this_years_table(budget) -> None:
    carried = FISCAL.replace(
        "二、政府性基金预算拨款\t0.00", "二、上年结转\t30.00").replace(
        "收入总计\t1,230.50\t支出总计\t1,230.50\t1,230.50\t0.00", "收入总计\t1,260.50\t支出总计\t1,260.50\t1,260.50\t0.00").replace(
        "农林水支出\t1,030.00\t1,030.00", "农林水支出\t1,060.00\t1,060.00")  # fmt: skip
    public = FISCAL_FUNCTIONAL.replace("1,260.50\t760.50\t500.00", "1,230.50\t760.50\t470.00").replace(
        "1,060.00\t560.00\t500.00", "1,030.00\t560.00\t470.00").replace("防汛\t500.00\t0.00\t500.00", "防汛\t470.00\t0.00\t470.00")  # fmt: skip
    assert {f.status for f in with_more(budget, carried + public).of("C38")} == {"ties"}
    by_fund = "二、上年结转\t50.00\t\t\t\t\n（一）一般公共预算拨款\t30.00\t\t\t\t\n（二）政府性基金预算拨款\t20.00"
    both = carried.replace("二、上年结转\t30.00", by_fund)
    assert {f.status for f in with_more(budget, both + public).of("C38")} == {"ties"}
    wrong = carried.replace("二、上年结转\t30.00", "二、上年结转\t20.00")
    assert {f.status for f in with_more(budget, wrong + public).of("C38")} == {"broken"}


def test_projects_of_one_item_share_its_code(budget) -> None:
    table = """
表十七

## 一般公共预算项目支出预算表

单位：万元

科目编码\t单位名称（科目、项目）\t项目编码\t金额
\t合计\t\t500.00
2130314\t防汛物资储备\t51T0001\t300.00
2130314\t堤防巡查\t51T0002\t200.00
"""
    assert loud(with_more(budget, table)) == []


def test_an_item_without_money_this_year_moves_as_well(prose_only) -> None:
    text = "2024年“三公”经费预算26.10万元，比上年减少20.30万元。公务接待费7.20万元，比上年减少0.80万元；公务用车运行维护费18.90万元，比上年减少1.50万元；公务用车购置费0万元，比上年减少18.00万元。"
    assert {f.status for f in prose_only(text).of("C70")} == {"ties"}
    wrong = text.replace("减少18.00", "减少13.00")
    assert {f.status for f in prose_only(wrong).of("C70")} == {"broken"}


def test_posts_by_kind_add_up_where_every_kind_is_listed(prose_only) -> None:
    text = "局机关编制数68名，其中行政编制31名、事业编制37名；实有在职人员63人。"
    assert {f.status for f in prose_only(text).of("C64b")} == {"ties"}
    assert {f.status for f in prose_only(text.replace("37", "39")).of("C64b")} == {"broken"}
    more = text.replace("31名、事业", "21名、行政附属编制10名、事业")
    assert {f.status for f in prose_only(more).of("C64b")} == {"ties"}


def test_the_change_row_of_the_sangong_table_holds_its_total_too(budget) -> None:
    row = "2024年\t12.80\t0.00\t0.80\t12.00\t0.00\t12.00\n"
    text = (row, f"{row}增减额\t-0.20\t0.00\t-0.20\t0.00\t0.00\t0.00\n")
    assert loud(budget.with_(text)) == []
    found = loud(budget.with_(text, ("增减额\t-0.20", "增减额\t0.20")))
    assert [f.check for f in found] == ["C20"]


def test_income_above_spending_in_one_list_is_a_balance(budget) -> None:
    table = """
表十八

## 收支预算总表

部门：云江市青岚区水务局

单位：万元

项目\t2024年预算
一、财政拨款收入\t1,230.50
二、其他收入\t0.00
本年收入合计\t1,230.50
上年结转\t30.00
收入总计\t1,260.50
一、社会保障和就业支出\t160.50
二、卫生健康支出\t40.00
三、农林水支出\t1,060.00
本年支出合计\t1,260.50
支出总计\t1,260.50
"""
    assert loud(with_more(budget, table)) == []
    found = loud(with_more(budget, table.replace("支出总计\t1,260.50", "支出总计\t1,206.50")))
    assert len(found) == 1


def test_a_list_of_items_that_was_cut_before_an_amount_is_not_held_against_the_total(
    prose_only,
) -> None:
    items = "2080501行政单位离退休支出15.68万元，用于离退休；\n\n2130301行政运行支出922.14万元，用于运行；\n\n2130306水利工程运行与维护支出758.86万元，用于维护；\n\n2130314防汛支出99.73万元，用于防汛。"
    head = "2024年部门预算支出1796.41万元。具体如下：\n\n"
    assert {f.status for f in prose_only(head + items).of("C55")} == {"ties"}
    cut = items.replace("运行与维护支出758.86", "运行与\n\n维护支出758.86")
    assert "broken" not in {f.status for f in prose_only(head + cut).of("C55")}
    wrong = items.replace("99.73", "89.73")
    assert {f.status for f in prose_only(head + wrong).of("C55")} == {"broken"}


def test_parts_that_stay_the_same_may_move_by_what_is_not_printed(prose_only) -> None:
    text = "2024年“三公”经费预算120万元，比上年减少1万元。公务接待费20万元，与上年持平；公务用车运行维护费100万元，与上年持平。"
    assert {f.status for f in prose_only(text).of("C70")} == {"rounding"}
    assert {f.status for f in prose_only(text.replace("减少1万元", "减少4万元")).of("C70")} == {"broken"}  # fmt: skip


def test_a_project_without_money_may_be_counted_or_not(budget) -> None:
    table = CODED_GOALS.replace("2130314\t防汛\t堤防巡查\t150.00", "2130314\t防汛\t堤防加固\t0.00\t保障堤防安全\n2130314\t防汛\t堤防巡查\t150.00")  # fmt: skip
    said = "\n### 六、绩效\n\n2024年本部门对3个项目编报了绩效目标，涉及资金450.00万元。\n"
    for text in (said, said.replace("3个", "2个")):
        both = with_more(with_more(budget, table), text)
        assert {f.status for f in both.of("C62")} <= {"ties"}
    other = "\n### 六、绩效\n\n2024年编报绩效目标的项目3个，涉及项目预算资金450.00万元。\n"
    assert {f.status for f in with_more(with_more(budget, table), other).of("C62")} == {"ties"}
    less = with_more(with_more(budget, table), other.replace("450.00", "405.00"))
    assert {f.status for f in less.of("C62")} == {"broken"}
    wrong = with_more(with_more(budget, table), said.replace("3个", "5个"))
    assert {f.status for f in wrong.of("C62")} == {"broken"}
