"""Words of a question that limit which money or which day a cell is of: '不算结转', '年末', '净值'.

Takes the text of a question, Facts and Places, gives the words so explained and the cells that keep to
them. Knows neither how a cell is found nor how it is worded.

    '从一般公共预算出多少，不算结转'   ->   columns beside 上年结转, none of it and no total
    '2024年末车辆净值'               ->   '净值', where the document says '本表固定资产为净值'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.facts import Fact
from retrieval.understand.cell_words import AskedText
from retrieval.understand.places import Place
from retrieval.words.lexicon import label_key

__all__ = ["END_OF", "TOTAL_ROWS", "at_end", "net_words", "tables_with_start", "without_carried"]

END_OF = re.compile(r"年(?P<end>末|底|初)$")
TOTAL_ROWS = frozenset({"合计", "总计", "总合计"})
_NET_STATED = re.compile(r"固定资产[^，。\n]{0,4}净值")
"""'本表固定资产为净值': the document says which value its figures of assets are."""
_NOT_CARRIED = re.compile(
    r"[,|]?(?:不算|不含|不包括|不计|剔除)(?:上年)?结转(?:结余)?(?:资金|部分)?"
)


def net_words(text: str) -> tuple[str, ...]:
    """'净值', where the text of a document says that its assets are told so."""
    return ("净值",) if _NET_STATED.search(text) else ()


def without_carried(asked: AskedText, facts: list[Fact]) -> tuple[AskedText, list[Fact]]:
    """'从一般公共预算出多少,不算结转': the columns beside that of what was carried over."""
    carried = _NOT_CARRIED.search(asked.text)
    if carried is None:
        return asked, facts
    heads = {(fact.table, "".join(fact.column_path)) for fact in facts}
    tables = {table for table, head in heads if "结转" in head}
    kept = [f for f in facts if f.table in tables and f.column_path and not _carried_or_all(f)]
    return replace(asked, text=asked.text.replace(carried[0], "|")), kept


def _carried_or_all(fact: Fact) -> bool:
    last = label_key(fact.column_path[-1])
    return "结转" in "".join(fact.column_path) or last in (*TOTAL_ROWS, "小计")


def tables_with_start(facts: Sequence[Fact]) -> set[int | None]:
    """The tables that print the beginning of the year apart from its end."""
    start = re.compile("年初|期初")
    return {f.table for f in facts if start.search("".join((*f.column_path, f.item)))}


def at_end(place: Place, date: str | None, *, apart: bool) -> bool:
    """'2023年末固定资产原值': the column of the day that is named; `apart`: its table has both days.

    A table of what is owned that tells no two days apart is of the end of the year of its accounts.
    """
    match = END_OF.search(date or "")
    if match is None:
        return True
    labels = "".join(map(label_key, (*place.fact.column_path, place.item))).replace("期", "年")
    if ("年初" if match["end"] == "初" else "年末") in labels:
        return True
    owned = "资产" in "".join((place.where, *place.ancestors))
    return not apart and match["end"] != "初" and owned and place.fact.stage == "决算"
