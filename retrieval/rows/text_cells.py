"""The words that one cell of a table prints: its row and its column are named, and no amount is asked.

Takes an Understood and Sources, gives a Composed answer or None. Every word of the question must be
accounted for by the row, the column, the title of the table or small words; rows of one name with
different words are all told. A form of labels and what stands right of them is read the same way.

    '城市园林绿地养护的项目单位是哪个'   ->   2025年项目支出情况表 | 城市园林绿地养护 | 豫川县园林绿化所
    '图书和档案的采购组织形式'           ->   政府采购预算表 | 图书和档案 | 分散自行组织
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ingest.document import Cell, Document, Table
from retrieval.figures.cell_lines import writer
from retrieval.scope.scope import Listed
from retrieval.understand.cell_words import AskedText, asked_text, left_over, spans_of, title_spans
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import label_key
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import mark, period

__all__ = ["text_cell_answer"]

_OTHER_FORMS = (
    "change", "rate", "completion", "share", "difference", "ratio", "compare", "largest", "smallest",
    "rank", "sum", "count", "reason", "definition", "contradiction", "each",
)  # fmt: skip
_HOW_MUCH = re.compile(r"多少|几[个台辆人元万]|金额|多大|多高|花了?几")
_TARGET = re.compile(r"(?:指标|目标)值")
_NUMBER = re.compile(r"[\d.,%\s()（）+\-—－/￥¥]*")
_NO_HEAD = re.compile(
    r"序号|编[码号]|代码|^(?:项目|科目|名称|支出|收入|单位|类|款|项|内容|(?:项目|科目|单位|指标)名称|功能科目|项目\(.*\))$|指标$|^.$"
)
_TOTAL = re.compile(r"合\s*计|总\s*计|小\s*计")
_ALIASES = (
    (re.compile(r"采购方式|组织形式"), re.compile(r"(?:什么|哪种|何种|啥)方式|(?:怎么|如何|怎样)(?:采购|买)")),
    (re.compile(r"资金(?:来源|性质)|经费来源"), re.compile(r"(?:什么|哪种|哪类|哪里来的|哪来的)(?:资金|经费|钱)|(?:资金|经费|钱)(?:从|由)?(?:哪里?|何处)(?:来|出)")),
    (re.compile(r"(?:项目|实施|主管|承担|承办|使用|责任|采购|执行|申报|牵头|需求|建设|管理)(?:单位|部门|科室|处室|机构)|主体"), re.compile(r"(?:哪个|哪家|什么)(?:单位|部门|科室|处室|机构)来?(?:具体)?(?:负责|实施|承担|承办|牵头|管理|使用|执行|采购|做)*|(?:由谁|谁来?)(?:负责|实施|承担|做|牵头|管)|归谁|归哪")),
    (re.compile(r"类别|类型|目录|品目|分类|性质|属性"), re.compile(r"(?:属于|属|是|归)?(?:哪一?|什么|何种|啥)(?:类别?|种(?:类型)?|类型|目录|品目|性质|属性)(?:的(?:单位|项目|机构))?")),
    (re.compile(r"起止|期限|周期|时间|年度"), re.compile(r"(?:什么|啥)时候|多久|多长时间|哪[一几]?年")),
)  # fmt: skip
"""How the head of a column is asked for without its words."""
_LABEL = re.compile(
    r"(?:单位|部门|负责人|联系人|电话|期限|时间|周期|年限|依据|类别|类型|属性|性质|内容|目标|概况|概述|地点|来源|方案|计划|理由|必要性|可行性|说明|用途|条件|措施|进度|方式)$"
)
"""A label of a form, with its words right of it."""
_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,8}?(?:省|自治区|市|区|县|州|旗)")
_MOST = 6

Spans = tuple[tuple[int, int], ...]


class _Told(NamedTuple):
    """A cell that is asked for, by the name of its row and of its column."""

    table: Table
    name: Cell
    head: str
    cell: Cell


def text_cell_answer(understood: Understood, sources: Sources) -> Composed | None:
    """What the cell prints; None where no row and column account for the question."""
    query = understood.query
    targets = understood.own_targets
    much = _HOW_MUCH.search(query.text) and not _TARGET.search(query.text)
    if len(targets) != 1 or query.asks(*_OTHER_FORMS) or much:
        return None
    if query.context or query.later or query.text != (query.asked or query.text):
        return None
    asked = asked_text(query)
    for row in targets[0].own:
        document = sources.document(row.doc_id)
        unit = label_key(row.unit_name or "")
        found = [told for table in document.tables for told in _of(table, asked, unit)]
        told = _longest_named(found)
        words = list(dict.fromkeys(_said(t.cell) for t in told))
        if told and len(words) <= _MOST:
            return _composed(understood, row, document, told)
    return None


def _of(table: Table, asked: AskedText, unit: str) -> Iterator[_Told]:
    titled = title_spans(table.title, asked.text)
    if columns := _columns_asked(table, asked.text):
        yield from _by_row(table, asked, unit, columns, titled)
    else:
        yield from _by_label(table, asked, titled)


def _by_row(
    table: Table,
    asked: AskedText,
    unit: str,
    columns: Mapping[int, Spans],
    titled: Spans,
) -> Iterator[_Told]:
    for at in range(table.header_rows, table.height):
        cells = [table.at(at, column) for column in range(table.columns)]
        names = [c for c in dict.fromkeys(cells) if c and _is_name(c, asked.text, unit)]
        if not names or any(c and _TOTAL.search(c.text) for c in cells[:3]):
            continue
        for column, spans in columns.items():
            cell = cells[column]
            if cell is None or not _is_words(cell):
                continue
            for name in names:
                if name is cell:
                    continue
                named = _named(name, asked.text)
                if not left_over(asked, [*named, *spans, *titled]):
                    yield _Told(table, name, table.column_paths[column][-1], cell)


def _by_label(table: Table, asked: AskedText, titled: Spans) -> Iterator[_Told]:
    """What stands right of a label, in a form of the one thing that the question names."""
    heads = {label_key(head) for path in table.column_paths for head in path}
    named = [c for c in table.cells if _is_words(c) and len(label_key(c.text)) > 3]
    names = [c for c in named if spans_of(c.text, asked.text)]
    for label in names:
        if not _LABEL.search(label_key(label.text)) or label_key(label.text) in heads:
            continue
        right = range(label.col + label.col_span, table.columns)
        value = next((c for at in right if (c := table.at(label.row, at))), None)
        if value is None or not _is_words(value) or value in names:
            continue
        of_label = spans_of(label.text, asked.text)
        for name in names:
            spans = [*spans_of(name.text, asked.text), *of_label, *titled]
            if not _LABEL.search(label_key(name.text)) and not left_over(asked, spans):
                yield _Told(table, name, label.text, value)


def _columns_asked(table: Table, text: str) -> dict[int, Spans]:
    """Columns of words whose head the question names, with where it does; none that two have."""
    heads = [path[-1] if path else "" for path in table.column_paths]
    found: dict[int, Spans] = {}
    for column, head in enumerate(heads):
        if not head or _NO_HEAD.search(label_key(head)) or heads.count(head) > 1:
            continue
        if spans := spans_of(head, text):
            found[column] = spans
    if found:
        return found
    for column, head in enumerate(heads):
        for printed, asked in _ALIASES:
            match = asked.search(text)
            if match and printed.search(label_key(head)) and heads.count(head) == 1:
                found[column] = (match.span(),)
    return found


def _is_words(cell: Cell) -> bool:
    text = re.sub(r"\s", "", cell.text)
    return len(text) > 1 and not _NUMBER.fullmatch(text)


def _is_name(cell: Cell, text: str, unit: str) -> bool:
    """A name that the question says, or that of the very unit that is asked about."""
    key = label_key(cell.text)
    if not _is_words(cell) or len(key) < 3:
        return False
    return bool(_named(cell, text)) or re.sub(r"\((?:本级|机关|本部)\)$", "", key) == unit


def _named(cell: Cell, text: str) -> Spans:
    """Where a name stands in the question, also without the place that it begins with."""
    bare = _PLACE.sub("", re.sub(r"\s", "", cell.text))
    return spans_of(cell.text, text) or (spans_of(bare, text) if len(bare) > 3 else ())


def _said(cell: Cell) -> str:
    return re.sub(r"\s+", "", cell.text)


def _longest_named(found: list[_Told]) -> list[_Told]:
    """Those of the longest name, of the first table that has it."""
    if not found:
        return []
    most = max(len(label_key(told.name.text)) for told in found)
    best = [told for told in found if len(label_key(told.name.text)) == most]
    return [told for told in best if told.table is best[0].table]


def _composed(
    understood: Understood, row: Listed, document: Document, found: list[_Told]
) -> Composed:
    write = writer(understood)
    who = f"{period(row.fiscal_year)}{row.unit_name or ''}"
    said: set[str] = set()
    for told in found:
        if _said(told.cell) in said:
            continue
        said.add(_said(told.cell))
        labels = (_said(told.name), told.head, f"{row.fiscal_year}年", row.unit_name or "")
        number = write.cite(document.cite_cell(told.table, told.cell), None, labels)
        head = re.sub(r"\s+", "", told.head)
        write.say(f"{who}“{_said(told.name)}”的{head}：{_said(told.cell)}{mark(number)}", core=True)
    return write.done()
