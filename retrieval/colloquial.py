"""A question in everyday words: what the money buys instead of what the item is called.

Takes an Understood whose strict reading found nothing, gives a Composed answer that says how the
question was taken, the question back where several items fit, or None. Knows no printed labels.

    '打电话、寄信、上网准备了多少钱'   ->  '按“邮电费”理解。' and the figure of 邮电费
    '电话和出差准备了多少钱'          ->  '可能问的是邮电费、差旅费，请指明是哪一项。'
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from retrieval.compose import Composed, Writer
from retrieval.figure_answers import figure_answer
from retrieval.lexicon import lexicon
from retrieval.prompts import taken_as, which_item
from retrieval.question import Item, Query, without_stops
from retrieval.reading import Understood
from retrieval.verify import Statement

__all__ = ["colloquial_answer"]

_MONEY = re.compile(r"多少|几(?:万|亿|元|何)|金额|数额|预算|花费")
_NOT_MONEY = re.compile(r"(?:多少|几)(?:个|人|名|位|辆|台|套|家|项|种|次|天|张|部)")
_SOMEBODY = re.compile(
    r"[局处科院校县区市镇乡厅部司站所股队行董]长|主任|书记|主席|领导|老板|秘书|司机|某|本人|自己|他|她|"
    r"我(?!们?[局单部委院])|你|谁|老婆|妻子|丈夫|儿子|女儿|孩子|家人|亲戚|小[张王李刘陈]|老[张王李刘陈]|每人|人均|每个人|一个人|平均|"
    r"[赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹苏潘葛范彭鲁马方袁柳唐薛雷贺罗毕郝傅康齐顾孟黄萧尹姚邵汪毛宋庞熊董梁杜阮贾江郭林钟徐邱高夏蔡田胡霍万卢莫丁邓洪包左石崔龚程邢裴陆荣翁段侯全刘叶白乔谭劳申牛温庄柴文欧沙丰曾关查红游][\u4e00-\u9fff]{1,2}的"
)
_COMPARES = ("reason", "definition", "contradiction", "share", "rate", "change", "completion", "difference", "compare", "ratio", "largest", "smallest", "rank", "count", "list")  # fmt: skip
_FILLER = (
    "就是", "这些", "那些", "工作人员", "员工", "职工", "干部", "同志", "大家", "日常", "平时", "平日", "办事", "之类", "等等", "什么的", "各种", "还有", "准备", "预备",
    "购买", "购置", "添置", "买", "办", "请", "人", "费", "付", "交", "订", "寄", "打", "坐", "住", "修", "租", "吃", "车", "房", "这块", "那块", "方面", "一类", "之用", "公家", "花在", "机关", "里面",
)  # fmt: skip
_WHOLES = {
    "vehicle_all": ("vehicle_run", "vehicle_buy"),
}
_LEFT_OF_ONE, _LEFT_OF_MORE = 3, 7
"""Characters of a question that may stay unexplained beside one cue, and beside several."""


class _Cued(NamedTuple):
    """The concepts that everyday words point at, with the words of each; `left`: what stays."""

    words: dict[str, frozenset[str]]
    left: int


def colloquial_answer(understood: Understood) -> Composed | None:
    """The figure of the one item that the everyday words point at, said to be taken so."""
    query = understood.query
    if not _in_everyday_words(query) or not understood.targets:
        return None
    cued = _cued(_free_text(query))
    most = max((len(words) for words in cued.words.values()), default=0)
    if not most or cued.left > (_LEFT_OF_ONE if most == 1 else _LEFT_OF_MORE):
        return None
    if len(cued.words) > 1:
        return _which(cued.words)
    return _taken_as(understood, next(iter(cued.words)))


def _in_everyday_words(query: Query) -> bool:
    """An amount of money is asked for, of nobody in particular, and no printed name is used."""
    if not _MONEY.search(query.text) or _NOT_MONEY.search(query.text) or query.asks(*_COMPARES):
        return False
    if _SOMEBODY.search(_free_text(query)) or query.context:
        return False
    return not any(_is_name(item) for item in query.items)


def _is_name(item: Item) -> bool:
    """Whether an item is called what it is printed as, not by an everyday word."""
    concepts = lexicon().concepts
    general = {"total_income", "total_expenditure"}
    if item.code or item.text in item.labels:
        return True
    keys = [k for k in item.concepts if k not in general and concepts[k].kind != "count"]
    return any(item.text in concepts[key].labels for key in keys) or (
        bool(keys) and item.text not in lexicon().cues
    )


def _free_text(query: Query) -> str:
    """The question without what names its unit and year."""
    chars = list(query.text)
    for span in query.scope.taken:
        chars[span.start : span.end] = "|" * (span.end - span.start)
    return "".join(chars)


def _cued(text: str) -> _Cued:
    """Which concepts the words of a text point at; a word inside a longer one counts for nothing."""
    cues = lexicon().cues
    found = [(m.start(), m.end()) for word in cues for m in re.finditer(re.escape(word), text)]
    outer = [a for a in found if not any(_inside(a, b) for b in found)]
    words: dict[str, set[str]] = {}
    for start, end in outer:
        for key in cues[text[start:end]]:
            words.setdefault(key, set()).add(text[start:end])
    rest = list(text)
    for start, end in found:
        rest[start:end] = "|" * (end - start)
    return _Cued({k: frozenset(w) for k, w in _parts_only(words).items()}, _left("".join(rest)))


def _inside(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one != other and other[0] <= one[0] and one[1] <= other[1]


def _parts_only(words: dict[str, set[str]]) -> dict[str, set[str]]:
    """Without a whole whose part is named too."""
    gone = {whole for whole, parts in _WHOLES.items() if words.keys() & set(parts)}
    return {key: said for key, said in words.items() if key not in gone}


@lru_cache(maxsize=1)
def _fillers() -> tuple[str, ...]:
    return tuple(sorted(_FILLER, key=len, reverse=True))


def _left(text: str) -> int:
    """How many characters nothing accounts for."""
    for word in _fillers():
        text = text.replace(word, "|")
    runs: Iterable[str] = re.findall(r"[\u4e00-\u9fffa-z0-9]+", text)
    return sum(len(part) for run in runs for part in without_stops(run))


def _which(words: dict[str, frozenset[str]]) -> Composed | None:
    """The question back, with the items that the words may mean."""
    concepts = lexicon().concepts
    if len(words) > 4:
        return None
    write = Writer(kind="ambiguous")
    write.say(which_item([concepts[key].title for key in words]))
    return write.done()


def _taken_as(understood: Understood, key: str) -> Composed | None:
    title = lexicon().concepts[key].title
    item = Item(title, 0, 0, (key,))
    query = replace(understood.query, items=(item,), residue=(), topics=(), forms=frozenset())
    composed = figure_answer(replace(understood, query=query))
    if composed is None:
        return None
    said = Statement(taken_as(title))
    draft = replace(composed.draft, statements=(said, *composed.draft.statements))
    return replace(composed, draft=draft)
