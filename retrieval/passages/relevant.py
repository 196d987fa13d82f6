"""The section or the sentences that a free question is about.

Takes a document's paragraphs, a Query and what the search found, gives passages or none: a sentence
must carry the question's own words (rare pairs of characters count more), a section's title most of
them. What the search ranks high needs fewer.

    '应急局负责救援队伍方面的什么工作'  ->  '四、管理区级救援队伍，协调社会救援力量参与处置。'
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence

from ingest.document import Document, Section
from retrieval.passages.counters import MONEY, Wanted, wanted_number
from retrieval.printed.prose import Passage, in_section, sentences
from retrieval.understand.accounted import content, unsaid
from retrieval.understand.focus import coverage, pairs, rest, runs
from retrieval.understand.question import Query, topic_of
from retrieval.words.lexicon import folded, label_key
from retrieval.words.operation_words import HOW_MANY_OF

__all__ = [
    "about_at_all",
    "about_topic",
    "best_sentences",
    "said_of_kind",
    "section_asked",
    "section_named",
    "topic_sections",
]

ENOUGH = 0.62
"""The weighted share of the question's pairs that a sentence with its titles must hold."""

ENOUGH_FOUND = 0.5
"""The same for a sentence that the search ranks high."""

OWN_SHARE = 0.3
"""The share of the question's pairs that the sentence of a fact holds itself; its paragraph all."""

CLOSE = 0.85
"""Sentences this near to the best one are told with it."""

TITLE, LONGEST_ITEM = 45, 400
"""Characters up to which the first sentence of an item is its title, and an item is told whole."""

OF_ANY = frozenset({"预算", "决算", "支出", "收入", "经费", "资金", "费用", "项目", "单位", "部门"})
"""Words that every such document is about: no sentence need say them."""

_COUNTED = re.compile(r"(?<!表)\d[\d,.]*(?!年|月|日|\d)|[一二三四五六七八九十两]+[个家项名]")
_KINDS = (
    (
        re.compile(r"截[至止]到?(?:哪|什么时|何时|几|多久)|哪(?:一)?[天日]|几月几[日号]"),
        re.compile(r"\d{4}年\d{1,2}月(?:\d{1,2}日|底|末)?|\d{1,2}月\d{1,2}日|年底|年末|月底"),
    ),
    (
        re.compile(
            r"在(?:哪里|哪儿|哪|什么(?:地方|位置))|位于|地址|坐落|选址|四至|地理位置|位置(?:四至|边界|范围|在|是|如何|怎)|(?:工程|项目|基地|中心|地块)的?位置"
        ),
        re.compile(r"位于|地址|坐落|选址|地处|[东南西北]至[\u4e00-\u9fff]"),
    ),
    (
        re.compile(r"面积|(?:多少|几)(?:平方|亩|公顷)"),
        re.compile(r"面积.{0,8}\d[\d,.]*(?:万)?(?:平方|平米|亩|公顷|㎡|m2)"),
    ),
)
"""Kinds of facts that are no amounts: what asks for them, what holds them; the best first."""

_MEASURED = re.compile(r"面积$|日期$|地址$")
"""An area of another name is another area: these words must stand in the sentence itself."""

_LEADING = 2
_KIND_WORDS = re.compile(
    r"[()]|位置四至?|四至|边界|位于|哪里|哪儿|地址|地方|位置|坐落|截至|截止|统计|时候|时间"
)
_ITEM = re.compile(r"^\s*(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）.、．])")


def topic_sections(document: Document, query: Query) -> list[Section]:
    """The sections that a topic of the question stands under, the best heading first."""
    for key in query.topics:
        topic = topic_of(key)
        asked = [
            w for w in sorted(topic.words, key=len, reverse=True) if w in query.text and len(w) > 2
        ]
        for heading in (*asked, *topic.headings):
            named = [s for s in document.sections if heading in label_key(s.title)]
            if named:
                inside = {s.position for s in named}
                return [s for s in named if s.parent not in inside]
    return []


def about_topic(
    passages: Sequence[Passage], query: Query, favoured: Collection[tuple[int, int]]
) -> list[Passage]:
    """Of the passages of a topic those about what the question names; none where it names nothing."""
    words = runs(query)
    if not words:
        return []
    return _best(passages, words, favoured, own=True)


def about_at_all(passages: Sequence[Passage], query: Query) -> bool:
    """Whether the words of the question have anything to do with these passages."""
    text = "|".join({p.titles for p in passages} | {p.key for p in passages})
    return all(coverage((word,), text) >= 0.5 for word in runs(query) if len(word) >= 4)


