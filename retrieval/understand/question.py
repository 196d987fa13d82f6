"""A question, or a conversation, becomes a Query.

Takes the turns, the Scope already read from them and the labels that are printed in the documents
in scope; gives what is asked: items, how they are to be put (amount, change, share, …), passages,
and the words that nothing accounts for. Knows no figures.

    '云江财局2024年公务接待费比上年减少了多少'
    items  公务接待费 (reception)    forms {'change'}    residue ()

A word that nothing accounts for matters: '局长的工资' asks for more than 工资福利支出, so `residue`
holds '局长' and the figure lane must explain it or stay silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from retrieval.scope.periods import Account, Taken, moved
from retrieval.scope.scope import Scope
from retrieval.understand.framing import framing, said_before, shaped_forms, signed_forms
from retrieval.understand.item import Item
from retrieval.understand.mentions import Word, covered, mentions, plain_item
from retrieval.understand.operations import operations, settled
from retrieval.understand.own_place import own_place
from retrieval.understand.plain_turns import plainly
from retrieval.understand.printed_forms import as_printed
from retrieval.understand.purchases import as_bought, bought, to_be_bought
from retrieval.understand.reason_asked import reason_forms, reason_spans
from retrieval.understand.residue import residue_of, without_stops
from retrieval.understand.shared_tails import shared_tails
from retrieval.words.label_wordings import Labels, label_index
from retrieval.words.lexicon import Lexicon, Topic, folded, lexicon
from retrieval.words.near_words import closest, held_by, misspelt
from retrieval.words.other_names import all_told

__all__ = ["NTH", "Item", "Labels", "Query", "label_index", "read_question", "without_stops"]

_CODE = re.compile(
    r"(?<![\d.])(?<!\d,)(?:\d{7}|\d{5}|\d{3})(?!\d|[.,]\d|%|年|万|元|亿|个|人|辆|台)|(?<![a-z])[abc]\d{2,8}(?!\d)"
)
_UNIT_WANTED = re.compile(r"(?:多少|几)(?:个)?(亿元|万元|元|亿|万)")
_WHICH_YEAR = re.compile(r"哪一?年更?[多少高低大小]")
_SHARE_OF = re.compile(
    r"占[^,?。]{2,14}?(?:的)?(?:多少(?!钱|万|亿|元)|几成|百分之几|多大|比例|比重|百分比)"
)
_SIDE_BY_SIDE = re.compile(r"[^和与及、,]+")
_CUT_OFF = re.compile(
    r"(?:比|较|同)(?:上年|去年|上一年)(?:同期)?(?:相?比)?(?:呢)?[?。]?$|(?:^|[,那])(?:和|与|跟|同)(?:上年|去年|上一年)(?:同期)?(?:相?比)(?:呢|起来)?[?。]?$"
)
_FOR_WHAT = re.compile(
    r"(?:是|拿来|用来)(?:干什么|干嘛|干啥|做什么|做啥)(?:用)?的?|(?:用|花)(?:在|到)(?:了)?(?:哪|什么)"
    r"|(?<!怎么)(?:来|去)(?:做|干|办|搞)(?:些)?(?:什么|啥)|(?:做|干|办|搞)(?:了|成了?)(?:些|哪些|哪几件)?(?:什么|啥|事)(?!项)"
)
_PER_ONE = re.compile(
    r"(?:平?均)?每(?:一)?(?:个)?[辆人月季名台户天日笔次位](?!局|级|单位|部门|项|类)"
)
_TOP = re.compile(
    r"前([一二两三四五六七八九十]|\d{1,2})(?:名|个|项|位|大|类|笔)?|(?<![这那该此])([一二两三四五六七八九十]|\d{1,2})(?:名|个|项|类|大类|笔)(?!目)"
)
NTH = re.compile(
    r"(?:排名?|排在|位列|位居)第([二三四五])(?:位|名)?|(?<!倒数)第([二三四五])(?:[大多高](?!类)|名|位)"
)
_TOP_DIGITS = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Query:
    """What a conversation asks for; see the module docstring.

    - `forms`: how the figures are to be put: change, rate, share, sum, difference, largest, …
    - `context`: items of an earlier turn that this one is part of ('其中基本支出多少').
    - `topics`: passages asked for; `residue`: words nothing accounts for.
    - `unit_wanted`: '万元' in '多少万元'; `top`: 3 in '前三'; `typo`: a wording was put right.
    - `before`: the years of the turn before one that only named another year; `beside`: its units
      before one that only named another unit.
    - `stage_before`: 预算 or 决算 of the turn before one that named the other of the two.
    - `outer`: the items of the turn before one that named another item: what that may be a share of.
    - `later`: a later turn without an item of its own.
    - `asked`: the last turn alone; `text` may hold the turns before it.
    - `trail`: what the turns so far asked of, side by side and in their order.
    - `lost`: it points back at something that was not spoken of.
    - `anchor`: the year that was named last; '去年' of a later turn is the one before it.
    """

    text: str
    scope: Scope
    items: tuple[Item, ...] = ()
    forms: frozenset[str] = frozenset()
    topics: tuple[str, ...] = ()
    residue: tuple[str, ...] = ()
    context: tuple[Item, ...] = ()
    unit_wanted: str | None = None
    top: int | None = None
    typo: bool = False
    asked: str = ""
    outer: tuple[Item, ...] = ()
    later: bool = False
    before: tuple[int, ...] = ()
    beside: tuple[tuple[str, ...], ...] = ()
    stage_before: Account | None = None
    trail: tuple[str, ...] = ()
    anchor: int | None = None
    lost: bool = False

    def asks(self, *forms: str) -> bool:
        """Whether any of these forms is asked for."""
        return bool(self.forms.intersection(forms))


def read_question(question: str, scope: Scope, labels: Labels, *, corrected: bool = False) -> Query:
    """Read a folded question against the lexicon and the labels printed in scope."""
    words = lexicon()
    spans = [*scope.taken]
    codes = [m for m in _CODE.finditer(question) if not covered(m.span(), spans)]
    spans += [Taken(*m.span()) for m in codes]
    spans += [Taken(*m.span()) for m in _TOP.finditer(question) if not covered(m.span(), spans)]
    spans += [Taken(*m.span()) for m in NTH.finditer(question) if not covered(m.span(), spans)]
    spans += [span for span in said_before(question) if not covered(span, spans)]
    asked = operations(question)
    spans += [span for span in asked.spans if not covered(span, spans)]
    found = list(mentions(question, spans, words, labels))
    items = [_coded(m.group(), m.start(), m.end()) for m in codes]
    items += [_item(question, span, labels, words) for span, word in found if word.kind == "item"]
    items = [as_bought(question, _of_projects(question, i, items), labels) for i in items]
    spans += [span for span, _ in found]
    spans += list(bought(question, items))
    spans += [*framing(question), *(Taken(*m.span()) for m in _DISH.finditer(question))]
    tails = list(shared_tails(question, items, labels))
    items = [i for i in items if not any(i.start < t.end and t.start < i.end for t in tails)]
    items += tails
    spans += [Taken(item.start, item.end) for item in items]
    spans += [*reason_spans(question), *own_place(question, scope.each, items)]
    residue = residue_of(question, spans)
    wanted = _UNIT_WANTED.search(question)
    forms = {word.value for _, word in found if word.kind == "form"} | asked.forms
    if _WHICH_YEAR.search(question):
        forms.add("compare")
    if _SHARE_OF.search(question):
        forms.add("share")
    forms = reason_forms(question, shaped_forms(question, forms, staged=bool(scope.stages)))
    forms |= {"change"} if _CUT_OFF.search(question) else set()
    forms |= {"purpose"} if _FOR_WHAT.search(question) else set()
    if any(m[1] for m in _TOP.finditer(question)) or NTH.search(question):
        forms.add("largest")
    forms = settled(question, forms) - asked.never
    said = "set" if not residue and forms & _SET_AGAINST else "all" if not residue else ""
    items = _whole(question, said) if not items else _with_codes(question, items)
    forms |= signed_forms(question, [(item.start, item.end) for item in items])
    query = Query(
        text=question,
        scope=scope,
        items=tuple(sorted(items, key=lambda item: item.start)),
        forms=frozenset(forms),
        topics=_topics(found, forms, items),
        residue=residue,
        unit_wanted={"亿": "亿元", "万": "万元"}.get(wanted[1], wanted[1]) if wanted else None,
        top=_top(question),
        typo=corrected,
        asked=question,
    )
    query = _with_partial_labels(query, labels)
    again = _corrected(query, labels) if query.residue and not query.typo else None
    if again:
        return again
    query = _with_nearest_label(query, labels) if query.residue else query
    query = replace(query, items=to_be_bought(question, query.items, labels))
    each = tuple(match[0] for match in _PER_ONE.finditer(question))
    return replace(query, residue=(*query.residue, *each)) if each else query


_PROJECTS_HAVE = re.compile(r"(?<![支收])项目(?:里|上|的)?(?:都)?$")


def _of_projects(question: str, item: Item, items: Sequence[Item]) -> Item:
    """'项目一共有多少钱' is about the money of the projects, not about all income."""
    match = _PROJECTS_HAVE.search(question[: item.start])
    if match is None or not item.text.endswith("有多少钱"):
        return item
    if any(match.start() < other.end < item.end for other in items):
        return item
    return item._replace(concepts=("project",), labels=frozenset())


def _topics(
    found: Iterable[tuple[Taken, Word]], forms: Iterable[str], items: Sequence[Item]
) -> tuple[str, ...]:
    """The topics named; '农林水支出是干什么的' asks what it is for, not for anybody's duties."""
    named = dict.fromkeys(word.value for _, word in found if word.kind == "topic")
    for_what = "purpose" in forms and bool(items)
    return tuple(key for key in named if not (for_what and key == "duties"))


