"""Figure questions in every class, over invented budgets of two years."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, budget, budget_2024, library

PERFORMANCE = """
### 六、预算绩效管理情况

{year}年本部门共4个项目编制了绩效目标，涉及金额 210.50 万元。

### 七、国有资产占有使用情况

截至2024年8月31日，本部门共有车辆 3 辆，其中机要通信用车 1 辆、其他用车 2 辆。

## 第三部分 名词解释
"""

PURCHASES = """
表四
## 政府采购预算表
部门：北河市云江区财政局
单位：万元
采购品目	采购金额
合计	60.00
台式计算机（20万以下）	10.00
台式计算机（20万以上）	30.00
物业管理服务	20.00
"""


def full(text: str, year: str) -> str:
    section = PERFORMANCE.replace("{year}", year)
    return text.replace("\n## 第三部分 名词解释\n", section) + PURCHASES


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    folder = tmp_path_factory.mktemp("questions")
    return library(folder, full(budget(), "2025"), full(budget_2024(), "2024"))


def values(question: str, sources: Sources) -> list[Decimal]:
    return [figure.value for figure in ask(question, sources).figures]


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("云江财局2025年三公经费预算合计多少万元", ["15.00"]),
        ("云江财局2025年一共要花多少钱", ["1000.00"]),
        ("云江财局2025年总共花多少", ["1000.00"]),
        ("云江财局2025年一共有多少钱", ["1000.00"]),
        ("云江财局2025年三公经费里的公务接待费", ["3.00"]),
        ("云江财局2025年应酬花了多少", ["3.00"]),
        ("云江财局2025年油钱多少", ["12.00"]),
        ("云江财局2025年住房公基金多少", ["100.00"]),
        ("云江财局2025年采购物业管理服务花多少钱", ["20.00"]),
        ("云江财局2025年采购台式计算机（20万以下）多少钱", ["10.00"]),
    ],
)
def test_how_much_is_never_read_as_more_or_less(
    sources: Sources, question: str, wanted: list[str]
) -> None:
    assert values(question, sources) == [Decimal(value) for value in wanted]


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("云江财局2025年三公经费是多少，比上年减少多少", ["15.00", "-2.00"]),
        ("云江财局2025年编制多少人，实有多少人", ["32", "30"]),
        ("云江财局2025年有几个项目编制了绩效目标，涉及金额多少", ["4", "210.50"]),
        ("云江财局2025年一般公共服务支出里，基本支出和项目支出各多少", ["600.00", "300.00"]),
        ("云江财局2024年和2025年收入总计各是多少", ["800.00", "1000.00"]),
        ("截至2024年8月31日云江财局有多少辆车", ["3"]),
    ],
)
def test_every_figure_asked_for_is_answered(
    sources: Sources, question: str, wanted: list[str]
) -> None:
    found = values(question, sources)
    assert [Decimal(value) for value in wanted] == found[: len(wanted)]


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("云江财局2025年基本支出比项目支出多多少", "400.00"),
        ("云江财局2025年一般公共服务支出中，基本支出比项目支出多多少", "300.00"),
        ("云江财局的基本支出，2025年比2024年多多少元", "100.00"),
        ("云江财局2024年和2025年两年收入总计相加", "1800.00"),
        ("云江财局2025年三公经费、机关运行经费、住房公积金三项加起来", "195.00"),
        ("云江财局2025年物业管理服务占采购的比重", "33.33"),
    ],
)
def test_what_is_computed_stands_with_its_formula(
    sources: Sources, question: str, result: str
) -> None:
    found = ask(question, sources)
    assert found.kind == "computed", found.text
    assert Decimal(result) in [figure.value for figure in found.figures if figure.formula]


def test_the_larger_of_two_is_named(sources: Sources) -> None:
    found = ask("云江财局2025年基本支出和项目支出哪个多，差多少", sources)
    assert "基本支出多于项目支出" in found.text


@pytest.mark.parametrize(
    "question",
    [
        "云江财局2025年住房公积金收入多少",
        "云江财局2025年3月花了多少钱",
        "云江财局2025年公务接待多少人次",
        "云江财局2025年下级补助收入多少",
        "云江财局2025年每辆车平均油钱多少",
    ],
)
def test_what_only_sounds_alike_is_refused(sources: Sources, question: str) -> None:
    assert not values(question, sources)


def test_a_part_that_finds_nothing_is_named(sources: Sources) -> None:
    found = ask("云江财局2025年三公经费多少，局长工资多少", sources)
    assert found.figures[0].value == Decimal("15.00")
    assert "“局长工资多少”：未找到" in found.text


def test_units_are_paired_with_the_year_beside_them(tmp_path: Path) -> None:
    other = budget().replace("北河市云江区财政局", "北河市明湖区水务局")
    other = other.replace("云江区财政局", "明湖区水务局").replace("2025年", "2023年")
    pair = library(tmp_path, budget_2024(), other)
    found = ask("云江区财政局2024年和明湖区水务局2023年相比，收入总计谁多、差多少", pair)
    assert [f.value for f in found.figures] == [Decimal("800"), Decimal("1000"), Decimal("200")]
