"""Why something changed: the sentences that give the reason, complete, each distinct one once.

Takes a document's paragraphs and a Query, gives passages. A reason is looked for where the item is
named: in its sentence, its paragraph, under its heading. A reason of something else is none.

    '公务接待费为什么减少'  ->  '2019年预算数0万元，比2018年减少2万元。减少原因是严格坚持厉行节约…。'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.passages.reason_places import SAYS_WHY, candidates, own_number
from retrieval.passages.reason_subjects import CHANGED, GENERAL, Wanted, wanted_subject
from retrieval.printed.prose import Passage, bare, joined, sentences, tables_beside
from retrieval.understand.focus import coverage, item_terms
from retrieval.understand.question import Query
from retrieval.understand.reason_asked import against_budget
from retrieval.words.lexicon import lexicon

__all__ = ["reasons"]

MOST = 4
"""Distinct reasons of one answer."""

NEAR = 220
"""Characters between the name of an item and its reason that are still told."""

_SPENT_ON = re.compile(r"(?<=.)(?<!全部)(?<!全额)(?<!均)(?<!都)(?:主要|具体)?用于[^,，。;；]*")
"""What an item is spent on is not what changed, but where all of it is."""
_YEARLY = re.compile(r"(?:与|比|较)(?:上年|\d{4}年)")
_WHOLE = re.compile(
    r"收支|收入(?:和|、|与)?支出|预算(?:收入|支出)?(?:总额|总计)?.{0,4}(?:增|减|变)|(?:收入|支出)(?:预算|总额|总计|合计)?.{0,6}(?:增|减|变)"
)
_GOES_WITH = re.compile(r"费?[及和与、]运行")
"""'公务用车购置及运行维护费' is not 公务用车购置."""
_OTHER_BASE = re.compile(r"(?:财政拨款|公共预算|政府性基金|经营预算)$")


_Graded = tuple[Passage, Passage, int]
"""A paragraph, the statement of a reason in it, and how surely it is of what is asked."""


def reasons(passages: Sequence[Passage], query: Query) -> list[Passage]:
    """The reasons given for what the question names, in the document's order."""
    wanted = wanted_subject(query)
    against = against_budget(query.text)
    graded = [
        (passage, said, grade)
        for passage, said in candidates(passages)
        if (grade := _grade(passage, said, wanted)) and not _says_what_for(said)
    ]
    if against and _YEARLY_ASKED.search(query.text):
        return _best([(_with_subject(p, said, wanted), grade) for p, said, grade in graded])
    if against:
        graded = [(p, said, grade) for p, said, grade in graded if _of_budget(p, said)]
        return _best([(_with_subject(p, said, wanted), grade) for p, said, grade in graded])
    graded = _over_the_year(graded, query)
    found = [(_with_subject(p, said, wanted), grade) for p, said, grade in graded]
    found = found or _of_parts(passages, wanted) or _behind(passages, wanted)
    found = found or _of_named_parts(passages, query)
    if not found:
        return _remarks(passages, wanted)[:1] or _of_its_section(passages, query, wanted)[:1]
    return _best(found)


def _best(found: Sequence[tuple[Passage, int]]) -> list[Passage]:
    """The reasons that are most surely of what is asked."""
    best = max((grade for _, grade in found), default=0)
    return _distinct([said for said, grade in found if grade == best])[:MOST]


def _of_budget(passage: Passage, said: Passage) -> bool:
    """Whether a reason sets the outturn against the budget, not this year against the last."""
    before = passage.text[: max(passage.text.find(said.text[:12]), 0)]
    text = said.text if _YEARLY.search(said.text) else before + said.text
    return re.search(r"大于|小于|高于|低于|预算数|年初预算|完成.{0,4}预算", text) is not None


def _over_the_year(found: Sequence[_Graded], query: Query) -> list[_Graded]:
    """Not why the outturn missed the budget, where a reason over the year is given or asked for."""
    yearly = [(p, said, n) for p, said, n in found if not _is_of_budget(_subject(said.key))]
    return yearly if yearly or _YEARLY_ASKED.search(query.text) else list(found)


