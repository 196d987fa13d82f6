"""Lines of labels with their values, as conversions print the head of a form, become Facts.

    项目名称：河道保洁　　　　主管部门：某区水务局
    当年预算（万元）：162.00　　　　项目分类：一般性项目     -> ('河道保洁', '当年预算')  162.00 万元

Takes the paragraphs in reading order, gives Facts of the lines that are nothing but labels and values,
one of which is money; every other line is left to the reader of sentences. Knows no tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from ingest.document import READER_VERSION, Document, Paragraph, Span
from ingest.facts import Fact
from ingest.figures.cells import Reading, read_cell
from ingest.figures.periods import default_stage, folded, fund_in, side_in, stage_in, year_in
from ingest.figures.rows import clean_label

__all__ = ["LabelledLines"]

_PART = re.compile(r"\S(?:[^\n\t\u3000 ]|[ \u3000](?![ \u3000\t]))*")
"""Parts of a line stand wide blanks apart."""
_LABELLED = re.compile(
    r"(?P<label>[^:：,，;；。\d][^:：,，;；。]{1,23})[:：]\s*(?P<value>.*)", re.DOTALL
)
_PROJECT = re.compile(r"(?:\d+[.、])?(?:项目|政策|任务|专项)(?:支出)?名称")
_MONEY = re.compile(r"资金|金额|总额|拨款|预算|经费|投资|执行数|决算")
_UNIT = re.compile(r"\((?:单位:?)?(亿元|万元|千元|元)\)")


class _Value(NamedTuple):
    label: str
    text: str
    at: Span
    whole: Span


@dataclass
class LabelledLines:
    """Reads line by line; `project` is the one that the lines of this section are about."""

    document: Document
    section: int | None = None
    project: str | None = None

    def facts(self, paragraph: Paragraph, position: int) -> tuple[Fact, ...]:
        """The figures of a line of labels and values; ids count from `position`."""
        if paragraph.section != self.section:
            self.section, self.project = paragraph.section, None
        values = self._values(paragraph)
        named = (clean_label(v.text) for v in values if _PROJECT.fullmatch(folded(v.label)))
        self.project = next(filter(None, named), self.project)
        readings = [
            (value, reading, unit)
            for value in values
            if _MONEY.search(value.label)
            and (reading := read_cell(value.text)) is not None
            and reading.value is not None
            and (unit := reading.unit or _unit(value.label)) is not None
        ]
        return tuple(self._fact(*each, position + n) for n, each in enumerate(readings))

    def _values(self, paragraph: Paragraph) -> list[_Value]:
        """Label and value of every part; none where a part is neither or only one part says nothing."""
        values: list[_Value] = []
        for piece in paragraph.pieces:
            for part in _PART.finditer(self.document.text, piece.start, piece.end):
                found = _LABELLED.fullmatch(part[0])
                if found is None:
                    return []
                start = part.start() + found.start("value")
                at, whole = Span(start, part.end()), Span(part.start(), part.end())
                values.append(_Value(found["label"], found["value"], at, whole))
        alone = len(values) == 1 and _unit(values[0].label) is None
        return [] if alone and not _PROJECT.fullmatch(folded(values[0].label)) else values

    def _fact(self, value: _Value, reading: Reading, unit: str, position: int) -> Fact:
        document, label = self.document, folded(value.label)
        name = clean_label(_UNIT.sub("", label))
        fiscal = document.info.fiscal_year
        return Fact(
            id=f"{document.doc_id}:{READER_VERSION}:fact:{position}",
            doc_id=document.doc_id,
            table=None,
            row=None,
            column=None,
            row_path=(self.project, name) if self.project else (name,),
            column_path=(),
            code=None,
            kind=reading.kind or "amount",
            value=reading.value,
            printed=reading.printed,
            unit=unit,
            year=year_in(label, fiscal) or fiscal,
            stage=stage_in(label) or default_stage(document.info.kind),
            measure="rate" if reading.kind == "percent" else "level",
            side=side_in(label),
            fund=fund_in(label),
            scope="部门",
            state="printed",
            confidence=0.9,
            citation=document.cite_spans([value.whole]),
            at=value.at,
        )


def _unit(label: str) -> str | None:
    found = _UNIT.search(folded(label))
    return found[1] if found else None
