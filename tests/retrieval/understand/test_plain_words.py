"""Ways of putting a question that mean no more than a plainer one."""

from __future__ import annotations

import pytest

from retrieval.understand.plain_words import in_plain_words


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("甲局2025年办公费超出水费多少?", "甲局2025年办公费比水费多多少?"),
        ("甲局2025年办公费多少?顺便问下水费。", "甲局2025年办公费多少?水费是多少?"),
        ("甲局2025年劳务费相当于办公费的百分之几?", "甲局2025年劳务费占办公费的百分之几?"),
        ("甲局基本支出里有百分之多少是差旅费?", "甲局基本支出中差旅费占百分之多少?"),
        ("甲局住房改革支出的百分之几花在购房补贴上?", "甲局住房改革支出中购房补贴占百分之几?"),
        ("甲局水费同电费的差是多少", "甲局水费与电费之间的差额是多少"),
        ("甲局2025年水费同2024年相差多少?", "甲局2025年水费与2024年相差多少?"),
        ("甲局2025年水费一年间变了多少?", "甲局2025年水费比上年变化多少?"),
        ("甲局2025年水费,预算里给了几个钱?", "甲局2025年水费,预算里给了多少钱?"),
        ("甲局2025年水费批复了多少?", "甲局2025年水费安排了多少?"),
        ("甲局2025年水费核定数是多少?", "甲局2025年水费预算数是多少?"),
        ("甲局2025年水费和上年比怎么样?", "甲局2025年水费比上年变化多少?"),
        ("甲局2025年水费与2024年决算数相比有何变化?", "甲局2025年水费比2024年决算数变化多少?"),
    ],
)
def test_a_roundabout_way_of_asking_is_put_plainly(said: str, plain: str) -> None:
    assert in_plain_words(said) == plain


@pytest.mark.parametrize(
    "said",
    [
        "甲局2025年支出超出年初预算多少?",
        "甲局2025年水费同比增加多少?",
        "甲局核定编制数是多少?",
        "甲局2025年超出了多少?",
        "甲局2024年同期水费的差是多少?",
    ],
)
def test_what_means_something_else_stays(said: str) -> None:
    assert in_plain_words(said) == said
