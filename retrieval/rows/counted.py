"""How many: a count that a sentence prints with its noun ('共8个项目编制了绩效目标').

Takes an Understood, gives a Composed answer or None. Knows no tables: rows are counted elsewhere.

    question  有多少个项目编制了绩效目标      noun '项目', said besides '编制…绩效目标'
    sentence  本部门共8个项目编制了绩效目标    the number, its counter and the noun stand together
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.facts import Fact
from retrieval.figures.cell_lines import writer
from retrieval.understand.reading import Target, Understood
from retrieval.understand.size_asked import bounded
from retrieval.words.lexicon import folded, lexicon
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import mark, period

__all__ = ["counted_answer"]

_COUNTERS = "个家项名所座批件条处笔支人辆台套户"
_ASKED_BEFORE = re.compile(rf"(?:多少|几)([{_COUNTERS}])?([\u4e00-\u9fff]{{2,12}})")
_ASKED_AFTER = re.compile(
    rf"([\u4e00-\u9fff]{{2,14}}?)(?:一共|总共|共计|共)?(?:有|是|为|设|包括)?(?:了)?(?:多少|几)([{_COUNTERS}])(?![\u4e00-\u9fff]{{2}})"
)
_FILL = re.compile(r"(?:一?共计?有?|总共|合计|总计|分别|有|为|约|计|了|是|的|设|[\d,.()]|其中)+$")
_ENOUGH = 0.7


class _Asked(NamedTuple):
    """What is counted; `before`: the noun stands before the number."""

    noun: str
    counter: str
    before: bool


def counted_answer(understood: Understood) -> Composed | None:
    """The one count that a sentence prints of what is asked; None where several differ."""
    text = understood.query.text
    target = _target(understood)
    if target is None:
        return None
    for asked in _asked(text):
        found = list(_fitting(understood, target, asked))
        bound = bounded(understood.query)
        found = [f for f in found if bound in folded(f.citation.quote)]
        values = {fact.value for fact in found}
        if len(values) == 1:
            return _composed(understood, target, found[0])
        if values:
            return None
    return None


def _target(understood: Understood) -> Target | None:
    """One unit; the year asked for, else the latest."""
    targets = understood.targets
    if not targets or len({t.unit for t in targets}) > 1:
        return None
    if understood.named_year and len(targets) > 1:
        return None
    return max(targets, key=lambda t: t.year or 0)


def _asked(text: str) -> Iterator[_Asked]:
    for match in _ASKED_BEFORE.finditer(text):
        yield _Asked(match[2], match[1] or "", before=False)
    for match in _ASKED_AFTER.finditer(text):
        yield _Asked(match[1], match[2], before=True)


def _fitting(understood: Understood, target: Target, asked: _Asked) -> Iterator[Fact]:
    """Counts in sentences of the documents that stand directly beside the noun."""
    wanted = _pairs(_content(understood))
    for fact in understood.facts_of(target.own or target.documents):
        if fact.kind != "count" or fact.table is not None or fact.value is None:
            continue
        if asked.counter and asked.counter != (fact.unit or "")[:1]:
            continue
        if not _beside(fact, asked) or (_bare(wanted, asked) and not _unlimited(fact, asked)):
            continue
        said = folded(fact.citation.section.rsplit(">", 1)[-1] + fact.citation.quote)
        if sum(pair in said for pair in wanted) >= _ENOUGH * len(wanted):
            yield fact


def _bare(wanted: list[str], asked: _Asked) -> bool:
    """Whether nothing is said of what is counted: '有几个项目'."""
    return all(pair in asked.noun for pair in wanted) and len(asked.noun) <= 4


def _unlimited(fact: Fact, asked: _Asked) -> bool:
    """'共8个项目编制了绩效目标' counts some projects, not all."""
    return len(fact.item) <= len(asked.noun) + 1


def _beside(fact: Fact, asked: _Asked) -> bool:
    """'8个项目编制了' has 项目 behind the number, '项目共49个' before it."""
    before, after = _around(fact)
    unit = (fact.unit or "")[:1]
    behind = after.lstrip(unit) if unit else after
    ahead = _FILL.sub("", before)
    if behind[:2] and behind[:2] == asked.noun[:2]:
        return True
    tail = asked.noun[-2:]
    if asked.before and re.match(rf"{tail}(?![\u4e00-\u9fff])", behind):
        return True
    core = _noun(asked.noun)
    return not _starts_noun(behind) and (
        ahead.endswith(core) or (asked.before and ahead.endswith(tail))
    )


def _starts_noun(behind: str) -> bool:
    """Whether a noun of its own follows the counter: '3个预算单位' counts 预算单位."""
    return bool(re.match(r"[\u4e00-\u9fff]{2}", behind))


def _noun(text: str) -> str:
    """The first two characters after the counter: '项目' of '项目编制了绩效目标'."""
    return text[:2]


def _around(fact: Fact) -> tuple[str, str]:
    """The sentence before and behind the number."""
    offset = 0
    for piece in fact.citation.pieces:
        if piece.start <= fact.at.start < piece.end:
            offset += fact.at.start - piece.start
            break
        offset += piece.end - piece.start
    quote = fact.citation.quote
    behind = re.sub(r"^[\d,.\s]+", "", quote[offset:])
    return folded(quote[:offset]), folded(behind)


def _content(understood: Understood) -> list[str]:
    """The question's words with content: without unit, year and words that say nothing."""
    query = understood.query
    chars = list(query.text)
    for span in query.scope.taken:
        if span.end <= len(chars):
            chars[span.start : span.end] = "|" * (span.end - span.start)
    rest = "".join(chars)
    for word in sorted((*lexicon().words["count"], *lexicon().stop), key=len, reverse=True):
        if len(word) >= 2 or word in "有的了共几":
            rest = rest.replace(word, "|")
    return [run for run in re.findall(r"[\u4e00-\u9fff]+", rest) if len(run) >= 2]


def _pairs(runs: list[str]) -> list[str]:
    return [run[i : i + 2] for run in runs for i in range(len(run) - 1)]


def _composed(understood: Understood, target: Target, fact: Fact) -> Composed:
    """The sentence itself, with the count as the figure."""
    write = writer(understood)
    row = (target.own or target.documents)[0]
    number = write.cite(fact.citation, None, (f"{row.fiscal_year}年", row.unit_name or ""))
    quote = re.sub(r"\s+", "", fact.citation.quote)
    year = target.year if target.year == row.fiscal_year else None
    lead = f"{period(year)}{row.unit_name or ''}"
    write.say(f"{lead}：{fact.printed.strip()} {fact.unit or ''}{mark(number)}。", core=True)
    write.say(f"{quote}{mark(number)}", verbatim=True)
    write.state(fact, fact.item, number)
    return write.done()
