"""The sentences that come nearest to a free question: they say its things and tell the kind it wants.

Takes a document's paragraphs and a Query, gives passages or none. Not every word need be printed: a
word of speech is said by what prose prints for it (retrieval/words/prose_words.py), one deed may be put
in other words; but every thing named must be said by the sentence, its paragraph, its headings or the
section around it, and one of the rarest by the sentence itself. Too many that come as near are none.

    '盖好以后拿来做什么'   ->  '建成后作为社区事务受理、社区文化艺术活动场所。'
    '对农药残留有什么安排'  ->  nothing: the document speaks of food, not of 农药残留
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ingest.document import Document
from retrieval.passages.kinds_told import (
    NONE,
    Kind,
    asks_a_name,
    explains_a_change,
    kinds_asked,
    names_a_firm,
    without_kinds,
)
from retrieval.passages.points import with_points
from retrieval.passages.said_passages import asks_for_deeds, asks_for_prose, asks_no_amount
from retrieval.passages.sentence_places import Place, entries_named, places_of
from retrieval.printed.prose import Passage, sentences
from retrieval.understand.accounted import content
from retrieval.understand.question import Query
from retrieval.words.lexicon import folded
from retrieval.words.prose_words import SaidWord, said_words

__all__ = [
    "asks_for_sentences",
    "asks_of_kind",
    "asks_source",
    "denies_all",
    "near_sentences",
    "nearness",
    "says_all",
    "says_word",
    "tells_kind",
    "wants_sentences",
]

OWN, HEAD, BESIDE, AROUND = 1.0, 0.8, 0.6, 0.4
"""What a word counts that the sentence says, its headings, its paragraph, the section around it."""

DEED = 0.5
"""What a deed weighs beside a thing."""

ENOUGH, ENOUGH_OF_KIND = 0.5, 0.35
"""The weighted share of the question's words that must be said; fewer where the kind is told too."""

ITSELF, TITLED, LED, PHRASE = 0.33, 0.25, 0.15, 0.1
"""What a sentence gains by saying the words itself, by a title that does, by starting with one of the
things, by each character of the question beyond three that it, or its heading, prints as one."""

SAID_SO = 0.9
"""What a word counts that is said as prose prints it, not as people do."""

_LEAD = 16
"""Characters that a sentence starts with."""

_PHRASE_MOST = 10

CLOSE = 0.9
"""Sentences this near to the best one are told with it; more than MOST of them are no answer."""

MOST, FEW = 4, 2
"""Few of no certain kind: what many say alike says nothing of the matter."""
LONGEST_ITEM, LONGEST_TITLED = 400, 900
"""Characters up to which a numbered item is told whole, and one whose title says what is asked."""

_ITEM = re.compile(r"^\s*(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）.、．])")
_LABEL = re.compile(r"^[^,，。:：;；]{2,20}[:：](?!是|指)")
_WHETHER = re.compile(r"([\u4e00-\u9fff])不\1|[管归算]吗")
_QUOTED = re.compile(r"^\s*[“\"]([^”\"]{2,30})[”\"]")
_WHICH = re.compile(
    r"哪(?:些|几[个条家所种类项款样]?)(?!工作|事|活|内容|方面|安排|任务|要求|支持|动作|举措|措施|打算)[\u4e00-\u9fff]{2}"
)
_LISTS = re.compile(r"、|[,;].*[,;]|《|[:;。,][(]?[2二][)是.、]")
"""Which ones there are is told by a sentence that lists some."""
_OF_MONEY = {"purpose", "whom"}
"""What explains a change says neither what money is for nor for whom."""
_EMPTY = re.compile(r"(?:[：:]|如下。?)\s*$")
_WHY_MOVED = re.compile(r"(?:增加|减少|增长|下降)[^。;]{0,20}?主要(?:原因)?(?:是|为)[^。;]*")
"""Why money rose or fell says not what it is for."""
_TITLE = 45
"""Characters up to which the first sentence of an item is its title."""