def _corrected(query: Query, labels: Labels) -> Query | None:
    """The question read again with one misspelt label put right, where that explains more."""
    words = lexicon()
    free = [(at, at + len(run)) for run in query.residue if (at := query.text.find(run)) >= 0]
    found = misspelt(query.text, free, {*words.printed, *labels}, query.scope.named)
    if found is None:
        return None
    start, end, wording = found
    if "表" in query.text[start : end + 1] and "表" not in wording:
        return None
    text = query.text[:start] + wording + query.text[end:]
    by = len(wording) - (end - start)
    taken, named = (moved(t, (start, end), by) for t in (query.scope.taken, query.scope.named))
    scope = replace(query.scope, taken=taken, named=named)
    again = read_question(text, scope, labels, corrected=True)
    left, before = sum(map(len, again.residue)), sum(map(len, query.residue))
    return again if left < before and not again.residue else None


def _item(question: str, span: Taken, labels: Labels, words: Lexicon) -> Item:
    wording = question[span.start : span.end]
    concepts = words.asked.get(wording) or words.asked.get(plain_item(wording)) or ()
    printed = labels.get(wording) or labels.get(plain_item(wording)) or frozenset()
    bare = wording.removesuffix("经费")
    if len(bare) >= 4 and bare != wording and not printed and labels.get(bare):
        return Item(wording, span.start, span.end, (), labels[bare])
    if words.asked.get(wording) and not printed:
        printed = labels.get(f"{wording}人员") or labels.get(f"{wording}人数") or printed
    return Item(wording, span.start, span.end, concepts, printed)


