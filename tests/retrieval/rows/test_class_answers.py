"""What a class is made of, of which class a row is, what its code is: asked in any ordinary words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.retrieval.budgets import ask, budget, library

PAPER = """# 2025年松溪县文化馆单位预算

## 第一部分 单位概况

松溪县文化馆内设3个部室。

## 第二部分 预算表

表一
## 单位支出总表
单位：松溪县文化馆
单位：万元
科目编码	科目名称	合计	基本支出	项目支出	上年结转安排
	合计	500.00	380.00	120.00	20.00
207	文化旅游体育与传媒支出	430.00	310.00	120.00	20.00
20701	文化和旅游	400.00	310.00	90.00	0.00
2070109	群众文化	400.00	310.00	90.00	0.00
20702	文物	30.00	0.00	30.00	20.00
2070204	文物保护	30.00	0.00	30.00	20.00
210	卫生健康支出	40.00	40.00	0.00	0.00
21011	行政事业单位医疗	40.00	40.00	0.00	0.00
2101102	事业单位医疗	28.00	28.00	0.00	0.00
2101103	公务员医疗补助	12.00	12.00	0.00	0.00
221	住房保障支出	30.00	30.00	0.00	0.00
22102	住房改革支出	30.00	30.00	0.00	0.00
2210201	住房公积金	30.00	30.00	0.00	0.00

表二
## 一般公共预算基本支出表
单位：松溪县文化馆
单位：万元
人员经费	人员经费	人员经费	公用经费	公用经费	公用经费
科目编码	科目名称	金额	科目编码	科目名称	金额
301	工资福利支出	300.00	302	商品和服务支出	50.00
30101	基本工资	180.00	30201	办公费	20.00
30107	绩效工资	120.00	30206	电费	5.00
303	对个人和家庭的补助	30.00	30213	维修（护）费	15.00
30302	退休费	22.00	30228	工会经费	6.00
30305	生活补助	8.00	30229	福利费	4.00

