"""Known wordings in a question that explain most of it: items, forms and topics, none over another.

Takes the folded question, what is taken already, the lexicon and the labels printed in scope; gives
each mention with its place. Knows no Query and no figures.

    '群众文化和旅游宣传'  ->  群众文化, 旅游宣传      never 文化和旅游 in the middle
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from retrieval.scope.periods import Taken
from retrieval.words.label_wordings import Labels
from retrieval.words.lexicon import Lexicon, label_key, lexicon

__all__ = ["MARKS", "Word", "covered", "mentions", "plain_item"]

MARKS = ",;:、。!?"


class Word(NamedTuple):
    """`bonus`: a name printed so in full weighs more than parts of names; `said`: a form's wording."""

    kind: str
    value: str
    bonus: int = 0
    said: str = ""


def covered(span: tuple[int, int], spans: Sequence[Taken]) -> bool:
    """Whether a part of the question is taken already."""
    return any(span[0] < t.end and t.start < span[1] for t in spans)


def mentions(
    question: str, taken: Sequence[Taken], words: Lexicon, labels: Labels
) -> list[tuple[Taken, Word]]:
    """Known wordings in the question that explain most of it, none over another.

    Of '群众文化和旅游宣传' the two names 群众文化 and 旅游宣传, not 文化和旅游 in the middle; one
    long wording goes before the two halves of it.
    """
    ends: list[list[tuple[int, Word]]] = [[] for _ in range(len(question) + 1)]
    for start in range(len(question)):
        for end in range(start + 1, min(len(question), start + 40) + 1):
            if covered((start, end), taken):
                break
            word = _meaning(question[start:end], words, labels)
            if word is not None and not _inside_another(question, start, end):
                ends[end].append((start, word))
    return _heaviest(ends)


_OWN_OFFICES = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|[设属出级政业层些个家种的有括含么啥其立置和与及局委院办会处厅站]|职能|管理|主要|中心|街道)$"
)
"""What may stand before 机构 where the offices of a unit are asked for; 中介机构, 养老机构 are others."""


def _inside_another(question: str, start: int, end: int) -> bool:
    """'多少人' in '多少人次', '机构' in '中介机构', '服务' in '服务中心': part of a word for something else."""
    if question.startswith("中心", end) and not question.startswith("中心组", end):
        return True
    if question[start:end] == "机构":
        return _OWN_OFFICES.search(question[:start]) is None
    return question[end - 1] == "人" and question[end : end + 1] == "次"


def _heaviest(ends: Sequence[Sequence[tuple[int, Word]]]) -> list[tuple[Taken, Word]]:
    """The mentions with the greatest weight in all; a mention weighs its length squared."""
    best: list[tuple[int, int, tuple[int, Word] | None]] = [(0, 0, None)]
    for end in range(1, len(ends)):
        choice: tuple[int, int, tuple[int, Word] | None] = (best[end - 1][0], end - 1, None)
        for start, word in ends[end]:
            weight = best[start][0] + _weight(end - start, word)
            if weight > choice[0]:
                choice = (weight, start, (start, word))
        best.append(choice)
    found: list[tuple[Taken, Word]] = []
    at = len(ends) - 1
    while at > 0:
        _, before, mention = best[at]
        if mention:
            found.append((Taken(mention[0], at), mention[1]))
        at = before
    return found[::-1]


_TOTAL_ASKED = re.compile(r"(?:总计|合计|共计|总额|总数)(?=(?:是|为|有|共)*(?:多少|几))")


def _weight(length: int, word: Word) -> int:
    """Its length squared; of '总计是多少' only 总计 counts, so that 收入总计 before it stays whole."""
    total = _TOTAL_ASKED.match(word.said) if word.kind == "form" else None
    return (total.end() if total else length) ** 2 + word.bonus


def _meaning(wording: str, words: Lexicon, labels: Labels) -> Word | None:
    """What a wording is: an item of the field, a form, a topic, else a label printed in scope."""
    bonus = 5 if len(wording) > 3 and wording in labels.get(wording, ()) else 0
    if wording in words.asked or plain_item(wording) in words.asked:
        return Word("item", wording, bonus)
    for form, listed in words.words.items():
        if wording in listed:
            return Word("form", form, 0, wording)
    topic = next((t for t in words.topics if wording in t.words or wording in t.headings), None)
    if topic:
        return Word("topic", topic.key)
    known = wording in labels or plain_item(wording) in labels
    return Word("item", wording, bonus) if known else None


def plain_item(wording: str) -> str:
    """'因公出国(境)费' -> '因公出国费'; a wording with half a bracket is none."""
    if "(" not in wording or wording.count("(") != wording.count(")") or wording[:1] == "(":
        return ""
    if wording[0] in MARKS or wording[-1] in MARKS or _narrows(wording):
        return ""
    return label_key(wording)


_LIMIT = re.compile(
    r"\((?:不?含|不?包括|不[算计要是]|扣|除|刨|剔|仅|只|光|加|连同?)|(?:都|全|也)(?:算|含|包括|在内|加)[上进在内去]*\)"
)


_SAID_MORE = re.compile(
    r"(?![^()]{0,6}(?:科目|口径|编码|合计|总计)$|按[^()]{1,6}[算计]$)[\u4e00-\u9fff]{2,}"
)
"""'取暖费(城东片)': words of their own in the bracket."""


def _narrows(wording: str) -> bool:
    """'商品和服务支出(基本支出)', '财政拨款(含结转)': what stands in the bracket is asked for too."""
    match = re.search(r"\(([^()]+)\)$", wording)
    asked, concepts = lexicon().asked, lexicon().concepts
    keys = asked.get(match[1], ()) if match else ()
    column = any(concepts[key].aspect or concepts[key].fund for key in keys)
    own = match is not None and not keys and _SAID_MORE.fullmatch(match[1]) is not None
    return column or own or _LIMIT.search(wording) is not None
