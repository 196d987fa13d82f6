"""Which offices and units there are: everything that enumerates them, whole.

Takes a document and a Query, gives lines: sentences that list, numbered items after them, rows of a
small table. Staff and vehicles that stand in the same section are left out.

    '下设哪些部门'  ->  '…下设办公室、综合科、业务科，共3个部门。'
    '包括哪几个单位'  ->  '名单如下：' '1. 某局（本部）' '2. 某中心'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ingest.document import Document, Section, Table
from retrieval.printed.prose import (
    Line,
    Passage,
    cell_line,
    heading_line,
    in_section,
    joined,
    sentences,
)
from retrieval.understand.question import Query, topic_of
from retrieval.words.lexicon import label_key

__all__ = ["asks_amount", "asks_institutions", "hires", "institutions"]

_STAFF = re.compile(
    r"编制(?:数)?\s*(?:共|为|总数)?\s*\d|实有|离退休|离休|退休|在职|在编|雇员|车辆|公务用车|工勤"
)
_LISTS = re.compile(
    r"内设|下设|设有|设立|包括|包含|下辖|所属|下属|派出|构成|名单|组成|纳入.{0,30}(?:范围|单位)|共.{0,4}[个家]|[个家](?:职能)?(?:科|处|室|部门|机构|单位)|二级预算单位|无下属|没有下属"
)
_OFFICES = re.compile(
    r"内设|科室|处室|内部机构|下设.{0,40}(?:科|处|室|股|办|部)|设.{0,12}(?:科|处|室|股)|职能(?:处|科)室"
)
_UNITS = re.compile(
    r"编制范围|预算单位|下属|所属|下辖|基层单位|二级单位|事业单位|派出|本级|本部|单位构成|单位包括"
)
_NUMBERED = re.compile(
    r"^\s*(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）]|(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.、．:：]|[①-⑳])"
)
_ASKS_OFFICES = re.compile(r"内设|科室|处室|哪些部门|部门有哪些|下设|职能部门|哪些科(?!目)|哪些处")
_ASKS_UNITS = re.compile(r"单位|下属|所属|派出|下辖|二级|范围")
_ASKS = re.compile(
    r"(?:哪些|哪几个|哪几家|几个|几家|多少个|多少家|什么)(?:下属|下设|内设|所属|预算|事业|基层|二级|派出|行政|职能)*(?:单位|部门|机构|科室|处室|科(?![研技普目])|处(?![罚理置分方]))(?!.{0,6}(?:负责|最|多|高|花))"
    r"|(?:单位|部门|机构|科室|处室)(?:都|分别|主要)?(?:有|是|包括|包含|为)?(?:哪些|哪几[个家]|什么)(?!.{0,4}(?:职|工作|支出|钱))|内设机构|下属单位|编制范围|派出机构"
)
_DOERS = re.compile(r"由(?:哪|什么)")
"""'由哪些科室来做' asks who does it."""

_HEADING = {
    "offices": re.compile(r"内设|科室|处室|机构设置"),
    "units": re.compile(r"下属|派出|所属|直属|二级|单位"),
}
_FEWEST = 2
_HIRED = re.compile(
    r"(?:交给|委托|承包给|外包给|承保|检测|统计)(?:了|的)?(?:是)?哪|哪家(?!单位|部门)"
)
_HEAD_OF_LIST = re.compile(r"[：:]\s*$")
_HEADS = re.compile(r"机构|单位构成|构成|基本情况|概况|编制范围|部门组成")


_AMOUNT = re.compile(
    r"多少(?:钱|万|亿|元|[\u4e00-\u9fff]{0,4}(?:经费|资金|预算|款项?|费用?)(?=[?。,]|$))|几[万亿]?元|几万|(?:支出|经费|费用|金额|收入|预算|决算)(?:数|额)?(?:是|为|有)?多少(?![个家])"
)


def asks_institutions(query: Query) -> bool:
    """'下设哪些部门', '包括哪几个单位', '编制范围内有哪些单位': a list of offices or units."""
    amounts = query.asks("largest", "smallest", "rank", "sum", "share", "compare", "reason")
    doers = _DOERS.search(query.text) or hires(query)
    return bool(_ASKS.search(query.text)) and not amounts and not doers and not asks_amount(query)


def hires(query: Query) -> bool:
    """'交给哪家机构': who was hired is none of the offices that a unit has."""
    return _HIRED.search(query.text) is not None


def asks_amount(query: Query) -> bool:
    """'机构支出是多少' asks for money, whatever offices it names."""
    return _AMOUNT.search(query.text) is not None


def institutions(document: Document, passages: Sequence[Passage], query: Query) -> list[Line]:
    """The lines that enumerate offices or units, in the document's order."""
    kinds = _kinds(query)
    sections = _asked_sections(_sections(document), query)
    found = [p.line for s in sections for p in _items_of(passages, s, query)]
    found = found or [
        line for s in sections for line in _of_section(document, passages, s, sections, kinds)
    ]
    found = _of_range(found, query) or [p.line for s in sections for p in _items(passages, s)]
    if found and _INNER.search(query.text) and not any(map(_of_offices, found)):
        return []
    if found:
        return list({line.citation.pieces[0].start: line for line in found}.values())
    return [p.line for p in _chosen(passages, kinds or ["offices", "units"], strict=True)]


