"""Words that frame a question are let be; words that narrow what is asked are not."""

from __future__ import annotations

import pytest

from retrieval.understand.residue import residue_of, without_stops


@pytest.mark.parametrize(
    "run",
    [
        "翻一下列的那张表", "归到那一栏的", "本子里头写着的", "排了", "走的", "这摊事备了",
        "一下子", "麻烦帮忙核实", "听说", "参照附表", "那张明细表上填的", "记在账上的", "挂在名下的",
    ],
)  # fmt: skip
def test_looking_placing_spending_and_politeness_say_nothing(run: str) -> None:
    assert without_stops(run) == []


@pytest.mark.parametrize(
    ("run", "said"),
    [
        ("开发的", "开"), ("局长看的", "长"), ("平均", "平均"), ("超过", "超"), ("租的", "租"),
        ("买", "买"), ("除掉", "除掉"), ("每户", "户"), ("照母山的", "照母山"), ("净", "净"),
        ("退回的", "退"), ("修", "修"), ("一半", "半"), ("其他", "他"),
    ],
)  # fmt: skip
def test_words_that_narrow_stay(run: str, said: str) -> None:
    assert any(said in left for left in without_stops(run)), without_stops(run)


def test_what_stands_beside_an_item_as_its_equal_is_not_let_be() -> None:
    assert residue_of("采购的东西和服务多少钱", ()) != residue_of("采购的服务多少钱", ())
