"""The words of content in a question, and which of them nothing says.

Takes a Query or its text without unit and year, gives its words without ways of asking; takes printed names,
gives the words that they say and those that none of them says. Knows no document.

    '房产交易业务要有多大比例能全程在网上办完'   ->   房产交易, 业务, 全程, 网上, 办完
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.understand.accounted import masked_asking
from retrieval.understand.residue import without_stops
from retrieval.words.frame_words import frames, tagged
from retrieval.words.lexicon import lexicon
from retrieval.words.words_said import like_words, said_by

__all__ = ["Words", "left_unsaid", "said_words", "words_asked"]

Words = Sequence[tuple[int, int]]
"""Where words stand in a text."""

_SAYING = re.compile(
    r"不低于|不少于|不小于|不超过|不高于|不大于|不得|至少|最少|起码|最低(?!生活)|至多|最多|顶多|最高|以[上下内]|控制在"
    r"|要求|希望|达到|[没未]有?达标|做到|达标到|完成(?:情况|成|得|到)?|最后|最终|结果|实际(?:上)?|([\u4e00-\u9fff])不\1|程度|地步|怎么?样|什么样|比例|百分之"
    r"|项目|自评(?:表|报告|结果)?|绩效|指标|目标|里面?|上面|下面|应当?|必须|得要|最迟|之前|以前|时限"
    r"|计划(?!生育)|打算|准备|预计|预期|安排|设定|允许|容许|定的?|定在|多久|多长时间|(?:什么|啥)时候|何时|哪天|几号|几月"
)
"""Ways of asking what is aimed at and what came of it."""
_COUNTER = re.compile(
    r"(?:多少|几)[万亿]?个?(?:人次|百分[点比]|[号月日]之?[前底末]|[家户处支名位台套部辆艘场次项座条所件张篇册本天副只间种期例棵株份盏](?![\u4e00-\u9fff]?[时间长]))"
)
_LIGHT = frozenset("上下里中了要到去来出得个些的是在有和与及都也还再只被由从对为")
_ENDINGS = frozenset("金费款率量数度")
_SMALL = re.compile(r"[rqcpuxy]")


def words_asked(text: str) -> list[tuple[int, int]]:
    """Where the words of content stand in a question; single characters beside each other are one word."""
    counted = _COUNTER.sub(lambda m: "|" * len(m[0]), text)
    masked = _SAYING.sub(lambda m: "|" * len(m[0]), masked_asking(counted))
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"[^\W_]+", masked):
        if without_stops(match[0]) or match[0] in like_words():
            found += [(match.start() + a, match.start() + b) for a, b in _words_of(match[0])]
    return found


def _words_of(run: str) -> list[tuple[int, int]]:
    """The words of a run, without those of the frame of a question."""
    if run in like_words():
        return [(0, len(run))]
    framed, at, open_run = frames(run), 0, False
    found: list[tuple[int, int]] = []
    for word, kind in tagged(run):
        start, end = at, at + len(word)
        at = end
        known = word in like_words()
        if not known and (_is_small(word, kind) or any(a <= start and end <= b for a, b in framed)):
            open_run = False
            continue
        if len(word) == 1 and open_run:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        open_run = len(word) == 1
    return [(a, b) for a, b in found if b - a > 1 or run[a:b].isdigit()]


def _is_small(word: str, kind: str) -> bool:
    """Words that join or point, and those that every question has."""
    small = _SMALL.match(kind) and len(word) < 3
    return bool(small) or word in lexicon().stop or word in _LIGHT


def said_words(text: str, words: Words, name: str) -> list[tuple[int, int]]:
    """Those of the words that a name says; of a long one most of it."""
    told = said_by(text, name)
    return [span for span in words if _is_told(text[slice(*span)], told[slice(*span)])]


def _is_told(word: str, told: Sequence[bool]) -> bool:
    """All of a word but its small characters; of a longer one all but its last, where that is an ending."""
    left = [at for at, char in enumerate(word) if not told[at] and char not in _LIGHT]
    ending = len(word) > 2 and left == [len(word) - 1] and word[-1] in _ENDINGS
    return any(told) and (not left or ending)


def left_unsaid(text: str, words: Words, names: Sequence[str]) -> list[str]:
    """The words that none of the names says."""
    said = {span for name in names for span in said_words(text, words, name)}
    return [text[start:end] for start, end in words if (start, end) not in said]
