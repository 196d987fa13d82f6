"""Parts that a sentence lists are chosen by their size, however the question is put."""

from pathlib import Path

import pytest

from tests.retrieval.budgets import ask, budget, library

PROSE = """

### 六、项目支出情况

综合事务经费100.00万元，其中：档案整理18.00万元，人力外包61.50万元，帮扶工作11.20万元，党建活动9.30万元。
"""


@pytest.mark.parametrize(
    ("question", "names"),
    [
        (
            "综合事务经费名下单笔超过11万元的都有谁，连金额一起说",
            ["人力外包", "档案整理", "帮扶工作"],
        ),
        ("综合事务经费里十二万元以上的有哪几项，各多少", ["人力外包", "档案整理"]),
        ("综合事务经费中低于十万元的有哪些", ["党建活动"]),
        ("综合事务经费里金额最大的两项是什么", ["人力外包", "档案整理"]),
    ],
)
def test_parts_of_a_sentence_are_chosen_by_size(
    tmp_path: Path, question: str, names: list[str]
) -> None:
    found = ask(f"云江区财政局2025年{question}？", library(tmp_path, budget() + PROSE))
    told = [line.split("：")[0] for line in found.text.splitlines() if "万元[" in line]
    assert told == names, found.text