_INNER = re.compile(r"内设|内部机构|科室|处室")


def _of_offices(line: Line) -> bool:
    """Whether a line, or the heading it stands under, speaks of offices within the unit."""
    return bool(_OFFICES.search(line.text) or _INNER.search(line.citation.section))


def _of_section(
    document: Document,
    passages: Sequence[Passage],
    section: Section,
    sections: Sequence[Section],
    kinds: Sequence[str],
) -> list[Line]:
    """What one section enumerates; all its items where its heading is what is asked for."""
    inner = [s for s in sections if s.parent == section.position]
    own = [p for p in in_section(passages, section) if not any(in_section([p], s) for s in inner)]
    chosen = _chosen(own, kinds)
    if not chosen and any(_HEADING[kind].search(section.title) for kind in kinds):
        chosen = _items(own, section)
    rows = _rows(document, section) if list(kinds) != ["offices"] and not inner else []
    below = [s for s in document.sections if s.parent == section.position]
    heads = [heading_line(document, s) for s in below if _is_bare(passages, s)]
    return [*(p.line for p in chosen), *heads, *rows]


def _is_bare(passages: Sequence[Passage], section: Section) -> bool:
    """A heading with nothing under it, no part of the document's own numbering of headings."""
    numbered = re.match(r"\s*(?:[（(]?\d{1,2}[)）.、．])", section.title)
    return numbered is not None and not in_section(passages, section)


def _items(passages: Sequence[Passage], section: Section) -> list[Passage]:
    """The numbered items of a section, and what else is not about staff."""
    inside = in_section(passages, section)
    return [p for p in inside if _NUMBERED.match(p.text) or not _STAFF.search(p.text)]


def _of_range(found: Sequence[Line], query: Query) -> list[Line]:
    """'编制范围包括哪些单位': the sentence that says 编制范围, with the rows or items after it."""
    if "编制范围" not in query.text:
        return list(found)
    first = next((n for n, line in enumerate(found) if "编制范围" in line.text), 0)
    text = found[first].text if found else ""
    whole = "、" in text and not _HEAD_OF_LIST.search(text)
    return list(found[first : first + 1] if whole else found[first:])


def _kinds(query: Query) -> list[str]:
    """What is asked for; nothing in particular: everything."""
    offices = _ASKS_OFFICES.search(query.text)
    units = _ASKS_UNITS.search(query.text.replace("哪些部门", ""))
    return [k for k, asked in (("offices", offices), ("units", units)) if asked]


_ASKED_WORDS = ("内设", "下属", "派出", "直属", "所属", "科室", "处室")
_ALIKE = {"直属": "下属", "所属": "下属", "下属": "直属", "科室": "内设", "处室": "内设"}
"""A heading may use the other word for the same."""


def _asked_words(query: Query) -> list[str]:
    asked = [word for word in _ASKED_WORDS if word in query.text]
    return list(dict.fromkeys([*asked, *(_ALIKE[word] for word in asked if word in _ALIKE)]))


def _items_of(passages: Sequence[Passage], section: Section, query: Query) -> list[Passage]:
    """The numbered items right under a heading that is what is asked for: '（三）派出机构'."""
    if not any(word in section.title for word in _asked_words(query)):
        return []
    inside = in_section(passages, section)
    numbered = list(takewhile(lambda p: _NUMBERED.match(p.text), inside))
    return [] if len(numbered) < _FEWEST or _STAFF.search(numbered[0].text) else numbered


def _asked_sections(sections: Sequence[Section], query: Query) -> list[Section]:
    """Where headings tell 内设机构 from 下属单位 only those that the question names."""
    asked = _asked_words(query)
    named = [s for s in sections if any(word in s.title for word in asked)]
    return named or list(sections)


