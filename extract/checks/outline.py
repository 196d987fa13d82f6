"""Rules of outline and names: contents and headings, numbering, tables referred to, years, the unit's name.

Each function takes a Context and gives Outcomes; nothing at all means that there is nothing to look
at. They are named in rules.yaml. Sides carry texts, not values.

    headings 一、 二、 八、  -> broken, 八 stands where 三 is due
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from extract.checks.context import Context
from extract.checks.verdict import Outcome
from extract.checks.wording import year_compared_with, year_of_totals
from extract.labels import fold
from ingest.amount import units_listed
from ingest.document import Document, Section, Span
from ingest.facts import FindingSide
from ingest.structure.numbering import numbering

__all__ = [
    "contents_and_headings",
    "contents_worded_otherwise",
    "numbering_runs",
    "referred_tables",
    "required_topics",
    "unit_names",
    "years_in_titles",
]


class _Entry(NamedTuple):
    """A line of the contents: its text as printed and what must stand again in the document."""

    start: int
    end: int
    core: str


_CONTENTS = re.compile(r"(?m)^[ \t　#*]*目[ \t　]*[录錄][ \t　#*]*$")
_LEADER = re.compile(r"[.…·．。\-—_\s　]{2,}(?:\(?\d*\)?)\s*$|[\s　]*\(?\d{1,3}\)?\s*$")
_TABLE_NUMBER = re.compile(r"^(?:附?件?表|公开)[\d一二三四五六七八九十\-.]+表?[、:.]?")
_ORDINAL = re.compile(
    r"^(?:第[一二三四五六七八九十\d]+(?:部分|章|节|篇)|[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d{1,2}[、.])[、:.]?"
)

_COLUMN_OF_CONTENTS = re.compile(
    r"报表|(?:报?表|文件|内容)?(?:名称|编号)|表名|序号|页码|备注|是|否|(?:是否|公开)为?空表(?:理由)?|空表理由"
)
"""The heads and marks of a contents printed as a table: they name nothing that must stand below."""


def _core(line: str) -> str:
    """The title of an entry: without number, leader dots and page."""
    text = re.sub(r"<[^>]*>", "", line).strip().strip("#* ")
    text = re.sub(r"^\d{1,2}[ \t　]+(?=[^\d\s])", "", text)
    text = fold(_LEADER.sub("", _LEADER.sub("", text)))
    return _TABLE_NUMBER.sub("", _ORDINAL.sub("", _TABLE_NUMBER.sub("", text)))


def _contents(document: Document) -> tuple[list[_Entry], int]:
    """The entries of the contents and where they end; none where the document has no contents."""
    found = _CONTENTS.search(document.text)
    if found is None:
        return [], 0
    starts = [s.start for s in document.sections] + [t.start for t in document.tables]
    starts += [p.pieces[0].start for p in document.paragraphs]
    end = min((start for start in starts if start > found.end()), default=found.end())
    entries, at = [], found.end()
    for line in document.text[found.end() : end].splitlines(keepends=True):
        core = _core(line)
        if core and not _COLUMN_OF_CONTENTS.fullmatch(core):
            entries.append(
                _Entry(at + len(line) - len(line.lstrip()), at + len(line.rstrip()), core)
            )
        at += len(line)
    return entries, end


@lru_cache(maxsize=1)
def _unmatched(context: Context) -> tuple[list[_Entry], list[_Entry]]:
    """All entries of the contents and those whose title is printed nowhere behind them."""
    document = context.document
    entries, end = _contents(document)
    if not entries:
        return [], []
    rest = fold(document.text[end:])
    rest += rest.replace(fold(document.info.unit_name or "单位"), "单位")
    absent = {fold(title) for title in document.info.absent_tables}
    twice = {core for core, count in Counter(e.core for e in entries).items() if count > 1}
    missing = [
        e for e in entries
        if len(e.core) > 3 and e.core not in twice and e.core not in rest and not _CHAPTER.fullmatch(e.core) and not any(a in e.core or e.core in a for a in absent)
    ]  # fmt: skip
    return entries, missing


def _likeness(entry: str, titles: Sequence[str]) -> float:
    """How much of an entry the title most like it says."""
    marks = Counter(pairwise(entry))
    shared = (sum((marks & Counter(pairwise(t))).values()) for t in titles)
    single = (
        len(set(entry) & set(title)) / len(set(entry) | set(title)) for title in titles if title
    )
    return max(max(shared, default=0) / max(sum(marks.values()), 1), *single, 0.0)


@lru_cache(maxsize=1)
def _compared(context: Context) -> tuple[list[_Entry], list[tuple[_Entry, float]]]:
    """The entries, and those without a title of the same words with the likeness of the nearest."""
    document = context.document
    entries, missing = _unmatched(context)
    recognised = any(line.recognition < 1 for line in document.lines)
    if len(entries) < 4 or len(missing) * 2 > len(entries) or (missing and recognised):
        return [], []  # not a contents page, or one whose lines were not read as they stand
    if not missing:
        return entries, []
    titles = [_core(section.title) for section in document.sections]
    titles += [_core(table.title) for table in document.tables]
    missing = [entry for entry in missing if entry.core not in titles]
    listed = {entry.core for entry in entries}
    others = [title for title in titles if title not in listed]
    of_tables = [title for title in others if "表" in title]
    return entries, [
        (e, _likeness(e.core, of_tables if e.core.endswith("表") else others)) for e in missing
    ]


def _listed(context: Context, entry: _Entry, message: str) -> Outcome:
    document = context.document
    span = Span(entry.start, entry.end)
    text = fold(_LEADER.sub("", document.text[entry.start : entry.end]))
    side = FindingSide("目录", None, None, document.cite_spans([span]), text)
    return Outcome("broken", message, sides=(side,))


def contents_and_headings(context: Context) -> Iterator[Outcome]:
    """Every entry of the contents has a section or a table."""
    entries, missing = _compared(context)
    gone = [entry for entry, likeness in missing if likeness < _ALIKE]
    for entry in gone:
        yield _listed(context, entry, f"目录列有“{entry.core}”，正文没有这样的标题或表")
    if entries and not gone:
        yield Outcome("ties", f"目录的 {len(entries)} 项在正文中都有")


def contents_worded_otherwise(context: Context) -> Iterator[Outcome]:
    """An entry of the contents and its title have the same words."""
    entries, missing = _compared(context)
    near = [entry for entry, likeness in missing if likeness >= _ALIKE]
    for entry in near:
        yield _listed(context, entry, f"目录写“{entry.core}”，正文的标题或表题写法不同")
    if entries and not near:
        yield Outcome("ties", f"目录的 {len(entries)} 项与正文的标题写法相同")


_ALIKE = 0.5
_CHAPTER = re.compile(
    r"(?:20\d\d年度?)?(?:部门|单位)?(?:预算|决算|预决算|公开)(?:公开)?(?:报|附)?表"
)


def numbering_runs(context: Context) -> Iterator[Outcome]:
    """Headings of one kind under one heading are numbered without gaps."""
    runs: dict[tuple[int | None, int], list[tuple[int, Section]]] = defaultdict(list)
    for section in context.document.sections:
        if number := numbering(section.title):
            runs[section.parent, number.rank].append((number.value, section))
    for run in runs.values():
        gap = next((pair for pair in pairwise(run) if _gap(context.document, *pair)), None)
        if gap:
            (before, first), (after, second) = gap
            message = f"标题“{fold(second.title)}”接在“{fold(first.title)}”之后，编号从 {before} 跳到 {after}"
            sides = tuple(_heading(context.document, section) for section in (second, first))
            yield Outcome("broken", message, sides=sides)
        elif len(run) > 1:
            yield Outcome("ties", f"{len(run)} 个标题的编号连续", group="编号")


def _gap(document: Document, left: tuple[int, Section], right: tuple[int, Section]) -> bool:
    """A number is left out and stands nowhere between the two headings, not even unread."""
    if right[0] <= left[0] + 1:
        return False
    due = left[0] + 1
    between = document.text[left[1].start : right[1].start]
    han = (
        "零一二三四五六七八九十"[due] if due <= 10 else f"十{'一二三四五六七八九'[(due - 11) % 9]}"
    )
    found = numbering(right[1].title)
    mark = _MARKS.get(found.rank if found else 0, "#").format(han=han, due=due)
    if found and found.rank == _PART and right[0] == due + 1 and _tables(document, left, right):
        return False
    return due < 20 and not re.search(rf"(?m)(?:^|[\s>|]){mark}", between)


def _tables(document: Document, left: tuple[int, Section], right: tuple[int, Section]) -> bool:
    """The part between them is the tables, printed without a heading (a sheet each, pages of their own)."""
    between = [t for t in document.tables if left[1].start < t.start < right[1].start]
    return len(between) > 2 and not re.search("表", left[1].title)


_PART = 10
_MARKS = {
    10: r"第{han}(?:部|章|篇)",
    20: r"{han}\s*[、.．]",
    30: r"[(（]\s*{han}\s*[)）]",
    40: r"{due}\s*[、.．]",
    50: r"[(（]\s*{due}\s*[)）]",
}
"""How the number of a heading stands in a line, by its rank."""


def _heading(document: Document, section: Section) -> FindingSide:
    end = document.text.find("\n", section.start)
    span = Span(section.start, end if end > section.start else section.start + len(section.title))
    return FindingSide("标题", None, None, document.cite_spans([span]), fold(section.title))


_REFERENCE = re.compile(
    r"(?:详见|见|参见|附)(?P<name>(?:附?表|附件)(?P<n>[一二三四五六七八九十]{1,3}|\d{1,2})(?![\d一二三四五六七八九十年月.\-]))"
)


def referred_tables(context: Context) -> Iterator[Outcome]:
    """'详见表二十九' names a table that is printed or listed."""
    document = context.document
    printed = [fold(table.number or "") for table in document.tables]
    numbers = {n.value for text in printed if (n := numbering(_bare(text)))}
    listed = fold(document.text)
    for flat in context.prose.flats:
        for found in _REFERENCE.finditer(flat.text):
            wanted = numbering(f"{found['n']}、")
            if wanted is None or not document.tables:
                continue
            known = wanted.value in numbers or (not numbers and wanted.value <= len(printed))
            citation = context.prose.cite(flat, found.start(), found.end())
            side = FindingSide("正文", None, None, citation, found[0])
            if known or listed.count(found["name"]) > 1:
                yield Outcome(
                    "ties", f"正文所指的{found['name']}在文中", sides=(side,), group="所指"
                )
            elif not document.info.absent_tables or not any(
                found["name"] in fold(title) for title in document.info.absent_tables
            ):
                yield Outcome(
                    "broken", f"正文写“{found[0]}”，文中没有{found['name']}", sides=(side,)
                )


def _bare(number: str) -> str:
    found = re.search(r"(\d{1,2}|[一二三四五六七八九十]{1,3})表?$", number)
    return f"{int(found[1]) if found[1].isdigit() else found[1]}、" if found else ""


_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年)")
_ABOUT = re.compile(r"收支|收入|支出|三公|采购|预算|决算")
_OF_OTHER = re.compile(r"执行|上年|绩效|评价|结转|对比|比较")


def years_in_titles(context: Context) -> Iterator[Outcome]:
    """The year in a table's title and on the cover is the year of the document."""
    document, fiscal = context.document, context.document.info.fiscal_year
    if fiscal is None:
        return
    dated = [
        (table, int(years[0]))
        for table in document.tables
        if len(years := _YEAR.findall(fold(table.title))) == 1
        and _ABOUT.search(fold(table.title)) and not _OF_OTHER.search(fold(table.title))
    ]  # fmt: skip
    common, count = Counter(year for _, year in dated).most_common(1)[0] if dated else (fiscal, 0)
    for table, year in dated:
        if year == fiscal:
            yield Outcome("ties", f"《{fold(table.title)}》的年份是本年度", group="表题")
        elif common == fiscal or count < 2:
            span = table.title_span or Span(table.start, table.start + 1)
            side = FindingSide("表题", None, None, document.cite_spans([span]), fold(table.title))
            message = f"表题《{fold(table.title)}》写 {year} 年，文件是 {fiscal} 年的"
            yield Outcome("broken", message, sides=(side,))
    yield from _cover_year(context, fiscal)


