"""Other words say the same, or they are refused with a reason that names what differs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.writing.arithmetic import Term, compute
from retrieval.writing.faithful import difference, with_formulas
from retrieval.writing.verify import Statement

A, B = "云江区财政局", "云江区水务局"
NAMES = (A, B, f"{A}本级")


def _draft(*texts: str) -> tuple[Statement, ...]:
    return tuple(Statement(text) for text in texts)


YEARS = _draft(
    f"2024年{A}图书馆（预算）为 138.00 万元[1]。", f"2025年{A}图书馆（预算）为 140.00 万元[2]。"
)
UNITS = _draft(
    f"2025年{A}培训费（预算）为 3.00 万元[1]。", f"2025年{B}培训费（预算）为 5.00 万元[2]。"
)
CHANGE = _draft(f"2025年{A}收入总计比上年增加 8.13 万元[1]，增长 0.24%[1]。")
NONE = _draft(f"文件写明2025年{A}没有政府性基金预算支出，金额为零[1][2]。")
RIVAL = _draft(
    f"2025年{A}三公经费在文件中前后不一致：“表七”为 19.93 万元[1]；“情况说明”为 19.53 万元[2]。请以原文核对。"
)


@pytest.mark.parametrize(
    ("draft", "text"),
    [
        (YEARS, f"{A}图书馆预算2024年为138.00万元[1]，2025年为140.00万元[2]。"),
        (
            YEARS,
            f"根据文件，{A}2024年图书馆的预算为138.00万元[1]；该局2025年图书馆预算则为140.00万元[2]。",
        ),
        (UNITS, f"2025年，{A}的培训费预算为3.00万元[1]，{B}为5.00万元[2]。"),
        (CHANGE, f"{A}2025年收入总计比上年增加8.13万元，增长0.24%[1]。"),
        (CHANGE, f"{A}2025年收入总计比上年增长 8.13 万元[1]，上升 0.24%[1]。"),
        (NONE, f"{A}2025年无政府性基金预算支出，金额为零[1][2]。"),
        (RIVAL, f"{A}2025年三公经费前后不一致，表七为19.93万元[1]，情况说明为19.53万元[2]。"),
    ],
)
def test_another_order_and_fewer_repetitions_say_the_same(
    draft: tuple[Statement, ...], text: str
) -> None:
    assert difference(text, draft, NAMES) == ""


@pytest.mark.parametrize(
    ("draft", "text", "reason"),
    [
        (YEARS, f"{A}图书馆预算2025年为138.00万元[1]，2024年为140.00万元[2]。", "年度"),
        (YEARS, f"{A}图书馆预算2024年为138.00万元[1]，为140.00万元[2]。", "年度"),
        (YEARS, f"{A}图书馆预算2024年为138.00万元[1]，2025年决算为140.00万元[2]。", "决算"),
        (YEARS, f"{A}图书馆预算2024年为140.00万元[1]，2025年为138.00万元[2]。", "数字"),
        (YEARS, f"{A}图书馆预算2024年为138.00万元[2]，2025年为140.00万元[1]。", "标记"),
        (YEARS, f"{A}图书馆预算2024年为138.00万元[1]。", "缺少"),
        (YEARS, f"{A}图书馆预算2024年为138.00万元，2025年为140.00万元。[1]", ""),
        (UNITS, f"2025年，{B}的培训费预算为3.00万元[1]，{A}为5.00万元[2]。", "单位名称"),
        (UNITS, f"2025年，{A}的培训费预算为3.00万元[1]，为5.00万元[2]。", "单位名称"),
        (UNITS, f"2025年，{A}本级的培训费预算为3.00万元[1]，{B}为5.00万元[2]。", "单位名称"),
        (UNITS, f"2025年，{A}的会议费预算为3.00万元[1]，{B}为5.00万元[2]。", "会议费"),
        (UNITS, f"2025年，{A}的培训费预算为3.00万元[1]，{B}少于5.00万元[2]。", "少于"),
        (UNITS, f"2025年，{A}的培训费预算为三万元[1]，{B}为5.00万元[2]。", "数字"),
        (UNITS, f"2025年，{A}的培训费预算为3.00万元[1]，其中{B}为5.00万元[2]。", "其中"),
        (UNITS, f"2025年，{A}的培训费预算共计3.00万元[1]，{B}为5.00万元[2]。", "共计"),
        (CHANGE, f"{A}2025年收入总计比上年减少8.13万元，下降0.24%[1]。", "减少"),
        (CHANGE, f"{A}2025年收入总计比上年增加8.13万元[1]。", "缺少"),
        (CHANGE, f"{A}2025年收入总计比上年增加8.13万元，增长0.24%[1]？", "？"),
        (NONE, f"{A}2025年有政府性基金预算支出，金额为零[1][2]。", "有"),
        (NONE, f"{A}2025年政府性基金预算支出为零[1][2]。", "无"),
        (RIVAL, f"{A}2025年三公经费为 19.93 万元[1]。", ""),
        (RIVAL, f"{A}2025年三公经费为 19.53 万元[2]。", ""),
        (RIVAL, f"{A}2025年三公经费表七为19.93万元[1]，情况说明为19.53万元[2]。", "不一致"),
    ],
)
def test_another_year_unit_item_figure_mark_or_direction_is_refused(
    draft: tuple[Statement, ...], text: str, reason: str
) -> None:
    found = difference(text, draft, NAMES)
    assert found
    assert reason.replace("？", "?") in found.replace("？", "?")


def test_two_units_in_one_comparison_cannot_change_places() -> None:
    terms = (Term(Decimal(5), "万元", "5.00", 1), Term(Decimal(3), "万元", "3.00", 2))
    computed = compute("difference", terms)
    assert computed is not None
    said = f"2025年{B}培训费多于2025年{A}培训费，差额：{computed.formula}[1][2]。"
    draft = (Statement(said, (computed,)),)
    assert difference(said.replace("差额：", "差额为"), draft, NAMES) == ""
    turned = said.replace(A, "@").replace(B, A).replace("@", B)
    assert "单位名称" in difference(turned, draft, NAMES)
    assert difference(said.replace("5.00", "3.00"), draft, NAMES)


def test_a_formula_is_written_as_the_draft_has_it_however_the_model_spaces_it() -> None:
    terms = (Term(Decimal(7), "万元", "7.00", 1), Term(Decimal(6), "万元", "6.00", 2))
    computed = compute("difference", terms)
    assert computed is not None
    draft = (Statement(f"增加 1 万元：{computed.formula}[1][2]。", (computed,)),)
    squeezed = "增加1万元：" + computed.formula.replace(" ", "").replace("−", "-") + "[1][2]。"
    assert computed.formula in with_formulas(squeezed, draft)
    assert difference(with_formulas(squeezed, draft), draft, NAMES) == ""


def test_a_word_shared_with_the_piece_before_may_only_be_left_out_whole() -> None:
    draft = _draft(f"2025年{A}非税收入为 3 万元[1]。", f"2025年{A}非税支出为 2 万元[2]。")
    assert difference(f"{A}2025年非税收入3万元[1]，非税支出2万元[2]。", draft, NAMES) == ""
    assert difference(f"{A}2025年非税收入3万元[1]，税支出2万元[2]。", draft, NAMES)
