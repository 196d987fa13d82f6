"""What a question is about beyond its unit, year and form: the words that an answer must carry.

Takes a Query, gives the term of a definition, the runs of characters that carry the question, and
how far a text covers them. Knows nothing of documents.

    '应急局负责救援队伍方面的什么工作'   ->  runs ('救援队伍',)
    '文件里行政经费指什么'             ->  term '行政经费'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from retrieval.understand.question import Item, Query, topic_of
from retrieval.words.lexicon import label_key, lexicon

__all__ = ["asked_term", "coverage", "item_terms", "loose_runs", "pairs", "rest", "runs", "terms"]

_ASKING = (
    "是什么样的", "哪一天", "哪天", "何时", "什么时候", "什么时间", "几号", "截至", "截止", "是什么", "有什么", "做什么", "干什么", "什么", "有哪些", "哪些", "哪几个", "哪个", "哪家", "哪里", "怎么样",
    "怎样", "如何", "怎么", "多少", "多长", "多久", "几个", "几家", "是否", "有没有", "有无", "请问", "请", "介绍一下", "介绍", "说明一下",
    "说说", "告诉我", "一下", "吗", "呢", "谁", "大幅", "明显", "显著", "幅度", "同比", "相比", "比上年", "比去年", "上年", "去年",
)  # fmt: skip
_WHICH = re.compile(
    r"(?:具体|都|主要|大致)?(?:要求)?(?:分为|分成|分|划分为|列了|列出|列|包括|有|写|填|报)?(?:了)?哪"
    r"(?:几|些|两|[二三四五六七八九十]+)(?:大)?(?:[块类项个款种张条点]|部分|方面|板块)+"
)
_IN_THE_FORM = re.compile(
    r"(?:的)?(?:空白)?(?:表样|样表|模板|空白表格?|空表|范本)(?:里面?|中)?|空白|(?:省|市|区|县|镇|乡|本)级(?=部门|单位|预算|决算|\||$)"
)
_DUTY_WORDS = (
    "管不管", "归不归", "平时都", "平时", "平日", "平常", "干些", "管些", "职权", "权限", "负责", "承担", "管理哪方面", "方面", "工作内容", "工作", "职责", "职能", "任务", "主要", "具体", "相关", "有关", "由", "开展", "履行",
)  # fmt: skip
_MOVES = re.compile(
    r"[涨降增减少多大猛骤这么那幅很没不升跌压缩了翻番倍好几一零〇空变化持平完全\d.%]+"
)
_EDGES = "的在对于与和及从向为由以是有了就都也还把被给用做干管中里内上下其该这那个到,、:;?!.。，；：？！ "
_LEADS = re.compile(
    r"^(?:(?:请问|请|什么是|什么叫|何为|文件(?:里|中)?|报告(?:里|中)?|(?:部门)?(?:预算|决算)(?:文件|公开|说明|报告)?(?:里面?|中)|"
    r"说明(?:里面?|中)|里面?|中|所说的|说的|讲的|提到的|写的|的|对|关于|名词|解释)[,，:：]?)+"
)
_TAILS = re.compile(r"(?:[的是指个词这?!,。:]|吗|呢|怎么|如何|什么|具体|在这里|在文件中?)+$")


def rest(query: Query, *drop: str) -> str:
    """The folded question without units, years, question words and the words of these forms."""
    text = list(query.text)
    for span in query.scope.taken:
        text[span.start : span.end] = "|" * (span.end - span.start)
    left = _WHICH.sub("|", _IN_THE_FORM.sub("|", "".join(text)))
    words = lexicon().words
    gone = {word for form in drop for word in words.get(form, ()) if len(word) > 1}
    for word in sorted({*gone, *_ASKING}, key=len, reverse=True):
        left = left.replace(word, "|")
    return left


def asked_term(query: Query) -> str:
    """The term of which a definition is asked."""
    parts = [part for part in rest(query, "definition").split("|") if part]
    found = [_TAILS.sub("", _LEADS.sub("", part)).strip("\"'“”‘’:：,，") for part in parts]
    return max(found, key=len, default="")


def runs(query: Query) -> tuple[str, ...]:
    """The runs of characters that carry the question: no stop words, forms or topic words."""
    gone = _long_stops()
    topics = [w for key in query.topics for w in (*topic_of(key).words, *topic_of(key).headings)]
    left = rest(query, *query.forms)
    for word in sorted({*gone, *topics, *_DUTY_WORDS}, key=len, reverse=True):
        left = left.replace(word, "|")
    found = [run.strip(_EDGES) for run in re.split(r"[|的、，,和与及?？。:：;；]+", left)]
    return tuple(dict.fromkeys(run for run in found if len(run) > 1 and not _MOVES.fullmatch(run)))


def loose_runs(query: Query) -> tuple[str, ...]:
    """The runs that no item of the field accounts for."""
    known = "|".join(item.text for item in query.items)
    return tuple(run for run in runs(query) if coverage((run,), known) < 0.5)


@lru_cache(maxsize=1)
def _long_stops() -> frozenset[str]:
    return frozenset(word for word in lexicon().stop if len(word) > 1)


def pairs(text: str) -> list[str]:
    """Pairs of neighbouring characters."""
    return [text[i : i + 2] for i in range(len(text) - 1)] or [text]


def coverage(words: Iterable[str], text: str, weights: Mapping[str, float] | None = None) -> float:
    """The share of the pairs of some words that a text holds; weighted where weights are given."""
    wanted = list(dict.fromkeys(pair for word in words for pair in pairs(word)))
    weight = {pair: (weights or {}).get(pair, 1.0) for pair in wanted}
    total = sum(weight.values())
    return sum(w for pair, w in weight.items() if pair in text) / total if total else 0.0


def item_terms(item: Item) -> tuple[str, ...]:
    """The wordings under which an item may be printed, the asked one first."""
    concepts = lexicon().concepts
    found = [item.text, *sorted(item.labels)]
    for key in item.concepts:
        found += [label_key(concepts[key].title), *concepts[key].labels]
    return tuple(dict.fromkeys(word for word in found if len(word) > 1))


def terms(items: Sequence[Item]) -> tuple[str, ...]:
    """The wordings of several items."""
    return tuple(dict.fromkeys(word for item in items for word in item_terms(item)))
