"""Questions about the paper itself: its tables, their units, the parts of a section, what a form wants.

Takes a Document, its paragraphs and a Query, gives lines: titles of tables, headings, the unit over
a table, the sentence of a blank form that tells what to write. Knows no figures.

    '要填哪几张表'                ->  '一、收支总表' '二、收入总表' …
    '没有政府采购的部门怎么写'     ->  '若无，则写“本部门无政府采购预算。”'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.document import Document, Section, Span, Table
from retrieval.printed.prose import Line, Passage, bare, heading_line, in_section, sentences
from retrieval.understand.focus import coverage, item_terms, rest, runs
from retrieval.understand.question import Query, topic_of
from retrieval.words.lexicon import folded, label_key

__all__ = [
    "asks_parts",
    "asks_table_unit",
    "asks_tables",
    "asks_to_write",
    "parts",
    "table_units",
    "tables",
    "to_write",
]

_TABLES = re.compile(
    r"哪(?:几|些|[一二三四五六七八九十\d]+)张(?:预算|决算|公开)?表|(?:填|公开|编|附)(?:了)?(?:哪些|几张)(?:预算|决算|公开)?表(?!格?[里中])|表格?(?:都|一共)?(?:有|是|包括)哪(?:些|几张)"
)
_PARTS = re.compile(
    r"哪(?:几|些|[二两三四五六七八九十]+)?(?:个|大)*(?:部分|方面|块|板块|类|项(?!目)|点|条(?!件|路|街|河|线|道))|(?:分为|分成|分|包括)几(?:个|大)*(?:部分|块|类|方面|项(?!目))"
)
_MONEY_PARTS = re.compile(
    r"(?:资金|经费|钱|支出|收入|费用?|预算|决算|科目)(?:的)?(?:安排|使用)?(?:主要|具体|都|各)?(?:按.{1,6})?(?:分|包括|由|有|用|是|花|列|哪)"
)
_GIVEN_TO = re.compile(r"(?:支持|扶持|资助|补助|奖励|投向|用[于在到])(?:了)?(?:的(?:是)?)?哪")
_TABLE_UNIT = re.compile(
    r"以什么(?:为)?单位|(?:用|以|按|是)(?:的)?(?:是)?什么(?:计量|金额|货币|计价)?单位|(?:计量|金额|货币)单位|单位(?:是|为)?(?:亿元|万元|元)还是"
)
_PRINTED_UNIT = re.compile(r"单位\s*[:：]\s*(?:人民币)?\s*(亿元|万元|元)")
_WRITING = re.compile(
    r"删掉|留着|保留吗|写不写|要不要(?:写|填|附|报)|(?:注明|写明|标明)(?:什么|啥|哪)|(?:怎么|如何|怎样|该怎么)(?:处理|办)|(?:怎么|如何|怎样|应当?|要|该)(?:写|说明|填写?|表述|列示)|要不要|需不需要|用不用|是否需要|需要.{0,12}吗|写什么|填什么"
)
_WHOLE_SECTION = re.compile(
    r"(?:写|填|说明|列示|公开)(?:些|的)?(?:什么|哪些)|(?:内容|要求)(?:有|是|包括)?(?:什么|哪些)"
)
_NONE_OF = re.compile(r"没有?|无(?!关)|未(?:安排|发生|编制)|不涉及|压根不")
_TELLS_NONE = re.compile(
    r"(?:若|如)?(?:没有|无|未安排|未发生)[^。]{0,40}(?:则写|写明|说明|注明|无数据|空表|格式|保留|不列)|(?:则写|写明|作下述说明|注明)[^。]{0,40}(?:没有|无|未安排|未发生)|说明[:：][^。]{0,40}(?:没有|无|未)"
)
_TELLS = re.compile(
    r"不用|不必|无需|不需|需要|须|应当?|请|若|如(?!下)|列举|列示|依次|[（(](?:说明|填写|列举)|作.{0,4}说明"
)
_ALL_TABLES = re.compile(r".{0,24}(?:部门|单位|年度?)(?:预算|决算)(?:公开)?(?:报|附|明细)?表")
"""The heading of the part with all tables is no table: '第二部分 部门预算表'."""

_NUMBERED = r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．\s]|(?:附)?表\s*[一二三四五六七八九十\d]"
_NAME_OF_TABLE = re.compile(r"表(?:[（(].*[)）])?$")


# ── tables ───────────────────────────────────────────────────────────────────────────────────


def asks_tables(query: Query) -> bool:
    """'要填哪九张表', '公开了哪些表': the titles of the tables."""
    return _TABLES.search(query.text) is not None and not query.items


def tables(document: Document) -> list[Line]:
    """The tables as the contents list them; else under their own titles; in the document's order."""
    if len(listed := list(_in_contents(document))) > 1:
        return listed
    titled = {label_key(t.title): t for t in reversed(document.tables) if _is_titled(t)}
    return [line for t in reversed(titled.values()) if (line := _title(document, t))]


