"""What prose says of one project: its ground, goal, term, in the sentences that follow its name.

Takes a document's paragraphs, the project's name and what is asked of it, gives the sentences that
start with that label; nothing behind the name of another project. Knows no tables.

    '重点项目：甲项目85.00万元。立项依据为…；年度绩效目标为：…。'   ->   '年度绩效目标为：…。'
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from retrieval.printed.prose import Passage, bare, joined, sentences

__all__ = ["said_of_project"]

_LABEL = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）.、．]\s*)?(?:项目|本项目|当年|本年|年度|该项目)?(?P<label>立项依据|申报依据|设立依据|项目概况|项目概述|项目内容|主要内容|实施主体|实施单位|实施周期|实施期限|实施方案|年度预算安排|预算安排|资金安排|(?:年度|总体|绩效)+目标|绩效指标|预期(?:目标|效益))(?:主要)?(?:为|是|包括|[：:])"
)

_ENTRY = re.compile(r"\s*(?!项目名称)[^：:。；]{2,14}[：:]")
"""A line of a form: '项目分类：一般性项目'."""


def said_of_project(
    passages: Sequence[Passage], name: str, others: Collection[str], pattern: re.Pattern[str]
) -> list[Passage]:
    """The sentences with the label asked for, behind the name of the project."""
    for number, passage in enumerate(passages):
        if name in bare(passage.key) and "名词" not in passage.titles:
            found = list(_labelled(_behind(passages, number, name, others), pattern))
            if found:
                return found
    return []


def _behind(
    passages: Sequence[Passage], number: int, name: str, others: Collection[str]
) -> Iterator[Passage]:
    """The sentences from the name on, to the next project; paragraphs behind only as labels."""
    first = passages[number]
    named = False
    for passage in (first, *passages[number + 1 : number + 8]):
        label = _LABEL.match(passage.text)
        entry = label or _ENTRY.match(passage.text)
        if passage is not first and (passage.section != first.section or not entry):
            return
        for part in sentences(passage):
            key = bare(part.key)
            named = named or name in key
            if named and name not in key and any(other in key for other in others):
                return
            if named:
                yield part


def _labelled(parts: Iterator[Passage], pattern: re.Pattern[str]) -> Iterator[Passage]:
    """A sentence with the label, and what goes on with it up to the next label."""
    held: list[Passage] = []
    for part in parts:
        label = _LABEL.match(part.text)
        if label and held:
            yield joined(held)
            held = []
        if (label and pattern.search(label["label"])) or (held and not label):
            held.append(part)
    if held:
        yield joined(held)
