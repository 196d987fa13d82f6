"""The last look at an answer before it may leave, in its order; each refuses one thing.

Takes a Query and what a lane composed, gives it back, a refusal that names what is missing, or None
where another way may still answer. Knows no document.

    1. answer_due      the kind of thing asked for: an amount, a count, a text, each of several
    2. told            (everyday words only) an item named as printed that no evidence names
    3. operation_due   the operation asked for: a level alone is no change, rate, share or sum
    4. denied          what was done is never told for what was not ('没有预留的那部分')
    5. told_apart      two things asked apart are not told by the one item that holds both
    6. heads_due       posts are never given for the people in them, nor these for those
    7. bounds_due      what is counted from one price on is never told of another
    8. another         another place, the thing set aside, a sum or share without what is named
    9. names_due       which 小区, which 公司, whom: a name is told
   10. rates_due       what is paid back of a bill is no share of money
   11. each_due       each office, place or quarter: one figure of the whole is no answer
   12. stage_due       what was budgeted is never given for what was spent
   13. years_due       of several years asked side by side each is told
   14. parts_due       the whole is never told for a part, a level for a growth
"""

from __future__ import annotations

from collections.abc import Set

from retrieval.guard.another import of_another
from retrieval.guard.answer_due import due_or_refused, holds_what_is_due
from retrieval.guard.bounds_due import of_asked_bounds
from retrieval.guard.denied import of_what_is_denied
from retrieval.guard.each_due import told_of_each
from retrieval.guard.heads_due import of_asked_heads
from retrieval.guard.names_due import names_what_is_asked
from retrieval.guard.operation_due import operation_or_refused
from retrieval.guard.parts_due import of_a_whole_instead
from retrieval.guard.rates_due import of_a_deed_asked
from retrieval.guard.share_due import of_the_whole_instead
from retrieval.guard.stage_due import of_asked_stage
from retrieval.guard.told import of_another_class, of_other_brackets, of_other_firms, untold
from retrieval.guard.told_apart import told_as_one
from retrieval.guard.years_due import tells_every_year
from retrieval.understand.question import Query
from retrieval.writing.compose import Composed

__all__ = ["last_look", "last_look_at_everyday", "told_otherwise"]


def last_look(
    query: Query, composed: Composed | None, accounts: Set[str] = frozenset()
) -> Composed | None:
    """The answer of a lane, where it holds what was asked; `accounts`: ids of the final accounts."""
    return _of_stage(query, operation_or_refused(query, due_or_refused(query, composed)), accounts)


def last_look_at_everyday(
    query: Query, composed: Composed | None, accounts: Set[str] = frozenset()
) -> Composed | None:
    """An answer from everyday words: besides, it tells every item that is named as printed."""
    due = due_or_refused(query, composed)
    missing = due is None or untold(query, due) or of_another_class(query, due)
    told = None if missing else operation_or_refused(query, due)
    return _of_stage(query, told, accounts)


def told_otherwise(query: Query, composed: Composed) -> bool:
    """Whether a figure is of what the question denies, of another kind, or one for two asked apart."""
    if not holds_what_is_due(query, composed) or of_another(query, composed):
        return True
    if of_other_firms(query, composed) or of_the_whole_instead(query, composed):
        return True
    if of_a_whole_instead(query, composed):
        return True
    if of_other_brackets(query, composed) or not of_a_deed_asked(query, composed):
        return True
    return of_what_is_denied(query, composed) or told_as_one(query, composed)


def _of_stage(query: Query, found: Composed | None, accounts: Set[str]) -> Composed | None:
    if found is not None and told_otherwise(query, found):
        return None
    if found is None or not (of_asked_heads(query, found) and of_asked_bounds(query, found)):
        return None
    if not (names_what_is_asked(query, found) and told_of_each(query, found)):
        return None
    if not tells_every_year(query, found):
        return None
    return found if of_asked_stage(query, found, accounts) else None