def _is_of_budget(subject: str) -> bool:
    """Whether what is explained is the budget missed: '完成预算的100%。较上年增加' goes on to the year."""
    missed = [match.end() for match in _BUDGET_MISSED.finditer(subject)]
    yearly = [match.start() for match in _YEARLY.finditer(subject)]
    return bool(missed) and max(yearly, default=-1) < missed[-1]


_BUDGET_MISSED = re.compile(
    r"(?:决算|支出|执行)数?(?:大于|小于|高于|低于|超过?|不及).{0,8}预算|预算数?(?:大于|小于|高于|低于).{0,8}(?:决算|支出)|完成.{0,6}预算"
)
_YEARLY_ASKED = re.compile(r"[比较]上年|[比较]去年|同比|[比较](?:19|20)?\d\d年|上年(?:相比|比)")


def _with_subject(passage: Passage, said: Passage, wanted: Wanted) -> Passage:
    """A reason that does not name the item is told from the sentence on that names it."""
    words = [word for group in wanted.groups for word in group]
    if not words or any(word in bare(said.key) for word in words):
        return said
    parts = sentences(passage)
    named = [n for n, p in enumerate(parts) if any(word in bare(p.key) for word in words)]
    before = [p for p in parts[named[0] :] if p.start < said.start] if named else []
    short = sum(len(p.text) for p in before) <= NEAR
    return joined([*before, said]) if before and short else said


def _of_parts(passages: Sequence[Passage], wanted: Wanted) -> list[tuple[Passage, int]]:
    """The reasons of the parts that changed, where none is given for the whole of a section."""
    inner = [
        (said, bare(passage.titles.rsplit(">", 1)[-1])) for passage, said in candidates(passages)
    ]
    return [
        (said, 1)
        for said, title in inner
        if wanted.groups
        and all(any(word in title for word in group) for group in wanted.groups)
        and re.search(r"[增减升降]", _subject(said.key).replace("增减", ""))
        and not any(_of_another(_subject(bare(said.key)), group) for group in wanted.groups)
    ]


_PARTS = {"vehicle_all": ("vehicle_buy", "vehicle_run")}
"""Wholes whose parts are explained one by one: '公车费用为什么减少'."""


def _of_named_parts(passages: Sequence[Passage], query: Query) -> list[tuple[Passage, int]]:
    """The reasons of the parts of the one item asked for, each of a part that changed."""
    if len(query.items) != 1:
        return []
    item, concepts = query.items[0], lexicon().concepts
    found: list[tuple[Passage, int]] = []
    for key in (part for whole in item.concepts for part in _PARTS.get(whole, ())):
        part = item._replace(text=concepts[key].title, concepts=(key,), labels=frozenset())
        group = tuple(bare(word) for word in item_terms(part))
        found += [
            (said, 1)
            for passage, said in candidates(passages)
            if _grade_group(group, passage, said) >= _SAID_OF_IT
            and CHANGED.search(_subject(said.key))
        ]
    return sorted(found, key=lambda one: one[0].start)


_SAID_OF_IT = 3


def _says_what_for(said: Passage) -> bool:
    """'国内公务接待21批次，主要是接待检查组' tells what it was spent on: nothing in it moved."""
    match = SAYS_WHY.search(said.key)
    weak = match is not None and match[0] in ("主要是", "主要为")
    return bool(match and weak and not CHANGED.search(said.key[: match.start()]))


def _behind(passages: Sequence[Passage], wanted: Wanted) -> list[tuple[Passage, int]]:
    """A paragraph that is nothing but the reason, right behind the one that names the item."""
    found = []
    for before, passage in pairwise(passages):
        alone = _ALONE.match(passage.text) and not own_number(passage)
        if alone and passage.section == before.section and _about(before, wanted):
            found.append((joined([*sentences(before)[-1:], passage]), 1))
    return found


def _remarks(passages: Sequence[Passage], wanted: Wanted) -> list[Passage]:
    """What stands behind an item that is zero or stays the same: '…0万元，此项经费由区统筹安排'."""
    return [
        said
        for passage in passages
        for said in sentences(passage)
        if wanted.groups
        and all(any(_leads(word, said) for word in group) for group in wanted.groups)
        and (match := _STAYS.search(said.key))
        and _REMARK.search(said.key[match.end() :])
    ]