_TOLD_ALONE = {
    "place", "whom", "purpose", "fault", "remedy", "extent", "agent", "course", "limit", "contact",
    "origin", "source", "rank", "countries", "date", "fund", "left"
}  # fmt: skip
_NO_FIGURE = {
    "origin", "place", "whom", "fault", "remedy", "extent", "course", "contact", "source", "countries", "date", "fund",
    "left",
}  # fmt: skip
_DUTY_ASKED = re.compile(
    r"是(?:用来|拿来)?[干做](?:什么|啥)(?:用)?的(?=[?。,(]|$)|归.{0,6}管吗|管不管|管(?:些|着)?(?:什么|啥|哪)|由(?:谁|哪[些个])|(?:交给|委托给?|移交给?)(?:了)?谁|怎么(?:处置|发下去|发放)"
)
_OF_NUMBERS = {
    "origin", "source", "rank", "limit", "contact", "agent", "day", "whom", "countries", "date", "fund",
    "left",
}  # fmt: skip
_CERTAIN = {"countries", "date", "source", "whom", "limit"}
"""What is told in so few words that a deed alone finds it: '哪一天上网公开'."""
_EXPLAINED = {"agent", "whom", "source"}
"""What an entry of the glossary may tell too."""


class _Asked(NamedTuple):
    """What is asked: the text without its way of asking, its words, what each weighs."""

    text: str
    words: Sequence[SaidWord]
    weights: dict[str, float]


class _Graded(NamedTuple):
    """A sentence with its score and the words that it says itself.

    `close`: no thing is said farther off; `itself`: it says one of them, or stands under the heading of its kind.
    """

    score: float
    own: frozenset[str]
    passage: Passage
    close: bool
    itself: bool


def asks_for_sentences(query: Query) -> bool:
    """Whether a sentence of some kind can answer: a limit and a telephone number as well."""
    kinds = {kind.name for kind in kinds_asked(query.asked or query.text)}
    whole = replace(query, asked=query.text)
    if kinds & _OF_NUMBERS:
        return True
    asked = asks_for_prose(query) or _WHETHER.search(query.text) is not None
    return asked and asks_no_amount(whole)


def wants_sentences(query: Query) -> bool:
    """Whether no figure can answer: a deed, a duty, a place, a fault, who does it, a telephone."""
    if asks_for_deeds(query):
        return True
    text = query.asked or query.text
    kinds = {kind.name for kind in kinds_asked(text)}
    duty = _DUTY_ASKED.search(folded(text)) is not None and asks_for_prose(query)
    kinds -= {"source"} if "多少" in text else set()
    return duty or bool(kinds & _NO_FIGURE and asks_for_sentences(query))


def asks_of_kind(query: Query) -> bool:
    """Whether a place, a purpose, a fault … is asked for, which no other sentence tells."""
    kinds = {kind.name for kind in kinds_asked(query.asked or query.text)}
    return bool(kinds & _TOLD_ALONE) and asks_for_sentences(query)


def asks_source(query: Query) -> bool:
    """Whether it is asked where money comes from: the paper's own words say it better than its glossary."""
    return [kind.name for kind in kinds_asked(query.asked or query.text)] == ["source"]


def tells_kind(said: Passage, query: Query) -> bool:
    """Whether a passage tells the kind of thing asked for, where only such a one answers; who, where nobody asks."""
    text = query.asked or query.text
    kinds = kinds_asked(text)
    if not kinds and re.search(r"(?<![跟和与向对同])谁(?!的)", text):
        return False
    if not names_a_firm(text, said.key):
        return False
    place = f"{said.key}|{said.titles}"
    alone = [kind for kind in kinds if kind.name in _TOLD_ALONE]
    return all(
        kind.tells.search(place) or (kind.heads is not None and kind.heads.search(place))
        for kind in alone
    )


