"""The text between two figures, cut into clauses with the marks that end them.

Takes a flat string that leads up to a figure; gives its clauses in order, the last one being the
clause of the figure itself. Brackets without figures stay inside a clause ('因公出国(境)费').

    '(详见表二),比2018年'   -> ('(详见表二)', ','), ('比2018年', '')
    ',其中:工资福利支出'    -> ('其中', ':'), ('工资福利支出', '')
    '(包括:一般公共预算'    -> ('', '('), ('包括', ':'), ('一般公共预算', '')
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Clause", "clauses_in", "cut_cue", "opens_list", "split_names"]

_ENDS = ",;。:!?"
_LONGEST = 1000
_CUE = re.compile(
    r"(?:其中|(?:主要|具体|分别)?(?:包括|包含)|如下|含|构成|情况为|用于以下方面|以下方面|分别是|有)$"
)
_CUE_FIRST = re.compile(r"^(?:其中|(?:主要|具体)?(?:包括|包含)|含)(?=[^,]{2})")


class Clause(NamedTuple):
    """A clause, where it starts in the flat string, and the mark behind it: ', ; 。 : ( )' or ''."""

    text: str
    start: int
    mark: str


def clauses_in(text: str, start: int, end: int) -> list[Clause]:
    """Cut `text[start:end]`; a bracket that stays open, or closes an earlier one, is a mark too."""
    clauses: list[Clause] = []
    begun, offset = start, start
    while offset < end:
        mark = text[offset]
        close = text.find(")", offset, min(end, offset + _LONGEST)) if mark == "(" else -1
        if close > 0:
            offset = close + 1
            continue
        if mark in _ENDS or mark in "()" or (mark == "、" and offset == begun):
            clauses.append(_clause(text, begun, offset, mark))
            begun = offset + 1
        offset += 1
    clauses.append(_clause(text, begun, end, ""))
    return clauses


def _clause(text: str, start: int, end: int, mark: str) -> Clause:
    """A clause; of one that is no clause but text without marks, its end."""
    start = max(start, end - _LONGEST)
    return Clause(text[start:end], start, mark)


def opens_list(clause: Clause) -> bool:
    """True where a clause opens an enumeration of parts: '其中:', '主要包括:', '具体如下。'."""
    return (
        clause.mark in ":。,("
        and bool(_CUE.search(clause.text))
        and (clause.mark == ":" or clause.text.endswith(("其中", "如下", "包括")))
    )


def cut_cue(clause: str) -> tuple[bool, str]:
    """'其中人员经费' -> (True, '人员经费'); '人员经费' -> (False, '人员经费')."""
    found = _CUE_FIRST.match(clause)
    return (True, clause[found.end() :]) if found else (False, clause)


def split_names(text: str) -> list[str]:
    """'A、B和C' -> ['A', 'B', 'C']; a bare '支出' at the end repeats the stem of the name before."""
    names = [name for name in re.split(r"、|和(?!谐)|及(?!其)|与", text) if name]
    whole: list[str] = []
    for name in names:
        if name in ("支出", "收入") and whole and whole[-1].endswith(("收入", "支出")):
            name = whole[-1][:-2] + name
        whole.append(name)
    return whole
