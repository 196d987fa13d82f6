"""Several things in one question, under whatever words join them, are worked out from each of them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

PAPER = """# 2025年北河市云江区港务局部门预算

表一
## 部门支出总表
部门：北河市云江区港务局
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
	合计	1,000.00	640.00	360.00
221	住房保障支出	200.00	200.00	0.00
22102	住房改革支出	200.00	200.00	0.00
2210201	住房公积金	120.00	120.00	0.00
2210203	购房补贴	50.00	50.00	0.00
2210202	提租补贴	30.00	30.00	0.00
201	一般公共服务支出	300.00	40.00	260.00
20133	宣传事务	180.00	20.00	160.00
20132	组织事务	120.00	20.00	100.00
208	社会保障和就业支出	500.00	400.00	100.00

表二
## 项目支出表
部门：北河市云江区港务局
单位：万元
项目名称	合计	一般公共预算
合计	90.00	90.00
航标维护	60.00	60.00
岸线巡查（含夜间巡查）	30.00	30.00
"""

UNIT = "云江区港务局2025年"


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("compound"), PAPER)


def worked_out(turns: str, paper: Sources) -> list[tuple[Decimal, str | None]]:
    found = ask(turns.split(" || ") if " || " in turns else turns, paper)
    return [(figure.value, figure.unit) for figure in found.figures if figure.formula]


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        (f"{UNIT}住房公积金和购房补贴合计占住房保障支出的百分之几？", "85.00", "%"),
        (f"{UNIT}住房保障支出里，住房公积金、购房补贴一共占多少？", "85.00", "%"),
        (f"住房公积金加上购房补贴，占{UNIT}住房保障支出的几成？", "85.00", "%"),
        (f"提租补贴在{UNIT}住房保障支出里占到多少百分比？", "15.00", "%"),
        (f"{UNIT}宣传和组织这两块，哪块预算多，多多少？", "60.00", "万元"),
        (f"{UNIT}社会保障和就业支出扣掉住房保障支出以后是多少？", "300.00", "万元"),
        (f"{UNIT}购房补贴、社会保障和就业支出两项合计多少？", "550.00", "万元"),
        (f"{UNIT}航标维护加上购房补贴是多少钱？", "110.00", "万元"),
        ("云江区港务局的航标维护和购房补贴总计多少钱？", "110.00", "万元"),
        (f"{UNIT}住房保障支出是多少？ || 购房补贴在里面占几成？", "25.00", "%"),
        (f"{UNIT}住房改革支出是多少？ || 其中购房补贴占多少比例？", "25.00", "%"),
        (f"{UNIT}住房保障支出多少钱？ || 购房补贴占它的百分之几？", "25.00", "%"),
        (f"{UNIT}航标维护是多少？ || 加上购房补贴呢？", "110.00", "万元"),
        ("购房补贴在云江区港务局2025年住房保障支出中的占比是多少？", "25.00", "%"),
        (f"{UNIT}支出总计是多少？ || 那除掉住房保障支出，其余加起来有多少？", "800.00", "万元"),
        (f"{UNIT}住房保障支出有多少？ || 购房补贴占其中的百分之几？", "25.00", "%"),
        (f"{UNIT}航标维护外加购房补贴共需多少钱？", "110.00", "万元"),
        (f"{UNIT}住房公积金连同购房补贴占住房保障支出的百分之几？", "85.00", "%"),
        (f"{UNIT}航标维护多少？ || 把购房补贴也算上呢？", "110.00", "万元"),
        (f"{UNIT}社会保障和就业支出与住房保障支出孰多，相差几何？", "300.00", "万元"),
        (f"{UNIT}航标维护这块和购房补贴这块合并起来多少钱？", "110.00", "万元"),
    ],
)
def test_a_compound_question_is_worked_out(
    question: str, value: str, unit: str, paper: Sources
) -> None:
    assert worked_out(question, paper) == [(Decimal(value), unit)]


@pytest.mark.parametrize(
    "question",
    [
        f"{UNIT}住房公积金和灯塔补贴合计占住房保障支出的百分之几？",
        f"{UNIT}住房公积金和购房补贴合计占灯塔支出的百分之几？",
        f"{UNIT}宣传和灯塔这两块，哪块预算多，多多少？",
        f"{UNIT}灯塔建设是多少？ || 购房补贴在里面占几成？",
        f"{UNIT}住房公积金扣掉灯塔补贴以后是多少？",
        f"{UNIT}航标维护是多少？ || 加上灯塔补贴呢？",
    ],
)
def test_nothing_is_worked_out_of_what_the_paper_does_not_print(
    question: str, paper: Sources
) -> None:
    assert worked_out(question, paper) == []


RATE_ONLY = """# 2025年北河市云江区渔政局部门预算