def near_sentences(
    document: Document,
    passages: Sequence[Passage],
    query: Query,
    why: Kind | None = None,
    *,
    close: bool = False,
    alone: bool = False,
) -> list[Passage]:
    """The sentences for every kind of thing asked; none where one kind is told nowhere.

    `close`: every thing must be said by the sentence, its paragraph or its headings, and one of them by
    the sentence itself. `alone`: without the other points of its list.
    """
    told = _told(document, passages, query, why)
    if close:
        told = [[one for one in found if one.close and one.itself] for found in told]
    one_by_one = [one.passage for found in told for one in found]
    whole = one_by_one if alone else [with_points(one, passages) for one in one_by_one]
    once = {said.start: said for said in whole}
    inside = {s.start for said in once.values() for s in said.spans[1:]}
    return [once[start] for start in sorted(once) if start not in inside]


def nearness(document: Document, passages: Sequence[Passage], query: Query) -> float:
    """How near a document comes: the worst of the kinds asked; 0 where one is told nowhere."""
    told = _told(document, passages, query, None)
    return min((found[0].score for found in told), default=0.0)


def says_all(passage: Passage, query: Query, why: Kind) -> bool:
    """Whether a passage says every thing asked by itself, with its headings."""
    text = f"{passage.key}|{passage.titles}"
    words = said_words(why.asks.sub("|", content(query)))
    deeds = all(says_word(word, text) for word in words if not word.thing)
    return deeds and _all_things(words, text) and any(word.thing for word in words)


def denies_all(passage: Passage, query: Query) -> bool:
    """Whether one clause says that there is none, and every thing asked."""
    words = said_words(NONE.asks.sub("|", content(query)))
    clauses = (part for part in re.split(r"[,;。:]", passage.key) if NONE.tells.search(part))
    named = any(word.thing for word in words)
    return named and any(all(says_word(word, part) for word in words) for part in clauses)


def _told(
    document: Document, passages: Sequence[Passage], query: Query, why: Kind | None
) -> list[list[_Graded]]:
    """The sentences for each kind asked; none where one kind is told nowhere."""
    asked = content(query)
    kinds: list[Kind | None] = [why] if why else [*kinds_asked(asked)] or [_whether_told(asked)]
    bare = _IN_A_TABLE.sub("|", without_kinds(why.asks.sub("|", asked) if why else asked))
    if asks_a_name(bare):
        return []
    places = list(places_of(document, passages))
    if any(kind and kind.name in _EXPLAINED for kind in kinds):
        places += entries_named(passages, bare)
    words = said_words(bare)
    found = [_best(places, _Asked(bare, words, _weights(words, places)), kind) for kind in kinds]
    found = [_strictly(one, kind) for one, kind in zip(found, kinds, strict=True)]
    return found if all(found) else []


_NEAR_ONLY = {"when", "source", "fund"}
"""What is told of many things in like words: the thing asked about must be in the sentence."""


def _strictly(found: list[_Graded], kind: Kind | None) -> list[_Graded]:
    if kind is None or kind.name not in _NEAR_ONLY:
        return found
    return [one for one in found if one.close and one.itself]


def _whether_told(asked: str) -> Kind | None:
    """What tells whether something is done: '编不编' is told by a clause that denies or says 编."""
    match = _WHETHER.search(asked)
    if match is None or not match[1] or match[1] in _NO_DEED:
        return None
    told = re.compile(rf"[不未无没][^,。;]{{0,4}}{match[1]}|{match[1]}")
    return Kind("whether", re.compile(re.escape(match[0])), told)


_NO_DEED = "该算管是会能可要有好行对归用肯愿"
_IN_A_TABLE = re.compile(
    r"(?:在|从|看)?[\u4e00-\u9fff]{2,14}表(?:格)?(?:[里中上](?:面)?(?:的)?|(?:的)?(?:附注|注|说明)(?:里|中)?(?:说|讲|写)?(?:的)?|[看显])"
)
"""Where the asker looks: '收支总表里的上年结转'."""


# ── how near they come ───────────────────────────────────────────────────────────────────────