def _in_contents(document: Document) -> Iterator[Line]:
    """Lines before the first heading that name a table: '一、收入支出决算总表 ……… 3'."""
    end = min((s.start for s in document.sections), default=0)
    for match in re.finditer(
        rf"^[ #*\t　]*((?:{_NUMBERED})[^\n.…·]*(?:\n(?!{_NUMBERED})[^\n.…·]{{1,12}})?)",
        document.text[:end],
        re.M,
    ):
        name = match[1].split("\n")[0].rstrip()
        name = name if _NAME_OF_TABLE.search(name) else match[1].rstrip()
        bare_name = re.sub(rf"^(?:{_NUMBERED})", "", _flat(name))
        if _NAME_OF_TABLE.search(name) and len(name) <= 60 and not _ALL_TABLES.fullmatch(bare_name):
            span = Span(match.start(1), match.start(1) + len(name))
            yield Line(_flat(name), document.cite(document.pieces([span])))


def _is_titled(table: Table) -> bool:
    return table.title_span is not None and _NAME_OF_TABLE.search(table.title.strip()) is not None


def _title(document: Document, table: Table) -> Line | None:
    span = table.title_span
    text = document.text[span.start : span.end].strip(" #*\n\t") if span else ""
    if span is None or not text:
        return None
    return Line(_flat(text), document.cite(document.pieces([_within(document, span)])))


def _within(document: Document, span: Span) -> Span:
    printed = document.text[span.start : span.end]
    first = span.start + len(printed) - len(printed.lstrip())
    return Span(first, first + len(printed.strip()))


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def asks_table_unit(query: Query) -> bool:
    """'收支总表用什么单位': 元 or 万元."""
    return _TABLE_UNIT.search(query.text) is not None and "表" in query.text


def table_units(document: Document, query: Query) -> list[Line]:
    """The unit printed over every table that the question names."""
    found: list[Line] = []
    for asked in re.split(r"[,，?？。;；]|和|与|及|、", rest(query)):
        name = _asked_table(asked)
        best = max(
            (t for t in document.tables if name and _is_titled(t)),
            key=lambda t: (round(coverage((name,), label_key(t.title)), 2), -len(t.title)),
            default=None,
        )
        if best and coverage((name,), label_key(best.title)) >= 0.6:
            found += _unit(document, best)
    return list({line.citation.pieces[0].start: line for line in found}.values())


def _asked_table(text: str) -> str:
    """The name of a table in a piece of a question: '的三公经费表用什么' -> '三公经费表'."""
    match = re.search(r"[|的]?([^|的]{2,30}表)", text)
    return re.sub(r"^[|]+", "", match[1]) if match else ""


def _unit(document: Document, table: Table) -> Iterator[Line]:
    start = table.title_span.start if table.title_span else table.start
    match = _PRINTED_UNIT.search(document.text, start, table.start + 400)
    match = match or _PRINTED_UNIT.search(document.text, max(start - 60, 0), start)
    if match and table.unit and table.unit.value == match[1]:
        citation = document.cite(document.pieces([Span(*match.span())]), table.section)
        text = f"《{_flat(table.title)}》的单位为{match[1]}"
        yield Line(text, citation, verbatim=False, labels=(table.title,))


# ── parts of a section ───────────────────────────────────────────────────────────────────────


def asks_parts(query: Query) -> bool:
    """'职责分哪几大块', '说明要写哪几部分': the headings under a heading."""
    money = query.asks("each", "sum", "share") or _MONEY_PARTS.search(query.text)
    money = money or _GIVEN_TO.search(query.text)
    return _PARTS.search(query.text) is not None and not money


