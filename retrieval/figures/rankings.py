"""Units set in order by one figure: '谁的三公经费最低', '住房公积金最高的三个单位', '哪个单位最多'.

Takes an Understood of several units, gives a Composed answer: the units from most to least (or the
other way round), each with its figure and place, of one year. Knows nothing of rows of one table.

    '2025年机关运行经费最高的单位'  ->  '…最高的是万里街道：'  '万里街道：464.64 万元[1]' …
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from retrieval.figures.cell_lines import who, writer
from retrieval.figures.lookup import Cell, one_of
from retrieval.understand.question import Item, Query
from retrieval.understand.reading import Target, Understood
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import mark, period, stage_word, value_text

__all__ = ["ranking_answer"]

_WHO = re.compile(
    r"谁|哪(?:个|家|一个|一家|几个|几家|些)?(?:单位|局|部门|街道|委|机关|区)|哪家|最[多高大少低小]的(?:单位|部门|局|街道)|(?:单位|部门|局)(?:是哪个|是谁|有哪些|排名|排序|排行)|[一二三四五六七八九十两\d]个(?:单位|部门|局|街道)|各(?:个)?(?:单位|部门|局)"
)
_MOST = re.compile(
    r"最[多高大]|更[多高大]|谁[的]?.{0,12}[多高大]|从高到低|从大到小|由高到低|前[一二三四五六七八九十\d]|第[二三四五][大多高名位]|排第|排名|排序|排行|[多高大](?:一些|点)?[?。]?$"
)
_LEAST = re.compile(
    r"最[少低小]|更[少低小]|谁[的]?.{0,12}[少低小](?!.*多少)|从低到高|从小到大|由低到高"
)
_NOT_RANKED = ("change", "rate", "share", "difference", "sum", "ratio", "completion", "reason")


def ranking_answer(understood: Understood, items: Sequence[Item]) -> Composed | None:
    """The units in order; None where the question does not set units in order."""
    query = understood.query
    text = query.asked or query.text
    if query.asks(*_NOT_RANKED) or not _WHO.search(text):
        return None
    if query.asks("compare") and len(query.scope.each) == 2:
        return None
    least = _LEAST.search(text.replace("多少", "")) is not None
    if not least and not _MOST.search(text.replace("多少", "")):
        return None
    targets = _of_one_year(understood)
    if len(targets) < 2:
        return None
    cells = [cell for t in targets if (cell := one_of(understood, t, items)) and _value(cell)]
    if len(cells) < 2 or len({_kind(cell) for cell in cells}) > 1:
        return None
    missing = [t for t in targets if t not in {cell.target for cell in cells}]
    return _composed(understood, cells, missing, least=least)


def _of_one_year(understood: Understood) -> list[Target]:
    """The targets of the year that most units have a document of; the latest of several."""
    targets = understood.own_targets
    if not targets:
        return []
    years = Counter(t.year for t in targets)
    if len(years) == 1:
        return targets
    if understood.query.scope.years:
        return []
    best = max(years, key=lambda year: (years[year], year or 0))
    return [t for t in targets if t.year == best]


def _value(cell: Cell) -> Decimal | None:
    fact = cell.hit.fact if cell.hit else None
    if fact is None or fact.value is None:
        return None
    return fact.amount.yuan if fact.amount else fact.value


def _kind(cell: Cell) -> str:
    return cell.hit.fact.kind if cell.hit else ""


def _composed(
    understood: Understood, cells: Sequence[Cell], missing: Sequence[Target], *, least: bool
) -> Composed:
    ordered = sorted(cells, key=lambda cell: _value(cell) or Decimal(0), reverse=not least)
    wanted = _wanted(understood.query, len(ordered))
    first = ordered[0]
    staged = len({stage_word(c.hit.fact) for c in ordered if c.hit}) > 1
    write = writer(understood)
    word = "从低到高" if least else "从高到低"
    most = "最低" if least else "最高"
    year = period(first.target.year)
    alone = wanted in (1, len(ordered)) and _value(ordered[0]) != _value(ordered[1])
    lead = f"{most}的是{who(first)}；" if alone else ""
    write.say(f"{year}{first.title}{lead}各单位{word}：")
    for cell in ordered[:wanted]:
        assert cell.hit is not None
        fact = cell.hit.fact
        number = write.evidence(fact)
        stage = f"（{stage_word(fact)}）" if staged and stage_word(fact) else ""
        write.say(f"{who(cell)}{stage}：{value_text(fact)}{mark(number)}", core=True)
        write.state(fact, cell.title, number)
    for target in missing:
        name = (target.own or target.documents)[0].unit_name or ""
        write.miss(f"{name}：未找到。")
    return write.done()


def _wanted(query: Query, count: int) -> int:
    """'最高的三个': three; otherwise all, so that the reader sees by how much."""
    match = re.search(r"([一二三四五六七八九十两\d]+)个(?:单位|部门|局|街道)", query.text)
    digits = match[1].replace("两", "二") if match else ""
    named = (
        int(digits) if digits.isdigit() else "零一二三四五六七八九十".find(digits) if digits else 0
    )
    return min(query.top or named or count, count) if (query.top or named) else count
