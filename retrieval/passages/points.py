"""A point of a list together with the points beside it: '发现的问题：一是…；二是…；三是…'.

Takes a sentence and the document's paragraphs, gives the whole list of its paragraph from the words that
lead it in, or the sentence as it is. Knows no question.

    '二是抽检覆盖不足；'   ->   '主要问题：一是计划下达较晚；二是抽检覆盖不足；三是考核结果未运用。'
    '四是补齐市政短板。'   ->   '四是补齐市政短板。改造雨污合流管网37公里，整治易涝点9处。'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.printed.prose import Passage, joined, paragraphs

__all__ = ["with_points", "with_rest"]

LONGEST = 600
"""Characters up to which a list is told whole."""

_FIRST = re.compile(r"一是|[：:]\s*[（(]?[1一][)）.、．]")
_POINT = re.compile(r"^\s*(?:[二三四五六七八九]是|[（(]?[2-9二三四五六七八九][)）.、．](?!\d))")
_LEADS = re.compile(r"(?:问题|不足|措施|目标|如下|方面|打算|任务|做法|工作)(?:是|有|为|包括)?[：:]")
_GOES_ON = re.compile(r"[；;]\s*$")

_TITLE = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}是|[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．])(?!\d).{2,40}[。:：]\s*$"
)
_NEXT = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}是|[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．](?!\d))"
)


def with_rest(said: Passage) -> Passage:
    """The title of a point with what it is the title of, as far as its paragraph goes on with it."""
    if not _TITLE.match(said.text):
        return said
    for paragraph in paragraphs(said.document):
        at = next((n for n, p in enumerate(paragraph.parts) if p.spans == said.spans), None)
        if at is not None:
            end = at + 1
            while end < len(paragraph.parts) and not _NEXT.match(paragraph.parts[end].text):
                end += 1
            found = paragraph.parts[at:end]
            return joined(found) if sum(len(p.text) for p in found) <= LONGEST else said
    return said


def with_points(said: Passage, passages: Sequence[Passage]) -> Passage:
    """The whole list that a sentence leads in or is a point of."""
    paragraph = next((p for p in passages if said.start in (s.start for s in p.parts)), None)
    parts = paragraph.parts if paragraph else ()
    at = next((n for n, part in enumerate(parts) if part.start == said.start), None)
    if at is None or said.spans != parts[at].spans:
        return said
    first = _first(parts, at)
    last = _last(parts, first)
    found = parts[first : last + 1]
    whole = last >= at and len(found) > 1 and sum(len(p.text) for p in found) <= LONGEST
    return joined(found) if whole else said


def _first(parts: Sequence[Passage], at: int) -> int:
    """Where the list starts that a sentence is a point of."""
    for number in range(at, -1, -1):
        if _FIRST.search(parts[number].text) or _LEADS.search(parts[number].text):
            return number
        if not (_POINT.match(parts[number].text) or _GOES_ON.search(parts[number - 1].text)):
            break
    return at


def _last(parts: Sequence[Passage], first: int) -> int:
    """Where a list ends: the last of its points, or the sentence that no ';' ends."""
    last = first
    if _FIRST.search(parts[first].text):
        points = [n for n in range(first + 1, len(parts)) if _POINT.match(parts[n].text)]
        return points[-1] if points else first
    if _LEADS.search(parts[first].text):
        while last + 1 < len(parts) and _GOES_ON.search(parts[last].text):
            last += 1
    return last
