"""In which table a thing is printed: the table whose title says it, else those with a row of it.

Takes an Understood and Sources, gives a Composed answer or None. Knows no figures: a question for an amount
is none of its own.

    '想看重点项目的绩效目标，该翻哪张表'   ->   '表十四 重点项目支出绩效目标表'
    '住房公积金列在哪几张表里'            ->   every table with such a row
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import Document, Span, Table
from retrieval.passages.asked_documents import readings, rows_of
from retrieval.passages.quoted import quoted
from retrieval.printed.prose import Line, Told, bare, heading_line
from retrieval.understand.accounted import content, unsaid
from retrieval.understand.focus import item_terms
from retrieval.understand.question import Query
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded, label_key
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import lead

__all__ = ["asks_which_table", "which_table_answer"]

MOST = 6
"""Tables of one answer: a thing of more tables is asked of none of them."""

_N = r"(?:哪|第几|什么)(?:一|几|些)?"
_ASKS = re.compile(
    rf"(?:公开|附|报)?表格?(?:里|中)?(?:的)?{_N}[张个份](?![\u4e00-\u9fff])"
    rf"|{_N}(?:张|个|份|页)?(?:公开|附|预算|决算|明细)*表格?(?:里|中|上|内|当中)?"
    rf"|(?<=[^表])是{_N}张(?![\u4e00-\u9fff])|(?:附)?表几(?![个张])|几号(?:附)?表"
)
_AMOUNT = re.compile(
    r"多少|几(?:元|万|个|人|辆|项|家|成)|为什么|为何|合计|单位(?:是|为)|填写?几|[公要]?(?:公开|填报?|编)了?(?:哪|几)"
)
_WAYS = re.compile(
    r"(?:想要?|要|该|应该?|得|需要?|可以|能|去|到|请问|麻烦)*(?:看一?看?|翻一?翻?|查一?查?|找|参见|参考|见|瞧)(?:一下)?(?=[|,?。的]|$|[^多少]{2})"
    r"|(?:列示?|记|放|印|填|写|登|载|公布|披露|反映|体现|出现|列出)(?:在|于|了|着)+|明细|(?:具体|详细)?(?:数据?|金额|情况|内容|安排)|是?(?:在|见)(?=[|,?。]|$)|的|上$"
)
_PLAIN = re.compile(
    r"^(?:19|20)\d\d年度?|部门|单位|预算|决算|公开|总体|总|明细|情况|汇总|表|[()“”\"]"
)
_FRAME = re.compile(
    r"请问|麻烦|帮我|告诉我|我?想(?:知道|了解)|(?:公开)?(?:文件|材料|说明|报告)(?:里|中|上)?|(?:预算|决算)(?:里|中)|具体|主要|全部|所有|到底|关于|有关"
)
_PAPER = re.compile(r"(?:部门|单位)?(?:预算|决算)(?:公开)?")
_NAME_OF_TABLE = re.compile(r"表(?:[（(——].*)?$|分类")


def asks_which_table(query: Query) -> bool:
    """'在哪张表里', '翻附表里的哪一张'; not 'which tables are to be filled in'."""
    text = content(query)
    return bool(_ASKS.search(text)) and not _AMOUNT.search(text) and bool(_named(text))


def which_table_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The titles of the tables; see the module docstring."""
    query = understood.query
    if not asks_which_table(query):
        return None
    named = _named(content(query))
    for reading in readings(rows_of(understood, any_year=False), query, sources):
        document = reading.document
        found = _titled(document, named) or _with_row(document, query, named)
        lines = [line for table in found if (line := _line(document, table))]
        if lines:
            return quoted([(reading.row, Told(lead("section"), tuple(lines)))])
    return None


def _named(text: str) -> str:
    """The thing that is looked for: the question without its ways of asking."""
    parts = re.split(r"[|,?。]+", _WAYS.sub("|", _FRAME.sub("|", _ASKS.sub("|", text))))
    return "|".join(part for part in parts if len(part) > 1 and not _PAPER.fullmatch(part))


def _titled(document: Document, named: str) -> list[Table]:
    """The tables whose title says all that is named: those of no more first, else a few."""
    titled = [t for t in document.tables if t.title and _NAME_OF_TABLE.search(t.title.strip())]
    asked = bare(re.sub(r"[“”\"]", "", named))
    fits = [t for t in titled if not unsaid(asked, (_plain_title(t),))]
    wanted = _PLAIN.sub("", asked)
    same = [t for t in fits if _PLAIN.sub("", _plain_title(t)).endswith(wanted) and wanted]
    exact = [t for t in same if _PLAIN.sub("", _plain_title(t)) == wanted]
    for found in (exact, same, fits):
        if found:
            return found if len(found) <= MOST else []
    return []


def _plain_title(table: Table) -> str:
    return bare(re.sub(r"[“”\"\s]", "", folded(table.title)))


def _with_row(document: Document, query: Query, named: str) -> list[Table]:
    """The tables that print a row or a column called so."""
    terms = {label_key(term) for item in query.items for term in item_terms(item)} | {named}
    found = [
        table
        for table in document.tables
        if table.title and any(label_key(cell.text) in terms for cell in table.cells)
    ]
    return found if len(found) <= MOST and not _left(query, named) else []


def _left(query: Query, named: str) -> Sequence[str]:
    """What is named beside the items."""
    return unsaid(named, [item.text for item in query.items])


def _line(document: Document, table: Table) -> Line | None:
    """The number and the title of a table, cited where the title is printed."""
    title = re.sub(r"\s+", "", table.title)
    number = re.sub(r"\s+", "", table.number or "")
    text = f"{number} {title}".strip()
    if (span := table.title_span) is not None:
        printed = document.text[span.start : span.end]
        first = span.start + len(printed) - len(printed.lstrip(" #*\n\t"))
        cited = Span(first, first + len(printed.strip(" #*\n\t")))
        citation = document.cite(document.pieces([cited]), table.section)
    elif table.section is not None:
        citation = heading_line(document, document.sections[table.section]).citation
    else:
        return None
    return Line(text, citation, verbatim=text == citation.quote, labels=(title, number))
