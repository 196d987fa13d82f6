"""What is named loosely works under every operation: change, share, sum, difference, reason, later turns."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, budget, budget_2024, library

ECONOMIC = """
表四
## 一般公共预算基本支出表（按经济科目）
部门：北河市云江区财政局
单位：万元
科目编码	科目名称	金额
	合计	60.00
30201	办公费	9.00
30207	邮电费	11.00
30211	差旅费	13.00
30224	被装购置费	{uniforms}
"""
PROSE = """
## 第四部分 支出说明

2010608财政委托业务支出300.00万元，主要用于委托中介机构开展各类审计；
22102住房改革支出100.00万元，主要用于缴存与补贴职工住房；
2010601行政运行600.00万元，主要用于局机关人员工资和办公楼水电；
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    later = budget() + ECONOMIC.format(uniforms="27.00") + PROSE
    earlier = budget_2024() + ECONOMIC.format(uniforms="24.00")
    return library(tmp_path_factory.mktemp("restated"), later, earlier)


@pytest.mark.parametrize(
    ("question", "title", "wanted"),
    [
        ("云江财局2025年做制服发帽子的钱比2024年多了多少", "被装购置费", "3.00"),
        ("云江财局2025年做制服发帽子的钱占支出总计的百分之几", "被装购置费", "2.70"),
        ("云江财局2025年做制服发帽子的钱加上差旅费一共多少", "被装购置费", "40.00"),
        ("云江财局2025年做制服发帽子的钱比差旅费多多少", "被装购置费", "14.00"),
    ],
)
def test_a_loose_name_is_worked_with_as_the_item_it_means_and_it_is_said(
    question: str, title: str, wanted: str, sources: Sources
) -> None:
    found = ask(question, sources)
    assert found.text.startswith(f"按“{title}”理解。")
    assert Decimal(wanted) in {figure.value for figure in found.figures}


def test_what_an_item_is_said_to_be_for_names_the_item(sources: Sources) -> None:
    found = ask("云江财局2025年委托中介做审计的钱占支出总计的多大比例", sources)
    assert "按“财政委托业务支出”理解。" in found.text
    assert Decimal("30.00") in {figure.value for figure in found.figures}


def test_what_an_item_is_for_may_hold_an_and(sources: Sources) -> None:
    found = ask("云江财局2025年缴存与补贴职工住房的钱是多少", sources)
    assert found.text.startswith("按“住房改革支出”理解。")
    assert [figure.value for figure in found.figures] == [Decimal("100.00")]


def test_one_thing_of_several_that_an_item_is_for_does_not_name_it(sources: Sources) -> None:
    found = ask("云江财局2025年办公楼水电的钱占支出总计的多大比例", sources)
    assert Decimal("60.00") not in {figure.value for figure in found.figures}


@pytest.mark.parametrize(
    "question",
    [
        "云江财局2025年养大象喂猴子的钱比2024年多了多少",
        "云江财局2025年养大象喂猴子的钱占支出总计的多大比例",
        "云江财局2025年做制服发帽子的那家工厂是什么牌子",
        "云江财局2025年做制服发帽子的钱比养大象的钱多多少",
    ],
)
def test_what_no_item_means_stays_unanswered_under_every_operation(
    question: str, sources: Sources
) -> None:
    assert ask(question, sources).kind == "not_found"


def test_what_goes_on_goes_on_about_the_item_that_a_loose_name_was_taken_for(
    sources: Sources,
) -> None:
    found = ask(["云江财局2025年做制服发帽子的钱是多少", "占支出总计的百分之几呢"], sources)
    assert Decimal("2.70") in {figure.value for figure in found.figures}
    found = ask(["云江财局2025年做制服发帽子的钱是多少", "占养大象的钱的百分之几呢"], sources)
    assert found.kind == "not_found"


def test_which_of_two_is_more_may_be_asked_as_the_former(tmp_path: Path) -> None:
    earlier = budget_2024().replace("3.00", "1.00")
    both = library(tmp_path, budget(), earlier)
    found = ask("云江财局2025年公务接待费跟2024年的摆在一起,前者高出多少", both)
    assert Decimal("2.00") in {abs(figure.value) for figure in found.figures}
