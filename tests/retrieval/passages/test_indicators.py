"""Targets of indicators: by unit, by grade, by the side of the limit; never the money of the project."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

PARKS = """# 2025年沙岬市园林处单位预算

表一
## 项目支出表
单位：万元
项目名称	合计	一般公共预算
合计	300.00	300.00
湖面保洁服务	200.00	200.00
古桥维护修缮	100.00	100.00

表二
## 项目支出绩效表
项目名称	一级指标	二级指标	三级指标	指标值
湖面保洁服务	产出指标	数量指标	日均打捞量	≥18吨
湖面保洁服务	满意度指标	服务对象满意度	游客满意度	≥90%
古桥维护修缮	产出指标	成本指标	单座平均修缮成本	≤6.5万元

表三
## 部门职责绩效指标表
职责活动	绩效指标	优	良	中	差
花木培育	育苗数（株）	≥500	≥400	≥300	<300

表四
项目名称：码头清扫和栏杆擦洗　　　　主管部门：沙岬市园林处
指标名称	指标权重	计量单位	指标性质	指标值
码头清扫覆盖率	20	%	≥	98
擦洗人员数量	15	人	＝	14
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("aims"), PARKS)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("沙岬市园林处2025年湖面保洁日均打捞量目标不低于多少吨？", "18"),
        ("沙岬市园林处2025年古桥单座平均修缮成本不超过多少", "6.5"),
        ("沙岬市园林处2025年游客满意度要达到百分之多少", "90"),
        ("沙岬市园林处2025年绩效指标里育苗数评“良”要达到多少株", "400"),
        ("沙岬市园林处2025年育苗数多少株才能评“中”", "300"),
        ("沙岬市园林处2025年码头清扫项目，绩效目标要求擦洗人员有多少个？", "14"),
    ],
)
def test_a_target_is_read_beside_its_name(question: str, value: str, sources: Sources) -> None:
    said = ask(question, sources)
    assert [figure.value for figure in said.figures] == [Decimal(value)]


@pytest.mark.parametrize(
    "question",
    [
        "沙岬市园林处2025年育苗数指标是多少株",
        "沙岬市园林处2025年日均打捞量不超过多少吨",
        "沙岬市园林处2025年湖面保洁目标不低于多少公里",
        "沙岬市园林处2025年河道日均打捞量目标多少吨",
    ],
)
def test_a_grade_a_side_or_a_matter_that_is_not_printed_is_refused(
    question: str, sources: Sources
) -> None:
    assert not ask(question, sources).figures
