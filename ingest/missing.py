"""What a document lists but does not print, and forms that nobody filled in.

Takes the listed titles, the prose and the tables; a table counts as printed when its title, or its
number, is. Knows no list of required tables.

    '本部门…政府性基金预算支出情况表为空表' and no such table printed  →  absent
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from ingest.amount import number
from ingest.document import Table
from ingest.numbering import numbering
from ingest.titles import is_table_title, split_number

__all__ = ["absent_tables", "is_blank_form"]

_EMPTY_SAID = re.compile(
    r"(?:^|[，。；、,;“《：:]|本部门|本单位|我单位)(?:\d{4}年(?:度)?)?(?P<title>[^，。；、,;“”《》：:\s]{4,30}?表)(?:[”》])?(?:为空表|空表列示|以空表列示|是空表|为空)"
)
_ATTACHED = re.compile(r"附\s*[表件]\s*[:：]\s*(?P<list>.+)")
_SEE = re.compile(
    r"详?见\s*(?P<number>附?表(?:[一二三四五六七八九十]+|\d+))(?![\d一二三四五六七八九十])"
)
_PLACEHOLDER = re.compile(r"[XxＸ×]{2,}|[○〇＊*]{2,}|某某|\{[^{}]{1,10}\}|待填写")


def absent_tables(
    listed: Sequence[str], prose: Sequence[str], tables: Sequence[Table]
) -> tuple[str, ...]:
    """The titles that are listed, or said to be attached or empty, but not printed."""
    printed = [_bare(table.title) for table in tables if table.title]
    numbers = {table.number for table in tables if table.number}
    absent: list[str] = []
    for title in _claimed(listed, prose):
        known = any(_same_title(_bare(title), other) for other in [*printed, *map(_bare, absent)])
        if not known:
            absent.append(title)
    absent.extend(_unprinted_numbers(prose, numbers) if numbers else ())
    return tuple(absent)


def _claimed(listed: Sequence[str], prose: Sequence[str]) -> Iterable[str]:
    for entry in listed:
        title = _plain_title(entry)
        if is_table_title(title) and len(title) >= 4 and not _is_chapter(entry):
            yield title
    for text in prose:
        found = _ATTACHED.match(text)
        parts = re.split(r"[;；\s]+|(?=\d[、.．])", found["list"]) if found else []
        yield from (t for t in map(_plain_title, parts) if is_table_title(t) and len(t) >= 4)
        yield from (m["title"] for m in _EMPTY_SAID.finditer(re.sub(r"\s+", "", text)))


def _is_chapter(entry: str) -> bool:
    """'第二部分 2018年度部门预算表', '五、部门预算表': a chapter of tables, not a table."""
    title = _plain_title(entry)
    own = numbering(entry)
    if own is not None and own.rank == 10:
        return True
    return (
        bool(re.search(r"(?:部门|单位)?(?:预算|决算|预决算|公开)(?:报)?表$", title))
        and len(_bare(title)) <= 5
    )


def _plain_title(entry: str) -> str:
    number_ = numbering(entry.strip())
    return split_number(number_.title if number_ else entry.strip())[1].strip()


def _unprinted_numbers(prose: Sequence[str], numbers: set[str]) -> tuple[str, ...]:
    """'（详见表十一）' where the tables are numbered and none is 表十一."""
    seen = (found["number"] for text in prose for found in _SEE.finditer(re.sub(r"\s+", "", text)))
    return tuple(dict.fromkeys(n for n in seen if n not in numbers))


def _bare(title: str) -> str:
    """What is left of a title for comparison: no year, no brackets, no 部门 or 单位."""
    folded = unicodedata.normalize("NFKC", re.sub(r"\s+", "", title))
    folded = re.sub(r"\d{4}年度?|\(.*?\)|[\"“”、,.:]", "", folded)
    return re.sub(r"部门|预算单位|单位", "", folded)


def _same_title(one: str, other: str) -> bool:
    if not one or not other:
        return False
    if one == other or (min(len(one), len(other)) >= 6 and (one in other or other in one)):
        return True
    a, b = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (one, other))
    return 2 * len(a & b) >= 0.85 * (len(a) + len(b))


def is_blank_form(texts: Sequence[str], tables: Sequence[Table]) -> bool:
    """Placeholders where names should be, or tables in which no figure but zero is printed."""
    placeholders = sum(len(_PLACEHOLDER.findall(text)) for text in texts)
    figures = sum(_has_figure(table) for table in tables)
    if placeholders >= 5 and figures <= len(tables) / 4:
        return True
    return len(tables) >= 4 and figures == 0


def _has_figure(table: Table) -> bool:
    """An amount printed under the header in a column that is not a code or a row number."""
    for cell in table.cells:
        if cell.row < table.header_rows:
            continue
        path = "".join(table.column_paths[cell.col])
        value = number(cell.text)
        if value and not re.search(r"编码|代码|行次|序号|类$|款$|项$", path):
            return True
    return False
