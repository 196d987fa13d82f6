"""What money is for: the sentences that name the item and say what it is spent on.

Takes a document's paragraphs and a Query, gives passages. Knows no amounts.

    '机关运行经费包括哪些'  ->  '主要用于办公费、差旅费等。' with the sentence before that names the item
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.focus import terms
from retrieval.prose import Passage, bare, joined, sentences
from retrieval.question import Query

__all__ = ["purposes"]

NEAR = 220
"""Characters between the name of an item and its purpose that are still told."""

_PURPOSE = re.compile(
    r"用于|主要(?:包括|是(?!因|由|根据)|为(?!了))|具体(?:包括|用于)|反映|包括|内容为"
)
_GOES_ON = re.compile(r"^\s*(?:主要|具体|其中|包括)")


def purposes(passages: Sequence[Passage], query: Query) -> list[Passage]:
    """From the sentence that names the item on, those that say what it is for."""
    wanted = [bare(word) for word in terms(query.items)]
    residue = [word for word in query.residue if len(word) > 1]
    hits: list[Passage] = []
    for passage in passages:
        if "名词" not in passage.titles and any(t in bare(passage.key) for t in wanted):
            hits += _said(passage, wanted)
    exact = [s for s in hits if all(word in s.key + s.titles for word in residue)]
    literal = [s for s in exact if query.items[-1].text in bare(s.key)]
    return (literal or exact)[:2]


def _said(passage: Passage, wanted: Sequence[str]) -> Iterator[Passage]:
    held: list[Passage] = []
    for sentence in sentences(passage):
        key = bare(sentence.key)
        known = any(t in key for t in wanted)
        said = _PURPOSE.search(key)
        if said and any(t in key[: said.start()] for t in wanted):
            yield sentence
        elif held and _PURPOSE.search(sentence.text) and _GOES_ON.match(sentence.text):
            near = sum(len(p.text) for p in held) <= NEAR
            yield joined([*held, sentence]) if near else sentence
        held = [sentence] if known else [*held, sentence] if held else []
