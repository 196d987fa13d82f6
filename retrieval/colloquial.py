"""A question in everyday words: what the money buys instead of what the item is called.

Takes an Understood whose strict reading found nothing, gives a Composed answer that says how the
question was taken, the question back where several items fit, or None. Two witnesses are heard:
words that the lexicon knows (`cues`), and nearness to everyday ways of saying every item
(`nearest`). One item is answered where they agree, or where one is clear and the other silent.

    '打电话、寄信、上网准备了多少钱'   ->  '按“邮电费”理解。' and the figure of 邮电费
    '电话和出差准备了多少钱'          ->  '可能问的是邮电费、差旅费，请指明是哪一项。'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from retrieval.compose import Composed, Writer
from retrieval.figure_answers import figure_answer
from retrieval.lexicon import label_key, lexicon
from retrieval.nearest import Near, is_clear, nearest
from retrieval.prompts import taken_as, which_item
from retrieval.question import Item, Query, without_stops
from retrieval.reading import Understood
from retrieval.verify import Statement

__all__ = ["colloquial_answer"]

_MONEY = re.compile(r"多少|几(?:万|亿|元|何)|金额|数额|预算|花费")
_NOT_MONEY = re.compile(
    r"(?:多少|几)(?:个|人(?!员?经?费)|名|位|辆|台|套|家|项|种|次|天|张|部|批|车(?!费|补|贴)|平方?米|"
    r"(?:在编|在职|在岗|离退休|退休|离休|编制|编外|工作|职工|员工|干部|公务员)(?:人员|职工|干部)?(?=$|[?？。]))"
)
_SOMEBODY = re.compile(
    r"[局处科院校县区市镇乡厅部司站所股队行董]长|主任|书记|主席|领导|老板|秘书|司机|某|本人|他|她|"
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
_PAID_BY_OTHERS = re.compile(
    r"(?:市民|居民|业主|群众|老百姓|村民|商户|家长|员工|职工|干部)(?:们)?(?:自己|个人|自家)?(?:买|付|出(?=钱|资|的)|掏)"
    r"|(?:市民|居民|业主|群众|老百姓|村民|商户|家长)(?:们)?(?:自己)?[交缴]|自己(?:掏|买|付|出(?=钱|资|的)|交)|自掏腰包"
    r"|[老小][\u4e00-\u9fff]家"
)
_FRAME = re.compile(
    r"(?:今年|本年|全年|整年|一年下来|一年里?|一整年|总共|一共|总的|大概|到底|究竟|大约|要|准备|预备|安排|打算|计划|花费|花|用|有|是|为|了|的|"
    r"开支|支出|费用|金额|数额|钱|经费|资金|预算|决算|预算数|决算数|列支|列|留|拨|出|得|会|需要|需|共|合计|总额|,)*"
    r"(?:多少|几(?=[万亿元何])何?)(?:个)?(?:钱|元|万元|亿元|万|资金|经费|预算|费用|开支)*"
)
_ASKING = re.compile(
    r"^[|\W]*(?:请问一?下?|想问一?下?|我想知道|想知道|麻烦|帮我查一?下?|查一?下?)+"
)
_NO_WORDS = re.compile(r"[|?？。,，、!！\s]+")
ASKED_BACK, ASKED_MARGIN, MOST = 0.5, 0.12, 4
"""From which nearness on an item is offered, how far behind the nearest, and how many at most."""
_LEFT_OF_ONE, _LEFT_OF_MORE = 3, 7
"""Characters of a question that may stay unexplained beside one cue, and beside several."""


class _Cued(NamedTuple):
    """The concepts that everyday words point at, with the words of each; `left`: what stays."""

    words: dict[str, frozenset[str]]
    left: int


class _Meant(NamedTuple):
    """An item by its title: a concept of the lexicon, or printed labels."""

    title: str
    concepts: tuple[str, ...] = ()
    labels: frozenset[str] = frozenset()


def colloquial_answer(understood: Understood) -> Composed | None:
    """The figure of the one item that the everyday words point at, said to be taken so."""
    query = understood.query
    if not _in_everyday_words(query) or not understood.targets:
        return None
    text = _core(_free_text(query))
    cued, near = _told(text), nearest(text)
    named = [_meant(one.item.names) for one in near]
    if len(cued) > 1:
        return _which(understood, cued)
    if not near or near[0].score < ASKED_BACK:
        return _taken_as(understood, cued[0]) if cued else None
    clear = is_clear(near, named)
    close = _close(near, named)
    if cued and cued[0] == named[0] and (clear or _is_firm(_cued(text))):
        return _taken_as(understood, cued[0])
    if clear and not cued:
        return _taken_as(understood, named[0])
    return _which(understood, [*cued, *close][:MOST])


def _told(text: str) -> list[_Meant]:
    """What the cues of the lexicon say; nothing where too much of the text stays unexplained."""
    cued = _cued(text)
    most = max((len(words) for words in cued.words.values()), default=0)
    if not most or cued.left > (_LEFT_OF_ONE if most == 1 else _LEFT_OF_MORE):
        return []
    titles = lexicon().concepts
    return [_Meant(titles[key].title, (key,)) for key in cued.words]


def _is_firm(cued: _Cued) -> bool:
    """Whether the cues leave nothing unexplained, or two of them point at the one item."""
    return not cued.left or any(len(words) > 1 for words in cued.words.values())


def _close(near: Sequence[Near], named: Sequence[_Meant]) -> list[_Meant]:
    """The items that may be meant where none is clear."""
    least = max(ASKED_BACK, near[0].score - ASKED_MARGIN)
    pairs = zip(near, named, strict=True)
    return list(dict.fromkeys(meant for one, meant in pairs if one.score >= least))


def _meant(names: Sequence[str]) -> _Meant:
    """An item of the lexicon where its name is one, else the row printed so."""
    keys = [key for name in names[:1] for key in lexicon().printed.get(label_key(name), ())]
    if len(keys) == 1:
        return _Meant(lexicon().concepts[keys[0]].title, (keys[0],))
    return _Meant(names[0], (), frozenset(map(label_key, names)))


def _in_everyday_words(query: Query) -> bool:
    """An amount of money is asked for, of nobody in particular, and no printed name is used."""
    if not _MONEY.search(query.text) or _NOT_MONEY.search(query.text) or query.asks(*_COMPARES):
        return False
    text = _free_text(query)
    if _SOMEBODY.search(text) or _PAID_BY_OTHERS.search(text) or query.context:
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


def _core(text: str) -> str:
    """What is asked after, without the words around it: '请问种树有多少钱' -> '种树'."""
    bare = _ASKING.sub("", _FRAME.sub("|", text))
    return _NO_WORDS.sub(" ", bare).strip()


def _cued(text: str) -> _Cued:
    """Which concepts the words of a text point at; a word inside a longer one counts for nothing."""
    cues = lexicon().cues
    found = [(at, at + len(word)) for word in cues for at in _places(word, text)]
    outer = [a for a in found if not any(_inside(a, b) for b in found)]
    words: dict[str, set[str]] = {}
    for start, end in outer:
        for key in cues[text[start:end]]:
            words.setdefault(key, set()).add(text[start:end])
    rest = list(text)
    for start, end in found:
        rest[start:end] = "|" * (end - start)
    return _Cued({k: frozenset(w) for k, w in _parts_only(words).items()}, _left("".join(rest)))


def _places(word: str, text: str) -> Iterable[int]:
    """Where a word stands; compiling a pattern for each of a thousand words would cost 70 ms."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


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


def _which(understood: Understood, meant: Sequence[_Meant]) -> Composed | None:
    """The question back, with the items that the words may mean and that are printed."""
    distinct = list(dict.fromkeys(meant))
    printed = [one for one in distinct if _figure(understood, one)]
    if not printed or len(distinct) > MOST:
        return None
    write = Writer(kind="ambiguous")
    write.say(which_item([one.title for one in printed]))
    return write.done()


def _taken_as(understood: Understood, meant: _Meant) -> Composed | None:
    composed = _figure(understood, meant)
    if composed is None:
        return None
    said = Statement(taken_as(meant.title))
    draft = replace(composed.draft, statements=(said, *composed.draft.statements))
    return replace(composed, draft=draft)


def _figure(understood: Understood, meant: _Meant) -> Composed | None:
    item = Item(meant.title, 0, 0, meant.concepts, meant.labels)
    query = understood.query
    query = replace(query, items=(item,), residue=(), topics=(), forms=frozenset())
    return figure_answer(replace(understood, query=query))
