"""Projects by what a column says of them; a list of all never answers a condition."""

from __future__ import annotations

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

HOSPITAL = """# 2025年沙岬县妇幼保健院单位预算

表一
## 项目支出预算表
单位：万元
序号	项目名称	合计	财政拨款（含上年结转）	单位自有资金
	合计	700.00	400.00	300.00
1	婚前医学检查	100.00	100.00	0.00
2	产前诊断设备购置	400.00	300.00	100.00
3	门诊楼装修	200.00		200.00

附表2
## 项目支出绩效自评汇总表
单位：万元
项目名称	全年预算数	全年执行数	执行率	自评得分	等级
婚前医学检查	100.00	98.00	98.00%	97	优
产前诊断设备购置	400.00	300.00	75.00%	82	良
门诊楼装修	200.00	190.00	95.00%	95	优
合计	700.00	588.00	84.00%
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("conditioned"), HOSPITAL)


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        (
            "2025年哪些项目完全不用财政拨款、全靠单位自有资金？",
            ["门诊楼装修：200.00"],
            ["婚前", "产前"],
        ),
        ("2025年只用财政拨款的项目有哪些", ["婚前医学检查：100.00"], ["产前", "门诊楼"]),
        ("2025年自评等级为“优”的项目有哪些？", ["婚前医学检查：优", "门诊楼装修：优"], ["产前"]),
        (
            "2025年自评得分最低的项目是哪个，多少分？",
            ["产前诊断设备购置：82 分"],
            ["婚前", "未找到"],
        ),
        ("2025年婚前检查和门诊楼装修哪个项目执行率更高？", ["98.00%", "95.00%"], ["合计"]),
        ("2025年项目里花财政拨款的那几个加起来是多少", ["= 400.00 万元"], ["门诊楼", "700"]),
        ("2025年没有用专户资金的项目是哪些？", [], ["婚前", "产前", "门诊楼"]),
        ("2025年自评为“差”的项目有哪些？", [], ["婚前", "产前", "门诊楼"]),
    ],
)
def test_only_the_rows_that_fulfil_the_condition_are_told(
    question: str, told: list[str], untold: list[str], sources: Sources
) -> None:
    said = ask("沙岬县妇幼保健院" + question, sources)
    assert all(words in said.text for words in told), said.text
    assert not [words for words in untold if words in said.text], said.text