## “三公”经费情况

（一）公务接待费较2024年预算下降20%，2024年预算为2.00万元。

（二）培训费较2024年预算下降10%。

表一
## “三公”经费支出表
部门：北河市云江区渔政局
单位：万元
项目	2025年预算
合计	9.60
公务接待费	1.60
公务用车运行维护费	8.00

表二
## 基本支出表
部门：北河市云江区渔政局
单位：万元
科目编码	科目名称	合计
	合计	20.00
30216	培训费	20.00
"""


def test_a_change_in_money_is_worked_out_where_only_its_rate_is_printed(tmp_path: Path) -> None:
    paper = library(tmp_path, RATE_ONLY)
    told = worked_out("云江区渔政局2025年的接待费比2024年少安排了多少？", paper)
    assert told == [(Decimal("-0.40"), "万元")]


def test_a_change_in_money_is_not_made_from_a_rate_alone(tmp_path: Path) -> None:
    paper = library(tmp_path, RATE_ONLY)
    assert worked_out("云江区渔政局2025年的培训费比2024年少安排了多少？", paper) == []


def test_the_rest_of_the_province_is_let_go_in_a_later_turn_too(tmp_path: Path) -> None:
    paper = library(tmp_path, RATE_ONLY)
    told = worked_out("北河云江区渔政局2025年公务接待费多少？ || 比2024年少多少？", paper)
    assert told == [(Decimal("-0.40"), "万元")]


def test_a_sum_is_never_told_for_a_share(paper: Sources) -> None:
    found = ask(f"{UNIT}灯塔支出里，住房公积金、购房补贴一共占多少？", paper)
    assert found.kind == "not_found"


ACCOUNT = """# 2024年北河市云江区航道局部门决算

## 部门决算单位构成
单位名称	编制数（人）	在职实有（人）
云江区航道局本级	40	37
云江区航标站	60	58
合计	100	95

公开04表
## 财政拨款收入支出决算总表
部门：北河市云江区航道局
单位：万元
收入		支出
项目	金额	项目	合计	一般公共预算财政拨款	政府性基金预算财政拨款
财政拨款收入	1,000.00	农林水支出	900.00	600.00	300.00
年初财政拨款结转和结余	20.00	年末财政拨款结转和结余	120.00	100.00	20.00
总计	1,020.00	总计	1,020.00	700.00	320.00

公开06表
## 一般公共预算财政拨款基本支出决算表
部门：北河市云江区航道局
单位：万元
科目编码	科目名称	金额
301	工资福利支出	300.00
30110	职工基本医疗保险缴费	30.00
"""


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("account"), ACCOUNT)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2024年末云江区航道局全系统还空着多少个编制？", "5"),
        ("云江区航道局2024年航标站空编几个？", "2"),
    ],
)
def test_empty_posts_are_worked_out_from_the_row_of_a_table(
    question: str, value: str, account: Sources
) -> None:
    assert [number for number, _ in worked_out(question, account)] == [Decimal(value)]


@pytest.mark.parametrize(
    "question",
    [
        "云江区航道局2024年财政给的钱里还有多少没用掉、要留到下一年？",
        "到2024年底，云江区航道局的财政拨款一共还结转结余多少？",
    ],
)
def test_what_is_left_of_the_money_is_told_by_what_is_carried_over(
    question: str, account: Sources
) -> None:
    assert [figure.value for figure in ask(question, account).figures] == [Decimal("120.00")]


def test_medicine_that_is_bought_is_not_told_by_an_insurance(account: Sources) -> None:
    assert ask("云江区航道局2024年买药一共花了多少钱？", account).kind != "found"


def test_one_year_is_not_told_for_three(paper: Sources) -> None:
    found = ask("云江区港务局航标维护，2025到2027三年按规划一共要投多少？", paper)
    assert found.kind == "not_found"


WAGES = """# 2025年北河市云江区气象站部门预算

表五
## 一般公共预算支出功能分类预算表
部门：北河市云江区气象站
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
	合计	500.00	400.00	100.00
220	自然资源海洋气象等支出	500.00	400.00	100.00

表六
## 一般公共预算基本支出部门预算经济分类预算表
部门：北河市云江区气象站
单位：万元
科目编码	科目名称	一般公共预算基本支出
		合计	人员经费	公用经费
301	工资福利支出	300.00	300.00	0.00
30101	基本工资	60.00	60.00	0.00
"""


def test_basic_spending_is_never_told_by_basic_wages(tmp_path: Path) -> None:
    found = ask("云江区气象站2025年基本支出是多少？", library(tmp_path, WAGES))
    assert not any(figure.item == "基本工资" for figure in found.figures)
