"""Where a question says what a table prints: its columns, and the words beside the names of its rows.

Takes a Sheet and the text of a question, gives Mentions with their places in the text. Knows no order and no
sums.

    '自评得分最低的'       ->  column 自评得分        '看守所的项目'   ->  the word 澜河市看守所 under 实施单位
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from retrieval.rows.records import Record, Sheet
from retrieval.scope.unit_names import is_short_for
from retrieval.words.lexicon import folded, label_key
from retrieval.words.occurrences import occurrences

__all__ = ["ColumnSaid", "WordSaid", "columns_said", "words_said"]

_GENERAL = re.compile(
    r"(?:小计|合计|总计|金额|经费|费用?|补助|人数|人员|预算数?|决算数?|总额|总数|本年|其中|资金|支出|收入|项目|单位|情况|数|预算资金|预算金额|资金来源|个数)"
)
_ENDS = re.compile(r"(?<=..)(?:支出|经费|费用|资金|金额|总额|数额|预算数|决算数|预算|决算|人数|拨款收入|拨款|收入|数)$")  # fmt: skip
_LEADS = re.compile(
    r"^(?:年末|年初|期末|全年|本年|当年|部门|单位|政府|其中:?|\d{4}年度?)(?=[\u4e00-\u9fff]{2})"
)
_BODY = "局馆所站队院校处社园场厅心委办会"
_UNIT = re.compile(rf"(?:中心|本级\)?|机关\)?|[{_BODY}]\)?)$")
_WORD = re.compile(r"[\u4e00-\u9fff]+")
_MARKS = re.compile(r"^(?:[a-z]?\d*|[一二三四五六七八九十]+)[-.、\s]+|^[a-z]\s*(?=[\u4e00-\u9fff])")
_TAIL = re.compile(r"(?:类|类项目|项目)?(?:[abc])?$")
_GOODS = {"a": "货物", "b": "工程", "c": "服务"}
_LONG = 6
_THINGS = re.compile(r"设备|物资|物品|货物")


class ColumnSaid(NamedTuple):
    """A column of figures that the text names, or the columns under one head, and where."""

    columns: tuple[int, ...]
    start: int
    end: int


class WordSaid(NamedTuple):
    """A word beside names that the text says: the records that have it, and where it is said."""

    word: str
    said: str
    group: int
    rows: frozenset[int]
    start: int
    end: int


# ── columns ──────────────────────────────────────────────────────────────────────────────────


def columns_said(sheet: Sheet, columns: Sequence[int], text: str) -> list[ColumnSaid]:
    """The columns named; where two are named by the same words, none of them is."""
    found = [
        ColumnSaid((column,), *span)
        for column in columns
        for span in _named(_own_label(sheet, column), text)
    ]
    found += _by_head(sheet, columns, text)
    found += _by_part(sheet, columns, text, found)
    longest = [one for one in found if not any(_within(one, other) for other in found)]
    places = [(one.start, one.end) for one in longest]
    return [one for one in longest if places.count((one.start, one.end)) == 1]


def _within(one: ColumnSaid | WordSaid, other: ColumnSaid | WordSaid) -> bool:
    """Whether something is said inside of longer words."""
    longer = other.end - other.start > one.end - one.start
    return longer and other.start <= one.start and one.end <= other.end


def _own_label(sheet: Sheet, column: int) -> str:
    """The innermost label that says something: the head over it, for a column that is only '小计'."""
    path = sheet.table.column_paths[column]
    own = path[-1:] if label_key("".join(path[-1:])) in _COUNTS else ()
    said = own or [label for label in path if not _GENERAL.fullmatch(label_key(label))][-1:]
    return "".join(said)


_COUNTS = ("数量",)


def _by_head(sheet: Sheet, columns: Sequence[int], text: str) -> Iterator[ColumnSaid]:
    """The columns under a head that is named, which have labels of their own."""
    under: dict[str, list[int]] = {}
    for column in columns:
        path = sheet.table.column_paths[column]
        for label in path[:-1]:
            if not _GENERAL.fullmatch(label_key(label)):
                under.setdefault(label, []).append(column)
    for label, inner in under.items():
        if any(_own_label(sheet, column) == label for column in inner):
            continue  # its own sum stands under it
        yield from (ColumnSaid(tuple(inner), *span) for span in _named(label, text))


def _named(label: str, text: str) -> list[tuple[int, int]]:
    return next((spans for word in _wordings(label) if (spans := occurrences(word, text))), [])


@lru_cache(maxsize=16384)
def _wordings(label: str) -> tuple[str, ...]:
    """A head as it may be said, the fullest first."""
    whole, bare = label_key(label), re.sub(r"\([^()]*\)", "", folded(label))
    inner = re.sub(r"[()]", "", folded(label))
    if whole in _COUNTS:
        return (whole,)
    forms = [whole, bare, inner]
    forms += [_LEADS.sub("", form) for form in forms]
    forms += [_ENDS.sub("", form) for form in forms]
    kept = [f for f in dict.fromkeys(forms) if len(f) > 1 and not _GENERAL.fullmatch(f)]
    return tuple(sorted(kept, key=len, reverse=True))


def _by_part(
    sheet: Sheet, columns: Sequence[int], text: str, found: Sequence[ColumnSaid]
) -> Iterator[ColumnSaid]:
    """'人口' for 户籍人口, '得分' for 自评得分: a part of one head that no other head has."""
    known = {column for one in found for column in one.columns}
    heads = {c: label_key(sheet.leaf(c)) for c in columns}
    for column in columns:
        head = heads[column]
        if column in known or _GENERAL.fullmatch(head):
            continue
        for size in range(len(head) - 1, 1, -1):
            parts = {head[:size], head[-size:]}
            said = [
                span
                for part in parts
                if _WORD.fullmatch(part)
                and not _GENERAL.fullmatch(part)
                and sum(part in h for h in heads.values()) == 1
                for span in occurrences(part, text)
                if not any(o.start < span[1] and span[0] < o.end for o in found)
            ]
            if said:
                yield from (ColumnSaid((column,), *span) for span in said)
                break


# ── words ────────────────────────────────────────────────────────────────────────────────────


def words_said(sheet: Sheet, text: str, title: str) -> list[WordSaid]:
    """The words beside the names that the text says, the longest; of one column several may be said."""
    found: list[WordSaid] = []
    for group in sorted({g for r in sheet.records for g in r.words}):
        cells: dict[str, set[int]] = {}
        for record in sheet.records:
            for word in record.words.get(group, ()):
                cells.setdefault(word, set()).add(record.row)
        found += _of_column(cells, group, text)
        if group >= 0 and "多少" in text and _GRADES.search(folded(sheet.leaf(group))):
            found += _grades(cells, group, text)
    found += _lettered(sheet.records, text, title)
    longest = [one for one in found if not any(_within(one, other) for other in found)]
    every = frozenset(record.row for record in sheet.records)
    longest = [
        one._replace(word=f"{one.word}以外", rows=every - one.rows) if _denied(one, text) else one
        for one in longest
    ]
    nearest: dict[tuple[int, int], WordSaid] = {}
    for one in sorted(longest, key=lambda w: len(w.word)):
        nearest.setdefault((one.start, one.end), one)
    return list(nearest.values())


_NOT_SAID = re.compile(r"(?:不是|并非|非|不属于|不由|不归|不在|除了?|除去|除开)(?:由|是|在|归)?$")
_OUTSIDE = re.compile(r"(?:的)?(?:类)?(?:以外|之外|外)")


def _denied(one: WordSaid, text: str) -> bool:
    """'不是本级实施的', '货物以外的': the rows that do not have the word."""
    before, behind = text[: one.start], text[one.end :]
    return bool(_NOT_SAID.search(before) or _OUTSIDE.match(behind))


_GRADES = re.compile(r"等级|等次|结果")


def _grades(cells: dict[str, set[int]], group: int, text: str) -> Iterator[WordSaid]:
    """'等级为良的', '评为优': a grade of one character, where the question says that it is one."""
    for cell, rows in cells.items():
        grade = re.escape(cell[:1])
        pattern = rf"(?:(?:等级|等次|结果|评价)(?:[为是]|得|评)*|评(?:[为了定成上]|得)*|得(?:了)?)(?P<g>{grade})(?![\u4e00-\u9fff]*分)"
        for match in re.finditer(pattern, text):
            yield WordSaid(cell, match[0], group, frozenset(rows), *match.span())


def _of_column(cells: dict[str, set[int]], group: int, text: str) -> Iterator[WordSaid]:
    said: list[WordSaid] = []
    for cell, rows in cells.items():
        for form in _said_as(cell):
            if spans := occurrences(f"{form}类", text) or occurrences(form, text):
                said += [WordSaid(cell, form, group, frozenset(rows), *s) for s in spans]
                break
    said += _shortened(cells, group, text)
    for one in said:  # '服务中心' of two centres tells neither
        same = {o.word for o in said if (o.start, o.end) == (one.start, one.end)}
        if len(same) == 1:
            yield one


@lru_cache(maxsize=16384)
def _said_as(cell: str) -> tuple[str, ...]:
    """A cell as it may be said: whole, without its numbering, the end of a unit's name, its bracket."""
    bare = _TAIL.sub("", _MARKS.sub("", cell)) if len(cell) > 2 else cell
    forms = [cell, bare, label_key(cell)]
    if inner := re.search(r"\(([\u4e00-\u9fff]{2,})\)$", cell):
        forms.append(inner[1])
    if _UNIT.search(cell):
        forms += [cell[at:] for at in range(1, len(cell) - 2)]
    elif len(cell) > _LONG:
        forms += [
            part for n in range(len(cell) - 1, _LONG - 2, -1) for part in (cell[-n:], cell[:n])
        ]
    return tuple(form for form in dict.fromkeys(forms) if len(form) > 1)