_SPENT = re.compile(
    r"(?:花|用|花销|开销|开支|支出|花费)(?:了|掉|出去|出|去)?(?:多少|几)|要花|花钱|要用多少"
)
_GOT = re.compile(
    r"(?:拿|收|得|拨|批|进|入)(?:到|来|了|下来)?(?:手|账)?(?:了)?(?:多少|几)|(?:一共|总共|共|手里|账上)有多少(?:钱|资金|经费|万|元)"
)
_WHY = re.compile(r"为什么|为何|为啥|原因|怎么会")
_MOVED = re.compile(
    r"(?:预算|决算)(?:总额|总量|规模|数)?(?:有没有|是否|是|了|的)*(?:增加|减少|增长|下降|变化|增减|涨|降|多了|少了)"
)
_BUDGET = re.compile(r"(?:预算|决算)(?:总额|总数|金额|数|规模)?(?:一共|总共|共)?(?:是|为|有)?多少")


_BASE = re.compile(r"[和与跟同比较](?:上一?|去|前一)年度?的?(?:年初|部门)?(?:预算|决算|执行)数?")
_DISH = re.compile(r"(?:总|大|整个|全部)?盘子")
_SET_AGAINST = frozenset({"change", "rate", "difference", "compare", "ratio"})
_PAPER = re.compile(r"(?:预算|决算)(?:盘子|总额|总量|规模|数)?|(?:盘子|规模)")


