"""What documents say becomes an answer of quoted lines, each cited, cut where it grows too long.

Takes catalogue rows with what each document tells, gives a Composed answer. Knows no questions.

    [(row, Told('…说明的原因如下：', lines))]   ->   '2024年某局说明的原因如下：', '主要原因是…。[1]'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.passages.points import with_rest
from retrieval.printed.prose import Line, Passage, Told, sentences
from retrieval.scope.scope import Listed
from retrieval.writing.compose import Composed, Writer
from retrieval.writing.prompts import cut_short

__all__ = ["LISTED", "MOST", "quoted", "short_lines"]

MOST = 2200
"""Characters of one answer; longer lists keep the first sentence of every item."""

MOST_LINES = 12
"""Lines of an answer that is no list."""

LISTED = re.compile(r"^\s*(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）.、．:：]|[①-⑳])")


def quoted(told: Sequence[tuple[Listed, Told]]) -> Composed:
    """The answer: what each document tells, one after another."""
    write = Writer(
        who={row.doc_id: f"{row.unit_name} {row.fiscal_year}年 {row.kind}" for row, _ in told}
    )
    write.kind = told[0][1].kind
    for row, one in told:
        _write(write, row, one, several=len(told) > 1)
    accounted = all(one.accounted for _, one in told)
    return replace(write.done(), accounted=accounted)


def _write(write: Writer, row: Listed, told: Told, *, several: bool) -> None:
    year = f"{row.fiscal_year}年" if row.fiscal_year else ""
    who = f"{year}{row.unit_name or ''}"
    if told.lead or several:
        write.say((told.lead or "{who}：").replace("{who}", who))
    used = 0
    for number, line in enumerate(told.lines):
        loose = not LISTED.match(line.text) and line.verbatim
        if used and (used + len(line.text) > 2 * MOST or (loose and number >= MOST_LINES)):
            write.say(cut_short())
            break
        titles = line.citation.section.split(">")
        labels = (year, row.unit_name or "", *line.labels, *titles)
        mark = write.cite(line.citation, line.unit, labels)
        write.say(f"{line.text}[{mark}]", core=not used, verbatim=line.verbatim)
        used += len(line.text)


def short_lines(found: Sequence[Passage]) -> list[Line]:
    """Passages as lines; of a list too long to be read every item by its first sentence."""
    whole = [with_rest(passage) for passage in found]
    return [passage.line for passage in _short_enough(whole)]


def _short_enough(found: Sequence[Passage]) -> Sequence[Passage]:
    """A list too long to be read keeps every item, of each its first sentence."""
    if sum(len(p.text) for p in found) <= MOST:
        return found
    return [sentences(p)[0] if LISTED.match(p.text) else p for p in found]
