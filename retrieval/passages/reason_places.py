"""Where a document gives reasons: every statement of one, whole, with its paragraph.

Takes a document's paragraphs, gives (paragraph, statement) one after another: from the sentence that
says what changed to the last point of why. Knows no question.

    '比上年减少6万元。主要原因是：一是…；二是…。'   ->   all of it, as one statement
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.passages.reason_subjects import CHANGED
from retrieval.printed.prose import Passage, joined, sentences

__all__ = ["SAYS_WHY", "candidates", "own_number"]

NEAR = 220
"""Characters between a whole that changed and the reason behind its parts that are still told."""

SAYS_WHY = re.compile(
    r"原因|由于|因为|系因|所致|主要[是为](?!用于|包括)|是因|为了|考虑到|因此|为进一步|[,，]系(?![统列数])"
)
_EMPTY = re.compile(r"(?:原因|原因是|原因为|原因如下|说明)[：:。]?\s*$")
_POINT = re.compile(r"^\s*(?:[二三四五六七八九]是|[（(]?[2-9][)）.、])")
_STOPS = re.compile(r"[。；;！!.”）)]\s*$")
_GOES_ON = re.compile(
    r"^\s*(?:[一二三四五六七八九]是|其[次二三]|另外|此外|同时|以及|因此|导致|从而|再次|另一方面|[（(]?\d[)）.、](?!\d))"
)
_EXPLAINS = re.compile(
    r"纳入|列入|计入|列支|口径|统计|调整|划转|合并|上述|该项|此项|这部分|年度.{0,12}(?:未|不再|没有)"
)
"""Said right behind a reason, without an amount of its own, it is part of the explanation."""


def candidates(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Passage]]:
    """Every statement of a reason with its paragraph, whole: what changed, why, what goes on."""
    for number, passage in enumerate(passages):
        parts = [] if "名词" in passage.titles else sentences(passage)
        at = 0
        while at < len(parts):
            if not SAYS_WHY.search(parts[at].text):
                at += 1
                continue
            end = _end(parts, at)
            said = parts[_start(parts, at) : end]
            if _EMPTY.search(said[-1].text) and end == len(parts):
                said = [*said, *_next(passages, number)]
            elif end == len(parts) and not _STOPS.search(said[-1].text):
                said = [*said, *_cut_off(passages, number)]
            if not _EMPTY.search(said[-1].text):
                yield passage, joined(said)
            at = end


def _start(parts: Sequence[Passage], at: int) -> int:
    """'主要原因是…' together with the sentence that says of what; of '其中：甲…；乙…' with the whole."""
    bare_reason = _OWN_REASON.match(parts[at].text) and not _NAMES_ITEM.match(parts[at].key)
    if not (at and bare_reason and CHANGED.search(parts[at - 1].text)):
        return at
    first = at - 1
    while first and _PARTED.search(parts[first - 1].text):
        first -= 1
    listed = first and _OF_WHICH.match(parts[first].text) and CHANGED.search(parts[first - 1].text)
    short = sum(len(part.text) for part in parts[first - 1 : at]) <= NEAR
    return first - 1 if listed and short else at - 1


_OWN_REASON = re.compile(r"\s*(?:其中)?[^，,]{0,14}(?:原因|主要是|由于)")
_NAMES_ITEM = re.compile(
    r"[^,，]*?[\u4e00-\u9fff]{2,}(?:支出|收入|经费|费)[^,，]{0,8}?(?:原因|主要是)"
)
"""'基本支出变动的主要原因' says itself of what; '减少的主要原因' is said of what stands before."""
_PARTED = re.compile(r"[；;]\s*$")
_OF_WHICH = re.compile(r"\s*其中")


def _end(parts: Sequence[Passage], at: int) -> int:
    end = max(at + 1, _last_point(parts, at))
    while end < len(parts):
        carried = parts[end - 1].text.rstrip().endswith(("；", ";", "：", ":"))
        other = SAYS_WHY.search(parts[end].text) and not _GOES_ON.match(parts[end].text)
        more = _GOES_ON.match(parts[end].text) or _explains(parts[end])
        if other or not (more or (carried and _is_list(parts, at))):
            break
        end += 1
    return end


def _explains(sentence: Passage) -> bool:
    """A sentence without an amount that says more of the reason before it."""
    amount = re.search(r"\d\s*(?:万|亿)?元|用于", sentence.text)
    return not amount and not own_number(sentence) and bool(_EXPLAINS.search(sentence.text))


def _last_point(parts: Sequence[Passage], at: int) -> int:
    """Behind the last of the points '二是…', '三是…' of a reason that starts with '一是'."""
    if not re.search(r"一是|[（(]?1[)）.、]", parts[at].text):
        return at
    points = [n for n in range(at + 1, len(parts)) if _POINT.match(parts[n].text)]
    return points[-1] + 1 if points else at


def _is_list(parts: Sequence[Passage], at: int) -> bool:
    """A reason in points: '原因：一是…；二是…'."""
    return re.search(r"[：:]|一是|[（(]?1[)）.、]", parts[at].text) is not None


def _cut_off(passages: Sequence[Passage], number: int) -> list[Passage]:
    """The rest of a sentence that a page break cut in two."""
    for passage in passages[number + 1 : number + 2]:
        if passage.section == passages[number].section and not own_number(passage):
            return sentences(passage)[:1]
    return []


def own_number(passage: Passage) -> bool:
    """Whether a paragraph starts with a number of its own."""
    return re.match(r"\s*[（(]?[一二三四五六七八九十\d]{1,3}[)）.、．]", passage.text) is not None


def _next(passages: Sequence[Passage], number: int) -> list[Passage]:
    """What stands in the paragraphs after '主要原因：'."""
    found: list[Passage] = []
    for passage in passages[number + 1 : number + 7]:
        listed = re.match(
            r"\s*(?:[（(]?\d{1,2}[)）.、．]|[一二三四五六七八九]是|[①-⑨])", passage.text
        )
        if passage.section != passages[number].section or (found and not listed):
            break
        found.append(passage)
        if not listed:
            break
    return found
