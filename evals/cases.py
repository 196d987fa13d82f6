"""Gold: what the right answer is, read from JSON Lines and checked before anything is scored.

A question line (questions.jsonl), documents named by the sha256 of their bytes:

    {"id": "samples-q-001", "question": "云江区财政局2025年收入总计是多少？", "kind": "table_cell",
     "documents": ["9f2c…"], "answer_type": "figure",
     "figures": [{"value": "31214205.80", "unit": "元", "item": "收入总计", "period": "2025"}],
     "keywords": [], "evidence": [{"sha256": "9f2c…", "page": 8, "quote": "31,214,205.80"}],
     "formula": null, "reason": "总表的合计"}

Knows the format of gold and nothing of the product.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.errors import UsageError

__all__ = [
    "Evidence",
    "FactGold",
    "Field_",
    "Figure",
    "GridGold",
    "InfoGold",
    "Question",
    "RecordGold",
    "SectionsGold",
    "TableGold",
    "TablesGold",
    "load",
]

T = TypeVar("T", bound=BaseModel)
Absence = Literal["unit", "year", "item", "reason", "outside", "blank"]
"""Why nothing can be answered: no such unit, no document of that year or kind, the document has no such
item, it gives no reason, no disclosure speaks of such things, or the form is not filled in."""
AnswerType = Literal["figure", "text", "list", "none_stated", "refusal", "conflicting", "clarify"]


class _Gold(BaseModel):
    """Gold may carry notes for people; what is scored is typed."""

    model_config = ConfigDict(extra="allow", frozen=True)


class Printed(_Gold):
    """The same figure as another place of the document prints it."""

    value: Decimal
    unit: str


class Figure(_Gold):
    """A figure the answer must hold: the value as printed, without separators.

    `alternatives` are as good: the same figure rounded or cut off elsewhere in the document;
    `derived` is the formula of a figure that is printed nowhere.
    """

    value: Decimal
    unit: str
    item: str = ""
    period: str = ""
    alternatives: tuple[Printed, ...] = ()
    derived: str | None = None


class Evidence(_Gold):
    """Where the figure or statement stands; `page` is physical, None for text files."""

    sha256: str
    page: int | None = None
    quote: str


class Question(_Gold):
    """One question or conversation with its right answer."""

    id: str
    question: str = ""
    turns: tuple[str, ...] = ()
    kind: str
    documents: tuple[str, ...] = ()
    answer_type: AnswerType
    figures: tuple[Figure, ...] = ()
    keywords: tuple[tuple[str, ...], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    formula: str | None = None
    absence: Absence | None = None
    reason: str

    @property
    def asked(self) -> tuple[str, ...]:
        """The turns, or the one question."""
        return self.turns or (self.question,)


class Field_(_Gold):  # noqa: N801 - Field is pydantic's
    """The right value of one field of a record, in the schema's unit."""

    value: str | None
    state: Literal["value", "stated_none", "not_stated"]
    quote: str | None = None
    alternative: str | None = None
    alternative_state: str | None = None
    ambiguous: bool = False
    must_not_contain: str | None = None


class RecordGold(_Gold):
    """The right record of one document; a list that is None was not written and is not scored."""

    id: str
    sha256: str
    fields: dict[str, Field_]
    functional: tuple[dict[str, str | None], ...] | None = None
    economic: tuple[dict[str, str | None], ...] | None = None
    projects: tuple[dict[str, str | None], ...] | None = None


class TableGold(_Gold):
    """The hand count of one printed table; `…_alt` and `…_alternatives` are as good."""

    title: str | None = None
    number: str | None = None
    pages: tuple[int, ...] = ()
    unit: str | None = None
    header_rows: int
    columns: int
    rows: int
    checksum_total: str | None = None
    first_row: tuple[str, ...] | None = None
    last_row: tuple[str, ...] | None = None

    def accepted(self, name: str) -> tuple[Any, ...]:
        """The value of a field and its alternatives."""
        extra = self.model_extra or {}
        more = [extra.get(f"{name}_alt"), extra.get(f"{name}_alternatives")]
        flat = [v for m in more if m is not None for v in (m if isinstance(m, list) else [m])]
        return (getattr(self, name), *flat)


class TablesGold(_Gold):
    """What one document says of itself and the tables printed in it."""

    sha256: str
    unit_name: str | None = None
    unit_name_alternatives: tuple[str | None, ...] = ()
    unit_name_forbidden: tuple[str, ...] = ()
    unit_name_is_placeholder: bool = False
    fiscal_year: int | None = None
    kind: str | None = None
    kind_alternatives: tuple[str, ...] = ()
    listed_but_absent: tuple[str, ...] = ()
    tables: tuple[TableGold, ...] = Field(default=())


class InfoGold(_Gold):
    """What one document says of itself; `…_alternatives` are as good, `doubt` is for people."""

    sha256: str
    unit_name: str | None = None
    region: str | None = None
    fiscal_year: int | None = None
    kind: str | None = None
    title: str | None = None
    money_unit: str | None = None
    blank_form: bool = False

    def accepted(self, name: str) -> tuple[Any, ...]:
        """The value of a fact and its alternatives."""
        more = (self.model_extra or {}).get(f"{name}_alternatives", ())
        return (getattr(self, name), *more)


class GridGold(_Gold):
    """One printed table, cell by cell: header rows first, merged text top left, "" where covered.

    `column_paths_alt` is as good as `column_paths`.
    """

    sha256: str
    page: int | None = None
    title: str | None = None
    number: str | None = None
    unit: str | None = None
    header_rows: int
    columns: int
    rows: int
    column_paths: tuple[tuple[str, ...], ...]
    column_paths_alt: tuple[tuple[str, ...], ...] | None = None
    grid: tuple[tuple[str, ...], ...]
    layout: str = ""


class HeadingGold(_Gold):
    """A heading with the titles above it, from the root; `table` where it is the title of a table."""

    path: tuple[str, ...]
    page: int | None = None
    table: bool = False


class SectionsGold(_Gold):
    """The heading tree of one document, by the headings printed in its body."""

    sha256: str
    sections: tuple[HeadingGold, ...]


class FactGold(_Gold):
    """One figure of a sentence; `value` is signed for changes."""

    sha256: str
    page: int | None = None
    quote: str
    printed: str
    value: str
    unit: str
    item: str
    measure: str
    year: int | None = None
    stage: str | None = None


def load(path: Path, kind: type[T]) -> tuple[T, ...]:
    """All lines of a gold file; UsageError names the file and the line that is wrong."""
    return tuple(_lines(path, kind))


def _lines(path: Path, kind: type[T]) -> Iterator[T]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise UsageError(str(path), "读不到标准答案文件", "请检查路径和编码（UTF-8）") from None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield kind.model_validate(json.loads(line))
        except (ValueError, ValidationError) as error:
            first = " ".join(str(error).split()[:24])
            raise UsageError(
                str(path),
                f"第{number}行不是有效的标准答案（{first}）",
                "请对照 evals/cases.py 的样例改正",
            ) from None
