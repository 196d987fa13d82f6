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
from ingest.structure.numbering import numbering
from ingest.structure.titles import is_table_title, split_number

__all__ = ["absent_tables", "is_blank_form"]

_EMPTY_SAID = re.compile(
    r"(?:^|[，。；、,;“《：:]|本部门|本单位|我单位)(?:\d{4}年(?:度)?)?(?P<title>[^，。；、,;“”《》：:\s]{4,30}?表)(?:[”》])?(?:为空表|空表列示|以空表列示|是空表|为空)"
)
_SPEAKER = re.compile(
    r"^.{0,4}(?:本部门|本单位|我单位|我局|我部门)?(?:\d{4}年(?:度)?)(?:无)?|^(?:本部门|本单位|我单位|我局)"
)
_ATTACHED = re.compile(r"附\s*[表件]\s*[:：]\s*(?P<list>.+)")
_SEE = re.compile(
    r"详?见\s*(?P<number>附?表(?:[一二三四五六七八九十]+|\d+))(?![\d一二三四五六七八九十])"
)
_ATTACHED_ALONE = re.compile(r"附\s*[表件]\s*[:：]?")
_NAMED_ATTACHED = re.compile(
    r"见(?:附[件表]|后附|所附|(?:本?(?:单位|部门))的)\d*[:：的]?《?(?P<title>[^，。《》：:；（）()]{3,24}?表)(?![一二三四五六七八九十\d])"
)
_PLACEHOLDER = re.compile(r"[XxＸ×]{2,}|[○〇＊*]{2,}|某某|\{[^{}]{1,10}\}|待填写")


def absent_tables(
    listed: Sequence[str], prose: Sequence[str], tables: Sequence[Table]
) -> tuple[str, ...]:
    """The titles that are listed, or said to be attached or empty, but not printed."""
    numbers = {table.number for table in tables if table.number}
    titles = [table.title for table in tables if table.title]
    absent = _unmatched(list(_listed_titles(listed, numbers)), titles)
    for title in _said_titles(prose):
        if not any(_likeness(title, other) >= 0.6 for other in [*titles, *absent]):
            absent.append(title)
    absent.extend(_unprinted_numbers(prose, numbers) if numbers else ())
    return tuple(dict.fromkeys(absent))


def _unmatched(claimed: list[str], titles: list[str]) -> list[str]:
    """What is left of the list when every printed title has taken the entry most like it."""
    pairs = sorted(
        ((_likeness(c, t), i, k) for i, c in enumerate(claimed) for k, t in enumerate(titles)),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    found: set[int] = set()
    used: set[int] = set()
    for likeness, entry, title in pairs:
        if likeness >= 0.6 and entry not in found and title not in used:
            found.add(entry)
            used.add(title)
    return [title for entry, title in enumerate(claimed) if entry not in found]


def _listed_titles(listed: Sequence[str], numbers: set[str]) -> Iterable[str]:
    for entry in listed:
        number_, title = split_number(_after_numbering(entry))
        listed_number = number_ is not None and number_ in numbers
        if (
            not listed_number
            and is_table_title(title)
            and len(title) >= 4
            and not _is_chapter(entry)
        ):
            yield title


def _said_titles(prose: Sequence[str]) -> Iterable[str]:
    """'附表：1、…表' and '…表为空表'."""
    listing = False
    for text in prose:
        found = _ATTACHED.match(text)
        listing = bool(found) or _ATTACHED_ALONE.fullmatch(text.strip()) is not None or listing
        title = _plain_title(text)
        if listing and not found:
            listing = numbering(text.strip()) is not None and len(text) <= 50
            if listing and is_table_title(title) and len(title) >= 4:
                yield title
        yield from (m["title"] for m in _NAMED_ATTACHED.finditer("".join(text.split())))
        parts = re.split(r"[;；\s]+|(?=\d{1,2}[、.．])", found["list"]) if found else []
        yield from (t for t in map(_plain_title, parts) if is_table_title(t) and len(t) >= 4)
        for said in _EMPTY_SAID.finditer("".join(text.split())):
            title = _SPEAKER.sub("", said["title"])
            if len(title) >= 6:
                yield title


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
    return split_number(_after_numbering(entry))[1].strip()


def _after_numbering(entry: str) -> str:
    number_ = numbering(entry.strip())
    return number_.title if number_ else entry.strip()


def _unprinted_numbers(prose: Sequence[str], numbers: set[str]) -> tuple[str, ...]:
    """'（详见表十一）' where the tables are numbered and none is 表十一."""
    seen = (found["number"] for text in prose for found in _SEE.finditer("".join(text.split())))
    known = {*numbers, *(n.rpartition("-")[0] for n in numbers)}  # 附表11 is 附表11-1 and 附表11-2
    return tuple(dict.fromkeys(n for n in seen if n not in known))


def _bare(title: str) -> str:
    """What is left of a title for comparison: no year, no brackets, no 部门 or 单位."""
    folded = unicodedata.normalize("NFKC", "".join(title.split()))
    folded = re.sub(r"\d{4}年度?|\(.*?\)|[\"“”、,.:]", "", folded)
    return re.sub(r"部门|预算单位|单位", "", folded)


def _likeness(one: str, other: str) -> float:
    """How alike two titles are, 0 to 1, by the pairs of signs they share; tables of two funds are not."""
    a, b = _bare(one), _bare(other)
    if a == b:
        return 1.0
    funds, its = set(_FUND.findall(a)), set(_FUND.findall(b))
    if funds and its and not funds & its:
        return 0.0
    pairs, others = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (a, b))
    return 2 * len(pairs & others) / max(1, len(pairs) + len(others))


_FUND = re.compile(r"公共(?=预算|财政)|基金|国有资本")
"""What names the fund of a table, in every habit of naming it."""

FILLED = 3
"""A document whose prose states so many amounts is filled in, whatever its tables hold."""

_AMOUNT = re.compile(r"(?<![\d.])(?!0+(?:\.0+)?\s*[亿万]?元)\d[\d,]*(?:\.\d+)?\s*[亿万]?元")
_UNIT = re.compile(r"\s*[亿万]?元\s*$")


def is_blank_form(texts: Sequence[str], tables: Sequence[Table]) -> bool:
    """Placeholders where names should be, or tables in which no figure but zero is printed."""
    placeholders = sum(len(_PLACEHOLDER.findall(text)) for text in texts)
    figures = sum(_has_figure(table) for table in tables)
    if placeholders >= 5 and figures <= len(tables) / 4:
        return True
    said = sum(len(_AMOUNT.findall(text)) for text in texts)
    return len(tables) >= 4 and figures == 0 and said < FILLED


def _has_figure(table: Table) -> bool:
    """An amount printed under the header in a column that is not a code or a row number."""
    for cell in table.cells:
        if cell.row < table.header_rows:
            continue
        path = "".join(table.column_paths[cell.col])
        value = number(_UNIT.sub("", cell.text))
        if value and not re.search(r"编码|代码|行次|序号|类$|款$|项$", path):
            return True
    return False
