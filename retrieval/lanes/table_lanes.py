"""The ways to answer from the rows and cells of tables, in their order, before prose and single figures.

Takes an Understood and Sources, gives each way's name with what it found, as the chain tries them.

    indicators listed -> words of a cell -> things listed -> named cell -> projects by size -> rows of a class -> rows by size -> parts by size -> named rows -> all but one
    -> rows picked from any table
"""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.figures.named_cells import named_cell_answer
from retrieval.lanes.figure_answers import figure_answer
from retrieval.lanes.whole_printed import whole_printed_answer
from retrieval.passages.indicator_lists import indicator_list_answer
from retrieval.rows.classed_rows import classed_rows_answer
from retrieval.rows.except_one import except_one_answer
from retrieval.rows.grouped_rows import grouped_answer
from retrieval.rows.income_sources import income_sources_answer
from retrieval.rows.listed_rows import listed_rows_answer
from retrieval.rows.named_rows import named_rows_answer
from retrieval.rows.named_subjects import named_subjects_answer
from retrieval.rows.picked_answers import picked_answer
from retrieval.rows.sized_parts import sized_parts_answer
from retrieval.rows.sized_projects import sized_projects_answer
from retrieval.rows.text_cells import text_cell_answer
from retrieval.rows.thing_lists import thing_list_answer
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.writing.compose import Composed

__all__ = ["table_lanes"]


def table_lanes(understood: Understood, sources: Sources) -> Iterator[tuple[str, Composed | None]]:
    """Each way with what it found; one without an answer gives None."""
    yield "income sources", income_sources_answer(understood, sources)
    yield "indicators listed", indicator_list_answer(understood, sources)
    yield "words of a cell", text_cell_answer(understood, sources)
    yield "things listed", thing_list_answer(understood, sources)
    yield from _cell_or_figure(understood, sources)
    yield "whole printed", whole_printed_answer(understood)
    yield "rows added by unit", grouped_answer(understood, sources)
    yield "units picked", picked_answer(understood, sources, units=True)
    yield "projects by size", sized_projects_answer(understood, sources)
    yield "rows of a class", classed_rows_answer(understood, sources)
    yield "rows by size", listed_rows_answer(understood)
    yield "parts by size", sized_parts_answer(understood)
    yield "named rows", named_rows_answer(understood, sources)
    yield "all but one", except_one_answer(understood)
    yield "subjects by a word", named_subjects_answer(understood)
    yield "rows picked", picked_answer(understood, sources)


def _cell_or_figure(
    understood: Understood, sources: Sources
) -> Iterator[tuple[str, Composed | None]]:
    """The cell whose row and column are both named; where the figure lane has it too, that answer."""
    cell = named_cell_answer(understood, sources, strong=True)
    figure = figure_answer(understood) if cell else None
    if cell is not None and figure is not None and _told(figure, cell):
        yield "named cell", None
        yield "figure", figure
        return
    yield "named cell", cell


def _told(figure: Composed, cell: Composed) -> bool:
    """Whether the figures of one answer are that of the other, or two places that contradict it."""
    if any(statement.missing for statement in figure.draft.statements):
        return False
    one = cell.figures[0]
    same = [(f.value, f.unit) == (one.value, one.unit) for f in figure.figures]
    if figure.kind != "conflicting":
        return bool(same) and all(same)
    places = [evidence.citation.section for evidence in figure.draft.evidence]
    return any(same) and len(set(places)) == len(places)
