"""An answer of another thing than the one that is named: another place, the one set aside, a part left out.

Takes a Query and a Composed answer. Knows no document.

    '银滩法庭的维修'               ->   东港法庭维修改造         no: another place before the same words
    '代表工作，不是履职提升那一项'    ->   代表履职提升             no: that one was set aside
    '采购里工程占总盘子多少'         ->   采购 ÷ 收入总计           no: 工程 is left out
    '行政、事业、雇员三个数加起来'     ->   a sum of two             no: one is missing
"""

from __future__ import annotations

import re

from retrieval.understand.question import Query
from retrieval.words.lexicon import folded, label_key, lexicon
from retrieval.writing.compose import Composed

__all__ = ["of_another"]

_SET_ASIDE = re.compile(
    r"(?:不是|并非|别跟|别和|不要)(?:指|说|算|问)?(?:那个)?(?P<x>[\u4e00-\u9fff]{3,16}?)(?:那一?[项个笔行块种]|的那|(?=[,。?;]|$))"
)
_MONEY = re.compile(r"多少(?:钱|资金|经费|万|元)|几[万亿]?元")
_COUNT = re.compile(r"(?:几|多少)(?:个|人|名|辆|台|套|家|次|批|件|项|所|份)")
_OF_IT = re.compile(r"占(?:了)?(?:它|其|这|那)")
_ALL = frozenset({"支出总计", "收入总计", "支出合计", "收入合计", "本年支出合计", "本年收入合计"})
"""'占它几成' is of what was spoken of, not of all."""
_NUMBERS = "零一二三四五六七八九十"
_ADDENDS = re.compile(
    r"(?P<n>[两二三四五六七八])(?:个|项|笔|类|块)(?:数字?|金额|费用|钱|支出|经费)?(?:加|合|相加|之和|总[共和]|一共)"
)
_COMMON = 4


def of_another(query: Query, composed: Composed) -> bool:
    """Whether what is told is plainly not what is named."""
    if composed.kind not in ("found", "computed") or not composed.figures:
        return False
    asked = folded(query.asked or query.text)
    items = [label_key(figure.item) for figure in composed.figures]
    return (
        _set_aside(asked, items)
        or (len(items) == 1 and "的" not in items[0] and _other_name(query, asked, items))
        or _counts_for_money(asked, composed)
        or _addend_missing(asked, composed)
        or _part_left_out(query, composed)
        or _unit_untold(asked, composed)
        or _column_untold(asked, composed)
        or (_OF_IT.search(asked) is not None and any(item in _ALL for item in items))
    )


_BELOW = re.compile(r"[\u4e00-\u9fff]{2}(?:中学|小学|幼儿园|卫生院|派出所|敬老院|福利院)")


def _unit_untold(asked: str, composed: Composed) -> bool:
    """'青岭中学有多少学生' is not told by all schools: its name stands nowhere in the answer."""
    evidence = composed.draft.evidence
    texts = [part for e in evidence for part in (e.citation.quote, e.citation.section, *e.labels)]
    told = folded("".join((*texts, *(said.text for said in composed.draft.statements))))
    return any(name not in told for name in _BELOW.findall(asked))


_COLUMN = re.compile(r"(基本支出|项目支出|人员经费|公用经费)(?:那|这)?一?(?:列|栏)")


def _column_untold(asked: str, composed: Composed) -> bool:
    """'行政运行的项目支出列' is not told by all of 行政运行: each cell told is of that column."""
    columns = _COLUMN.findall(asked)
    cells = [folded("".join((*e.labels, e.citation.section))) for e in composed.draft.evidence]
    return bool(columns) and any(not any(c in cell for c in columns) for cell in cells)


def _set_aside(asked: str, items: list[str]) -> bool:
    named = [match["x"] for match in _SET_ASIDE.finditer(asked)]
    return any(x in item for x in named for item in items)


def _other_name(query: Query, asked: str, items: list[str]) -> bool:
    """Whether other words than the asker's stand before the words that question and item share."""
    return any(_led_otherwise(asked, item, query.residue) for item in items)


def _led_otherwise(asked: str, item: str, residue: tuple[str, ...]) -> bool:
    for length in range(len(item) - 2, _COMMON - 1, -1):
        for start in range(2, len(item) - length + 1):
            at = asked.find(item[start : start + length])
            if at < 2:
                continue
            before = asked[at - 2 : at]
            unread = any(word.endswith(before) for word in residue)
            return unread and before not in item
    return False


def _counts_for_money(asked: str, composed: Composed) -> bool:
    """'总共安排了多少钱' is not told by 326 个."""
    money = ("元", "万元", "亿元", "%")
    return (
        bool(_MONEY.search(asked))
        and not _COUNT.search(asked)
        and all(figure.unit and figure.unit not in money for figure in composed.figures)
    )


def _addend_missing(asked: str, composed: Composed) -> bool:
    match = _ADDENDS.search(asked)
    sums = [f.formula for f in composed.figures if f.formula and "+" in f.formula]
    if match is None or not sums:
        return False
    wanted = 2 if match["n"] == "两" else _NUMBERS.index(match["n"])
    return all(formula.count("+") + 1 < wanted for formula in sums)


def _part_left_out(query: Query, composed: Composed) -> bool:
    """Of a share the item right before 占 is told, or another name of it is."""
    at = query.text.find("占")
    shares = [f for f in composed.figures if f.formula and "÷" in f.formula]
    before = [
        item for item in query.items if item.end <= at and "," not in query.text[item.end : at]
    ]
    if at < 0 or not shares or len(query.items) < 3 or not before:
        return False
    part = max(before, key=lambda item: item.end)
    names = {label_key(part.text), *part.labels}
    labels = {label_key(x) for e in composed.draft.evidence for x in e.labels}
    told = {*labels, *(label_key(f.item) for f in composed.figures)}
    if part.concepts:
        names |= {label for key in part.concepts for label in lexicon().concepts[key].labels}
    return not any(name in text or text in name for name in names for text in told if text)
