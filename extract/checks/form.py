"""Rules of codes, names and form: empty tables, listed tables, code structure, placeholders.

Each function takes a Context and gives Outcomes; nothing at all means that there is nothing to look
at. They are named in rules.yaml. Sides carry texts, not values.

    表九“三公”经费表 下注“故本表为空表”，表中却有 7 个数字  -> broken
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from importlib.resources import files
from itertools import combinations

import yaml

from extract.checks.context import Context
from extract.checks.verdict import Outcome
from extract.kinds import Sheet
from extract.labels import fold, same_name
from extract.ledger import Ledger, Row
from ingest.citation import Citation
from ingest.document import Document, Span, Table
from ingest.facts import Fact, FindingSide

__all__ = [
    "class_names",
    "code_structure",
    "empty_notes",
    "listed_tables",
    "official_names",
    "one_name_a_code",
    "placeholders",
    "unique_codes",
]

_EMPTY = re.compile(r"本表为空|此表为空|本表无数据|空表列示|此表无数据|本表空")


def empty_notes(context: Context) -> Iterator[Outcome]:
    """A table whose note says that it is empty holds no figure but zero."""
    for table in context.document.tables:
        note = next((note for note in table.notes if _EMPTY.search(fold(note))), None)
        if note is None:
            continue
        facts = [
            f
            for f in context.facts
            if f.table == table.position and f.state == "printed" and f.value
        ]
        yield _empty_outcome(context.document, table, note, facts)


def _empty_outcome(document: Document, table: Table, note: str, facts: list[Fact]) -> Outcome:
    name = f"{table.number or ''}《{fold(table.title)}》"
    left = FindingSide("表下的说明", None, None, _find(document, note, table.start), fold(note))
    if not facts:
        return Outcome("ties", f"{name}注明为空表，表中没有数字", sides=(left,), group="空表")
    first = FindingSide(f"{name}中的数字", facts[0].value, facts[0].unit, facts[0].citation)
    return Outcome(
        "broken",
        f"{name}下注“{fold(note)}”，表中却有 {len(facts)} 个不为零的数字",
        sides=(left, first),
    )


def _find(document: Document, text: str, start: int) -> Citation | None:
    spaced = r"\s*".join(map(re.escape, re.sub(r"\s+", "", text)))
    found = re.compile(spaced).search(document.text, start)
    return document.cite_spans([Span(*found.span())]) if found else None


_LEADER = re.compile(r"[.…·]{3,}\d*$|\d+$")


def _stands_as_title(document: Document, title: str) -> bool:
    """The title is a line of its own beside the list: the table is printed, if not read as one."""
    plain = fold(title)
    lines = [fold(document.text[line.start : line.end]) for line in document.lines]
    named = [
        line for line in lines if line.endswith(plain) or _LEADER.sub("", line).endswith(plain)
    ]
    alone = [line for line in named if line == plain]
    return bool(alone) and len(named) > 1


def _of_other_documents(document: Document, title: str) -> bool:
    """'详见单位的项目绩效目标表': the table stands in the documents of the units."""
    text, plain = fold(document.text), fold(title)
    elsewhere = len(re.findall(rf"单位的?《?{re.escape(plain)}", text))
    return elsewhere == text.count(plain) > 0


def listed_tables(context: Context) -> Iterator[Outcome]:
    """The tables that the document lists are printed in it."""
    document = context.document
    printed = [fold(table.title) for table in document.tables]  # two titles may be read as one
    absent = [t for t in document.info.absent_tables if not any(fold(t) in p for p in printed)]
    if len(absent) > 2 and len(absent) >= len(document.tables):
        return  # most tables could not be read: that says nothing of what is printed
    absent = [
        title
        for title in absent
        if not (_stands_as_title(document, title) or _of_other_documents(document, title))
    ]
    for title in absent:
        side = FindingSide("列出之处", None, None, _find(document, title, 0), fold(title))
        yield Outcome("broken", f"文中列出《{fold(title)}》，却没有印出这张表", sides=(side,))
    if document.tables and not absent:
        yield Outcome("ties", f"文中 {len(document.tables)} 张表，没有列出而未印的表")


def _coded(context: Context) -> Iterator[tuple[Sheet, Ledger]]:
    for sheet in context.sheets:
        if sheet.ledger.coded and sheet.ledger.sure:
            yield sheet, sheet.ledger


_NAMES_PROJECTS = re.compile(r"项目(?:名称|编码|代码|内容)|[、,/(]项目[)|]")


def unique_codes(context: Context) -> Iterator[Outcome]:
    """No code stands twice in a table of the whole department."""
    for sheet, ledger in _coded(context):
        if sheet.kind not in ("functional", "economic", "income", "operating"):
            continue
        if _NAMES_PROJECTS.search(ledger.heads):
            continue  # several projects of one item
        rows = [row for row in ledger.coded if row.whole]
        twice = [code for code, count in Counter(row.code for row in rows).items() if count > 1]
        if len(twice) > 2:
            continue  # blocks of several units, not a slip
        for code in twice:
            both = [row for row in rows if row.code == code]
            sides = tuple(_row_side(ledger, row) for row in both)
            yield Outcome(
                "broken", f"{ledger.place}中科目编码 {code} 出现 {len(both)} 次", sides=sides
            )
        if rows and not twice:
            yield Outcome("ties", f"{ledger.place}的 {len(rows)} 个科目编码没有重复", group="编码")


def _row_side(ledger: Ledger, row: Row) -> FindingSide:
    fact = next((f for (index, _), f in sorted(ledger.cells.items()) if index == row.index), None)
    text = f"{row.code} {row.label}"
    return FindingSide(
        f"{ledger.place}第 {row.index + 1} 行", None, None, fact.citation if fact else None, text
    )


def code_structure(context: Context) -> Iterator[Outcome]:
    """A functional 款 or 项 stands under its own 类 and 款 where the table prints those levels."""
    for sheet, ledger in _coded(context):
        if sheet.kind not in ("functional", "income"):
            continue
        codes = {row.code for row in ledger.coded}
        levels = {len(code) for code in codes if code}
        orphans = [row for row in ledger.coded if _orphan(row.code or "", codes, levels)]
        for parent, rows in _by_missing_parent(orphans, codes, levels).items():
            more = f"等 {len(rows)} 个科目" if len(rows) > 1 else ""
            yield Outcome(
                "broken",
                f"{ledger.place}中 {rows[0].code} {rows[0].label}{more}的上级科目 {parent} 没有列出",
                sides=tuple(_row_side(ledger, row) for row in rows),
            )
        if not orphans and len(levels) > 1:
            yield Outcome(
                "ties", f"{ledger.place}的 {len(codes)} 个科目都在上级科目之下", group="编码"
            )


def _by_missing_parent(
    orphans: Sequence[Row], codes: set[str | None], levels: set[int]
) -> dict[str, list[Row]]:
    """The rows without a parent, by the nearest level that is missing."""
    found: dict[str, list[Row]] = {}
    for row in orphans:
        code = row.code or ""
        missing = [n for n in (3, 5) if n < len(code) and n in levels and code[:n] not in codes]
        found.setdefault(code[: missing[-1]], []).append(row)
    return found


def _orphan(code: str, codes: set[str | None], levels: set[int]) -> bool:
    return any(n < len(code) and n in levels and code[:n] not in codes for n in (3, 5))


@lru_cache(maxsize=1)
def official_names() -> dict[str, list[str]]:
    """The names that the 3-digit codes had over the years."""
    text = (files("extract.checks") / "classes.yaml").read_text(encoding="utf-8")
    return {str(code): names for code, names in yaml.safe_load(text).items()}


def class_names(context: Context) -> Iterator[Outcome]:
    """A 3-digit code carries one of the names that the classification gave it over the years."""
    for sheet, ledger in _coded(context):
        if sheet.kind not in ("functional", "economic", "income"):
            continue
        top = [
            row
            for row in ledger.coded
            if row.level == "类" and row.label and row.code in official_names()
        ]
        wrong = [
            row
            for row in top
            if not any(same_name(row.label, n) for n in official_names()[row.code or ""])
        ]
        for row in wrong:
            names = "或".join(official_names()[row.code or ""])
            yield Outcome(
                "broken",
                f"{ledger.place}中 {row.code} 的名称印作“{row.label}”，科目名称是“{names}”",
                sides=(_row_side(ledger, row),),
            )
        if top and not wrong:
            yield Outcome(
                "ties", f"{ledger.place}的 {len(top)} 个类级科目名称与编码相符", group="名称"
            )


def one_name_a_code(context: Context) -> Iterator[Outcome]:
    """A code that bears one name in several tables bears no other one in a single table."""
    named: dict[str, list[tuple[Ledger, Row]]] = {}
    for sheet, ledger in _coded(context):
        if sheet.kind in ("functional", "economic", "income") and not _NAMES_PROJECTS.search(
            ledger.heads
        ):
            for row in ledger.coded:
                if row.code and row.label:
                    named.setdefault(row.code, []).append((ledger, row))
    several = {code: rows for code, rows in named.items() if len({id(t) for t, _ in rows}) > 2}
    for code, rows in several.items():
        common, _ = Counter(row.label for _, row in rows).most_common(1)[0]
        odd = [(t, row) for t, row in rows if not _alike(row.label, common)]
        if len(odd) == 1 and len(rows) > 2:
            ledger, row = odd[0]
            message = f"{ledger.place}中 {code} 的名称印作“{row.label}”，其余各表是“{common}”"
            yield Outcome("broken", message, sides=(_row_side(ledger, row),))
    yield from _two_names(named)
    if several:
        yield Outcome("ties", f"查过 {len(several)} 个见于多张表的科目编码", group="名称")


_ENOUGH = 5
"""So many other codes of two tables bear the same names in both."""

_MANY = 15
"""So many pairs of tables agree on a name in the whole document."""


def _two_names(named: Mapping[str, Sequence[tuple[Ledger, Row]]]) -> Iterator[Outcome]:
    """The one code of two tables with two names, where the others of both tables agree: either may be wrong."""
    apart: list[tuple[str, tuple[Ledger, Row], tuple[Ledger, Row]]] = []
    agreeing: Counter[tuple[int, int]] = Counter()
    for code, rows in named.items():
        ledgers = {id(ledger): (ledger, row) for ledger, row in rows}
        for (one, left), (two, right) in combinations(sorted(ledgers.items(), key=_first), 2):
            agreeing[one, two] += same_name(left[1].label, right[1].label)
        if len(rows) == len(ledgers) == 2 and not _alike(rows[0][1].label, rows[1][1].label):
            apart.append((code, rows[0], rows[1]))
    if len(apart) != 1:
        return
    [(code, left, right)] = apart
    one, two = sorted((id(left[0]), id(right[0])))
    if agreeing[one, two] < _ENOUGH and agreeing.total() < _MANY:
        return
    message = (
        f"{code} 在{left[0].place}印作“{left[1].label}”，在{right[0].place}印作“{right[1].label}”"
    )
    yield Outcome("broken", message, sides=(_row_side(*left), _row_side(*right)))


def _first(pair: tuple[int, object]) -> int:
    return pair[0]


def _alike(left: str, right: str) -> bool:
    """The same name, one cut off, shortened or worded with most of the same signs in the same order.

    残疾人就业 and 残疾人体育, 行政单位医疗 and 事业单位医疗 are two items that share a word.
    """
    if same_name(left, right):
        return True
    shared = sum(block.size for block in SequenceMatcher(None, left, right).get_matching_blocks())
    return shared * 4 >= min(len(left), len(right)) * 3


_PLACEHOLDER = re.compile(
    r"(?<=[是为由])[XxＸ×]{2,}(?=[,。;]|$)|[XxＸ×]{2,}(?=年|月|元|万元|亿元|人|项|个|辆|%|局|单位|部门|委)|(?<=[为共计加少])[XxＸ×]{1,}(?=[亿万]?元|%)"
    r"|\{[一-鿿]{1,12}\}|待填写|(?:增加|增长|上升)[(/](?:减少|下降|降低)\)?|(?:减少|下降|降低)[(/](?:增加|增长|上升)\)?"
)


def placeholders(context: Context) -> Iterator[Outcome]:
    """Nothing of the template is left in: XX, {单位}, 增加（减少）."""
    for flat in context.prose.flats:
        for found in _PLACEHOLDER.finditer(flat.text):
            if re.search(r"增减?[(（]减", found[0]) or re.search(
                "原因|情况|说明|变化|变动", flat.text[found.end() : found.end() + 8]
            ):
                continue
            citation = context.prose.cite(flat, found.start(), found.end())
            side = FindingSide("未填写之处", None, None, citation, found[0])
            yield Outcome("broken", f"正文留有模板文字“{found[0]}”", sides=(side,))
    if context.prose.flats:
        yield Outcome("ties", f"查过 {len(context.prose.flats)} 段正文", group="模板")
