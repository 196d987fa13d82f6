"""Later turns that point back: at another stage, another column, a part, the figures before."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

FINAL = """# 2024年北河市云江区水利局部门决算

表一
## 收入支出决算总表
部门：北河市云江区水利局
单位：万元
项目	决算数	项目	决算数
本年收入合计	500.00	本年支出合计	510.00
年初结转和结余	30.00	年末结转和结余	20.00
总计	530.00	总计	530.00

表二
## 支出决算表
部门：北河市云江区水利局
单位：万元
科目编码	科目名称	本年支出合计	基本支出	项目支出
	合计	510.00	210.00	300.00
213	农林水支出	510.00	210.00	300.00
21303	水利	510.00	210.00	300.00
2130306	渠道养护	325.00	105.00	220.00
2130314	防汛抢险	185.00	105.00	80.00

表三
## 一般公共预算支出情况表
部门：北河市云江区水利局
单位：万元
科目编码	科目名称	年初预算数	调整预算数	决算数
2130306	渠道养护	300.00	340.00	325.00
2130314	防汛抢险	170.00	180.00	185.00

表四
## “三公”经费支出决算表
部门：北河市云江区水利局
单位：万元
项目	年初预算数	决算数
公务接待费	2.00	1.50
会议费	3.00	2.60
培训费	4.00	3.70
"""


@pytest.fixture(scope="module")
def final(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("back"), FINAL)


def _values(turns: list[str], sources: Sources) -> list[Decimal | None]:
    return [figure.value for figure in ask(turns, sources).figures]


UNIT = "云江区水利局2024年"


def test_the_first_budget_is_of_the_item_spoken_of(final: Sources) -> None:
    turns = [f"{UNIT}决算里防汛抢险花了多少？", "那年初给它批的是多少？"]
    assert _values(turns, final) == [Decimal("170.00")]


def test_what_was_spent_is_of_the_item_spoken_of_and_never_of_all(final: Sources) -> None:
    turns = [f"{UNIT}渠道养护的年初预算是多少？", "最后花出去多少？"]
    assert _values(turns, final) == [Decimal("325.00")]


def test_the_adjusted_budget_is_not_the_first_one(final: Sources) -> None:
    turns = [f"{UNIT}渠道养护决算是多少？", "年初预算呢？", "调整预算呢？"]
    assert _values(turns[:2], final) == [Decimal("300.00")]
    assert _values(turns, final) == [Decimal("340.00")]


def test_the_difference_of_two_stages_is_theirs(final: Sources) -> None:
    turns = [f"{UNIT}公务接待费花了多少？", "年初安排的是多少？", "差多少？"]
    assert _values(turns, final)[-1] == Decimal("0.50")


def test_another_column_is_of_the_same_row(final: Sources) -> None:
    turns = [f"{UNIT}渠道养护花了多少？", "其中项目支出有多少？", "基本支出呢？"]
    assert _values(turns, final) == [Decimal("105.00")]
    turns = [f"{UNIT}防汛抢险花了多少？", "项目支出里有多少是这项的？"]
    assert _values(turns, final) == [Decimal("80.00")]


def test_the_other_end_of_the_year_is_another_figure(final: Sources) -> None:
    turns = [f"{UNIT}年末结转和结余是多少？", "年初的呢？", "少了多少？"]
    assert _values(turns[:2], final) == [Decimal("30.00")]
    assert _values(turns, final)[-1] == Decimal("10.00")


def test_several_turns_are_added_up(final: Sources) -> None:
    turns = [f"{UNIT}公务接待费决算多少？", "会议费呢？", "培训费呢？", "三项合计多少？"]
    assert _values(turns, final)[-1] == Decimal("7.80")
    turns = [f"{UNIT}会议费决算花了多少钱？", "培训费有多少？", "这两项一共多少？"]
    assert _values(turns, final)[-1] == Decimal("6.30")


def test_more_items_than_were_spoken_of_are_not_added_up(final: Sources) -> None:
    turns = [f"{UNIT}公务接待费决算多少？", "会议费呢？", "四项合计多少？"]
    assert ask(turns, final).refused


def test_last_year_is_the_one_before_the_year_that_was_named(tmp_path: Path) -> None:
    text = FINAL.replace("2024年", "2025年").replace("水利局部门决算", "水利局部门预算")
    text = text.replace("年初预算数	决算数", "2024年预算数	2024年执行数	2025年预算数")
    text = text.replace("公务接待费	2.00	1.50", "公务接待费	2.00	1.50	1.80")
    text = text.replace("会议费	3.00	2.60", "会议费	3.00	2.60	2.50")
    text = text.replace("培训费	4.00	3.70", "培训费	4.00	3.70	3.50")
    turns = ["云江区水利局2025年公务接待费安排了多少？", "去年执行了多少？", "去年批的是多少？"]
    sources = library(tmp_path, text)
    assert _values(turns[:2], sources) == [Decimal("1.50")]
    assert _values(turns, sources) == [Decimal("2.00")]


def test_a_unit_that_nobody_knows_is_refused_by_name(final: Sources) -> None:
    said = ask([f"{UNIT}渠道养护花了多少？", "长征镇呢？"], final)
    assert said.refused
    assert "“长征镇”" in said.text


def test_the_largest_one_named_before_is_what_a_pronoun_means(final: Sources) -> None:
    turns = [f"{UNIT}水利下面哪个项级科目支出最大？", "它的年初预算是多少？"]
    assert _values(turns, final) == [Decimal("300.00")]


def test_a_largest_part_that_nobody_prints_is_never_the_whole(final: Sources) -> None:
    said = ask([f"{UNIT}公务接待费花了多少？", "这里头最大的一项是什么，占了多少万？"], final)
    assert said.refused


def test_another_item_put_in_place_is_asked_the_same(final: Sources) -> None:
    assert _values([f"{UNIT}会议费决算多少？", "换成培训费呢？"], final) == [Decimal("3.70")]


def test_what_a_turn_asks_besides_is_not_answered_by_the_same_figure_again(final: Sources) -> None:
    assert ask([f"{UNIT}渠道养护花了多少？", "由哪个单位花？"], final).refused
    assert ask([f"{UNIT}渠道养护花了多少？", "自筹出的呢？"], final).refused
    assert not ask([f"{UNIT}渠道养护花了多少？", "一共多少钱？"], final).refused


def test_the_larger_of_two_turns_is_told(final: Sources) -> None:
    turns = [f"{UNIT}会议费决算多少？", "培训费呢？", "哪个多？"]
    assert _values(turns, final)[-1] == Decimal("1.10")


def test_a_whole_is_not_added_to_its_parts(final: Sources) -> None:
    turns = [f"{UNIT}基本支出决算多少？", "人员经费呢？", "公用经费呢？", "合计呢？"]
    assert Decimal("210.00") not in _values(turns, final)


def test_a_figure_is_told_in_another_unit(final: Sources) -> None:
    said = ask([f"{UNIT}会议费决算多少？", "按元说呢？"], final)
    assert "26,000 元" in said.text


def test_what_was_spent_is_set_against_the_plan(final: Sources) -> None:
    turns = [f"{UNIT}公务接待费年初预算多少？", "决算呢？", "决算比年初少多少？"]
    assert _values(turns, final)[-1] == Decimal("0.50")


def test_each_of_two_turns_has_a_share_of_its_own(final: Sources) -> None:
    turns = [f"{UNIT}基本支出决算多少？", "项目支出呢？", "各占多少？"]
    said = ask(turns, final)
    assert len([figure for figure in said.figures if figure.unit == "%"]) == 2, said.text


def test_the_column_spoken_of_stays_for_another_row(final: Sources) -> None:
    turns = [f"{UNIT}项目支出里渠道养护多少？", "防汛抢险呢？"]
    assert _values(turns, final) == [Decimal("80.00")]


def test_what_is_left_is_the_gap_of_both_stages(final: Sources) -> None:
    turns = [f"{UNIT}公务接待费年初预算多少？", "实际花了多少？", "剩了多少？"]
    assert Decimal("0.50") in {abs(value or 0) for value in _values(turns, final)}
    assert "75" in ask([*turns[:2], "完成得怎么样？"], final).text


def test_a_turn_not_understood_in_full_is_added_up_in_full(tmp_path: Path) -> None:
    text = FINAL.replace("培训费	4.00	3.70", "水费	1.00	0.90\n电费	2.00	1.80")
    sources = library(tmp_path, text)
    turns = [f"{UNIT}会议费决算多少？", "水电费呢？", "这几样加起来呢？"]
    assert _values(turns, sources)[-1:] in ([Decimal("5.30")], [])


def test_what_was_carried_over_is_of_all_money(tmp_path: Path) -> None:
    text = FINAL + (
        "\n表五\n## 政府性基金预算财政拨款收入支出决算表\n部门：北河市云江区水利局\n单位：万元\n"
        "科目编码\t科目名称\t年初结转和结余\t本年收入\t本年支出\t年末结转和结余\n"
        "\t合计\t0.00\t9.00\t9.00\t0.00\n229\t其他支出\t0.00\t9.00\t9.00\t0.00\n"
    )
    sources = library(tmp_path, text)
    assert _values([f"{UNIT}年初结转和结余是多少？"], sources) == [Decimal("30.00")]
    turns = [f"{UNIT}年末结转和结余是多少？", "年初的呢？", "相差多少？"]
    assert abs(_values(turns, sources)[-1] or 0) == Decimal("10.00")


def test_a_stock_has_a_start_of_the_year_and_no_budget(tmp_path: Path) -> None:
    text = FINAL + "\n## 七、国有资产信息\n\n本部门2024年末银行存款66.00万元。\n"
    turns = [f"{UNIT}银行存款是多少？", "年初的呢？"]
    assert Decimal("66.00") not in _values(turns, library(tmp_path, text))