def _cover_year(context: Context, fiscal: int) -> Iterator[Outcome]:
    """The first printed line that names a year and 预算 or 决算."""
    document = context.document
    first = min((s.start for s in document.sections), default=0) or len(document.text[:400])
    for found in re.finditer(r"[^\n]+", document.text[:first]):
        line = fold(found[0])
        years = _YEAR.findall(line)
        if len(years) != 1 or not re.search(
            r"(?:预算|决算)(?:公开|草案|报告|情况|信息|说明)*$", line
        ):
            continue
        if _CONTENTS.search(document.text[: found.start()]):
            return
        side = FindingSide("封面", None, None, document.cite_spans([Span(*found.span())]), line)
        other = f"文件是 {fiscal} 年的" if int(years[0]) != fiscal else _other_year(context, fiscal)
        if other is None:
            yield Outcome("ties", "封面的年份是本年度", sides=(side,), group="表题")
        else:
            message = f"封面写“{line.strip('#*')}”，{other}"
            yield Outcome("broken", message, sides=(side,))
        return


def _other_year(context: Context, fiscal: int) -> str | None:
    """What the text says of another year: its totals, else all that it compares."""
    told = year_of_totals(context)
    if told is not None:
        return None if told == fiscal else f"正文的收入、支出总额都是 {told} 年的"
    base = year_compared_with(context)
    if base is None or base + 1 == fiscal:
        return None
    own = (f for f in context.prose.with_numbers if f"{fiscal}年" in f.text and "元" in f.text)
    return None if any(own) else f"正文的数都与 {base} 年比增减"


