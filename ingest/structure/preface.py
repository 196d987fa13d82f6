"""Rows inside a table's frame that are no header: its title, its unit, whose it is; and whole forms.

Word and Excel often print '收支总表' and '单位：万元' as merged rows of the table itself; performance
forms pair labels with values from the first row on. Takes the grid; knows nothing of figures.

    收支总表 |      |              preface of two rows, the header begins at the third
    部门：某某局 | | 单位：万元
    项目     | 预算数 | 备注
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.amount import Unit, unit_in
from ingest.structure.titles import is_table_title, owner_in, split_number

__all__ = ["Preface", "is_form", "preface_of"]

Grid = Sequence[Sequence[str]]

_YEAR = re.compile(r"[（(]?\s*\d{4}\s*年度?(?:\d+月(?:\d+日)?)?\s*[）)]?")
_KEY = re.compile(
    r".{0,10}(?:名称|部门|单位|日期|时间|期限|周期|负责人|联系人|电话|类别|性质|属性|类型|编码|代码|金额|总?目标|总额|依据|概况)(?:[（(].{1,6}[）)])?"
)
_OWNER_KEY = re.compile(r"(?:部门|单位|预算单位|填报单位|主管部门)(?:[（(].{1,4}[）)])?(?:名称)?")
_ORGANISATION = re.compile(
    r".*(?:局|委员会|委|办公室|厅|院|中心|政府|部|署|站|所|会|学校|大学|队)(?:[（(].+[）)])?"
)
_MOST_ROWS = 4


class Preface(NamedTuple):
    """How many rows come before the header, and what they say."""

    rows: int = 0
    number: str | None = None
    title: str = ""
    unit: Unit | None = None


def preface_of(grid: Grid) -> Preface:
    """The caption rows at the top of a grid; at least one row is always left for the header."""
    rows, number, title, unit = 0, None, "", None
    for row in grid[: min(_MOST_ROWS, len(grid) - 2)]:
        said = [text.strip() for text in row if text.strip()]
        if not said or not (_is_caption(said) or _names_owner(said)):
            break
        rows += 1
        unit = unit or next((u for text in said if (u := unit_in(text))), None)
        for text in said:
            own_number, rest = split_number(text)
            number = number or own_number
            title = title or (rest if is_table_title(rest) else "")
    return Preface(rows, number, title, unit)


def _is_caption(said: Sequence[str]) -> bool:
    """Nothing in the row but titles, numbers of tables, owners, years and units, one of them for sure."""
    if len(said) > 3 or (len(said) > 1 and not any(map(unit_in, said))):
        return False
    return all(
        bool(unit_in(text) or owner_in(text) or _YEAR.fullmatch(text))
        or split_number(text)[0] is not None
        or (is_table_title(text) and len(text) >= 4)
        for text in said
    )


def _names_owner(said: Sequence[str]) -> bool:
    """'部门（单位）名称 | 某某局 | 主管部门 | 某某局' above a real header."""
    keys, values = said[::2], said[1::2]
    pairs = len(keys) == len(values) and all(map(_OWNER_KEY.fullmatch, keys))
    return pairs and all(map(_ORGANISATION.fullmatch, values))


def is_form(grid: Grid) -> bool:
    """True when the first two rows pair labels with values: a form, not a table under a header."""
    pairs = [_pairs(row) for row in grid[:3]]
    return len(grid) >= 4 and len(pairs) >= 2 and pairs[0] and pairs[1]


def _pairs(row: Sequence[str]) -> bool:
    said = [text.strip() for text in row if text.strip()]
    if len(said) < 2 or (len(said) % 2 and len(said) != 1):
        return False
    keys, values = said[::2], said[1::2]
    return all(map(_KEY.fullmatch, keys)) and not any(map(_KEY.fullmatch, values))