def section_named(document: Document, passages: Sequence[Passage], query: Query) -> list[Passage]:
    """The whole section that is asked for by its heading: '“政府采购情况”部分讲了什么'."""
    asked = content(query)
    match = _SECTION_ASKED.search(asked)
    if match is None:
        return []
    named = re.sub(r"[()“”\"]", "", asked[: match.start()])
    titled = [
        (len(title), -section.level, section)
        for section in document.sections
        if len(title := _bare_title(section)) >= _SHORTEST_TITLE and title in named
    ]
    for *_, section in sorted(titled, key=lambda found: found[:2], reverse=True):
        if inside := in_section(passages, section):
            return inside
    return []


_SHORTEST_TITLE = 4
_SECTION_ASKED = re.compile(
    r"(?:的)?(?:这一?|那一?)?(?:节|部分|章|段|章节|栏目)(?:里面?|中)?(?:都|主要|具体)*(?:讲|说|写|有|谈|介绍|交代)(?:到|了|的|些)*(?:是)?(?:什么|啥|哪些)(?:内容|事|东西)?|(?:是)?(?:如何|怎[么样])(?:说明|写|讲|表述|说|介绍)的(?=[?。]|$)"
)


def _bare_title(section: Section) -> str:
    """A heading without its number, its brackets and the year before it."""
    key = re.sub(r"[()“”\"]", "", label_key(section.title))
    return re.sub(r"^第[一二三四五六七八九十\d]+部分|^(?:19|20)\d\d年度?|^关于", "", key)


def section_asked(document: Document, passages: Sequence[Passage], query: Query) -> list[Passage]:
    """The whole section whose title carries nearly all of the question's words."""
    words = [part for part in rest(query).split("|") if len(part) > 1]
    carried = runs(query) or tuple(item.text for item in query.items)
    if not words or not carried:
        return []
    graded = []
    for section in document.sections:
        title = re.sub(r"[()]", "", label_key(section.title))
        share = coverage([_plain(word) for word in words], title)
        if share >= 0.7 and coverage(carried, title) >= 0.75:
            graded.append((share, -len(title), -section.level, section))
    for *_, section in sorted(graded, key=lambda g: g[:3], reverse=True):
        inside = in_section(passages, section)
        if inside:
            return inside
    return []


def _plain(word: str) -> str:
    word = re.sub(r"(?:的)?(?:情况|说明|介绍)+$", "", word.strip("?？。 "))
    return re.sub(r"[()\"“”?!。,，？的]", "", folded(word)) or word


def best_sentences(
    passages: Sequence[Passage], query: Query, favoured: Collection[tuple[int, int]]
) -> list[Passage]:
    """The sentences that carry the question's words; nothing where they carry too few."""
    words = (
        *(item.text for item in query.items),
        *query.residue,
        *runs(query),
        *_topic_words(query),
    )
    pool = [s for p in passages for s in sentences(p)]
    if HOW_MANY_OF.search(query.text) or "多少" in query.text:
        wanted = wanted_number(content(query))
        pool = [
            s
            for s in pool
            if "名词" not in s.titles and _COUNTED.search(s.key) and _of_kind(s.key, wanted)
        ]
        found = _best_of(pool, tuple(dict.fromkeys(words)), favoured, own=False)
        there = [s for s in found[:1] if _all_said(s, wanted) and _number_there(s, content(query))]
        return [s for s in there if wanted is None or _of_its_clause(s, wanted)]
    found = _best_of(pool, tuple(dict.fromkeys(words)), favoured, own=False)
    asked = content(query)
    said = [
        s for s in found if _explained(s, query) and not set(unsaid(asked, _around(s))) - OF_ANY
    ]
    return [_whole_item(s, passages) for s in said[:3]]


def _number_there(said: Passage, asked: str) -> bool:
    """Whether a number stands right behind what is measured, where the sentence says it: '低保标准是多少'."""
    match = _MEASURE.search(asked)
    tail = match["noun"][-2:] if match else ""
    if not tail or tail not in said.key:
        return True
    return re.search(rf"{tail}[^,。;\d]{{0,14}}\d[\d.,]*(?![\d年月日])", said.key) is not None


def _of_its_clause(said: Passage, wanted: Wanted) -> bool:
    """Whether an amount stands in a clause that names what it is of, where any clause names it."""
    if MONEY not in wanted.units[0] or wanted.head[-_TAIL:] not in said.key:
        return True
    named = [part for part in re.split(r"[,;。:]", said.key) if wanted.head[-_TAIL:] in part]
    return any(_of_kind(part, wanted) or _SPENT_ON.match(part) for part in named)


_SPENT_ON = re.compile(r"(?:主要|具体|全部)?用于")
_TAIL = 2
_MEASURE = re.compile(r"(?P<noun>[\u4e00-\u9fff]{2,8}?)(?:是|为|有)?多少[?。]*$")


def _whole_item(said: Passage, passages: Sequence[Passage]) -> Passage:
    """A title of a numbered item with what it is the title of."""
    if not _ITEM.match(said.text) or len(said.text) > TITLE:
        return said
    whole = (p for p in passages if p.start == said.start and len(p.text) <= LONGEST_ITEM)
    return next(whole, said)


