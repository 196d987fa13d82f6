"""Notes that there is none are answers, in any wording."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.retrieval.budgets import ask, library
from tests.retrieval.narratives import HARBOUR

NOTED = """# 2024年松峦市云岫区文化馆部门预算

## 第一部分 情况说明

2024年收入预算 300.00 万元。

表一
## 政府性基金支出预算表
单位：万元
科目编码	科目名称	金额

{note}

## 第二部分 名词解释

一、基本支出：指为保障机构正常运转而发生的支出。
"""


@pytest.mark.parametrize(
    "note",
    ["（无政府性基金支出）", "说明：本部门无相关收支项目。", "注：此表为空。", "注：本表无数据。"],
)
def test_a_note_under_an_empty_table_states_none(tmp_path: Path, note: str) -> None:
    found = ask("文化馆2024年政府性基金支出有多少", library(tmp_path, NOTED.format(note=note)))
    assert found.kind == "none_stated"
    assert found.citations


def test_a_bare_no_under_the_heading_states_none(tmp_path: Path) -> None:
    found = ask("港务局2024年国有资本经营预算支出情况", library(tmp_path, HARBOUR))
    assert found.kind == "none_stated"


def test_what_is_not_mentioned_at_all_is_not_stated_as_none(tmp_path: Path) -> None:
    assert ask("港务局2024年债务付息支出有多少", library(tmp_path, HARBOUR)).refused


WIDER = """# 2024年松峦市云岫区档案馆部门预算

## 第一部分 情况说明

2024年收入预算 300.00 万元。

2024年本部门无政府性基金预算财政拨款支出。

## 第二部分 名词解释

一、基本支出：指为保障机构正常运转而发生的支出。
"""


def test_a_note_denies_the_item_it_names_and_nothing_wider(tmp_path: Path) -> None:
    sources = library(tmp_path, WIDER)
    assert ask("档案馆2024年政府性基金支出有多少", sources).kind == "none_stated"
    assert ask("档案馆2024年财政拨款有多少", sources).kind != "none_stated"


AMONG_OTHERS = """# 2024年松峦市云岫区水文站部门预算

## 第一部分 情况说明

2024年“三公”经费预算安排由公务接待和公务用车两部分组成，按照厉行节约的要求从严控制，公务接待按批次和人数核定，车辆按编制核定。{said}因公出国（境）费按年度计划单独报批。

## 第二部分 名词解释

一、基本支出：指为保障机构正常运转而发生的支出。
"""


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("公务用车购置费未安排，上年购置1辆。", "none_stated"),
        ("2023年未安排公务用车购置费。", "not_found"),
        ("公务用车运行维护费未安排，上年购置1辆。", "not_found"),
    ],
)
def test_one_sentence_of_a_longer_paragraph_states_none(
    said: str, kind: str, tmp_path: Path
) -> None:
    sources = library(tmp_path, AMONG_OTHERS.format(said=said))
    assert ask("水文站2024年安排公务用车购置费了吗？多少？", sources).kind == kind


PLANS_NONE = """
2024年北河市云江区体育局部门预算
## 一、部门职责
负责场馆管理。
## 二、国有资产情况
2023年末固定资产35.47万元。2024年无新购资产计划。无单价100万元以上设备。
## 三、接待情况
全年国内公务接待7批次，共62人次，无外宾接待。有无障碍看台2处。
## 四、支出情况
（一）群众体育本年未安排，上年安排的健身步道项目已验收。
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("云江区体育局2024年有添置固定资产之类的计划么", "无新购资产计划"),
        ("云江区体育局2024年打算添置固定资产吗", "无新购资产计划"),
        ("云江区体育局2024年接待过外宾吗", "无外宾接待"),
        ("云江区体育局2024年群众体育为啥一分钱没安排", "已验收"),
    ],
)
def test_a_clause_that_denies_a_thing_answers_whether_there_is_one(
    tmp_path: Path, question: str, told: str
) -> None:
    assert told in ask(question, library(tmp_path, PLANS_NONE)).text


@pytest.mark.parametrize(
    "question", ["云江区体育局2024年有没有校车", "云江区体育局2024年有没有看台翻修的计划"]
)
def test_what_no_clause_denies_is_not_denied(tmp_path: Path, question: str) -> None:
    assert ask(question, library(tmp_path, PLANS_NONE)).refused