表三
## 国有资本经营预算支出表
单位：松溪县文化馆
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
注：本单位2025年没有国有资本经营预算安排的支出，故本表无数据。
"""

UNIT = "松溪县文化馆2025年"


@pytest.mark.parametrize(
    "wording",
    [
        "{}卫生健康支出花在哪几个科目，各花了多少？",
        "{}的卫生健康支出都包括什么，分别多少？",
        "{}卫生健康支出的明细？",
        "{}卫生健康支出都用到哪里去了，各自多少？",
        "请列出{}卫生健康支出的明细科目及金额。",
    ],
)
def test_a_class_with_one_group_is_told_by_the_subjects_in_it(wording: str, tmp_path: Path) -> None:
    found = ask(wording.format(UNIT), library(tmp_path, PAPER))
    assert [(f.item, str(f.value)) for f in found.figures] == [
        ("事业单位医疗", "28.00"),
        ("公务员医疗补助", "12.00"),
    ]


@pytest.mark.parametrize(
    "wording",
    [
        "{}支出按功能分成几类，每类多少？",
        "{}支出分到了哪几大类，每类多少钱？",
        "{}支出的结构是怎样的，按功能分类各多少？",
        "{}支出中，各功能大类的金额是多少？",
    ],
)
def test_all_spending_is_told_by_its_classes(wording: str, tmp_path: Path) -> None:
    found = ask(wording.format(UNIT), library(tmp_path, PAPER))
    assert [str(f.value) for f in found.figures] == ["430.00", "40.00", "30.00"]


def test_lists_side_by_side_are_one_list_of_economic_classes(tmp_path: Path) -> None:
    found = ask(
        f"{UNIT}一般公共预算基本支出按经济分类分成哪几类，每类多少？", library(tmp_path, PAPER)
    )
    assert [f.item for f in found.figures] == [
        "工资福利支出",
        "商品和服务支出",
        "对个人和家庭的补助",
    ]


def test_economic_classes_of_a_part_of_the_money_are_told_as_those_of_that_table(
    tmp_path: Path,
) -> None:
    found = ask(f"{UNIT}支出按经济分类分成哪几类，每类多少？", library(tmp_path, PAPER))
    assert "一般公共预算基本支出表”中的经济分类科目" in found.text
    assert [f.item for f in found.figures] == [
        "工资福利支出",
        "商品和服务支出",
        "对个人和家庭的补助",
    ]


def test_carried_over_money_is_told_by_the_subjects_it_is_in(tmp_path: Path) -> None:
    found = ask(f"{UNIT}把上年结转的钱放在了哪几个科目上？", library(tmp_path, PAPER))
    assert [(f.item, str(f.value)) for f in found.figures] == [("文物保护", "20.00")]


@pytest.mark.parametrize(
    "question",
    [
        "一般公共预算基本支出里，给个人和家庭的补助都有哪几项，各花了多少？",
        "补助给个人和家庭的钱有哪几项，分别多少？",
        "对个人和家庭的补助都包括哪些项目？",
    ],
)
def test_a_class_is_found_by_what_people_call_it(question: str, tmp_path: Path) -> None:
    found = ask(f"{UNIT}{question}", library(tmp_path, PAPER))
    assert [(f.item, str(f.value)) for f in found.figures] == [
        ("退休费", "22.00"),
        ("生活补助", "8.00"),
    ]


def test_which_items_means_the_innermost_rows(tmp_path: Path) -> None:
    found = ask(f"{UNIT}文化旅游体育与传媒支出包括哪几项，各多少？", library(tmp_path, PAPER))
    assert [f.item for f in found.figures] == ["群众文化", "文物保护"]


def test_how_many_subjects_a_class_has_is_counted_and_they_are_named(tmp_path: Path) -> None:
    found = ask(f"{UNIT}文化旅游体育与传媒支出下面有几个科目？", library(tmp_path, PAPER))
    assert "共 2 个" in found.text
    assert "文物" in found.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("公务员医疗补助属于哪一类支出？", "属于卫生健康支出（类）"),
        ("退休费在经济分类里算哪个大类？", "属于对个人和家庭的补助（类）"),
        ("维修（护）费属于哪类经济科目？", "属于商品和服务支出（类）"),
        ("文物保护归在哪个款下？", "文物（款）"),
        ("住房公积金的科目编码是多少？", "2210201"),
        ("科目编码2070204是什么科目？", "“文物保护”"),
    ],
)
def test_a_row_is_told_by_its_class_its_code_and_its_name(
    question: str, told: str, tmp_path: Path
) -> None:
    found = ask(f"{UNIT}{question}", library(tmp_path, PAPER))
    assert told in found.text
    assert found.citations
    assert not found.figures


@pytest.mark.parametrize(
    "question",
    [
        "卫生健康支出主要是哪些人看病用的？",
        "卫生健康支出为什么有这些科目？",
        "教育支出花在哪几个科目？",
        "口腔科属于哪一类支出？",
        "科目编码2070299是什么科目？",
        "结转到下年的钱放在哪几个科目？",
    ],
)
def test_what_the_tables_do_not_print_of_a_class_is_not_told(question: str, tmp_path: Path) -> None:
    found = ask(f"{UNIT}{question}", library(tmp_path, PAPER))
    assert not found.figures


def test_the_classes_of_another_paper_are_told_as_well(tmp_path: Path) -> None:
    found = ask("云江区财政局2025年支出按功能分成几类，每类多少？", library(tmp_path, budget()))
    assert [str(f.value) for f in found.figures] == ["900.00", "100.00"]


def test_the_largest_items_of_one_kind_of_money_are_told(tmp_path: Path) -> None:
    said = ask(f"{UNIT}公用经费里花钱最多的前两样是什么，各要多少？", library(tmp_path, PAPER)).text
    assert "办公费：20.00 万元" in said, said
    assert "维修（护）费：15.00 万元" in said
    assert "基本工资" not in said


def test_each_part_is_told_with_its_share_or_not_at_all(tmp_path: Path) -> None:
    said = ask(f"{UNIT}支出主要用在哪几个方面，各占多少？", library(tmp_path, PAPER)).text
    assert "430.00 万元 ÷ 500.00 万元 × 100% = 86.00%" in said, said
    assert "30.00 万元 ÷ 500.00 万元 × 100% = 6.00%" in said


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("发给个人和家庭的补助包括哪几项，各多少", "退休费：22.00 万元"),
        ("编码210-11-02那一行是什么科目", "事业单位医疗"),
    ],
)
def test_a_class_or_code_is_found_in_ordinary_words(
    tmp_path: Path, question: str, told: str
) -> None:
    assert told in ask(f"{UNIT}{question}？", library(tmp_path, PAPER)).text
