"""A later turn that points back is said in full: with the names of what it points at.

Takes the Query of the turns before and that of the turn, gives the turn in full words, '' where it
leans on nothing, or None where what it leans on is not there: then nothing stands in for it. Knows no
documents and no figures.

    '群众文化支出多少,其中项目支出' / '基本支出呢'          ->  '群众文化的基本支出是多少'
    '公用支出里办公费多少' / '项目支出里还有没有这项'        ->  '办公费的项目支出是多少'
    '年末结转和结余多少' / '年初的呢'                        ->  '年初结转和结余是多少'
    '机关运行经费有多少' / '这里头最大的一项是什么'          ->  '机关运行经费中最大的一项是什么'
    '会议费多少' / '培训费多少' / '这两项一共多少'           ->  '会议费和培训费一共多少'
    '政府采购多少' / '工程占多少'                            ->  '工程占政府采购多少'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from retrieval.understand.main_items import GENERIC, divides, splits
from retrieval.understand.operands import implied
from retrieval.understand.plain_asking import asks_plainly
from retrieval.understand.question import Item, Query
from retrieval.words.lexicon import lexicon

__all__ = ["in_full", "part_of", "spoken_of"]

_THAT = r"(?:这|那|该|此)(?:一)?(?:个|项|笔|块|部分|科目|方面)(?!单位|局|部门|街道)|它"
_IN = r"(?:这?里[头面边]?|中|当中|之中|内|方面|上|底下|下面)"
_LEAD = re.compile(r"^(?:那么?|再|又|还有|而|请问|另外|要是|如果|换成?)+")
_IN_IT = re.compile(
    rf"^(?:那么?)?(?:(?:这|那|它|其)(?:个|项|笔|块|些|几项|几块)?)?(?:{_IN}|其中|中间)(?:的)?[,]?|^(?:那么?)?(?:它|其)的?(?=最)"
)
_MOST = re.compile(r"最[大多高少小低贵]|大头|第[二三](?:大|多)")
_MOST_ALONE = re.compile(
    r"(?:金额|数额|花(?:得|的)?|占(?:得|的)?|钱|开销|支出)?最(?P<way>[大多高少小低贵])的?(?:一|那)?(?P<of>个|项|块|笔|部分|样|类|宗)?(?P<what>项目|科目|开支|支出|专项|费用)?"
    r"(?:又|分别|都)?(?:是|叫)?(?:什么|哪一?(?:个|项|块|笔|部分|样|类)?(?:项目|科目|开支|支出|专项|费用)?|谁|啥)?(?:呢|呀|啊)?[?。]*"
    r"|哪一?(?:个|项|块|笔|部分|样|类)(?:项目|科目|开支|支出|专项|费用)?(?:的)?(?:金额|钱|数额|占得?|花得?)?(?:是)?最(?P<way2>[大多高少小低])的?[?。]*"
    r"|(?:占)?大头(?:的)?(?:是|在|花在)?(?:什么|哪(?:里|儿|一?(?:个|项|块|笔|部分))?|谁|啥)?(?:呢)?[?。]*"
)
_ENDS = (("年末", "年初"), ("期末", "期初"), ("年底", "年初"), ("年初", "年末"), ("期初", "期末"))
_OTHER_END = re.compile(
    r"(?:那么?)?(?P<end>年初|期初|年末|期末|年底)(?:时|的时候|数|余额)?(?:的)?(?:是|有|还有)?(?:多少|几何)?(?:钱|万元|元)?(?:呢)?[?。]*"
)
_COUNTED = re.compile(
    r"(?:(?:这|那|上面|前面|以上|前)的?)?(?P<many>[两二三四五六])(?:个|者|项|笔|样|块|类|种|份)(?:费用|科目|钱|数|数字|支出|经费|项目)?"
)
_ALL = re.compile(
    r"(?:加|合|凑|算)(?:到|在)?一?(?:起来|起|块儿?)|合计|总共|一共|总和|之和|合起来|加总|总计|合并"
)
_APART = re.compile(
    r"相差|差额|差距|差别|差(?:了)?(?:多少|几)|差的(?:这|那)?(?:一)?(?:点|些|块|部分|笔)?(?:钱)?(?=是|有|多少)|之间的?差|(?:哪|谁)(?:一?(?:个|项|笔|边|样))?(?:的)?(?:金额|钱)?(?:更|比较)?(?:多|大|高|少|小|低)(?:些|点|一些)?"
)
_ENDS_APART = re.compile(r"(?:多|少|增加|减少|变化?|增减|差)(?:了|出)?(?:多少|几)")
_MANY = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_FORMER = re.compile(r"前者|前一[项个]|前面那[项个笔]")
_LATTER = re.compile(r"后者|后一[项个]|后面那[项个笔]")
_SHARE = re.compile(r"占(?:了|到|去)?(?:多少|几成|百分之几|多大|比)|占比|比重")


def in_full(earlier: Query, last: Query) -> str | None:
    """The turn with the names of what it points at; '' to leave it, None where nothing can stand."""
    for way in _WAYS:
        text = way(earlier, last)
        if text != "":
            return text
    return ""


def _named(query: Query) -> list[Item]:
    """The items of a query that are more than a general way to ask."""
    return [i for i in query.items if not _general(i)]


def spoken_of(query: Query) -> tuple[str, ...]:
    """What a turn asks of, in its own words: '财政拨款负担的基本支出' is one thing, '甲和乙' are two."""
    items = sorted(_named(query), key=lambda item: item.start)
    said = query.text[items[0].start : items[-1].end] if items else ""
    if len(items) > 1 and _INSIDE_EACH_OTHER.fullmatch(_gaps(said, items)):
        return (said,)
    return tuple(dict.fromkeys(item.text for item in items))


_INSIDE_EACH_OTHER = re.compile(rf"(?:(?:{_IN})?的?|负担的?|安排的?|承担的?)+")


def _gaps(said: str, items: Sequence[Item]) -> str:
    start = items[0].start
    between = (said[a.end - start : b.start - start] for a, b in pairwise(items))
    return "".join(between)


def _general(item: Item) -> bool:
    return bool(GENERIC.intersection(item.concepts)) and not item.labels


def _rows_before(earlier: Query) -> list[Item]:
    named = [i for i in _named(earlier) if not divides(i)]
    return named or [i for i in earlier.context if not divides(i) and not _general(i)]


# ── another column of the same row ───────────────────────────────────────────────────────────


def _other_column(earlier: Query, last: Query) -> str | None:
    """'基本支出呢' after the 项目支出 of a row; '项目支出里有没有这项' after any row."""
    columns = [i for i in last.items if splits(i)]
    rest = [i for i in last.items if i not in columns and not _general(i)]
    rows = _rows_before(earlier)
    if len(columns) != 1 or rest or not rows or last.scope.each:
        return ""
    column = columns[0]
    before = [i for i in earlier.items if splits(i)]
    pointed = re.search(rf"{_IN}.*?(?:{_THAT})", last.text[column.end :])
    row = rows[-1]
    if not (before or pointed or _is_functional(row)) or _IN_IT.match(last.text):
        return ""
    tail = re.sub(rf"^{_IN}", "", last.text[column.end :])
    plain = pointed or asks_plainly(tail.strip("?。")) or not tail.strip("?。呢")
    ask = "是多少" if plain else tail
    years = _taken_before(last, column.start)
    inner = any(i.end <= row.start for i in before) and row in earlier.items
    name = f"{column.text}里{row.text}" if inner else f"{row.text}的{column.text}"
    return f"{years}{name}{ask}"


def _is_functional(row: Item) -> bool:
    """A class of functional spending, or a row that only its label names: its columns divide it."""
    return all(key.startswith("f_") for key in row.concepts)


def _taken_before(query: Query, end: int) -> str:
    """The years that a turn names before a place of it."""
    spans = sorted(s for s in query.scope.taken if s.end <= end)
    return "".join(query.text[s.start : s.end] for s in spans)


# ── the other end of the year ────────────────────────────────────────────────────────────────


def _other_end(earlier: Query, last: Query) -> str | None:
    """'年初的呢' after 年末结转, or after a figure of 资产 at the end of the year."""
    match = _OTHER_END.fullmatch(last.text)
    if match is None:
        return ""
    item = next(iter(reversed(_named(earlier) or list(earlier.items))), None)
    if item is None:
        return ""
    for here, there in _ENDS:
        if here in item.text and match["end"] == there:
            return f"{item.text.replace(here, there)}是多少"
    if match["end"] in item.text:
        return ""
    if re.search(r"年[末初底]|期[末初]", earlier.text):
        return f"{item.text}{match['end'].replace('年底', '年末')}数是多少"
    return f"{match['end']}预算是多少" if match["end"] == "年初" else None


# ── the largest part ─────────────────────────────────────────────────────────────────────────


def _next_in_order(earlier: Query, last: Query) -> str | None:
    """'第二大的呢' after '最大的是哪个': the same question with the other place."""
    match = _OTHER_PLACE.fullmatch(last.text)
    if match is None or not earlier.asks("largest", "smallest") or last.scope.each:
        return ""
    asked, count = _MOST.subn(match["place"], earlier.asked, count=1)
    return asked if count else ""


_OTHER_PLACE = re.compile(
    r"(?:那么?|还有)?(?:金额)?(?P<place>第[二三四五][大多高]|最[小少低大多高])的?(?:一?[个项块笔])?(?:项目|科目)?(?:是)?(?:呢|哪一?[个项块笔]?|什么)*[?。]*"
)


def _largest_part(earlier: Query, last: Query) -> str | None:
    """'最大的一项是什么' is the largest part of what was spoken of, never that itself."""
    if not _MOST.search(last.text) or _named(last) or last.scope.each:
        return ""
    inside = _IN_IT.match(last.text)
    asked = last.text[inside.end() :] if inside else _LEAD.sub("", last.text)
    match = _MOST_ALONE.fullmatch(asked)
    whole = next(iter(reversed(_named(earlier) or list(earlier.items))), None)
    if match is None or whole is None or earlier.asks("largest", "smallest"):
        return ""
    way = match["way"] or match["way2"] or "大"
    way = {"多": "大", "高": "大", "贵": "大", "少": "小", "低": "小"}.get(way, way)
    project = match["what"] == "项目" or "project" in whole.concepts
    return f"{whole.text}中金额最{way}的一个{'项目是哪个' if project else '是什么'}".replace(
        "一个是什么", "一项是什么"
    )


# ── several turns together ───────────────────────────────────────────────────────────────────


def _of_turns(earlier: Query, last: Query) -> str | None:
    """'这两项一共多少', '三项合计', '加起来呢', '前者是后者的几倍': the items of the turns before."""
    if _named(last) or last.scope.each or last.topics:
        return ""
    trail = earlier.trail or spoken_of(earlier)
    former, latter = _FORMER.search(last.text), _LATTER.search(last.text)
    if (former or latter) and (earlier.beside or earlier.before):
        return "相差多少" if re.search(r"[多少高低]|差", last.text) else None
    if former or latter:
        if len(trail) != 2:
            return None
        return _LATTER.sub(trail[1], _FORMER.sub(trail[0], last.text))
    counted, joined = _COUNTED.search(last.text), _ALL.search(last.text)
    apart = _APART.search(last.text) or (
        _ends_of_year(trail) and _ENDS_APART.search(last.text) is not None
    )
    if not (joined or apart) or re.search(
        r"[两二三四]年|上年|去年|年初|预算|决算|\d{4}", last.text
    ):
        return ""
    if earlier.before or earlier.beside or earlier.stage_before:
        return ""
    if counted is None and (len(trail) < 2 or (apart and len(trail) != 2)):
        return ""
    many = _MANY[counted["many"]] if counted else len(trail)
    if len(trail) < many:
        return None if len(trail) > 1 or many > 2 else ""
    names = list(trail[-many:])
    if apart and many == 2:
        return f"{names[0]}比{names[1]}多多少"
    asked = _LEAD.sub("", last.text)
    asked = _COUNTED.sub("", asked, count=1) if counted else asked
    if _SHARE.search(asked):
        return ""
    lead = "、".join(names[:-1]) + "和" + names[-1]
    return lead + (asked if re.search(r"多少|几", asked) else asked.rstrip("呢?。") + "是多少")


def _ends_of_year(trail: Sequence[str]) -> bool:
    """年末结转 and 年初结转: the same thing at both ends of the year."""
    return len(trail) == 2 and len({re.sub(r"[年期][初末]", "", name) for name in trail}) == 1


# ── the part that one kind of money pays ─────────────────────────────────────────────────────


def _of_one_fund(earlier: Query, last: Query) -> str | None:
    """'财政拨款负担的那部分呢' after 基本支出 is the 基本支出 that it pays."""
    named = _named(last)
    wholes = [i for i in _named(earlier) if not divides(i)] or _named(earlier)
    if len(named) != 1 or len(wholes) != 1 or last.scope.each or not divides(named[0]):
        return ""
    fund, whole = named[0], wholes[0]
    tail = last.text[fund.end :]
    if splits(fund) or whole.text == fund.text or not _PAID_PART.match(tail):
        return ""
    years = _taken_before(last, fund.start)
    return f"{years}{fund.text}负担的{whole.text}是多少"


_PAID_PART = re.compile(
    r"(?:里|上|这边|那边)?(?:负担|承担|安排|出|给|拨|支付|解决|来|保障)?(?:的)?(?:(?:这|那)(?:一)?(?:部分|块|份|笔|些)|部分)"
)


# ── a number of something else of it ─────────────────────────────────────────────────────────


def _counted_of_it(earlier: Query, last: Query) -> str | None:
    """'得了多少分' after a project is the score of that project."""
    wholes = _named(earlier)
    if not wholes:
        return ""
    heads = all(_HEADS.fullmatch(i.text) for i in last.items) and _is_functional(wholes[-1])
    if (last.items and not heads) or last.topics or last.scope.each or len(wholes) != 1:
        return ""
    if not _OTHER_COUNT.search(last.text) or _IN_IT.match(last.text):
        return ""
    asked = re.sub(rf"^(?:那么?|又|还)?(?:{_THAT})?(?:的)?", "", last.text)
    return f"{wholes[0].text}{asked}"


_HEADS = re.compile(r"(?:多少|几)个?(?:人|名|位)|人数")
_OTHER_COUNT = re.compile(
    r"(?:多少|几)(?:个)?(?:分(?!之)|人|名|户|盏|平方米|平米|公里|吨|场|次|天)"
)


# ── a share of what was spoken of ────────────────────────────────────────────────────────────


def _share_of_it(earlier: Query, last: Query) -> str | None:
    """'工程占多少' after 政府采购 is its share in 政府采购."""
    named, match = _named(last), _SHARE.search(last.text)
    if match is None or len(named) != 1 or last.scope.each or named[0].end > match.start():
        return ""
    part = named[0]
    ordered = earlier.asks("largest", "smallest")
    before = (_named(earlier), [i for i in earlier.outer if not _general(i)])
    wholes = [found[0] for found in before if len(found) == 1 and found[0].text != part.text]
    whole = next((i for i in wholes if ordered or part_of(part, i)), None)
    if whole is None:
        return ""
    if re.search(r"占(?:了|到|去)?(?:多少|几)(?:钱|万|元|亿)", last.text):
        return ""
    at = match.start() + 1
    return f"{last.text[:at]}{whole.text}的{last.text[at:].lstrip('了到去')}"


def part_of(part: Item, whole: Item) -> bool:
    """Whether one item is known to be a part of another: 人员经费 of 基本支出, 工程 of 政府采购."""
    if implied(whole, [part]):
        return True
    concepts = lexicon().concepts
    if splits(whole):
        inner = any(concepts[key].aspect in ("人员经费", "公用经费") for key in part.concepts)
        return not splits(part) or (inner and whole.text.startswith("基本支出"))
    return "procurement" in whole.concepts and part.text[:2] in ("货物", "工程", "服务")


_WAYS: tuple[Callable[[Query, Query], str | None], ...] = (
    _other_column,
    _of_one_fund,
    _other_end,
    _next_in_order,
    _largest_part,
    _of_turns,
    _share_of_it,
    _counted_of_it,
)
