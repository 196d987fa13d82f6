"""A recognised table is looked over: what is unsure, oddly printed or breaks a sum is read again.

Takes a table with how sure its cells are and a way to read a cell again, gives the table with the
text that several readings agree on and how sure it is now. A digit is never changed to fit a sum:
it is read again, and where doubt remains the cell is marked. Knows nothing of pictures.

    '8,751' read as '8,151', its column does not add up  ->  read again: '8,751' three times, it adds up
    '36.0O' read again: '36.00' twice, '36.0C' once      ->  '36.00', doubtful
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ingest.amount import number, printed_place
from ingest.blocks import RawCell, RawTable
from ingest.scanned.forms import is_code_column, odd_ones, resembles_figure
from ingest.scanned.recogniser import Reading
from ingest.scanned.sums import At, Figures, Sum, sums

__all__ = ["Again", "reviewed"]

Again = Callable[[RawCell], Sequence[Reading]]
"""Further readings of a cell; none where it cannot be read again."""

CONFIRMED = 0.9
"""What is surer than this needs no second reading unless its form or a sum speaks against it."""

CERTAIN = 0.97
"""What several readings agree on so surely stands, also where a sum is broken: the document's own."""

ADDS_UP = 0.95
"""A figure that its total confirms is at least this sure."""

DOUBT = 0.4

_TOTAL = re.compile(r".*(?:合计|总计)")


class _Seen(NamedTuple):
    text: str
    sure: float


def reviewed(table: RawTable, again: Again) -> RawTable:
    """The table after a second look at its figures."""
    cells = {(cell.row, cell.col): cell for cell in table.cells if cell.text.strip()}
    seen = {
        at: _Seen(cell.text, cell.recognition)
        for at, cell in cells.items()
        if len(cell.parts) == 1 and cell.recognition < 1
    }
    if not seen:
        return table
    texts = {at: cell.text for at, cell in cells.items()}
    odd = _odd(texts)
    for at in odd & seen.keys():
        if texts[at] == "一":
            seen[at] = _Seen("—", seen[at].sure)
            texts[at] = "—"
    suspects = {at for at in seen if at in odd or _is_unsure(seen[at])}
    suspects |= {at for broken in _broken(texts) for at in broken if at in seen}
    for at in sorted(suspects):
        others = again(cells[at])
        if others:
            seen[at] = _settled(seen[at], others, at, texts)
            texts[at] = seen[at].text
    judged = _judged(seen, texts)
    return replace(table, cells=tuple(_told(cell, judged) for cell in table.cells))


def _is_unsure(seen: _Seen) -> bool:
    return seen.sure < CONFIRMED and resembles_figure(seen.text)


def _told(cell: RawCell, judged: Mapping[At, _Seen]) -> RawCell:
    seen = judged.get((cell.row, cell.col))
    if seen is None:
        return cell
    part = cell.parts[0]
    parts = cell.parts if part.text == seen.text else (part._replace(text=seen.text),)
    return cell._replace(parts=parts, recognition=round(seen.sure, 3))


def _settled(first: _Seen, others: Sequence[Reading], at: At, texts: Mapping[At, str]) -> _Seen:
    """What most readings say; where they are of two minds, what adds up, if one of them does."""
    votes = Counter([first.text, *(other.text for other in others)])
    text = votes.most_common(1)[0][0]
    if len(votes) > 1:
        adding = [said for said in votes if _adds_up(said, at, texts)]
        if len(adding) == 1:
            return _Seen(adding[0], ADDS_UP)
        if at in _odd({**texts, at: text}):
            fitting = [said for said in votes if at not in _odd({**texts, at: said})]
            text = fitting[0] if len(fitting) == 1 else text
    sure = [reading.least for reading in others if reading.text == text]
    if len(votes) == 1:
        return _Seen(text, max(first.sure, sorted(sure)[len(sure) // 2]))
    agreed = votes[text] / votes.total()
    return _Seen(text, min(agreed, 0.9) * max([*sure, first.sure if text == first.text else 0.0]))


def _judged(seen: Mapping[At, _Seen], texts: Mapping[At, str]) -> dict[At, _Seen]:
    """How sure every cell is, given the form of its column and the sums it stands in."""
    found = sums(_figures(texts))
    confirmed = {at for s in found if s.holds for at in (s.total, *s.parts)}
    broken = {at for s in found if not s.holds for at in (s.total, *s.parts)} - confirmed
    odd = _odd(texts)
    judged: dict[At, _Seen] = {}
    for at, (text, sure) in seen.items():
        if at in odd or (at in broken and sure < CERTAIN):
            sure = min(sure, DOUBT)
        elif at in confirmed and (number(text) or 0) != 0:
            sure = max(sure, ADDS_UP)
        judged[at] = _Seen(text, sure)
    return judged


def _columns(texts: Mapping[At, str]) -> dict[int, dict[int, str]]:
    columns: dict[int, dict[int, str]] = {}
    for (row, col), text in texts.items():
        columns.setdefault(col, {})[row] = text
    return columns


def _odd(texts: Mapping[At, str]) -> set[At]:
    """Cells printed otherwise than the rest of their column; the head is not looked at."""
    first = min((row for (row, _), text in texts.items() if _is_data(text)), default=0)
    return {
        (row, col)
        for col, column in _columns(texts).items()
        for row in odd_ones({r: t for r, t in column.items() if r >= first})
    }


def _is_data(text: str) -> bool:
    """An amount; years, codes and the numbers of columns stand in heads, too."""
    return number(text) is not None and ("," in text or "." in text)


def _figures(texts: Mapping[At, str]) -> Figures:
    columns = _columns(texts)
    coded = next((c for c in sorted(columns) if is_code_column(list(columns[c].values()))), None)
    codes = {} if coded is None else {r: t for r, t in columns[coded].items() if t.isdigit()}
    values = {
        at: value
        for at, text in texts.items()
        if at[1] != coded and (value := number(text)) is not None
    }
    totals = sorted({row for (row, _), text in texts.items() if _TOTAL.fullmatch(_bare(text))})
    places = {at: printed_place(texts[at]) for at in values}
    return Figures(values, places, codes, totals)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _broken(texts: Mapping[At, str]) -> list[list[At]]:
    """The cells of every sum that does not hold, but for those that another sum confirms."""
    found = sums(_figures(texts))
    confirmed = {at for s in found if s.holds for at in (s.total, *s.parts)}
    return [_cells(s, confirmed) for s in found if not s.holds]


def _cells(broken: Sum, confirmed: set[At]) -> list[At]:
    return [at for at in (broken.total, *broken.parts) if at not in confirmed] or [broken.total]


def _adds_up(said: str, at: At, texts: Mapping[At, str]) -> bool:
    """With this reading the sums hold that the cell stands in, and there is one."""
    around = [s for s in sums(_figures({**texts, at: said})) if at in (s.total, *s.parts)]
    return bool(around) and all(s.holds for s in around)