def _whole(question: str, said: str) -> list[Item]:
    """A question that names no item but spending or money received asks for the total.

    `said`: 'all' where nothing else is in the question ('预算是多少'), 'set' where two years or
    units are set side by side ('2019年的部门预算比2014年多出多少').
    """
    question = _BASE.sub(lambda base: "|" * len(base[0]), question)
    if said == "set" and (match := _PAPER.search(question)) and not _WHY.search(question):
        return [Item(match[0], match.start(), match.end(), ("total_expenditure",))]
    if said and (match := _BUDGET.search(question)):
        return [Item(match[0], match.start(), match.end(), ("total_expenditure",))]
    if said and (match := _MOVED.search(question)) and not _WHY.search(question):
        return [Item(match[0], match.start(), match.start() + 2, ("total_expenditure",))]
    for pattern, concept in ((_SPENT, "total_expenditure"), (_GOT, "total_income")):
        match = pattern.search(question)
        if match:
            return [Item(match[0], match.start(), match.end(), (concept,))]
    return []


def _coded(text: str, start: int, end: int) -> Item:
    return Item(text, start, end, (), frozenset(), text.upper())


def _with_codes(question: str, items: Sequence[Item]) -> list[Item]:
    """A code in brackets behind a name says which row of that name: '综合医院(2100201)'."""
    kept = list(items)
    for code in (item for item in items if item.code):
        named = next((i for i in items if not i.code and i.end == code.start - 1), None)
        if named and question[named.end] == "(":
            kept.remove(named)
            kept.remove(code)
            kept.append(
                code._replace(
                    text=named.text, start=named.start, end=code.end + 1, labels=named.labels
                )
            )
    return kept


def _top(question: str) -> int | None:
    match = _TOP.search(question)
    if not match:
        return None
    digits = (match[1] or match[2]).replace("两", "二")
    return int(digits) if digits.isdigit() else _TOP_DIGITS.index(digits)


# ── labels asked for by a part of them ────────────────────────────────────────────────────────


def _with_partial_labels(query: Query, labels: Labels) -> Query:
    """A run of words that only one printed label contains asks for that label.

    '产业大脑建设多少钱' asks for the row '生物医药产业大脑建设经费'; a run that several labels
    contain asks for none of them.
    """
    items = list(query.items)
    residue: list[str] = []
    for run in query.residue:
        stretched = _stretched(run, query, items)
        long = len(run) >= 3 or (len(run) == 2 and len(stretched) >= 4)
        meant = {key for key in labels if long and stretched in key}
        keys = frozenset().union(*(labels[key] for key in meant)) if meant else frozenset()
        if 0 < len(keys) <= 2 and _one_label(keys):
            at = query.text.find(stretched)
            items = [i for i in items if not (at < i.end and i.start < at + len(stretched))]
            items.append(Item(stretched, at, at + len(stretched), (), keys))
        else:
            residue.append(run)
    return replace(query, items=tuple(sorted(items, key=lambda i: i.start)), residue=tuple(residue))