def parts(document: Document, passages: Sequence[Passage], query: Query) -> list[Line]:
    """The headings directly under the section that the question names."""
    named = _named_sections(document, query)
    if not named and not query.items and not runs(query):
        top = [s for s in document.sections if s.parent is None]
        return [heading_line(document, s) for s in top] if len(top) > 1 else []
    for section in named:
        inner = [s for s in document.sections if s.parent == section.position]
        if len(inner) > 1:
            return [heading_line(document, s) for s in inner]
        heads = [p for p in in_section(passages, section) if _is_head(p)]
        if len(heads) > 1:
            return [p.line for p in heads]
    return []


def _is_head(passage: Passage) -> bool:
    """A numbered line that is a heading rather than a sentence."""
    numbered = re.match(r"\s*[（(]?[一二三四五六七八九十\d]{1,3}[)）.、．]", passage.text)
    return (
        numbered is not None and len(passage.text) <= 40 and not re.search(r"[。；]", passage.text)
    )


def _named_sections(document: Document, query: Query) -> list[Section]:
    """The sections under the topic asked for; else those whose title the question names."""
    if query.topics:
        headings = [word for key in query.topics for word in topic_of(key).headings]
        named = [s for s in document.sections if any(h in label_key(s.title) for h in headings)]
        return sorted(named, key=lambda s: (len(s.title), s.position))
    titled = [
        (len(key), s) for s in document.sections if (key := _bare_title(s)) in query.text and key
    ]
    if titled:
        return [max(titled, key=lambda n: n[0])[1]]
    words = [item.text for item in query.items] or list(runs(query))
    graded = [
        (share, -s.level, s)
        for s in document.sections
        if words and (share := coverage(words, re.sub(r"[()]", "", label_key(s.title)))) >= 0.75
    ]
    return [s for *_, s in sorted(graded, key=lambda g: g[:2], reverse=True)]


def _bare_title(section: Section) -> str:
    """'第三部分 XX项目情况说明' as '项目情况说明'; '' where nothing much is left."""
    key = re.sub(r"[()]", "", label_key(section.title))
    key = re.sub(r"^第[一二三四五六七八九十\d]+部分|^[x×*]{2,}|^(?:19|20)\d\d年", "", key)
    return key if len(key) >= 4 else ""


# ── what a form tells to write ───────────────────────────────────────────────────────────────


def asks_to_write(document: Document, query: Query) -> bool:
    """Of a form that nobody filled in: '没有机关运行经费的部门应当怎么写'."""
    return document.info.blank_form and _WRITING.search(query.text) is not None


def to_write(document: Document, passages: Sequence[Passage], query: Query) -> list[Passage]:
    """What a form tells to write of what the question names: a sentence, or a whole section."""
    if _WHOLE_SECTION.search(query.text):
        for section in _named_sections(document, query):
            if inside := in_section(passages, section):
                return inside
    terms = [[bare(folded(word)) for word in item_terms(item)] for item in query.items[:1]]
    if _NONE_OF.search(query.text) and terms:
        return _where_none(passages, terms[0], below="表" in query.text)
    left = re.sub(r"(?:部门|单位)(?:预算|决算)", "|", rest(query))
    words = [part for part in left.split("|") if len(part) > 1]
    graded = [
        (share, n, p)
        for n, p in enumerate(p for one in passages for p in sentences(one))
        if _TELLS.search(p.text) and (share := coverage(words, p.key)) >= 0.4
    ]
    best = max(graded, key=lambda g: (g[0], -g[1]), default=None)
    return [best[2]] if best else []


def _where_none(passages: Sequence[Passage], terms: Sequence[str], *, below: bool) -> list[Passage]:
    """The first instruction for those who have none of an item, with the sentence to write."""
    found: list[list[Passage]] = []
    for number, passage in enumerate(passages):
        for sentence in sentences(passage):
            key = bare(sentence.key)
            if _TELLS_NONE.search(key) and any(term in key for term in terms):
                told = passage if len(passage.text) <= 120 else sentence
                more = told.text.rstrip(" )）").endswith(("：", ":")) and told is passage
                found.append([told, *(passages[number + 1 : number + 2] if more else ())])
                break
    if below:
        found.sort(key=lambda told: not re.search(r"表", told[0].text + told[-1].text))
    return found[0] if found else []