_CAPTION = re.compile(
    r"(?m)^[ \t　]*(?:编制|编报|预算|填报|填制|报送|公开)?(?:部门|单位)(?:名称)?(?:[(（](?:部门|单位)[)）])?[:：][ \t　]*(?P<name>[^\s:：]{4,40})"
)


def unit_names(context: Context) -> Iterator[Outcome]:
    """The same unit stands above every table; a name that stands once and nowhere else is a slip."""
    text = context.document.text
    named = [(m, fold(m["name"])) for m in _CAPTION.finditer(text)]
    named = [(m, name) for m, name in named if not _is_measure(name)]
    if len(named) < 3:
        return
    (common, count), *others = Counter(name for _, name in named).most_common()
    if count < 2 or count * 2 <= len(named):
        return
    for found, name in named:
        alike = name in common or common in name or name in (context.document.info.unit_name or "")
        if name == common or alike or len(others) > 2 or fold(text).count(name) > 1:
            continue
        span = Span(*found.span())
        side = FindingSide("表上", None, None, context.document.cite_spans([span]), name)
        yield Outcome("broken", f"表上写“{name}”，其余各表是“{common}”", sides=(side,))
    yield Outcome("ties", f"{count} 张表上的单位名称都是“{common}”", group="名称")


def _is_measure(name: str) -> bool:
    """'单位：万元', '单位：人、万元': what is counted in, no name."""
    return re.match(r"[\d.]*[亿万千]?元", name) is not None or bool(units_listed(f"单位:{name}"))


