"""Cells put into lines: one sentence a figure, its title, and the computed line under several.

Takes Cells and a Writer. Knows the wording through `prompts`, not how a cell was found or which
question asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.facts import Fact
from retrieval.figures.lookup import Cell
from retrieval.understand.places import unit_below
from retrieval.understand.reading import Understood
from retrieval.words.lexicon import label_key
from retrieval.writing.arithmetic import Operation, Term, compute
from retrieval.writing.compose import Writer
from retrieval.writing.prompts import figure_text, is_printed_number, mark, period

__all__ = ["full_title", "lines_writer", "say_computed", "say_shares", "sentence", "who", "writer"]


def sentence(understood: Understood, cell: Cell, number: int) -> str:
    """The sentence of one cell."""
    hit = cell.hit
    assert hit is not None
    name = who(cell)
    if not is_printed_number(hit.fact):
        return (
            f"{period(hit.fact.year)}{name}{cell.title}：{hit.fact.printed.strip()}{mark(number)}。"
        )
    return figure_text(name, full_title(cell, understood.query.text), hit.fact, number)


def full_title(cell: Cell, asked: str) -> str:
    """The item with the column it was asked for: '行政运行的基本支出'."""
    place = cell.hit.chosen if cell.hit else None
    title = cell.title
    if place and place.aspect and place.aspect not in title and place.aspect in asked:
        return f"{title}的{place.aspect}"
    paid = place.base if place else ""
    if place and paid and paid in asked and paid not in title:
        inner = label_key(place.fact.column_path[-1]) if place.fact.column_path else ""
        if paid == "单位资金" or (paid in inner and inner not in title):
            return f"{title}的{paid}"
    column = (
        next((c for c in reversed(place.fact.column_path) if label_key(c) == place.odd), "")
        if place and place.odd
        else ""
    )
    return f"{title}的{column}" if column else title


def lines_writer(understood: Understood, cells: Sequence[Cell]) -> Writer:
    """One line a cell; a cell that was not found says so."""
    write = writer(understood)
    for cell in cells:
        if cell.hit is None:
            when = period(cell.target.year) + (cell.target.account or "")
            write.miss(f"{when}{who(cell)}{cell.title}：未找到。")
            continue
        number = write.evidence(cell.hit.fact)
        write.say(sentence(understood, cell, number), core=True)
        write.state(cell.hit.fact, cell.title, number)
    return write


def say_computed(
    write: Writer, operation: Operation, terms: Sequence[Term], lead: str, cells: Sequence[Cell]
) -> None:
    """The line with the formula and its result; the answer becomes a computed one."""
    computed = compute(operation, terms)
    if computed is None:
        return
    write.kind = "computed"
    marks = mark(*dict.fromkeys(term.evidence for term in computed.terms))
    names = {"sum": "合计", "difference": "差额", "ratio": "倍数"}
    text = f"{lead or names[operation]}：{computed.formula}{marks}。"
    write.say(text, [computed], core=True)
    when = {cell.target.year for cell in cells}
    title = "、".join(dict.fromkeys(cell.title for cell in cells))
    year = str(when.pop()) if len(when) == 1 else None
    write.derive(computed, title, operation, year)


def say_shares(write: Writer, parts: Sequence[Fact], whole: Fact | None) -> bool:
    """What share of a printed whole each part is; False, and nothing said, where one cannot be worked out."""
    over = write.term(whole) if whole is not None else None
    under = [write.term(fact) for fact in parts]
    shares = [compute("share", (one, over)) for one in under if one and over]
    found = [share for share in shares if share]
    if len(found) < len(parts) or not found:
        return False
    write.kind = "computed"
    for fact, share in zip(parts, found, strict=True):
        name = re.sub(r"\s+", "", fact.item)
        marks = mark(*dict.fromkeys(term.evidence for term in share.terms))
        write.say(f"{name}占 {share.formula}{marks}", [share], core=True)
        write.derive(share, label_key(name), "share", str(fact.year) if fact.year else None)
    return True


def writer(understood: Understood) -> Writer:
    """A Writer that knows whose documents are cited."""
    names = {
        row.doc_id: f"{row.unit_name or ''} {row.fiscal_year or ''}年 {row.kind or ''}"
        for row in understood.documents
    }
    return Writer(who=names)


def who(cell: Cell) -> str:
    """The unit of a cell as its document prints it."""
    if cell.hit and (unit := unit_below(cell.hit.fact)):
        return re.sub(r"\s+", "", unit)
    row = cell.row or (cell.target.documents[0] if cell.target.documents else None)
    return (row.unit_name or "") if row else ""