def _shortened(cells: dict[str, set[int]], group: int, text: str) -> Iterator[WordSaid]:
    """'环卫所' for 某区环境卫生管理所: where one unit alone may be called so."""
    units = [cell for cell in cells if _UNIT.search(cell)]
    for end in (m.end() for m in re.finditer(rf"[{_BODY}]", text)):
        for start in range(max(0, end - 10), end - 1):
            short = text[start:end]
            if not re.fullmatch(r"[\u4e00-\u9fff]{3,}", short):
                continue
            fitting = [cell for cell in units if is_short_for(short, cell)]
            if len(fitting) == 1:
                rows = frozenset(cells[fitting[0]])
                yield WordSaid(fitting[0], short, group, rows, start, end)
                break


def _lettered(records: Sequence[Record], text: str, title: str) -> Iterator[WordSaid]:
    """货物, 工程 and 服务 by the letter of a purchase's code, where no column prints them."""
    if not re.search(r"采购|购置", title):
        return
    for letter, word in _GOODS.items():
        rows = frozenset(
            r.row for r in records if re.match(letter + r"\d{2,}", folded(_code_of(r)))
        )
        spans = occurrences(f"{word}类", text) or occurrences(word, text)
        if not spans and letter == "a":
            spans = [m.span() for m in _THINGS.finditer(text)]
        if rows:
            yield from (WordSaid(word, word, -2, rows, *span) for span in spans)


def _code_of(record: Record) -> str:
    if re.match(r"[A-Ca-c]\d", record.code):
        return record.code
    words = (word for cells in record.words.values() for word in cells)
    return next((w for w in words if re.fullmatch(r"[abc]\d{2,}", w)), "")