def _around(sentence: Passage) -> tuple[str, ...]:
    """What says the words of a question: the sentence, its headings and the unit whose paper it is."""
    return (sentence.key, sentence.titles, sentence.document.info.unit_name or "")


def _all_said(sentence: Passage, wanted: Wanted | None) -> bool:
    """Whether a sentence with its headings says every word of what is counted."""
    return wanted is None or not set(unsaid(wanted.rest, _around(sentence))) - OF_ANY


def _of_kind(text: str, wanted: Wanted | None) -> bool:
    """Whether a sentence holds a number of the kind asked for: money, heads, places."""
    if wanted is None:
        return True
    units = "|".join(map(re.escape, wanted.units))
    amount = rf"|{_BARE_AMOUNT}" if "元" in wanted.units else ""
    return (
        re.search(rf"[\d一二三四五六七八九十两](?:余|多)?万?(?:{units}){amount}", text) is not None
    )


_BARE_AMOUNT = r"\d\.\d\d(?!\d)"
"""Money of which the unit is printed elsewhere."""


def said_of_kind(
    passages: Sequence[Passage],
    query: Query,
    *,
    leading: bool = False,
) -> list[Passage]:
    """The one sentence that holds what kind of fact is asked for (a day, a place, an area) of it.

    `leading`: only the kinds that no figure can be, days and places.
    """
    held = [(holds, n) for n, (asks, holds) in enumerate(_KINDS) if asks.search(query.text)]
    if not held or (leading and held[0][1] >= _LEADING):
        return []
    named = (*(i.text for i in query.items), *query.residue, *runs(query), *_topic_words(query))
    words = [w for w in dict.fromkeys(_KIND_WORDS.sub("", n) for n in named) if len(w) > 1]
    graded = []
    for passage in passages:
        around = passage.key + "|" + passage.titles
        if not all(coverage((word,), around) >= 0.6 for word in words):
            continue
        for said in sentences(passage):
            if not all(word in said.key for word in words if _MEASURED.search(word)):
                continue
            if held[0][0].search(said.key) and ("截" not in query.text or "截" in said.key):
                graded.append((coverage(words, said.key), -said.start, said))
    best = max(graded, key=lambda g: g[:2], default=None)
    return [best[2]] if best and words and best[0] >= OWN_SHARE else []


def _topic_words(query: Query) -> list[str]:
    return [word for key in query.topics for word in topic_of(key).words if word in query.text]


def _explained(sentence: Passage, query: Query) -> bool:
    """Every word that nothing else accounts for is in the sentence or its headings."""
    text = sentence.key + sentence.titles
    loose = runs(query) or query.residue
    return all(coverage((word,), text) >= 0.6 for word in loose)


def _best(
    passages: Sequence[Passage],
    words: Sequence[str],
    favoured: Collection[tuple[int, int]],
    *,
    own: bool,
) -> list[Passage]:
    """The best items of a list whole, of longer paragraphs the best sentences."""
    pool: list[Passage] = []
    for passage in passages:
        one = not re.search(r"[。；;]\s*[（(]?[2二][)）.、．]", passage.text)
        short = one and len(passage.text) <= 130 and _ITEM.match(passage.text)
        pool += [passage] if short else sentences(passage)
    return _best_of(pool, words, favoured, own=own)


def _best_of(
    pool: Sequence[Passage],
    words: Sequence[str],
    favoured: Collection[tuple[int, int]],
    *,
    own: bool,
) -> list[Passage]:
    if not words or not pool:
        return []
    weights = _weights(words, pool)
    graded = []
    for passage in pool:
        text = passage.key if own else passage.key + "|" + passage.titles
        share = coverage(words, text, weights)
        itself = coverage(words, passage.key, weights)
        wanted = ENOUGH_FOUND if _is_favoured(passage, favoured) else ENOUGH
        if share >= wanted and itself >= wanted / 2:
            graded.append((share, itself, passage))
    best = max(((s, i) for s, i, _ in graded), default=(0.0, 0.0))
    kept = [p for s, i, p in graded if s >= CLOSE * best[0] and i >= CLOSE * best[1]]
    return sorted(kept, key=lambda p: p.start)[:6]


def _is_favoured(passage: Passage, favoured: Collection[tuple[int, int]]) -> bool:
    return any(start <= passage.start < end for start, end in favoured)


def _weights(words: Sequence[str], pool: Sequence[Passage]) -> dict[str, float]:
    """Rare pairs weigh more; a pair that is nowhere weighs most."""
    wanted = {pair for word in words for pair in pairs(word)}
    counts = Counter(pair for s in pool for pair in wanted if pair in s.key)
    return {pair: math.log(1 + len(pool) / (1 + counts[pair])) for pair in wanted}
