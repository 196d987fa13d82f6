"""Units that stand elsewhere than in a header: over the table, or row by row under 计量单位.

Takes a Document and its Table, or what a row is about; gives units of counting and of money. Knows
no columns and makes no facts.

    单位：辆、台（套）、万元    over the table  -> ('辆', '台(套)', '万元'); the row 一般公务用车 is counted in 辆
    机关运行经费 | 元 | 321.00   row by row      -> an amount in 元
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.amount import Unit, is_dash, units_listed
from ingest.document import Document, Table
from ingest.facts import Kind
from ingest.figures.columns import COUNTERS
from ingest.figures.periods import folded

__all__ = ["counted_in", "counter_behind", "counter_for", "is_counter", "units_stated"]

_MONEY = frozenset(unit.value for unit in Unit)
_LINES_ABOVE = 3
_COUNTED = re.compile(
    r"万?(?:人次|批次|场次|人天|户次|平方米|平方公里|立方米|公里|千米|公顷|公斤|千克|学时|课时|分钟|小时"
    r"|个?工作日|自然日|个月|场|期|篇|条|户|天|亩|吨|米|株|棵|册|本|张|块|面|只|头|宗|例|轮|班|座|栋|间|组"
    r"|支|部|架|艘|盏|根|分|倍|门|类|种|片|段|村|对|字|届|幅|幢|盒|瓶|袋|把|辆次|架次|车次|台次|件次|年)"
)
_OF_WHAT: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"车"), ("辆", "台", "台(套)")),
    (re.compile(r"设备|仪器|家具|器材"), ("台(套)", "台", "套", "件")),
    (re.compile(r"人次"), ("人次",)),
    (re.compile(r"批次"), ("批次", "批", "次", "个")),
    (re.compile(r"人员|人数|编制|职工|干部|在职|退休|离休"), ("人", "名")),
    (re.compile(r"面积|房|土地"), ("平方米", "公顷", "亩")),
)
"""What is counted, and in which of the units that a caption lists."""

_MONEY_ITEM = re.compile(r"费|支出|收入|金额|价值|资金|经费|拨款")


def units_stated(document: Document, table: Table) -> tuple[str, ...]:
    """All units that the caption states: in its title, the lines behind it, or the table's header."""
    if table.title_span:
        above = document.text[table.title_span.start : table.start]
    else:
        above = "\n".join(document.text[: table.start].rstrip("\n").split("\n")[-_LINES_ABOVE:])
    inside = [cell.text for cell in table.cells if cell.row < table.header_rows]
    for text in (*reversed(above.split("\n")), *inside):
        if "\t" not in text and (units := units_listed(text)):
            return units
    return ()


def is_counter(unit: str) -> bool:
    """True for a unit of counting or measuring: '辆', '万人次', '个工作日'; not for '区本级'."""
    return unit in COUNTERS or _COUNTED.fullmatch(unit) is not None


_BEHIND = re.compile(r"\(([^()]{1,6})\)$")
_LEVELS = frozenset("类款项门种段部村班组年")
"""'住房公积金（项）' is a subject of that level and counts nothing."""
_DEAR_THINGS = re.compile(r"单(?:价|位价值)[^,。;]{0,10}元[^,。;]{0,6}以上[^,。;]{0,8}设备")


def counter_behind(label: str) -> str | None:
    """What a folded row label says it counts: '分娩量(人)' -> '人', '单价100万元以上设备' -> '台(套)'."""
    found = _BEHIND.search(label)
    if found and found[1] not in _LEVELS and is_counter(found[1]):
        return found[1]
    return "台(套)" if _DEAR_THINGS.search(label) else None


def counted_in(unit: str, *, counts: bool = False) -> tuple[Kind, str] | None:
    """'辆' is a count; '元' under 计量单位 makes its row a sum of money, '%' a share; '—' says nothing.

    `counts`: the column is one of quantities, whatever they are counted in.
    """
    said = folded(unit)
    if said in _MONEY:
        return "amount", said
    if said == "%":
        return "percent", said
    return ("count", unit.strip()) if is_counter(said) or (counts and not is_dash(unit)) else None


def counter_for(path: Sequence[str], counters: Sequence[str]) -> tuple[Kind, str | None] | None:
    """The unit of counting that a caption states for a row; None for a row that speaks of money."""
    item = folded(path[-1]) if path else ""
    if _MONEY_ITEM.search(item):
        return None
    if len(counters) == 1:
        return "count", counters[0]
    text = folded("".join(path))
    known = (unit for pattern, units in _OF_WHAT if pattern.search(text) for unit in units)
    fitting = (unit for unit in known if unit in counters)
    return "count", next(fitting, None)
