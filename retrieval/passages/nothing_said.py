"""That there is nothing of what is named: the sentence that denies exactly this, and no figure beside it.

Takes an Understood and Sources, gives a Composed answer or None. Where a figure of the very item is
printed, the figure answers.

    '某局2023年有没有国（境）外公务接待'   ->   '无国（境）外公务接待。'   never the 公务接待费
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.passages.asked_documents import readings, rows_of
from retrieval.passages.quoted import quoted
from retrieval.printed.prose import Passage, Told, bare, sentences
from retrieval.scope.scope import Listed
from retrieval.understand.accounted import asks_only, content
from retrieval.understand.places import matches, place_of
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import label_key
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import lead

__all__ = ["nothing_said_answer"]

_DENIED = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[年度也均位门局院校及,]))(?:无|没有|未(?:再)?(?:安排|发生|组织|列|编制|购置)|不涉及)"
    r"(?:使用|安排|发生|列支|编制|组织)*(?P<name>[^,，。;；:：、和及与\d]{3,24}?)(?=[,，。;；]|$)"
)
_EARLIER = re.compile(r"上年|去年|前年|以前年度")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_OTHER = frozenset(
    {"reason", "definition", "purpose", "share", "largest", "change", "compare", "sum"}
)


def nothing_said_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The sentence that denies the one thing named, of the papers of the year asked."""
    query = understood.query
    if query.forms & _OTHER or query.topics or query.later or query.scope.stages:
        return None
    asked = _EXISTS.sub("|", bare(content(query)))
    for reading in readings(rows_of(understood, any_year=False), query, sources):
        for said, name in _denied(reading.passages, reading.row.fiscal_year):
            whole = next((n for n in (name, _ENDS.sub("", name)) if asks_only(n, asked)), "")
            if whole and not _has_its_own(understood, reading.row, whole):
                told = Told(lead("none", whole), (said.line,), "none_stated")
                return quoted([(reading.row, told)])
    return None


_ENDS = re.compile(r"(?:支出|收入|预算|决算|情况)+$")
_EXISTS = re.compile(r"有没有|有无|是否有?|是不是|(?:安排|发生|组织|编制|购置)(?:过|了)?(?=.+吗)")


def _denied(passages: Sequence[Passage], year: int | None) -> Iterator[tuple[Passage, str]]:
    """The sentences that deny something of the paper's own year, each with what it denies."""
    for passage in passages:
        for said in sentences(passage) if "名词" not in passage.titles else ():
            for match in _DENIED.finditer(bare(said.key)):
                clause = re.split(r"[,;。]", bare(said.key)[: match.start()])[-1]
                years = {int(one) for one in _YEAR.findall(clause)}
                if not _EARLIER.search(clause) and years <= {year}:
                    yield said, match["name"]


def _has_its_own(understood: Understood, row: Listed, name: str) -> bool:
    """Whether a figure of exactly this name is printed; in a final account, of what was spent."""
    own = label_key(name)
    items = [item for item in understood.query.items if label_key(item.text) in own]
    items = [item for item in items if own in {label_key(item.text), *item.labels}]
    spent = "决算" in (row.kind or "") and understood.query.scope.account != "预算"
    return any(
        fact.value is not None
        and fact.measure == "level"
        and not (spent and fact.stage == "年初预算")
        and any(matches(place_of(fact), item) == 0 for item in items)
        for fact in (understood.facts_of([row]) if items else ())
    )
