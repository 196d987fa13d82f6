"""Rows of a text conversion that lost cells → back under their columns, where the table says how wide it is.

A conversion that writes a merged cell once makes rows shorter than the table. A row of column
numbers (栏次) tells how many figures each row has; a header that says the same names again tells
where each run begins. Takes rows, moves their cells; a row that fits neither stays as it is, and
the caller says so. Knows nothing of what columns mean.

    类 | 款 | 项 | 栏次 | 1 | 2                          six columns, the last two with figures
    2080502 | 事业单位离退休 | 86.40 | 86.40       →     2080502 | | | 事业单位离退休 | 86.40 | 86.40
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.structure.header import figures_behind, is_index_row, repeats
from ingest.tabbed.tab_rows import Row, is_figure

__all__ = ["widened"]


def widened(rows: Sequence[Row], header: int, width: int) -> int:
    """Move the cells of short rows below the header; how many short rows could not be placed."""
    lost = 0
    index = next((row.texts for row in rows[: header + 1] if is_index_row(row.texts)), None)
    first = figures_behind(index) if index and len(index) == width else None
    first = first if first is not None else _labels_of_whole_rows(rows[header:], width)
    runs = repeats(rows[header - 1].texts) if header else []
    for row in rows[header:]:
        if len(row.cells) >= width:
            continue
        if is_index_row(row.texts):
            _number_the_figures(row, first, width)
            continue
        placed = first is not None and _behind_labels(row, first, width)
        if not placed and not (len(runs) > 1 and _in_runs(row, runs, width)):
            lost += 1
    return lost


def _number_the_figures(row: Row, first: int | None, width: int) -> None:
    """'栏次 | 1 | 2' over two columns of labels numbers the figures behind both."""
    if first is not None and row.texts[0] == "栏次" and len(row.cells) == width - first + 1:
        row.cells[1:1] = [()] * (width - len(row.cells))


def _labels_of_whole_rows(rows: Sequence[Row], width: int) -> int | None:
    """How many columns stand before the figures, where every row of full width says the same.

    '208 | 社会保障和就业支出 | 12.00 | 12.00' above and below '合计 | 40.00 | 40.00': two.
    """
    whole = [row.texts for row in rows if len(row.cells) == width]
    if len(whole) < 2:
        return None
    named = [col for col in range(width) if any(t[col] and not is_figure(t[col]) for t in whole)]
    first = max(named, default=-1) + 1
    kept = all(texts[first - 1] and not is_figure(texts[first - 1]) for texts in whole)
    printed = any(all(texts[first:]) for texts in whole)
    return first if 1 < first < width and kept and printed else None


def _behind_labels(row: Row, first: int, width: int) -> bool:
    """As many figures as columns have numbers stand at the end: labels go left, figures right."""
    labels = len(row.cells) - (width - first)
    texts = row.texts
    if not 1 <= labels <= min(first, 2):
        return False
    if is_figure(texts[labels - 1]) and not (labels == 1 and texts[0].isdecimal()):
        return False
    if not all(is_figure(text) or not text for text in texts[labels:]):
        return False
    spare = [()] * (first - labels)
    if labels == 2 or texts[0].isdecimal():
        row.cells[1:1] = spare
    else:
        row.cells[:0] = spare
    return True


def _in_runs(row: Row, runs: Sequence[int], width: int) -> bool:
    """'人员经费合计 | 31.20 | 公用经费合计 | 4.10': each total under the first and last column of a run."""
    texts = row.texts
    names, figures = texts[::2], texts[1::2]
    if len(names) != len(figures) or not 1 <= len(names) <= len(runs):
        return False
    if any(is_figure(name) or not name for name in names) or not all(map(is_figure, figures)):
        return False
    cells, row.cells[:] = list(row.cells), [()] * width
    for pair, start in enumerate(runs[: len(names)]):
        end = runs[pair + 1] if pair + 1 < len(runs) else width
        row.cells[start], row.cells[end - 1] = cells[2 * pair], cells[2 * pair + 1]
    return True
