"""The projects of a document: their names, amounts and what is said of each (goal, ground, term).

Takes a Document, gives Projects. They are printed as rows of a project table, as official forms of
one project each (label cell, content cell), as numbered prose, or as sections of their own.
Functional 科目, purchases and totals are no projects.

    row     '科普活动' | 140.00 | '举办科普活动12场'      form    '项目名称' | '站房修缮' … '年度目标' | '…'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.document import Cell, Document, Section, Table
from retrieval.printed.prose import Passage, in_section, sentences
from retrieval.words.lexicon import label_key

__all__ = ["Project", "form_label", "projects"]

Form = Literal["row", "activity", "form", "item", "sentence", "section", "named"]

_NAMES = re.compile(
    r"项目名称|(?:单位|部门)(?:名称)?[(（]项目[)）](?:名称)?|一级项目|二级项目|专项名称|支出项目类别"
)
_ACTIVITIES = re.compile(r"职责活动|活动名称|任务名称|工作活动")
_AMOUNTS = re.compile(r"合计|总计|金额|预算数|总额|预算资金|资金总额|项目资金|年度预算")
_NO_PROJECTS = re.compile(
    r"采购|三公|基本支出(?!.*项目)|收支|收入|转移支付|政府性基金|国有资本|资产|财政拨款支出(?!.*项目)|整体支出绩效|整体绩效"
)
_NOT_A_NAME = re.compile(r"合计|总计|小计|^\s*$|^[\d.,\s%—-]+$|^(?:项目名称|备注|无|—|-|其中)")
_NUMBER = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?")
_ITEM = re.compile(
    r"^\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.、．]\s*|[①-⑳]\s*)?(?P<name>[^，,。；;：:\d]{2,40}?)\s*(?P<amount>\d[\d,]*(?:\.\d+)?)\s*(?:万元|元|万)"
)
_ENUMERATED = re.compile(
    r"(?:其中|包括|分别[为是]|[：:])[：:]?\s*(?:[^，,。；;、：:\d]{2,30}?\s*\d[\d,]*(?:\.\d+)?\s*万?元[，,、；;。]?\s*){2,}"
)
_SECTION = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]+[)）.、．])?(?P<name>.{2,40}?)(?:项目)?(?:经费|资金)?(?:情况)?说明$"
)


@dataclass(frozen=True)
class Project:
    """One project as printed: a row of a table, a form, a numbered item or a section.

    - `planned`: what was budgeted, where the table prints what was spent beside it; `amount` is that.
    """

    name: str
    form: Form
    table: Table | None = None
    cell: Cell | None = None
    amount: Cell | None = None
    planned: Cell | None = None
    passage: Passage | None = None
    section: Section | None = None
    title: str = ""

    @property
    def key(self) -> str:
        """The name, folded for comparison."""
        return label_key(self.name)


def projects(document: Document, passages: Sequence[Passage]) -> list[Project]:
    """Every place that prints a project, in the document's order."""
    found = [p for table in document.tables for p in _of_table(table)]
    units = label_key(document.info.unit_name or "")
    found = [p for p in found if not (p.form == "row" and _is_unit(p.key, units))]
    return [
        *found,
        *_items(passages),
        *_enumerations(passages),
        *_named(passages),
        *_sections(document, passages),
    ]


def _is_unit(name: str, unit: str) -> bool:
    """A row of a project table that is the subtotal of a unit."""
    named = len(name) > 3 and bool(unit) and (name in unit or unit in name)
    return named or re.search(r"(?:局|委员会|办公室|办事处|本级|本部)$", name) is not None


def _of_table(table: Table) -> Iterator[Project]:
    if form_label(table, "项目名称") and _name_column(table) is None:
        yield from _forms(table)
    elif not _NO_PROJECTS.search(table.title):
        yield from _rows(table)


# ── rows ─────────────────────────────────────────────────────────────────────────────────────


def _name_column(table: Table) -> int | None:
    return _column(table, _NAMES)


def _column(table: Table, wanted: re.Pattern[str]) -> int | None:
    paths = ("".join(path) for path in table.column_paths)
    return next((c for c, path in enumerate(paths) if wanted.search(path)), None)


def _rows(table: Table) -> Iterator[Project]:
    column = _column(table, _NAMES)
    if column is not None:
        yield from _column_rows(table, column, "row")
    elif (column := _column(table, _ACTIVITIES)) is not None:
        yield from _column_rows(table, column, "activity")


def _column_rows(table: Table, column: int, form: Form) -> Iterator[Project]:
    amounts = _amount_columns(table, column)
    spent = _spent_columns(table) if amounts else []
    for row in range(table.header_rows, table.height):
        cell = table.at(row, column)
        if cell is None or cell.row != row or not cell.pieces:
            continue
        name = cell.text.strip()
        if not _NOT_A_NAME.search(name):
            amount = _amount(table, row, spent or amounts)
            planned = _amount(table, row, amounts) if spent else None
            yield Project(name, form, table, cell, amount, planned, title=table.title)


def _amount(table: Table, row: int, columns: Sequence[int]) -> Cell | None:
    cells = (table.at(row, column) for column in columns)
    return next((c for c in cells if c and _NUMBER.fullmatch(c.text.strip())), None)


def _amount_columns(table: Table, column: int) -> list[int]:
    """The columns of amounts, the total first."""
    paths = ["".join(path) for path in table.column_paths]
    named = [
        c
        for c, path in enumerate(paths)
        if c != column and _AMOUNTS.search(path) and "目标" not in path
    ]
    return sorted(named, key=lambda c: (not re.search(r"合计|总计|总额|总金额|小计", paths[c]), c))