def _best(places: Sequence[Place], asked: _Asked, kind: Kind | None) -> list[_Graded]:
    """The sentences that come nearest and tell this kind of thing, each wording once, best first."""
    graded = [one for place in places for one in _graded(place, asked, kind)]
    for word in _rarest_first(asked):
        if rarest := [one for one in graded if word.text in one.own]:
            graded = rarest
            break
    best = max((one.score for one in graded), default=0.0)
    kept = {one.passage.key: one for one in graded if one.score >= CLOSE * best}
    most = MOST if kind and kind.name != "effect" else FEW
    return [] if len(kept) > most else sorted(kept.values(), key=lambda one: -one.score)


def _rarest_first(asked: _Asked) -> list[SaidWord]:
    """Of words as rare the later one, which stands nearer to what is asked."""
    rare = [round(asked.weights[word.text] / _share(word), 1) for word in asked.words]
    order = sorted(range(len(rare)), key=lambda n: (-rare[n], -n))
    return [asked.words[n] for n in order]


def _weights(words: Sequence[SaidWord], places: Sequence[Place]) -> dict[str, float]:
    """A rare word weighs more; a deed less than a thing."""
    keys = [place.passage.key for place in places]
    counts = {word.text: sum(says_word(word, key) > 0 for key in keys) for word in words}
    return {w.text: math.log(1 + len(keys) / (1 + counts[w.text])) * _share(w) for w in words}


def _share(word: SaidWord) -> float:
    return 1.0 if word.thing else DEED


def _graded(place: Place, asked: _Asked, kind: Kind | None) -> Iterator[_Graded]:
    """The sentences of a place that say all things asked for and tell the kind."""
    title = _title(place.passage)
    levels = (
        (HEAD, f"{place.titles}|{title}"),
        (BESIDE, place.passage.key),
        (AROUND, place.around),
    )
    beside = {
        w.text: max(share * says_word(w, text) for share, text in levels) for w in asked.words
    }
    titled = bool(title) and _all_things(asked.words, title)
    heads = kind.heads if kind else None
    headed = heads is not None and heads.search(f"{place.titles}|{title}")
    of_money = kind is not None and kind.name in _OF_MONEY
    under = heads is not None and heads.search(f"{place.titles.rsplit('>', 1)[-1]}|{title}")
    before = ""
    for said in _parts(place.passage, titled=titled or bool(under)):
        told = _WHY_MOVED.sub("", said.key) if of_money else said.key
        told_so = kind is not None and kind.tells.search(told) is not None
        before, last = said.key, before
        if of_money and explains_a_change(last, said.key):
            continue
        if (
            not (kind is None or headed or told_so)
            or _EMPTY.search(said.text)
            or _of_another(said.text, asked.text)
            or (kind is not None and kind.name == "agent" and not _says_each(asked, place, said))
            or (kind is None and _WHICH.search(asked.text) and not _LISTS.search(said.key))
        ):
            continue
        own = {word.text: says_word(word, said.key) for word in asked.words}
        shares = {text: max(own[text], beside[text]) for text in own}
        names = frozenset(text for text, share in own.items() if share)
        score = _score(asked, shares, kind)
        close = (
            names
            or not asked.words
            or ((told_so or headed) and max(shares.values()) >= BESIDE * SAID_SO)
        )
        if score >= (ENOUGH_OF_KIND if kind else ENOUGH) and close:
            phrase = _longest(asked.text, f"{said.key}|{place.titles}")
            certain = told_so and kind is not None and kind.name in _CERTAIN and all(own.values())
            bare_deed = not phrase and not any(word.thing for word in asked.words)
            if asked.words and bare_deed and not certain:
                continue
            led = any(word.thing and says_word(word, said.key[:_LEAD]) for word in asked.words)
            gained = ITSELF * _sum(own, asked.weights) + PHRASE * phrase + LED * led
            near = all(shares[word.text] > AROUND for word in asked.words if word.thing)
            things = [word.text for word in asked.words if word.thing] or list(names)
            itself = under or any(text in names for text in things)
            grade = score + gained + TITLED * (titled or bool(headed))
            yield _Graded(grade, names, said, near, bool(itself))


