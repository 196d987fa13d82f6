"""The question back between several items, each with its figure where there is just one.

Takes an Understood and what may be meant, most likely first, gives a Composed answer of the kind
'ambiguous': whoever asks may find the figure at once. A figure that is not plain (of another stage,
in two versions, added up of rows) is left out, its item is offered all the same. Knows no words.

    '这个问题可能问的是邮电费、差旅费，请指明是哪一项。'   and a line for the figure of each
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from retrieval.computed.parts import together
from retrieval.everyday.printed_rows import is_spelling
from retrieval.everyday.taken_as import Meant, figure_of, names_column, taken
from retrieval.guard.stage_due import of_asked_stage
from retrieval.understand.reading import Understood
from retrieval.writing.arithmetic import in_unit
from retrieval.writing.compose import Composed, Stated, not_found
from retrieval.writing.prompts import ELSEWHERE, which_item
from retrieval.writing.verify import Draft, Statement

__all__ = ["MOST", "which_of"]

MOST = 4
"""Items that a question back names at most."""


class _Offer(NamedTuple):
    """What may be meant, and what would be answered for it."""

    meant: Meant
    answer: Composed

    @property
    def told(self) -> frozenset[tuple[Decimal, str | None]]:
        return frozenset((stated.value, stated.unit) for stated in self.answer.figures)


def which_of(understood: Understood, meant: Sequence[Meant]) -> Composed | None:
    """The question back, with the items that the words may mean and that are printed.

    Rows that are spellings of one thing are one; one alone is not asked back: it is what is nearest.
    What has nothing in the column that is named ('那笔基本支出') is not meant beside what has.
    """
    printed = list(_printed_once(understood, meant))[:MOST]
    offers = _without_rest(understood, printed)
    dropped = len(offers) < len(printed)
    if len(offers) == 1 and dropped:
        return taken(understood, offers[0].meant)
    if len(offers) < 2:
        return not_found(*(one.meant.title for one in offers)) if offers else None
    if names_column(understood.query):
        offers = [one for one in offers if not _is_zero(one)] or offers
    if _is_one_sum(offers):
        return taken(understood, offers[0].meant)
    plain = [told for one in offers if (told := _plain(understood, one.answer))]
    question = Draft((Statement(which_item([one.meant.title for one in offers])),), ())
    return together([Composed("ambiguous", question), *plain])


def _without_rest(understood: Understood, offers: Sequence[_Offer]) -> list[_Offer]:
    """'公共安全方面' is all of 公共安全支出: the row of what else there is is meant only where it is said."""
    titles = {one.meant.title for one in offers}
    if "其他" in understood.query.text:
        return list(offers)
    kept = [one for one in offers if one.meant.title.removeprefix("其他") not in titles
            or not one.meant.title.startswith("其他")]  # fmt: skip
    return kept or list(offers)


def _printed_once(understood: Understood, meant: Sequence[Meant]) -> Iterator[_Offer]:
    """What is printed, of spellings with the same figure the first."""
    known: list[_Offer] = []
    for one in dict.fromkeys(meant):
        figure = figure_of(understood, one)
        if figure is None:
            continue
        offer = _Offer(one, figure)
        if not any(
            offer.told == other.told and is_spelling(one.title, other.meant.title)
            for other in known
        ):
            known.append(offer)
            yield offer


def _is_one_sum(offers: Sequence[_Offer]) -> bool:
    """Whether one and the same amount is printed for all: it is told, whichever is meant. Zeros are
    no sum."""
    plain = [one for one in offers if one.answer.kind == "found" and len(one.answer.figures) == 1]
    sums = {frozenset(map(_in_yuan, one.answer.figures)) for one in plain}
    return len(plain) == len(offers) and len(sums) == 1 and not _is_zero(offers[0])


def _is_zero(offer: _Offer) -> bool:
    return all(stated.value == 0 for stated in offer.answer.figures)


def _in_yuan(stated: Stated) -> tuple[Decimal, str | None]:
    """1,395.28 万元 and 13,952,800.00 元 are one amount."""
    value = in_unit(stated.value, stated.unit, "元") if stated.unit else None
    return (stated.value, stated.unit) if value is None else (value, "元")


def _plain(understood: Understood, answer: Composed) -> Composed | None:
    """The line of one figure of the stage asked for; the question does not fall with it."""
    if answer.kind not in ("found", "none_stated") or len(answer.figures) != 1:
        return None
    if not of_asked_stage(understood.query, answer, understood.final_accounts):
        return None
    lines = [s for s in answer.draft.statements if not s.text.startswith(ELSEWHERE)]
    if not lines or not lines[0].core:
        return None
    line = replace(lines[0], text="".join(line.text for line in lines), core=False)
    return replace(answer, draft=replace(answer.draft, statements=(line,)))
