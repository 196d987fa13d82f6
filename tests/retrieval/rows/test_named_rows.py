"""Projects named by a part of their names: added, as a share of all projects, in two years."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

OBSERVATORY = """# {year}年沙岬区气象台单位预算

表一
## 单位支出总表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
	合计	900.00	{basic}	{all}
2200504	气象事业机构	900.00	{basic}	{all}

表二
## 项目支出表
单位：万元
项目名称	合计	一般公共预算
合计	{all}	{all}
海岛雷达站续建与升级	{radar}	{radar}
探空气球购置	60.00	60.00
台风预警短信服务	40.00	40.00
台风预警平台租用	20.00	20.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    this = OBSERVATORY.format(year=2024, basic="700.00", all="200.00", radar="80.00")
    before = OBSERVATORY.format(year=2023, basic="650.00", all="250.00", radar="130.00")
    return library(tmp_path_factory.mktemp("named"), this, before)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("气象台2024年探空气球和台风预警短信两项合计多少？", "100.00"),
        ("气象台2024年探空气球占项目支出总额的比重是多少？", "30.00"),
        ("气象台2024年海岛雷达站升级项目比2023年少安排多少？", "-50.00"),
    ],
)
def test_projects_are_known_by_a_part_of_their_names(
    question: str, value: str, sources: Sources
) -> None:
    said = ask(question, sources)
    assert said.kind == "computed"
    assert Decimal(value) in [figure.value for figure in said.figures]


@pytest.mark.parametrize(
    "question",
    [
        "气象台2024年探空气球和地震台网两项合计多少？",
        "气象台2024年探空气球和台风预警两项合计多少？",
        "气象台2024年地震台网占项目支出总额的比重是多少？",
    ],
)
def test_a_missing_or_doubtful_operand_is_no_sum(question: str, sources: Sources) -> None:
    found = ask(question, sources)
    assert found.kind == "ambiguous" or not found.figures, found.text
    assert not any(figure.formula for figure in found.figures)