def _says_each(asked: _Asked, place: Place, said: Passage) -> bool:
    """Who does it is told by nothing but what says it, and under which heading."""
    text = f"{said.key}|{place.titles}"
    return all(says_word(word, text) for word in asked.words)


def _of_another(text: str, asked: str) -> bool:
    """Whether a sentence starts with the quoted name of something that is not asked about."""
    match = _QUOTED.match(text)
    return match is not None and folded(match[1])[:2] not in asked


def _score(asked: _Asked, shares: dict[str, float], kind: Kind | None) -> float:
    """The weighted share of the words that is said; 0 where a thing, or a second deed, is not.

    Of no kind a sentence must say most words near itself: the section is not enough.
    """
    missing = [word for word in asked.words if not shares[word.text]]
    if len(missing) > 1 or any(word.thing or _asked_how(word, asked) for word in missing):
        return 0.0
    strict = kind is not None and kind.name in _CERTAIN
    if strict and any(word.thing and shares[word.text] <= AROUND for word in asked.words):
        return 0.0
    told = [word for word in asked.words if len(word.text) > 1]
    far = sum(shares[word.text] <= AROUND for word in told)
    if not kind and far > max(len(told) - 1, 0) // 2:
        return 0.0
    return _sum(shares, asked.weights) if asked.words else float(_alone(kind))


def _asked_how(word: SaidWord, asked: _Asked) -> bool:
    """'怎么选出来的': how it is done is told by nothing that does not say the deed."""
    return re.search(rf"(?:怎[么样]|如何|咋)(?:去|来)?{word.text}", asked.text) is not None


def _alone(kind: Kind | None) -> bool:
    """Whether a kind is asked for of the paper itself: its telephone."""
    return kind is not None and kind.name == "contact"


def _all_things(words: Sequence[SaidWord], text: str) -> bool:
    return all(says_word(word, text) for word in words if word.thing)


def _longest(asked: str, text: str) -> int:
    """How many characters beyond three of the question stand in a text as one."""
    for length in range(_PHRASE_MOST, 3, -1):
        windows = (asked[at : at + length] for at in range(len(asked) - length + 1))
        if any("|" not in window and window in text for window in windows):
            return length - 3
    return 0


def _sum(shares: dict[str, float], weights: dict[str, float]) -> float:
    total = sum(weights.values())
    return sum(share * weights[text] for text, share in shares.items()) / total if total else 0.0


def says_word(word: SaidWord, text: str) -> float:
    """How surely a text says a word: as such or as prose prints it, shortened, most of a long one."""
    said = word.text
    if said in text:
        return 1.0
    if any(printed in text for printed in word.printed):
        return SAID_SO
    if len(said) == 2:
        return 0.7 if re.search(rf"{said[0]}[\u4e00-\u9fff]{{1,2}}{said[1]}", text) else 0.0
    pairs = [said[at : at + 2] for at in range(len(said) - 1)]
    share = sum(pair in text for pair in pairs) / max(len(pairs), 1)
    return share if share >= 0.6 else 0.0


def _title(paragraph: Passage) -> str:
    """What a paragraph is led by: '3.推进公益诉讼工作。…', '知识产权保护：…'; '' elsewhere."""
    if label := _LABEL.match(paragraph.key):
        return label[0]
    first = sentences(paragraph)[:1]
    led = (
        len(sentences(paragraph)) > 1
        and _ITEM.match(paragraph.text)
        and len(first[0].text) <= _TITLE
    )
    return first[0].key if led else ""


def _parts(paragraph: Passage, *, titled: bool) -> list[Passage]:
    """A numbered item is told whole: its first sentence is often but its title."""
    length = len(paragraph.text)
    whole = _ITEM.match(paragraph.text) and length <= LONGEST_ITEM
    return [paragraph] if whole or (titled and length <= LONGEST_TITLED) else sentences(paragraph)
