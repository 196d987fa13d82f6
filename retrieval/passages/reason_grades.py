"""How surely a statement of a reason is of what is asked: of its item, its paragraph's, its heading's.

Takes a paragraph, a statement of a reason in it and what is wanted, gives a grade; 0 where it is of
something else. Knows not which statements are told.

    '…行政事业单位医疗(款)事业单位医疗(项)…原因是…'  for '行政单位医疗'   ->   0
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.passages.reason_places import SAYS_WHY
from retrieval.passages.reason_subjects import CHANGED, GENERAL, Wanted
from retrieval.printed.prose import Passage, bare, sentences
from retrieval.understand.focus import coverage
from retrieval.words.lexicon import folded, lexicon
from retrieval.words.occurrences import occurrences

__all__ = ["grade_group", "grade_of", "names", "of_another", "subject_of"]

_SPENT_ON = re.compile(r"(?<=.)(?<!全部)(?<!全额)(?<!均)(?<!都)(?:主要|具体)?用于[^,，。;；]*")
"""What an item is spent on is not what changed, but where all of it is."""
_GOES_WITH = re.compile(r"费?[及和与、]运行")
"""'公务用车购置及运行维护费' is not 公务用车购置."""
_OTHER_BASE = re.compile(r"(?:财政拨款|公共预算|政府性基金|经营预算)$")


def grade_of(passage: Passage, said: Passage, wanted: Wanted) -> int:
    """How surely a reason is of what is asked; 0 where it is not."""
    if wanted.whole:
        grade = 2 * _grade_whole(passage, said, wanted)
        own = "财政拨款" in subject_of(said.key) or "财政拨款" in passage.titles.rsplit(">", 1)[-1]
        return grade + _OF_SAME_MONEY * (own is wanted.fiscal) if grade else 0
    grades = [grade_group(group, passage, said) for group in wanted.groups]
    return 0 if not all(grades) else 10 * len(grades) + sum(grades)


def grade_group(group: Sequence[str], passage: Passage, said: Passage) -> int:
    """5: its own 项; 4, 2: in the sentence itself; 3: the paragraph's head; 1: the nearest heading."""
    before = bare(_before(passage, said))
    if own := _own_class(passage, said):
        if own in group:
            return 5
        if not any(own in word or word in before + bare(said.key) for word in group):
            return 0
    key = _SPENT_ON.sub("", bare(said.key))
    if any(names(word, key) for word in group):
        if any(names(word, subject_of(key)) for word in group):
            other = _of_other_part(subject_of(key), group) or _only_its_money(key, group)
            return 0 if other else 4
        return 0 if of_another(subject_of(key), group) else 2
    if _of_other_part(subject_of(key), group):
        return 0
    if any(names(word, before) for word in group) and not of_another(subject_of(key), group):
        return 3 if _nothing_between(before, group) else 1
    inner = bare(passage.titles.rsplit(">", 1)[-1])
    other = _own_subject(passage) or of_another(subject_of(key), group)
    return 1 if any(names(word, inner) for word in group) and not other else 0


def _only_its_money(key: str, group: Sequence[str]) -> bool:
    """'一般公共预算机关运行经费' is an item paid by the fund that is asked for."""
    leads = _AMOUNT.split(subject_of(key), maxsplit=1)[0]
    return any(map(_is_base, group)) and of_another(leads, group)


_AMOUNT = re.compile(r"\d[\d,.]*(?:万|亿)?元")
_OWN_CLASS = re.compile(r"([^(),，。;:\d]{2,30}(?:\([^()类款项]+\)[^(),，。;:\d]*)?)\(项\)")


def _own_class(passage: Passage, said: Passage) -> str:
    """The 项 that a statement is about: '卫生健康支出(类)行政事业单位医疗(款)行政单位医疗(项)'."""
    found = _OWN_CLASS.findall(_before(passage, said) + said.key)
    return bare(found[-1]).lstrip("、和及") if found else ""


def _before(passage: Passage, said: Passage) -> str:
    """What a paragraph says before one of its statements."""
    return "".join(part.key for part in sentences(passage) if part.start < said.start)


_OF_SAME_MONEY = 3
"""What a reason gains by being of all money, or of 财政拨款, as it is asked."""
_PARTS_OF = {"三公": ("公务接待", "出国", "用车"), "收支": ("收入", "支出")}


def of_another(subject: str, group: Sequence[str]) -> bool:
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
    keys = set(lexicon().printed.get(label, ()))
    concepts = lexicon().concepts
    return bool(keys & GENERAL) or any(
        concepts[k].fund or "fiscal" in k for k in keys if k in concepts
    )


