"""What an item of money takes in, where the paper explains it in a clause of its own and in no table.

Takes an Understood and Sources, gives a Composed answer or None: the clause that starts with the item and says
what it is for, of the glossary or the notes; nothing but that may be asked. Knows no amounts.

    '公务接待费包括哪些开支'   ->   '公务接待费主要安排全国性专业会议、…的交通费、住宿费、伙食费等支出；'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.passages.asked_documents import readings, rows_of
from retrieval.passages.definitions import as_one_term, continued, entry_names
from retrieval.passages.quoted import quoted, short_lines
from retrieval.printed.prose import Passage, Told, bare, sentences
from retrieval.understand.accounted import content, pairs_of
from retrieval.understand.focus import item_terms
from retrieval.understand.question import Item
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import lexicon
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import lead

__all__ = ["takes_in_answer"]

_ASKS = re.compile(
    r"(?:的)?(?:钱|费用|经费|开支|支出|资金)?(?:里面?|中)?(?:都|主要|具体|一般|到底|可以)*(?:是)?(?:包括|包含|含|涵盖|指|反映|核算|列支|用|花|开支)(?:在|于|到)?(?:了|的)*(?:是)?(?:哪些|什么|哪几[类种项个]|啥)(?:方面|样)?(?:的)?(?:开支|费用|支出|内容|钱|东西|地方|用途|情况)?(?:上|里|的)?"
)
_WHOLE_OF = {"vehicle_run": "vehicle_all", "vehicle_buy": "vehicle_all"}
"""Papers explain buying and running cars in one clause."""
_SAYS = (
    r"(?:支出|费用|预算)?(?:主要|具体)?(?:安排(?!数)|反映|是指|指的是|指|用于|包括|核算)(?!的?预算)"
)
_MONEY = re.compile(r"\d[\d,.]*(?:万|亿)?元")
_OTHER = frozenset({"change", "reason", "sum", "share", "compare", "largest", "rank", "count"})


def takes_in_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The clause that explains the one item named; see the module docstring."""
    query = understood.query
    named = [item for item in query.items if bare(item.text) not in _OF_ANY]
    amounts = query.asks("each") or "多少" in query.text
    if len(named) != 1 or query.forms & _OTHER or query.topics or query.later or amounts:
        return None
    item = named[0]
    text = content(query)
    left = _ASKS.sub("|", text[: item.start] + "|" + text[item.end :])
    if (
        not (item.concepts or item.labels)
        or not _ASKS.search(text[item.end :])
        or pairs_of(_WHERE.sub("|", left))
    ):
        return None
    for reading in readings(rows_of(understood, any_year=False), query, sources):
        for terms in _wordings(item):
            found = _entry(reading.passages, terms) or list(_clauses(reading.passages, terms))[:1]
            if found:
                told = Told(lead("definition", item.text), tuple(short_lines(found)))
                return quoted([(reading.row, told)])
    return None


_OF_ANY = frozenset({"支出", "费用", "经费", "收入", "预算", "决算", "项目支出"})
_WHERE = re.compile(
    r"(?:的)?名词解释(?:里|中)?|三公(?:经费)?(?=里|中|的)|预算|决算|说的|里说|讲的|其中|钱"
)


def _wordings(item: Item) -> Iterator[Sequence[str]]:
    """How the item is printed; then the whole that a paper explains it with."""
    yield [bare(term) for term in item_terms(item)]
    concepts = lexicon().concepts
    keys = item.concepts or (("vehicle_run",) if re.search(r"车.*(?:运行|维护)", item.text) else ())
    for whole in (_WHOLE_OF[key] for key in keys if key in _WHOLE_OF):
        named = item._replace(text=concepts[whole].title, concepts=(whole,), labels=frozenset())
        yield [bare(term) for term in item_terms(named)]


def _entry(passages: Sequence[Passage], terms: Sequence[str]) -> list[Passage]:
    """The entry of the glossary that is called so and lists what it takes in."""
    wanted = {as_one_term(term) for term in terms}
    for number, passage in enumerate(passages):
        if "名词" in passage.titles and wanted & {bare(name) for name in entry_names(passage)}:
            entry = [passage, *continued(passages, number)]
            return entry if _LISTS.search("".join(p.key for p in entry)) else []
    return []


_LISTS = re.compile(r"(?:包括|包含|含|如|主要是|安排的|用于)[^。]*(?:、|和|或)")


def _clauses(passages: Sequence[Passage], terms: Sequence[str]) -> Iterator[Passage]:
    """The parts of sentences that start with the item and say what it takes in."""
    names = "|".join(map(re.escape, sorted(terms, key=len, reverse=True)))
    starts = re.compile(
        rf"(?:^|[,:。])(?:\d[.、]|其中[,:]?|[一二三四五六七八九十]+、)?[“\"]?(?:{names})[”\"]?{_SAYS}"
    )
    for passage in passages:
        for said in sentences(passage):
            if starts.search(bare(said.key)) and not _MONEY.search(said.key):
                yield said
