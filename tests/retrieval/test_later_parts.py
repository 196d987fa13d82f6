"""Later parts and turns keep their item; parts of the whole are never the whole."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.computed.parts import parts_of
from retrieval.scope.periods import read_periods
from retrieval.understand.places import place_of
from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, budget, library

FINAL = """# 2024年北河市云江区水利局部门决算

表一
## 收入决算表
部门：北河市云江区水利局
单位：万元
科目编码	科目名称	本年收入合计	财政拨款收入	其他收入
213	农林水支出	500.00	500.00	0.00
21303	水利	500.00	500.00	0.00
2130306	渠道养护	320.00	320.00	0.00
2130314	防汛抢险	180.00	180.00	0.00

表二
## 支出决算表
部门：北河市云江区水利局
单位：万元
科目编码	科目名称	年初预算数	调整预算数	决算数	完成年初预算%
213	农林水支出	470.00	520.00	510.00	108.51
21303	水利	470.00	520.00	510.00	108.51
2130306	渠道养护	300.00	340.00	325.00	108.33
2130314	防汛抢险	170.00	180.00	185.00	108.82

表三
## “三公”经费支出决算表
部门：北河市云江区水利局
单位：万元
项目	年初预算数	决算数	完成预算%
公务接待费	2.00	1.50	75.00
支出合计	20.00	18.00	90.00
"""


@pytest.fixture(scope="module")
def final(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("parts"), FINAL)


def _values(question: str | list[str], sources: Sources) -> list[Decimal | None]:
    return [figure.value for figure in ask(question, sources).figures]


def test_a_later_part_that_names_only_the_stage_keeps_the_item(final: Sources) -> None:
    found = _values("云江区水利局2024年防汛抢险的年初预算是多少，决算是多少？", final)
    assert found == [Decimal("170.00"), Decimal("185.00")]


def test_a_later_turn_about_completion_keeps_the_item(final: Sources) -> None:
    turns = ["云江区水利局2024年公务接待费决算多少？", "完成年初预算多少？"]
    assert _values(turns, final)[-1] == Decimal("75.00")


def test_a_printed_rate_of_completion_is_given_as_printed(final: Sources) -> None:
    found = _values("云江区水利局2024年渠道养护完成年初预算的百分之几", final)
    assert found[-1] == Decimal("108.33")


def test_the_total_of_a_part_is_never_the_total_of_the_unit(final: Sources) -> None:
    found = _values("云江区水利局2024年支出总计决算是多少", final)
    assert Decimal("18.00") not in found
    assert Decimal("20.00") not in found


def test_the_table_of_income_answers_where_it_is_named(final: Sources) -> None:
    found = _values("云江区水利局2024年收入决算表里渠道养护是多少", final)
    assert found == [Decimal("320.00")]


def test_the_adjusted_budget_is_a_stage_of_its_own(final: Sources) -> None:
    found = _values("云江区水利局2024年渠道养护，决算比调整预算少了多少？", final)
    assert Decimal("15.00") in map(abs, (value for value in found if value is not None))


def test_an_account_over_a_budget_is_a_difference(final: Sources) -> None:
    found = _values("云江区水利局2024年渠道养护决算超出年初预算多少万元？", final)
    assert Decimal("25.00") in found


def test_a_code_behind_a_comma_is_a_code(final: Sources) -> None:
    found = _values("云江区水利局2024年支出决算表中，21303水利的年初预算是多少？", final)
    assert found == [Decimal("470.00")]


def test_parts_in_one_enumeration_are_asked_on_their_own() -> None:
    assert len(parts_of(["某局公务用车有几辆、离退休人员几人？"])) == 2
    assert not parts_of(["某局因公出国多少批次、多少人次？"])


def test_the_document_named_behind_the_question_is_not_the_year_asked() -> None:
    periods = read_periods("某局2023年机关运行经费预算是多少?按2024年预算说明倒推")
    assert (periods.years, periods.source, periods.account) == ((2023,), 2024, "预算")


def test_a_share_in_a_later_turn_is_of_what_was_spoken_of(tmp_path: Path) -> None:
    text = budget().replace(
        "### 五、机关",
        "### 五之一\n\n政府采购预算 50.00 万元，其中：政府采购货物预算 20.00 万元。\n\n### 五、机关",
    )
    sources = library(tmp_path, text)
    turns = ["云江区财政局2025年政府采购预算一共多少？", "货物呢？", "占多大比例？"]
    assert _values(turns, sources)[-1] == Decimal("40.00")
    same = ["云江区财政局2025年有哪些采购？", "货物这一单占了采购总额多大比例？"]
    assert Decimal("5.00") not in _values(same, sources)
    alone = ["云江区财政局2025年机关运行经费预算是多少？", "占多大比例？"]
    assert Decimal("1000.00") not in _values(alone, sources)


def test_short_columns_under_the_cars_are_of_the_cars(tmp_path: Path) -> None:
    sources = library(tmp_path, budget().replace("公务用车运行维护费\n", "运行费\n"))
    items = {place_of(f).item for f in sources.facts([sources.catalogue[0].doc_id])}
    assert "公务用车运行费" in items