def _of_its_section(passages: Sequence[Passage], query: Query, wanted: Wanted) -> list[Passage]:
    """The one reason under a heading that, with its tables, says all that is asked of no known item."""
    if query.items or not wanted.groups:
        return []
    words = [group[0] for group in wanted.groups]
    found = []
    for passage, said in candidates(passages):
        place = f"{passage.titles}|{passage.key}|{tables_beside(passage)}"
        own = sum(coverage((word,), said.key) == 1 for word in words)
        if own and all(coverage((word,), place) == 1 for word in words):
            found.append(said)
    return found if len(found) == 1 else []


def _leads(word: str, said: Passage) -> bool:
    """Whether a sentence starts with the item."""
    return word in bare(said.key)[: len(word) + 12]


def _about(passage: Passage, wanted: Wanted) -> bool:
    """Whether a paragraph says the amount of everything that is asked for."""
    key = bare(passage.key)
    named = all(any(_names(word, key) for word in group) for group in wanted.groups)
    return bool(wanted.groups) and named and re.search(r"\d[\d,.]*(?:万|亿)?元", key) is not None


_ALONE = re.compile(
    r"\s*(?:其)?(?:增加|减少|增减|变动|变化|上升|下降|差异)?的?(?:主要)?(?:原因|是因|由于|主要是)"
)
_STAYS = re.compile(
    r"(?:与|和|同|较|比).{0,12}(?:持平|一致|相同|相等|无增减|无变化)|(?:为|预算数?|决算数?|费用?)?(?<![\d.,])0(?:\.0+)?(?:万元|元)"
)
_REMARK = re.compile(r"[,，。;；]?(?:此项|该项|本项|经费由|因此|未|无|没有|不|统一|统筹|已).{2,}")


# ── of what ──────────────────────────────────────────────────────────────────────────────────


def _grade(passage: Passage, said: Passage, wanted: Wanted) -> int:
    """How surely a reason is of what is asked; 0 where it is not."""
    if wanted.whole:
        grade = 2 * _grade_whole(passage, said)
        own = "财政拨款" in _subject(said.key) or "财政拨款" in passage.titles.rsplit(">", 1)[-1]
        return grade + _OF_SAME_MONEY * (own is wanted.fiscal) if grade else 0
    grades = [_grade_group(group, passage, said) for group in wanted.groups]
    return 0 if not all(grades) else 10 * len(grades) + sum(grades)


def _grade_group(group: Sequence[str], passage: Passage, said: Passage) -> int:
    """3: in the sentence itself; 2: the paragraph's head; 1: the nearest heading."""
    key = _SPENT_ON.sub("", bare(said.key))
    if any(_names(word, key) for word in group):
        if any(_names(word, _subject(key)) for word in group):
            return 0 if _of_other_part(_subject(key), group) else 4
        return 0 if _of_another(_subject(key), group) else 2
    before = bare(passage.key)[: max(passage.key.find(said.key[:12]), 0)]
    if _of_other_part(_subject(key), group):
        return 0
    if any(_names(word, before) for word in group) and not _of_another(_subject(key), group):
        return 3 if _nothing_between(before, group) else 1
    inner = bare(passage.titles.rsplit(">", 1)[-1])
    own = _own_subject(passage) or _of_another(_subject(key), group)
    return 1 if any(_names(word, inner) for word in group) and not own else 0


_OF_SAME_MONEY = 3
"""What a reason gains by being of all money, or of 财政拨款, as it is asked."""
_PARTS_OF = {"三公": ("公务接待", "出国", "用车"), "收支": ("收入", "支出")}


def _of_another(subject: str, group: Sequence[str]) -> bool:
    """A statement under a heading of several items names one that is neither asked nor a part."""
    parts = [part for whole, named in _PARTS_OF.items() if whole in group[0] for part in named]
    labels = [label for label in lexicon().printed if len(label) > 2 and label in subject]
    own = (*group, *parts)
    known = [label for label in labels if not _is_base(label)]
    return bool(known) and not any(
        word in label or label in word for label in known for word in own
    )