def _sections(document: Document) -> list[Section]:
    """The sections about offices and units, the innermost where one stands in another."""
    headings = topic_of("organisation").headings
    named = [s for s in document.sections if any(h in label_key(s.title) for h in headings)]
    named = [s for s in named if "人员构成" not in s.title] or named
    outer = {s.parent for s in named}
    return [s for s in named if s.position not in outer or _has_own_text(document, s)]


def _has_own_text(document: Document, section: Section) -> bool:
    return any(p.section == section.position for p in document.paragraphs)


def _chosen(
    passages: Sequence[Passage], kinds: Sequence[str], *, strict: bool = False
) -> list[Passage]:
    """Paragraphs that enumerate what is asked for; the list items that follow a heading of theirs."""
    kept: list[Passage] = []
    listing = False
    for passage in passages:
        if _NUMBERED.match(passage.text) and listing:
            kept.append(passage)
            continue
        said = _enumerating(passage, kinds)
        headed = said is not None and _HEAD_OF_LIST.search(said.text) is not None
        listing = headed or (said is not None and not strict and not _NUMBERED.match(passage.text))
        kept += [said] if said else []
    return _without_staff(kept)


def _enumerating(passage: Passage, kinds: Sequence[str]) -> Passage | None:
    """The sentences of a paragraph that enumerate, together."""
    parts = sentences(passage)
    kept: list[Passage] = []
    for before, part in zip([None, *parts], parts, strict=False):
        follows = before is not None and before in kept and _goes_on(before.text, part.text)
        kept += [part] if follows or _fits(part, kinds) else []
    if parts and _HEAD_OF_LIST.search(parts[-1].text) and kept and parts[-1] not in kept:
        kept.append(parts[-1])
    return joined(kept) if kept else None


_NAMES_FOLLOW = re.compile(
    r"^\s*(?:主要|具体)?(?:包括|包含|分别[是为]|有|为|是)[：:]?[^，,；;]{2,}、"
)
_ITEM_BEFORE = re.compile(r"(?:^|[：:])\s*[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.、．]")


def _goes_on(before: str, sentence: str) -> bool:
    """'…4个。主要包括：甲、乙。', '包括：1.甲；' '2.乙；': the list runs on over sentences."""
    if _NUMBERED.match(sentence) and _ITEM_BEFORE.search(before):
        return re.search(r"\d\s*[人名辆]", sentence) is None
    if _STAFF.search(sentence):
        return False
    return _NAMES_FOLLOW.match(sentence) is not None


def _fits(sentence: Passage, kinds: Sequence[str]) -> bool:
    text = sentence.text
    if not _LISTS.search(text) or (_STAFF.search(text) and not _names_several(text)):
        return False
    wanted = {"offices": _OFFICES, "units": _UNITS}
    return not kinds or any(wanted[kind].search(text) for kind in kinds)


def _names_several(text: str) -> bool:
    """A sentence that enumerates names beside its figures."""
    if re.search(r"内设|下设|下辖|设有?\s*[\d一二三四五六七八九十]+\s*个", text):
        return True
    return (
        text.count("、") >= 1
        and re.search(r"(?:包括|内设|下设|名单|有|为|：)[^，,。；]{2,}、", text) is not None
    )


def _without_staff(kept: Sequence[Passage]) -> list[Passage]:
    """Items on staff and vehicles of units that another sentence already names are left out."""
    names = [p for p in kept if not (_NUMBERED.match(p.text) and _STAFF.search(p.text))]
    enough = any(_names_several(p.text) for p in names)
    return names if enough else list(kept)


def _rows(document: Document, section: Section) -> list[Line]:
    """The unit names of a small table under the heading."""
    tables = [t for t in document.tables if section.start <= t.start < section.end]
    return [line for table in tables for line in _names(document, table)]


def _names(document: Document, table: Table) -> list[Line]:
    column = next(
        (
            c
            for c, path in enumerate(table.column_paths)
            if re.search(r"单位名称|机构名称|科室名称|处室名称|名称", "".join(path))
        ),
        None,
    )
    if column is None or table.rows > 80:
        return []
    cells = [table.at(row, column) for row in range(table.header_rows, table.height)]
    named = [cell for cell in cells if cell and label_key(cell.text)]
    return [
        cell_line(document, table, [c]) for c in named if not _TOTAL.fullmatch(label_key(c.text))
    ]


_TOTAL = re.compile(r"(?:合|总|小)\s*计")
