"""What people say of themselves around a question asks nothing."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from retrieval.understand.asker import without_asker


@dataclass
class Row:
    doc_id: str = "a"
    name: str = "a.pdf"
    unit_name: str = "云江区财政局"
    fiscal_year: int = 2025
    kind: str = "部门预算"
    region: str = "云江区"


ASKED = "云江区财政局2025年收入总计是多少?"


@pytest.mark.parametrize(
    "around",
    [
        "我在写一篇稿子，{}",
        "作为一个居民，我想知道{}",
        "你们库里{}",
        "帮忙看看{}",
        "网上公布的{}",
        "急，{}谢谢。",
        "{}请标明出处。",
        "审计底稿要用，{}在第几页？",
        "记者问：{}",
    ],
)
def test_who_asks_and_what_for_is_left_out(around: str) -> None:
    assert without_asker(around.format(ASKED), [Row()]) == ASKED


def test_a_number_may_be_asked_for_without_a_question_word() -> None:
    assert without_asker("云江区财政局2025年收入总计给个数。", [Row()]).startswith(
        "云江区财政局2025年收入总计是多少"
    )


@pytest.mark.parametrize(
    "question",
    [
        "不算局本级，云江区财政局2025年办公费是多少？",
        "只看基本支出，云江区财政局2025年办公费是多少？",
        "和2024年比，云江区财政局2025年办公费多多少？",
        "水费、电费、邮电费，云江区财政局2025年一共多少？",
        "云江区财政局2025年水费和电费各多少，合计呢？",
        "扣除项目支出，云江区财政局2025年还剩多少？",
        "接待外宾，云江区财政局2025年花多少？",
    ],
)
def test_what_narrows_compares_or_adds_up_stays(question: str) -> None:
    assert without_asker(question, [Row()]) == question


def test_a_turn_that_only_thanks_stays_as_it_is() -> None:
    assert without_asker("谢谢", [Row()]) == "谢谢"
