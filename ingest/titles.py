"""The lines around a table → its number, title and unit, and the notes under it.

Takes the items of a document and the index of a table, reads upwards to the last prose or table.
Knows how captions are printed; knows nothing of the table's inside.

    表一 / 部门收支总表 / 部门：某某局 / 单位：万元    →  number '表一', title '部门收支总表', unit 万元
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.amount import Unit, unit_in
from ingest.canonical import PlacedTable
from ingest.document import Span
from ingest.numbering import numbering
from ingest.prose import Passage

__all__ = ["Caption", "caption", "is_table_title", "split_number"]

_NUMBER = re.compile(
    r"(?:附?\s*表\s*(?:[一二三四五六七八九十]+|\d+(?:[-－—]\d+)*)|(?:公开|预算|决算|财决|附件)\s*\d+\s*表)"
)
_NUMBERED = re.compile(rf"[（(]?({_NUMBER.pattern})[）)]?\s*[:：、.．\s]?\s*(.*)")
_OWNER = re.compile(
    r"(?:编制|预算|填报|公开|报送|主管|预算主管)?(?:部门|单位)(?:名称|（公章）|\(公章\))?\s*[:：]"
)
_YEAR = re.compile(r"[（(]?\s*\d{4}\s*年度?\s*[）)]?|日期[:：].*|\d{4}年\d+月(?:\d+日)?")
_UNIT_ONLY = re.compile(r"[（(]?(?:金额)?\s*单位\s*[:：]?\s*\S{1,6}[）)]?")
_NOTE = re.compile(r"[（(]?(?:注|备注|说明|备 注|注释)\s*\d*\s*[:：.、]")
_TITLE = re.compile(r"表(?:\s*[（(].{1,20}[）)])?$")
_STOPS = re.compile(r"[。；;]|[，,].*[，,]")


@dataclass(slots=True)
class Caption:
    """What the lines around a table say; `above` and `below` are the items that say it."""

    number: str | None = None
    title: str = ""
    unit: Unit | None = None
    title_span: Span | None = None
    above: list[int] = field(default_factory=list)
    below: list[int] = field(default_factory=list)


def is_table_title(text: str) -> bool:
    """True for a line that ends as table titles do: '…总表', '…情况表（按经济科目）'."""
    return bool(_TITLE.search(text.strip())) and not _STOPS.search(text)


def split_number(text: str) -> tuple[str | None, str]:
    """'表一：收支总表' -> ('表一', '收支总表'); '公开01表' -> ('公开01表', '')."""
    found = _NUMBERED.fullmatch(text.strip())
    if not found:
        return None, text.strip()
    return re.sub(r"\s+", "", found[1]), found[2].strip()


def caption(items: Sequence[Passage | PlacedTable], index: int, skip: set[int]) -> Caption:
    """The caption and notes of the table at an index."""
    made = Caption()
    for above in range(index - 1, max(-1, index - 9), -1):
        item = items[above]
        if isinstance(item, PlacedTable):
            break
        if above in skip or item.furniture:
            continue
        if not _reads(made, above, item):
            break
    for below in range(index + 1, min(len(items), index + 6)):
        item = items[below]
        if isinstance(item, PlacedTable) or not _NOTE.match(item.text.strip()):
            break
        made.below.append(below)
    return made


def _reads(made: Caption, index: int, item: Passage) -> bool:
    """Take one line into the caption; False when it is not part of one."""
    text = item.text.strip()
    if len(text) > 60 or _STOPS.search(text) or _NOTE.match(text):
        return False
    number, rest = split_number(text)
    if number and made.number is None and (not rest or not made.title):
        made.number = number
        if rest and not made.title:
            _entitle(made, rest, item)
    elif number:
        return False
    elif _is_dressing(text):
        made.unit = made.unit or unit_in(text)
    elif not made.title and _may_be_title(text, item):
        made.unit = made.unit or unit_in(text)
        _entitle(made, text, item)
    else:
        return _is_owner_above(made, text)
    made.above.append(index)
    return True


def _is_owner_above(made: Caption, text: str) -> bool:
    """A short line between title and table that names the unit ('306 某某局') is stepped over."""
    return not made.title and bool(re.fullmatch(r"\d{3,6}\s*\S{2,30}", text))


def _is_dressing(text: str) -> bool:
    """Owner, year and unit lines."""
    plain = text.strip("（）() ")
    return bool(_OWNER.match(plain) or _YEAR.fullmatch(text) or _UNIT_ONLY.fullmatch(text))


def _may_be_title(text: str, item: Passage) -> bool:
    if numbering(text) and not is_table_title(text):
        return False
    return is_table_title(text) or bool(item.lines[0].raw.heading and "表" in text)


def _entitle(made: Caption, text: str, item: Passage) -> None:
    number = numbering(text)
    made.title = re.sub(r"\s+", " ", number.title if number and number.rank > 1 else text).strip()
    made.title_span = Span(item.start, item.end)