def names(word: str, text: str) -> bool:
    """Whether a text names a wording as such, not as part of another base's item."""
    if word in text:
        return any(
            not _OTHER_BASE.search(text[:start]) and not _GOES_WITH.match(text, end)
            for start, end in occurrences(word, text)
        )
    return len(word) > 5 and any(
        coverage((word,), text[at : at + len(word) + _SAID_WIDER]) >= 0.8
        for at, _ in (occurrences(word[:2], text) if coverage((word,), text) >= 0.8 else ())
    )


_SAID_WIDER = 4
"""Characters that a name may be said longer by than it is asked."""


def subject_of(key: str) -> str:
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
    return not any(names(word, own) or word in own for word in (*group, *parts))


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
    return not _OTHER_BETWEEN.search(before[last:])


_OTHER_BETWEEN = re.compile(r"其中|;(?!(?:[比较与]|同比))")
"""'甲…,较上年增长5%;较年初预算数增加…' goes on with 甲."""


def _own_subject(passage: Passage) -> bool:
    """A paragraph of a list names its own item: '（二）公务接待费…', '2.…', '“…（项）”…'."""
    return re.match(
        r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）.、．])", passage.text
    ) is not None and (re.search(r"\d\s*(?:万元|元)", passage.text) is not None)


def _grade_whole(passage: Passage, said: Passage, wanted: Wanted) -> int:
    """Reasons of the change of income and expenditure as a whole, or of the one side asked."""
    side = wanted.side
    leads = _leads(passage, said)
    inner = passage.titles.rsplit(">", 1)[-1]
    if len(_OF_ALL.sub("", leads)) > 1 or _OF_ONE_FUND.search(inner):
        return 0
    named = [one for one in ("收入", "支出") if one in leads]
    both = "收支" in leads or "收、支" in leads or len(named) == 2
    if _PART_OF_ALL.search(leads) and not wanted.fiscal:
        return int(both or not side)
    if both or not named:
        general = re.search(r"收支|总体|增减", inner)
        return 4 if both else 2 if general and "原因" in said.text else 0
    if side not in ("", named[0]):
        return 0
    return 5 if side and not (wanted.carried and "合计" in leads) else 3


_OF_ALL = re.compile(
    r"(?:19|20)\d\d年?度?|财政拨款|一般公共预算|部门|单位|本级|收入|支出|收支|财务|预算|决算|总体|总[额计数]?|合计|当年|本年|上年|去年|全年|年度?|安排|执行|综合|增减|变[化动]|情况|所有|纳入|管理|规模|相比|结转|结余|实际|[\W\d收支本我局委院办校该全各均都和与比较同及数额为是的含占]"
)
"""What a lead says that is of all money."""
_OF_ONE_FUND = re.compile(r"政府性基金|国有资本|三公|采购")
_PART_OF_ALL = re.compile(r"一般公共预算|财政拨款")


def _unit_named(name: str) -> re.Pattern[str]:
    """A unit by its name, or as its own papers call it: '临湖市财政局' or '市财政局'."""
    whole = bare(folded(name)) or "|"
    short = re.sub(r"^.*?[省市县区](?=.{3})", "", whole)
    return re.compile(rf"{re.escape(whole)}|[省市县区]?{re.escape(short)}")


def _leads(passage: Passage, said: Passage) -> str:
    """What names the money of a statement: it itself, else the sentence before it.

    Of '…总计增加9万元,其中:甲增加…;乙减少…' it is what the whole list is of.
    """
    unit = _unit_named(passage.document.info.unit_name or "")
    before = [part for part in sentences(passage) if part.start < said.start]
    first = len(before)
    while first and before[first - 1].text.rstrip().endswith(("；", ";")):
        first -= 1
    head, listed, _ = before[first].key.partition("其中") if first < len(before) else ("", "", "")
    if listed and CHANGED.search(head):
        said, before = before[first], before[:first]
    for part in (said, *reversed(before)):
        lead = _UP_TO_REASON.split(unit.sub("", bare(part.key)), maxsplit=1)[0]
        lead = _COMPARED.sub("", _MOVED.sub("", lead))
        if _NAMES_ANY.search(lead):
            return lead
    return ""


_UP_TO_REASON = re.compile(r"其中|(?:主要)?原因|主要[是系为]|由于")
_NAMES_ANY = re.compile(
    r"[收支]|(?!(?:部门|单位|预算|年度?|数|[\u4e00-\u9fff]$))[\u4e00-\u9fff]{2}"
)
_COMPARED = re.compile(
    r"[比较与和同](?:上年|去年|(?:19|20)\d\d年)度?(?:收支|收入|支出)?(?:决算|预算|执行|总)*数?(?:相比|对比|比)?,?"
)
_MOVED = re.compile(
    r"(?:各|均|都|有所)*(?:增加|减少|增长|下降|上升|增减|变动|变化|持平|主要)的?|[\d,.]+(?:万|亿)?(?:元|%)"
)
"""What of a lead says only how much, and how it moved."""
