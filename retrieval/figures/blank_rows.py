"""A row that is printed without an amount: the form lists the item, and nobody filled it in.

Takes an Understood and Sources, gives a Composed answer or None: only for one item asked for plainly, which
no place of the document gives an amount for that year. What is printed nowhere is not told here.

    '事业收入多少'   ->   《部门收支总表》列有“事业收入”，该栏为空，没有填写金额
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.facts import Fact
from retrieval.figures.cell_lines import writer
from retrieval.understand.question import Item
from retrieval.understand.reading import Target, Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded, label_key, lexicon
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import mark, period

__all__ = ["blank_row_answer"]

_AT_ALL = frozenset({"total_expenditure", "total_income"})
_PART = re.compile(r"其中|上年|增减|占|比")
_STAGE_END = re.compile(r"(?<=收入|支出)(?:预算|决算)数?$")
_YEAR = re.compile(r"\d{4}年(?:预算|决算)?数?")
_TOTAL = re.compile(r"合计|总计")


def blank_row_answer(understood: Understood, sources: Sources) -> Composed | None:
    """That the row is there and empty; see the module docstring."""
    query = understood.query
    target = _target(understood)
    if target is None or query.forms or query.residue or query.topics or query.scope.stages:
        return None
    named = [item for item in query.items if not set(item.concepts) & _AT_ALL]
    if len(named) != 1 or not named[0].concepts:
        return None
    row = target.own[0]
    own = [fact for fact in understood.facts_of([row]) if _named(fact, named[0], target)]
    empty = [fact for fact in own if fact.value is None and _of_whole(fact)]
    if not empty or any(fact.value is not None for fact in own):
        return None
    titles = {table.position: table.title for table in sources.document(row.doc_id).tables}
    return _told(understood, target, empty[0], titles.get(empty[0].table or 0, ""))


def _target(understood: Understood) -> Target | None:
    targets = understood.own_targets
    return targets[0] if len(targets) == 1 and len(targets[0].own) == 1 else None


def _named(fact: Fact, item: Item, target: Target) -> bool:
    """Whether a figure of the year is of the item, whatever column or row it stands in."""
    concepts = [lexicon().concepts[key] for key in item.concepts]
    labels = {label for concept in concepts for label in concept.labels}
    if fact.measure != "level" or fact.year not in (target.year, None):
        return False
    other = next((s for s in ("收入", "支出") if item.text.endswith(_OTHER_SIDE[s])), "")
    names = [_STAGE_END.sub("", label_key(label)) for label in _labels(fact)]
    return any(name in labels and not (other and name.endswith(other)) for name in names)


_OTHER_SIDE = {"收入": "支出", "支出": "收入"}
"""Some items are called alike on both sides: '国有资本经营预算收入', '国有资本经营预算支出'."""


def _labels(fact: Fact) -> Iterator[str]:
    yield from fact.row_path[-1:]
    of_income = fact.side == "收入" and any(_TOTAL.search(label) for label in fact.row_path)
    if of_income or (fact.row_path and _YEAR.fullmatch(fact.row_path[-1])):
        yield from fact.column_path


def _of_whole(fact: Fact) -> bool:
    """A cell of the row itself, in a column of this year's money that splits nothing."""
    said = folded("".join(fact.column_path))
    row = fact.table is not None and fact.state in ("blank", "dash")
    return row and fact.kind == "amount" and not _PART.search(said) and fact.scope == "部门"


def _told(understood: Understood, target: Target, fact: Fact, title: str) -> Composed:
    write = writer(understood)
    write.kind = "none_stated"
    unit = target.own[0].unit_name or ""
    place = f"“{title}”" if title else "表中"
    label = _label(fact)
    how = "为空，没有填写金额" if fact.state == "blank" else f"印的是“{fact.printed}”，没有金额"
    number = write.evidence(fact)
    write.say(
        f"{period(target.year)}{unit}{place}列有“{label}”，该栏{how}{mark(number)}。", core=True
    )
    return write.done()


def _label(fact: Fact) -> str:
    own: Sequence[str] = fact.row_path
    total = not own or _TOTAL.search(own[-1]) or _YEAR.fullmatch(own[-1])
    return fact.column_path[-1] if total and fact.column_path else own[-1]