_SPENT = re.compile(r"(?:决算|执行|实际(?:支出|完成|执行)|支出)(?:数|额|金额)$|^决算$|^执行$")
_PLANNED = re.compile(r"预算")


def _spent_columns(table: Table) -> list[int]:
    """The columns of what was spent, in a table that prints what was planned beside it."""
    heads = [re.sub(r"\s|[(（].*", "", "".join(path[-1:])) for path in table.column_paths]
    spent = [c for c, head in enumerate(heads) if _SPENT.search(head) and "预算" not in head]
    return spent[:1] if any(_PLANNED.search(head) for head in heads) else []


# ── forms ────────────────────────────────────────────────────────────────────────────────────


def form_label(table: Table, wording: str) -> Cell | None:
    """The label cell of an official form: the cell itself says what stands beside it."""
    for cell in table.cells:
        if cell.row < min(table.height, 12) and re.fullmatch(
            rf"(?:{wording})[：:]?", re.sub(r"\s", "", cell.text)
        ):
            return cell
    return None


def beside(table: Table, label: Cell) -> list[Cell]:
    """The content cells in the rows of a label, to its right up to the next label."""
    found: list[Cell] = []
    for row in range(label.row, label.row + label.row_span):
        for col in range(label.col + label.col_span, table.columns):
            cell = table.at(row, col)
            if cell and cell.text.strip() and cell not in found and cell.pieces:
                found.append(cell)
    return found


def _forms(table: Table) -> Iterator[Project]:
    label = form_label(table, "项目名称")
    content = beside(table, label) if label else []
    if not content:
        return
    money = next(
        (
            c
            for w in (
                "年度资金申请总额",
                "项目资金总额",
                "年度资金总额",
                "资金总额",
                "预算金额",
                "项目金额",
            )
            if (c := form_label(table, w))
        ),
        None,
    )
    amounts = (
        [c for c in beside(table, money) if _NUMBER.fullmatch(c.text.strip())] if money else []
    )
    yield Project(
        content[0].text.strip(),
        "form",
        table,
        content[0],
        next(iter(amounts), None),
        title=table.title,
    )


# ── prose ────────────────────────────────────────────────────────────────────────────────────


def _items(passages: Sequence[Passage]) -> Iterator[Project]:
    """Numbered items after '项目支出…具体包括：' that start with a name and an amount."""
    open_list = False
    for passage in passages:
        match = _ITEM.match(passage.text)
        if open_list and match and "（" not in match["name"][:1]:
            yield Project(
                match["name"].strip(), "item", passage=sentences(passage)[0], title="项目支出"
            )
            continue
        tail = sentences(passage)[-1].text
        open_list = (
            re.search(r"项目", tail) is not None
            and re.search(r"(?:包括|如下|分别为|为|有)[：:]\s*$", passage.text) is not None
        )


_NAME_LINE = re.compile(r"\s*项目名称[：:]\s*(?P<name>[^\s　：:]{3,60})")


def _named(passages: Sequence[Passage]) -> Iterator[Project]:
    """'项目名称：甲项目　业务主管部门：…' over a table that prints the rest of a form."""
    for passage in passages:
        if match := _NAME_LINE.match(passage.text):
            yield Project(match["name"], "named", passage=passage, title=passage.titles)


def _enumerations(passages: Sequence[Passage]) -> Iterator[Project]:
    """'…编报绩效目标的项目共4个。其中：甲418.80万元，乙10.00万元。'"""
    for passage in passages:
        for sentence in sentences(passage) if "项目" in passage.text else ():
            match = _ENUMERATED.search(sentence.text)
            if match and not re.search(
                r"支出|收入|拨款|增加|减少|增长|下降|人员经费|公用经费|占|车|比|购置|采购|补助[^，]*元",
                match[0],
            ):
                yield Project(match[0][:20], "sentence", passage=sentence, title=passage.titles)


def _sections(document: Document, passages: Sequence[Passage]) -> Iterator[Project]:
    """Sections of one project each: 'X专项经费情况说明' with 项目概述, 立项依据, … under it."""
    for section in document.sections:
        inner = [s for s in document.sections if s.parent == section.position]
        if not any(re.search(r"立项依据|项目概[况述]|实施主体|实施周期", s.title) for s in inner):
            continue
        title = re.sub(r"^第[一二三四五六七八九十\d]+部分", "", label_key(section.title))
        match = _SECTION.match(title)
        name = re.sub(r"(?:项目)?(?:经费|资金)$", "", match["name"]) if match else ""
        if name in ("", "项目", "重点项目"):
            name = _subject(in_section(passages, inner[0]))
        if inner:
            yield Project(name or "项目经费", "section", section=section, title=section.title)


def _subject(passages: Sequence[Passage]) -> str:
    """The project that the first sentence of its section starts with: 'X由某局负责实施'."""
    text = passages[0].text if passages else ""
    text = re.sub(r"^\s*由.{2,40}?(?:建设|实施|承办|负责|承担)的", "", text)
    match = re.match(r"\s*[“\"]?(.{2,40}?)[”\"]?(?:项目)?(?:由|是|为|位于|主要|于\d|旨在|，)", text)
    return match[1] if match and not re.search(r"[：:。；]", match[1]) else ""
