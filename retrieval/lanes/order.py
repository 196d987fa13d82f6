"""The lanes in their order: each way to an answer with what it found.

Takes an Understood and Sources, gives (name, Composed or None) one after another; who asks takes the
first that stands. What is asked for as a whole (a reason, an average, rows compared) has one lane only.
Knows not how an answer is verified.

    '2025年三公经费是多少'   ->   …, ('leading passage', None), ('table', None), ('figure', Composed)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial

from retrieval.computed.averages import asks_average
from retrieval.computed.parts import together
from retrieval.computed.quarters import asks_quarters, quarters_answer
from retrieval.computed.sub_unit_shares import sub_unit_share_answer
from retrieval.computed.vacancies import asks_vacancy
from retrieval.figures.blank_rows import blank_row_answer
from retrieval.figures.contradicted import quoted_otherwise
from retrieval.figures.inconsistencies import inconsistency_answer
from retrieval.figures.levels import levels_answer
from retrieval.figures.named_cells import named_cell_answer
from retrieval.figures.premises import denied_premise
from retrieval.lanes.figure_answers import figure_answer
from retrieval.lanes.table_lanes import table_lanes
from retrieval.passages.counted_things import counted_thing_answer
from retrieval.passages.goal_counts import asks_goal_count, goal_count_answer
from retrieval.passages.indicator_answers import indicator_answer
from retrieval.passages.nothing_said import nothing_said_answer
from retrieval.passages.passage_answers import (
    describes,
    leading_passage_answer,
    passage_answer,
    term_answer,
)
from retrieval.passages.project_answers import asks_project_list
from retrieval.passages.said_numbers import said_number_answer, several_counted
from retrieval.passages.table_columns import asks_columns, table_columns_answer
from retrieval.passages.table_notes import asks_why_empty, table_note_answer
from retrieval.passages.takes_in import takes_in_answer
from retrieval.passages.target_cells import target_cell_answer
from retrieval.passages.target_pairs import target_pair_answer, targets_missed_answer
from retrieval.passages.target_reasons import target_reason_answer
from retrieval.passages.target_scores import target_score_answer
from retrieval.passages.unit_described import asks_of_unit, unit_described_answer
from retrieval.passages.uses_said import use_said_answer
from retrieval.passages.which_table import asks_which_table, which_table_answer
from retrieval.rows.class_answers import class_answer
from retrieval.rows.conditioned_rows import asks_conditioned_rows, conditioned_rows_answer
from retrieval.rows.counted_rows import counted_row_answer
from retrieval.rows.named_part import named_part_answer
from retrieval.rows.picked_answers import picked_answer
from retrieval.rows.purchases_named import purchases_named_answer
from retrieval.rows.row_comparisons import asks_compared_rows, compared_rows_answer
from retrieval.rows.sized_projects import of_projects, sized_projects_answer
from retrieval.rows.sub_unit_answers import sub_unit_answer
from retrieval.rows.table_answers import parts_answer, table_answer
from retrieval.rows.thing_answers import thing_answer
from retrieval.rows.unit_rankings import unit_ranking_answer
from retrieval.understand.question import Query
from retrieval.understand.reading import Understood
from retrieval.understand.size_asked import size_asked
from retrieval.understand.sources import Sources
from retrieval.writing.compose import Composed, Writer
from retrieval.writing.prompts import NO_REASON

__all__ = ["lanes"]


def lanes(understood: Understood, sources: Sources) -> Iterator[tuple[str, Composed | None]]:
    """Each lane with what it found, in their order; a lane without an answer gives None."""
    yield "note of a table", table_note_answer(understood, sources)
    yield "columns of a table", table_columns_answer(understood, sources)
    yield "which table", which_table_answer(understood, sources)
    if any(asks(understood.query) for asks in (asks_why_empty, asks_columns, asks_which_table)):
        return
    yield "term", term_answer(understood, sources)
    yield "fields of a named thing", thing_answer(understood, sources)
    if asks_of_unit(understood.query):
        yield "unit described", unit_described_answer(understood, sources)
        return
    if understood.query.asks("contradiction"):
        yield "inconsistency", inconsistency_answer(understood, sources)
    if understood.query.asks("reason"):
        if denied := denied_premise(understood):
            reason = _figure_and_reason(understood, sources)
            yield "premise", together([denied, *([reason] if reason else [])])
            return
        yield "indicator by meaning", target_cell_answer(understood, sources)
        yield "reason of a form", target_reason_answer(understood, sources)
        yield "reason", _figure_and_reason(understood, sources)
        return
    yield "indicators beside each other", target_pair_answer(understood, sources)
    yield "indicators missed", targets_missed_answer(understood, sources)
    if asks_vacancy(understood.query):
        yield "named cell", named_cell_answer(understood, sources, strong=True)
    if _MEAN_SCORE.search(understood.query.text):
        query = understood.query
        marks = re.sub(r"多少(?=[?。]|$)", "多少分", query.text)  # what is scored is counted in 分
        scored = replace(understood, query=replace(query, text=marks))
        yield "number said", said_number_answer(scored, sources)
    if asks_average(understood.query):
        yield "indicator by meaning", target_cell_answer(understood, sources)
    if asks_average(understood.query) or asks_vacancy(understood.query):
        yield "figure", figure_answer(understood)
        return
    if asks_compared_rows(understood.query.text):
        yield "rows compared", compared_rows_answer(understood)
        return
    if asks_conditioned_rows(understood.query.text):
        yield "rows picked", picked_answer(understood, sources)
        yield "rows by a condition", conditioned_rows_answer(understood, sources)
        return
    if asks_quarters(understood.query.text):
        yield "quarters", quarters_answer(understood, sources)
    if asks_goal_count(understood.query):
        yield "projects with goals", goal_count_answer(understood, sources)
        return
    if several_counted(understood.query):
        yield "numbers said together", said_number_answer(understood, sources)
    yield "what it takes in", takes_in_answer(understood, sources)
    yield "classification", class_answer(understood, sources)
    yield "use said", use_said_answer(understood, sources)
    yield "nothing said", nothing_said_answer(understood, sources)
    if beside := levels_answer(understood):
        yield "department and unit", beside
    yield "share of a unit", sub_unit_share_answer(understood, sources)
    yield "unit below", sub_unit_answer(understood, sources)
    yield "units in order", unit_ranking_answer(understood)
    yield "count and user of a row", counted_row_answer(understood, sources, used=True)
    yield "two purchases", purchases_named_answer(understood, sources)
    yield "indicator", indicator_answer(understood, sources)
    yield "indicator by meaning", target_cell_answer(understood, sources)
    yield "score of a self-evaluation", target_score_answer(understood, sources)
    leading = cache(partial(leading_passage_answer, understood, sources))
    if describes(understood.query):
        yield "none stated", _none_stated(understood)
        yield "section described", quoted_otherwise(understood, leading())
    yield from table_lanes(understood, sources)
    yield "parts listed", parts_answer(understood)
    yield "part by name", named_part_answer(understood)
    bounded = of_projects(understood.query.text) and size_asked(understood.query)
    if not bounded and not _of_named_figures(understood.query):
        if whole := _whole_list(understood, sources, leading()):
            yield "projects of a whole table", whole
        yield "leading passage", quoted_otherwise(understood, leading())
    yield "table", table_answer(understood)
    yield "figure", figure_answer(understood)
    yield "cell by all words", named_cell_answer(understood, sources)
    yield "count of a row", counted_row_answer(understood, sources)
    yield "number said", said_number_answer(understood, sources)
    yield "things counted", counted_thing_answer(understood, sources)
    yield "passage", quoted_otherwise(understood, passage_answer(understood, sources))
    yield "row left blank", blank_row_answer(understood, sources)


_MEAN_SCORE = re.compile(r"平均(?:自评|绩效)*(?:得分|分数|分)(?!摊|到|给|配)")
"""'自评平均得分是多少' is printed, and nothing to divide."""


def _whole_list(
    understood: Understood, sources: Sources, leading: Composed | None
) -> Composed | None:
    """The rows that make up the total of a table, where the list found has fewer projects."""
    query = understood.query
    if not asks_project_list(query):
        return None
    each = replace(query, text=f"{query.text.rstrip('?。')},各多少钱")
    whole = sized_projects_answer(replace(understood, query=each), sources)
    listed = len(leading.draft.statements) - 1 if leading else 0
    return whole if whole and len(whole.figures) > listed else None


def _of_named_figures(query: Query) -> bool:
    """A share of an item, or two items set against each other, is worked out and not read out."""
    pair = len(query.items) > 1 and query.asks("difference", "ratio", "compare")
    return pair or bool(query.asks("share") and query.items)


def _none_stated(understood: Understood) -> Composed | None:
    """A section that is asked for may only say that there is nothing."""
    composed = figure_answer(understood)
    return composed if composed and composed.kind == "none_stated" else None


def _figure_and_reason(understood: Understood, sources: Sources) -> Composed | None:
    """'X是多少，为什么减少': the figure and the reason; the reason alone where no amount is asked."""
    reason = passage_answer(understood, sources)
    query = understood.query
    if not re.search(r"多少|几何|金额", query.asked or query.text):
        return reason
    amount = replace(query, forms=query.forms - {"reason", "change", "rate"})
    figure = figure_answer(replace(understood, query=amount))
    if figure is None or figure.kind == "ambiguous":
        return reason
    if reason is not None:
        return together([figure, reason])
    write = Writer()
    write.say(NO_REASON)
    return together([figure, write.done()])
