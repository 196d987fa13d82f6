"""Faults in the prose: a pattern in a paragraph, and what is put in its place.

Takes a Disclosure and a seeded source, gives the Disclosure with one paragraph changed and the
Planted truth; raises NotHere where no paragraph has the pattern.

    TextFault('share_wrong', 'expenditure|category', r'占(?P<x>[\\d.]+)%', shifted, (56,))
    '占78.28%' becomes '占83.28%'
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from evals.synthesis.disclosure import Disclosure, Paragraph
from evals.synthesis.faults_tables import NotHere
from evals.synthesis.planted import Place, Planted

__all__ = ["TEXT_FAULTS", "TextFault"]

_MONEY = r"(?P<x>\d+(?:\.\d+)?)(?:万元|亿元|元)"
_WORDS = {
    "增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长", "大于": "小于", "小于": "大于", "等于": "大于",
}  # fmt: skip


def _shifted(text: str, draw: Random) -> str:
    """Another number with the same places, further off than rounding explains."""
    value = Decimal(text)
    places = -int(value.as_tuple().exponent)
    by = value * draw.randint(6, 14) / 100 + Decimal(draw.randint(31, 79)).scaleb(-places)
    return f"{(value + by).quantize(Decimal(1).scaleb(-places)):f}"


def _one_more(text: str, draw: Random) -> str:
    return str(int(text) + draw.randint(1, 3))


def _halved(text: str, _: Random) -> str:
    """Fewer than there are: 实有 above 编制 when it is the 编制 that shrinks."""
    return str(max(int(text) // 2, 1))


def _opposite(text: str, _: Random) -> str:
    return _WORDS[text]


def _ten_times(text: str, _: Random) -> str:
    """The point has moved by one place."""
    return f"{Decimal(text) * 10:f}"


def _said(text: str) -> Callable[[str, Random], str]:
    return lambda _, __: text


Determined = Callable[[Disclosure, Paragraph, re.Match[str]], bool]
"""Whether something else in the document contradicts the fault: a figure that stands alone does not."""


def _always(_: Disclosure, __: Paragraph, ___: re.Match[str]) -> bool:
    return True


def _not_zero(_: Disclosure, told: Paragraph, found: re.Match[str]) -> bool:
    """0.00元 is as much as 0.00万元."""
    amount = re.search(r"[\d.]+$", told.text[: found.start("x")])
    return amount is not None and Decimal(amount[0]) != 0


def _figures_differ(_: Disclosure, told: Paragraph, __: re.Match[str]) -> bool:
    """Two figures printed alike may differ by less than is printed."""
    pair = re.search(r"年初预算为([\d.]+)\S{1,2}，支出决算为([\d.]+)", told.text)
    return pair is not None and Decimal(pair[1]) != Decimal(pair[2])


_MOVES = re.compile(r"(?:比|较|与)\d{4}年")
_PARTS = {
    "sangong": r"abroad|vehicles|reception", "general": r"item:.*|category:.*",
    "income": r"expenditure", "expenditure": r"income",
}  # fmt: skip


def _change_determined(made: Disclosure, told: Paragraph, found: re.Match[str]) -> bool:
    """持平 is contradicted by the changes of the parts, of the whole with its other parts, of the other side."""
    group = next(
        ((whole, parts) for whole, parts in _PARTS.items() if told.key == whole or re.fullmatch(parts, told.key)),
        None,
    )  # fmt: skip
    moved = re.search(r"(?:增加|减少)([\d.]+)", found["x"])
    if group is None or moved is None or not Decimal(moved[1]):
        return False  # less than is printed: nothing else shows it
    whole = [p for p in made.paragraphs if p.key == group[0]]
    parts = [p for p in made.paragraphs if re.fullmatch(group[1], p.key)]
    return bool(whole and parts) and all(_MOVES.search(p.text) for p in (*whole, *parts))


@dataclass(frozen=True, slots=True)
class TextFault:
    """What `pattern` calls x is replaced in one paragraph whose key matches `keys`.

    Without one of the tables in `needs` nothing in the document would contradict it, nor where
    `determined` does not hold.
    """

    id: str
    keys: str
    pattern: str
    alter: Callable[[str, Random], str]
    rules: tuple[int, ...]
    message: str
    family: str = "文字与表"
    needs: tuple[str, ...] = ()
    determined: Determined = _always

    def plant(self, made: Disclosure, draw: Random) -> tuple[Disclosure, Planted]:
        """Change one place of one paragraph; one of the tables in `needs` must be there."""
        if self.needs and not any(t.key in self.needs for t in made.tables):
            raise NotHere
        found = [
            (i, match)
            for i, block in enumerate(made.blocks)
            if isinstance(block, Paragraph) and re.fullmatch(self.keys, block.key)
            for match in re.finditer(self.pattern, block.text)
            if self.determined(made, block, match)
        ]
        if not found:
            raise NotHere
        index, match = draw.choice(found)
        right, (start, end) = match["x"], match.span("x")
        wrong = self.alter(right, draw)
        if wrong == right:
            raise NotHere
        block = made.blocks[index]
        assert isinstance(block, Paragraph)
        told = replace(block, text=block.text[:start] + wrong + block.text[end:])
        planted = Planted(
            self.id, self.family, self.rules, f"正文“{right}”写成“{wrong}”：{self.message}",
            Place(block.key, told.text), (Place(block.key, block.text),),
        )  # fmt: skip
        return made.with_blocks((*made.blocks[:index], told, *made.blocks[index + 1 :])), planted


_CHANGED = r"(?:比|较)\d{4}年\S{2}(?:增加|减少)" + _MONEY
_TOLD = "income|expenditure|general|sangong|abroad|vehicles|reception|operating|category:.*|item:.*"

TEXT_FAULTS = (
    TextFault("income_text", "income", r"总额为" + _MONEY, _shifted, (54,), "收入总额与表不一致", needs=("balance", "income")),
    TextFault("spending_text", "expenditure", r"总额为" + _MONEY, _shifted, (54,), "支出总额与表不一致", needs=("balance", "expenditure")),
    TextFault("fiscal_text", "income", r"财政拨款收入" + _MONEY, _shifted, (54, 55), "财政拨款收入与表不一致"),
    TextFault("basic_text", "expenditure", r"基本支出" + _MONEY, _shifted, (54, 55), "基本支出加项目支出不等于总额"),
    TextFault("people_text", "expenditure", r"人员经费" + _MONEY, _shifted, (55,), "人员经费加公用经费不等于基本支出"),
    TextFault("share_wrong", "expenditure|category:.*", r"占(?P<x>[\d.]+)%", _shifted, (56,), "占比与金额不符"),
    TextFault("category_text", "category:.*|categories", r"支出(?:（类）)?" + _MONEY, _shifted, (56, 57), "类级支出与表不一致", needs=("general", "expenditure")),
    TextFault("item_text", "item:.*", r"^\S*?(?:”|支出)" + _MONEY, _shifted, (57,), "科目金额与表不一致", needs=("general",)),
    TextFault("sangong_text", "sangong", r"“三公”经费" + _MONEY, _shifted, (58,), "“三公”经费与表不一致", needs=("sangong",)),
    TextFault("sangong_part_text", "vehicles|reception", r"^\S*?费" + _MONEY, _shifted, (58,), "“三公”分项与表不一致", needs=("sangong",)),
    TextFault("operating_text", "operating", r"机关运行经费" + _MONEY, _shifted, (59, 41), "机关运行经费与公用经费不一致", needs=("economic",)),
    TextFault("procurement_text", "procurement", r"总额" + _MONEY, _shifted, (61,), "采购总额不等于各类之和"),
    TextFault("procurement_kind_text", "procurement", r"(?:货物|工程|服务)支出" + _MONEY, _shifted, (61,), "采购分类与表不一致", needs=("procurement",)),
    TextFault("goal_count", "goals", r"对(?P<x>\d+)个项目", _one_more, (62, 65), "项目个数与所列不符", needs=("goals",)),
    TextFault("goal_amount_text", "goals", r"涉及资金" + _MONEY, _shifted, (62,), "绩效项目金额与表不一致", needs=("goals",)),
    TextFault("vehicle_count", "vehicles_held", r"共有车辆(?P<x>\d+)辆", _one_more, (63,), "车辆总数不等于分类之和"),
    TextFault("staff_over", "staff", r"编制(?P<x>\d+)人", _halved, (64,), "实有人数超过编制"),
    TextFault("body_count", "bodies", r"共(?P<x>\d+)个", _one_more, (65,), "单位个数与所列不符"),
    TextFault("percent_wrong", _TOLD, r"(?:增长|下降)(?P<x>[\d.]+)%", _shifted, (68,), "百分比与两年的数不符", "同比"),
    TextFault("change_wrong", _TOLD, _CHANGED, _shifted, (68, 70), "增减额与两年的数不符", "同比"),
    TextFault("change_too_large", _TOLD, _CHANGED, _ten_times, (68, 71), "增减额小数点错位", "同比"),
    TextFault("direction_wrong", _TOLD, r"(?P<x>增长|下降)[\d.]+%", _opposite, (68, 69), "增长、下降与增加、减少相反", "同比"),
    TextFault("more_or_less_wrong", _TOLD, r"(?P<x>增加|减少)[\d.]+(?:万元|亿元|元)", _opposite, (68, 69), "增加、减少与两年的数相反", "同比"),
    TextFault("not_flat", _TOLD, r"(?P<x>比\d{4}年\S{2}(?:增加|减少)[\d.]+(?:万元|亿元|元)(?:，(?:增长|下降)[\d.]+%)?)",
              _said("与上年持平"), (71,), "两年不同却写持平", "同比", determined=_change_determined),
    TextFault("done_percent_wrong", _TOLD, r"完成年初预算的(?P<x>[\d.]+)%", _shifted, (74,), "完成率与决算、预算不符", "同比"),
    TextFault("bigger_or_smaller", _TOLD, r"决算数(?P<x>大于|小于|等于)预算数", _opposite, (75,), "大于、小于与数字不符", "同比", determined=_figures_differ),
    TextFault("reason_empty", "category:.*", r"主要原因是(?P<x>[^。]+)。", _said(""), (76,), "没有写原因", "同比"),
    TextFault("placeholder", _TOLD + "|goals|procurement", _MONEY, _said("XX"), (82,), "模板占位没有填", "编码名称与格式"),
    TextFault("unit_left_out", _TOLD, r"\d(?P<x>万元|亿元)", _said(""), (83, 1), "金额后漏写单位", "编码名称与格式"),
    TextFault("unit_word_wrong", "income|expenditure|general", r"\d(?P<x>万元)", _said("元"), (1, 54), "万元写成元", determined=_not_zero),
    TextFault("word_doubled", _TOLD, r"(?P<x>主要用于|比)", _said("主要用于主要用于"), (83,), "词语重复", "编码名称与格式"),
    TextFault("old_year", "income|expenditure", r"^(?P<x>\d{4})年", lambda x, _: str(int(x) - 2), (81,), "年份不是本年度", "编码名称与格式"),
    TextFault("reference_dangling", "income|expenditure", r"(?P<x>。)$", _said("（详见表二十九）。"), (84,), "所指的表不存在", "编码名称与格式"),
)  # fmt: skip
"""All faults that change one place of the prose."""