def _with_nearest_label(query: Query, labels: Labels) -> Query:
    """'给当兵家庭发的优待金' asks for the row '义务兵家庭优待金'; other numbers make another row."""
    runs = [query.text.find(run) for run in query.residue]
    if not runs or min(runs) < 0 or len(query.items) > 1:
        return query
    if any(_PART_OF.match(query.text, item.end) and max(runs) >= item.end for item in query.items):
        return query
    start = min((*runs, *(i.start for i in query.items)))
    end = max(
        *(at + len(run) for at, run in zip(runs, query.residue, strict=True)),
        *(i.end for i in query.items),
        0,
    )
    items: list[Item] = []
    for match in _SIDE_BY_SIDE.finditer(query.text, start, end):
        unknown = [run for run in query.residue if run in match[0]]
        numbers = _NUMBER.findall(match[0])
        keys = frozenset(
            key
            for key in closest(match[0], unknown, labels)
            if (not numbers or _NUMBER.findall(key) == numbers) and all_told(match[0], key)
        )
        inside = [i.text for i in query.items if match.start() <= i.start and i.end <= match.end()]
        if not keys or not all(held_by(text, key) for text in inside for key in keys):
            return query
        items.append(Item(match[0], *match.span(), (), keys))
    return replace(query, items=tuple(items), residue=())


_NUMBER = re.compile(r"\d+")
_PART_OF = re.compile(r"(?:的)?(?:里头?|里面|当中|之中|其中|中(?!心|学|小|医|等|央|介|国))")
"""'专项里给外贸的': what stands behind is a part of the thing, no other way to call it."""


def _stretched(run: str, query: Query, items: Sequence[Item]) -> str:
    """The run together with item words right behind or before it: '公务员' + '培训'."""
    at = query.text.find(run)
    start, end = at, at + len(run)
    for item in items:
        if item.start == end and "total_expenditure" not in item.concepts:
            end = item.end
        elif item.end == start:
            start = item.start
    return query.text[start:end]


def _one_label(keys: frozenset[str]) -> bool:
    first, *rest = sorted(keys, key=lambda key: (len(key), key))
    return all(first in other for other in rest)


def topic_of(key: str) -> Topic:
    """The topic of the lexicon with this key."""
    return next(topic for topic in lexicon().topics if topic.key == key)


def as_folded(turns: Sequence[str]) -> tuple[str, ...]:
    """Turns ready to be read."""
    turns = tuple(plainly(folded(_spaced(turn))) for turn in turns if turn.strip())
    turns = tuple(_ADJUSTED.sub("调整预算", _LAST_YEAR.sub("上年", turn)) for turn in turns)
    turns = tuple(as_printed(turn) for turn in turns)
    return tuple(_NAME_BEHIND.sub(r"\2\1", turn) for turn in turns)


_ADJUSTED = re.compile(r"(?:年中)?(?:调整|追加|调剂)(?:以|之)?后的?预算")


_NAME_BEHIND = re.compile(
    r"(?<![\u4e00-\u9fff]{2})(街道(?:办事处|办)?|[镇乡])\(([\u4e00-\u9fff]{2,4})\)"
)
"""'街道(万松)' is 万松街道."""
_LAST_YEAR = re.compile(r"(?:头|前|上)一个?年度?|上个年度|头年(?!度)")


_YEARS_APART = re.compile(r"(?<=\d{4})\s+(?=(?:19|20)\d\d(?!\d))")
_SENTENCE = re.compile(r"[,，。;；?？!！、]|多少|什么|哪|几|吗|呢|为|和|与|的")


def _spaced(turn: str) -> str:
    """Key words with blanks between them are a list: '某局 行政运行 事业运行 2025', '2023 2024'."""
    turn = _YEARS_APART.sub("、", turn.strip())
    words = turn.split()
    if len(words) < 4 or _SENTENCE.search(turn.replace("、", "")):
        return turn
    text = words[0]
    for before, word in pairwise(words):
        both = all(re.fullmatch(r"[\u4e00-\u9fff()（）]+", one) for one in (before, word))
        text += ("、" if both and before != words[0] else " ") + word
    return text