_TOPICS: Sequence[tuple[str, re.Pattern[str]]] = (
    ("主要职责", re.compile("职责|职能")),
    ("机构设置", re.compile("机构|单位构成")),
    ("收支说明", re.compile("收入|收支|支出")),
    ("“三公”经费", re.compile("三公")),
    ("机关运行经费", re.compile("机关运行|运行经费|公用经费")),
    ("政府采购", re.compile("政府采购|采购")),
    (
        "国有资产占有使用",
        re.compile(
            r"国有资产|资产占|资产信息|资产情况|车辆(?:总?数|情况|构成|保有|编制|共|为|\d)|(?<!没)有[^。,;]{0,12}车辆"
        ),
    ),
    ("预算绩效", re.compile("绩效")),
    ("名词解释", re.compile("名词|术语")),
)


def required_topics(context: Context) -> Iterator[Outcome]:
    """The explanations that a disclosure usually gives; what is missing is told, not held against it."""
    document = context.document
    titles = "|".join(fold(section.title) for section in document.sections)
    if len(document.sections) < 4 or len(context.prose.flats) < 20:
        return
    _, unmatched = _unmatched(context)
    told = "|".join(entry.core for entry in unmatched)
    said = "|".join(flat.text for flat in context.prose.flats)
    for name, pattern in _TOPICS:
        if pattern.search(titles) or pattern.search(said) or pattern.search(told):
            yield Outcome("ties", f"有{name}的说明", group="内容")
        else:
            yield Outcome("broken", f"没有找到{name}的说明")
