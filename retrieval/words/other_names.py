"""The row whose name a question says in other words: in another order, or by words that mean the same.

Takes what is asked and the printed names, each with those above it, gives the names that say all of it, the
nearest first. Every word asked must be in the name, in the name above it, or in a word that means the same;
what the name has beyond that sets it apart from the others. A name of the classification that is not
printed is never taken for a longer one (事业单位医疗 is not 行政事业单位医疗), nor two things joined for one.

    '居民体育活动'   ->   群众体育           '防治病媒生物'   ->   病媒生物防制
    '水利工程的运行维护'   ->   水利工程运行与维护
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from retrieval.words.alike import alike_words, said_too
from retrieval.words.everyday import everyday
from retrieval.words.frame_words import frames, framing, tagged
from retrieval.words.lexicon import folded, label_key, lexicon
from retrieval.words.project_words import known_groups

__all__ = [
    "OtherName",
    "all_told",
    "meant_of",
    "names_alike",
    "of_the_other",
    "other_names",
    "plain_name",
    "words_left",
]

_LEAD = re.compile(
    r"^(?:(?:花|用|投|安排|列支|支)(?:费|入)?(?:在|到|给|于|来)了?|用来|用于|给(?!排|水)|为了?|把|将|对(?!外|口)|搞|做|办(?!公|案|学|事)|开展|进行|组织(?!部|工作)|实施|推进|解决|决算里?|预算里?|里|其中)+"
)
_TAIL = re.compile(
    r"(?:的?(?:那|这)(?:一)?(?:个|项|块|笔|部分)?(?:项目|工作|事情?|钱|资金|经费|支出|开支)?|(?:的)?(?:方面|上面?|支出|经费|资金|费用|开支|花销|这块|那块|一项|的))+$"
)
_FREE = re.compile(
    r"方面|经费|资金|费用|支出|开支|相关|有关|^职工|(?<=给)职工|单位|本级|日常|开展|进行|促进|推动|加强|做好|各类|各种|各项|全部|所有|以及|[的了和与及给用上在到把等费缴交发]"
)
_NAMED_SO = re.compile(r"工作|活动|事项|项目|专项|事务")
"""Words asked that no name must have; words for any matter, which a name may have."""

_FORMAL = re.compile(
    r"专项业务|工作|活动|事务|项目|专项|经费|资金|费用|支出|补助资金|机关事业单位|缴费|相关|有关|综合|任务|[对等和与及的费款金性制类型_]|[^\w]"
)
_VAGUE = re.compile(
    r"保障|管理|发展|建设|提升|能力|推进|实施|开展|日常|工程|服务|体系|业务|机制|长效"
)
"""Words of names that need not be asked: those of form, and those that say little."""

_SCOPE = re.compile(r"其他|收入|结转|结余|资产|[非率]|上年|年初|年末|[小合总]计|数量")
"""Words of names that make another thing of them where they are not asked."""

_NEED_NOT = re.compile(
    rf"{_FREE.pattern}|{_NAMED_SO.pattern}|购买|购置|采购|添置|[买购]|群众|居民|市民|老百姓|财政|政府|支持|[一这那]"
)
_BOUGHT = re.compile(r"购买|购置|采购|添置|[买购]")
_JOINED = re.compile(r"[、及与]|和(?!谐|平)")

_LIKE, _ABOVE, _LITTLE = 0.5, 0.5, 0.5
"""What a character weighs that is said in a like word, in the name above, or by a word that says little."""

_APART = 2.0
"""How much nearer the first must be than the second."""


_WHOSE = re.compile(r"(?:机关|部门|政府|系统|全局|局里|项目|下属)*")
"""'机关的预算' says whose money it is: no 机关运行经费 is named by that alone."""


class OtherName(NamedTuple):
    """A printed name, and how far it is from what is asked: by what it has more, or says in like words.

    `whole`: it is not of two things joined, of which one is asked.
    """

    label: str
    far: float
    whole: bool = True


def other_names(asked: str, names: Mapping[str, str]) -> list[OtherName]:
    """The names that say all that is asked, the nearest first; `names`: by label, the labels above it."""
    text = plain_name(asked)
    if len(text) < 2 or text in names or _is_known(text) or _WHOSE.fullmatch(_FREE.sub("", text)):
        return []
    found = (_named(text, label, above) for label, above in names.items())
    return sorted((one for one in found if one), key=lambda one: (one.far, one.label))


_OPPOSITES = {
    "项目支出": "基本支出",
    "基本支出": "项目支出",
    "公用经费": "人员经费",
    "人员经费": "公用经费",
}


def of_the_other(asked: str, label: str) -> bool:
    """Whether a name says the opposite: '财政拨款项目支出' is never 财政拨款基本支出."""
    named = [word for word in _OPPOSITES if word in asked]
    return len(named) == 1 and _OPPOSITES[named[0]] in label


def all_told(asked: str, label: str, above: str = "") -> bool:
    """Whether a name, or one above it, says every word of what is asked."""
    text = _framed(plain_name(asked))
    told = said_too(text, label).like
    over = [one or two for one, two in zip(told, said_too(text, above).like, strict=True)]
    return all(_marked(text, over, _NEED_NOT))


_APART_BY = frozenset("大小老新旧男女东南西北内外上下高低建盖拆")


def words_left(runs: Iterable[str]) -> list[str]:
    """The words in runs that nothing tells and that names are made of: 供水 beside 排水管网清疏."""
    words = [(word, kind) for run in runs for word, kind in tagged(run)]
    content = [word for word, _ in words if word in _APART_BY or word in _naming_words()]
    return [word for word in content if word not in framing() and not _NEED_NOT.fullmatch(word)]


@lru_cache(maxsize=1)
def _naming_words() -> frozenset[str]:
    """Words that names of items and projects are made of: one of them that is left sets a thing apart."""
    official = (word for name in _official() for word, _ in tagged(name) if len(word) > 1)
    printed = (word for _, groups in known_groups() for group in groups for word in group.printed)
    return frozenset((*official, *printed, *alike_words()))


def _framed(text: str) -> str:
    """A text with the words that frame a question taken out of it."""
    chars = list(text)
    for match in re.finditer(r"\w+", text):
        for start, end in frames(match[0]):
            chars[match.start() + start : match.start() + end] = "、" * (end - start)
    return "".join(chars)


def meant_of(found: list[OtherName]) -> list[OtherName]:
    """Those that may be meant: the first, and what is not clearly farther."""
    apart = _APART if found and found[0].far else _APART / 2
    return [one for one in found if one.far < found[0].far + apart]


def plain_name(asked: str) -> str:
    """What is asked without the words of the sentence around it: '花在环境清洁上' -> '环境清洁'."""
    text, before = folded(asked).replace(" ", "、").strip("、"), ""
    while before != text:
        before = text
        text = _TAIL.sub("", _LEAD.sub("", text)).strip("、") or text
    return text


def _is_known(text: str) -> bool:
    """Whether the field has a name or a wording of its own for it."""
    return bool(lexicon().asked.get(text)) or label_key(text) in _official()


def _named(text: str, label: str, above: str) -> OtherName | None:
    told = said_too(text, label)
    over = [one or two for one, two in zip(told.like, said_too(text, above).same, strict=True)]
    free = _marked(text, over, _FREE)
    named = _marked(text, free, _NAMED_SO)
    bought = _marked(text, named, _BOUGHT)
    if not all(bought) or not _tells(text, told.like):
        return None
    known = said_too(label, text)
    formal = _marked(label, known.like, _FORMAL)
    left = _marked(label, formal, _VAGUE)
    more = _runs_of(left, label)
    if any(map(_sets_apart, more)) or sum(known.like) < sum(map(len, more)):
        return None
    beyond = bool(more) or sum(left) > sum(formal)
    if beyond and sum(told.same) < max(2, sum(told.like) - sum(told.same)):
        return None
    far = sum(map(len, more)) + _LITTLE * (sum(left) - sum(formal)) + sum(bought) - sum(named)
    far += _LITTLE * (sum(named) - sum(free)) + _ABOVE * (sum(over) - sum(told.like))
    far += _LIKE * (sum(told.like) - sum(told.same))
    return OtherName(label, far, not (more and _JOINED.search(label)))


def _tells(text: str, told: list[bool]) -> bool:
    """Whether two characters of content or more are told by the name itself."""
    form = _marked(text, _marked(text, [False] * len(text), _FREE), _NAMED_SO)
    return sum(one and not free for one, free in zip(told, form, strict=True)) >= 2


def _sets_apart(run: str) -> bool:
    """What makes another thing of a name: '其他', income, or one character that cuts a word ('小学' of 中小学)."""
    return len(run) == 1 or _SCOPE.search(run) is not None


def _marked(text: str, told: list[bool], free: re.Pattern[str]) -> list[bool]:
    """What is told, or need not be, by character."""
    marked = [one or not char.isalnum() for one, char in zip(told, text, strict=True)]
    for match in free.finditer(text):
        marked[match.start() : match.end()] = [True] * len(match[0])
    return marked


def _runs_of(told: list[bool], text: str) -> list[str]:
    """What is left of a text."""
    shown = ("|" if one else char for char, one in zip(text, told, strict=True))
    return [run for run in "".join(shown).split("|") if run]


def names_alike(name: str) -> frozenset[str]:
    """The names of the item of the classification that is called so; none where there is none."""
    return _official().get(label_key(name), frozenset())


@lru_cache(maxsize=1)
def _official() -> dict[str, frozenset[str]]:
    """By name of the classification, all names of its item."""
    items = (frozenset(map(label_key, item.names)) for item in everyday())
    return {name: names for names in items for name in names}