def _is_base(label: str) -> bool:
    """财政拨款, 一般公共预算, 支出 say of what money, not what for."""
    keys = set(lexicon().printed[label])
    concepts = lexicon().concepts
    return bool(keys & GENERAL) or any(
        concepts[k].fund or "fiscal" in k for k in keys if k in concepts
    )


def _names(word: str, text: str) -> bool:
    """Whether a text names a wording as such, not as part of another base's item."""
    if word in text:
        found = re.finditer(re.escape(word), text)
        return any(
            not _OTHER_BASE.search(text[: m.start()]) and not _GOES_WITH.match(text, m.end())
            for m in found
        )
    return len(word) > 5 and word[:2] in text and coverage((word,), text) >= 0.8


def _subject(key: str) -> str:
    """The part of a statement before its reason is given."""
    match = SAYS_WHY.search(key)
    return _SPENT_ON.sub("", key[: match.start()] if match else key)


def _of_other_part(subject: str, group: Sequence[str]) -> bool:
    """'甲增长1%;乙20万元,增加的原因是…' explains 乙 alone; '甲…;乙…。主要原因是…' both."""
    own = subject.rpartition(";")[2]
    match = _LED_BY_ITEM.match(own)
    if "。" in own or not match or len(_GENERIC.sub("", match[0])) < _FEWEST_OF_ITEM:
        return False
    parts = [part for whole, named in _PARTS_OF.items() if whole in group[0] for part in named]
    return not any(_names(word, own) or word in own for word in (*group, *parts))


_LED_BY_ITEM = re.compile(r"[^\d,]{2,24}(?=\d)")
_GENERIC = re.compile(
    r"本?年初?|[本该我][部单]?[门位]|支出|收入|预算|决算|执行|拨款|财政|经费|费用|资金|安排|实际|全年|当年|金额|总额|总计|合计|共计?|数|额|为|是|比|较|与|上年|去年|增加|减少|增长|下降|其中|:|约|的|(?<=[\u4e00-\u9fff])了"
)
_FEWEST_OF_ITEM = 3
"""Characters left of what leads a clause in, from which on it names an item."""


def _nothing_between(before: str, group: Sequence[str]) -> bool:
    """No other item with an amount comes between the item's name and the reason."""
    last = (
        max(before.rfind(word) + len(word) for word in group if word in before)
        if any(word in before for word in group)
        else 0
    )
    return before[last:].count("其中") + before[last:].count(";") == 0


def _own_subject(passage: Passage) -> bool:
    """A paragraph of a list names its own item: '（二）公务接待费…', '2.…', '“…（项）”…'."""
    return re.match(
        r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）.、．])", passage.text
    ) is not None and (re.search(r"\d\s*(?:万元|元)", passage.text) is not None)


def _grade_whole(passage: Passage, said: Passage) -> int:
    """Reasons of the change of income and expenditure as a whole."""
    subject = _subject(bare(said.key))
    if (
        re.search(r"收支.{0,10}(?:增|减|变)|收入.{0,3}支出.{0,12}(?:增|减|变)", subject + "原因")
        and len(subject) < 60
    ):
        return 4
    if _own_subject(passage) and "收支" not in subject:
        return 1 if "总体" in passage.titles and "原因" in said.text else 0
    if _WHOLE.search(subject):
        return 1 if _names_an_item(subject) else 3
    general = re.search(r"收支|总体|增减", passage.titles.rsplit(">", 1)[-1])
    return 2 if general and "原因" in said.text else 0


def _names_an_item(subject: str) -> bool:
    """Whether a statement is about one item of the field, not about all money."""
    concepts = lexicon().concepts.values()
    plain = (c for c in concepts if c.key not in GENERAL and not c.fund and "fiscal" not in c.key)
    return any(len(label) > 2 and label in subject for c in plain for label in c.labels)


def _distinct(found: Sequence[Passage]) -> list[Passage]:
    """Each reason once: the same words in another section say nothing new."""
    kept: dict[str, Passage] = {}
    for said in found:
        match = SAYS_WHY.search(said.key)
        tail = re.sub(r"\W+", "", said.key[match.end() :] if match else said.key)
        kept.setdefault(tail, said)
    return sorted(kept.values(), key=lambda said: said.start)
