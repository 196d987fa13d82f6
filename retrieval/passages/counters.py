"""What kind of number is asked for, and which numbers of a sentence are of that kind and of that thing.

Takes a folded question and a sentence, gives the numbers that fit: of the unit asked for, governed by
the question's words, a change only where a change is asked. Knows no documents.

    '用地面积大约几平方米'   wants 平方米        '用地面积约为4000.6平方米，…建筑面积约为13459平方米' -> 4000.6
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from ingest.amount import number
from retrieval.printed.prose import Line, Passage
from retrieval.understand.accounted import pairs_of

__all__ = [
    "ASKED",
    "MONEY",
    "Said",
    "Wanted",
    "counts_people",
    "each_counted",
    "fitting",
    "head_pairs",
    "quantities",
    "wanted_number",
]

MONEY = "元"

_COUNTERS = "个百分点|场次|架次|平方米|平方公里|平米|公里|公顷|万人次|人次|人天|批次|课时|学时|小时|个人|百分点|度|分(?!之)|家|%|场|篇|亩|吨|户|座|所|件|项|次|期|讲|届|批|名|位|人|辆|台|套|张|册|部|条|处|栋|幢|层|间|米|天|年|年度|个月|月|期|轮|组|支|份|种|类|单|例|宗|起|艘|架|把|块|只|根|株|级|个"
ASKED = re.compile(rf"(?:多少|几(?!乎|成))(?:个(?={_COUNTERS}))?(?P<counter>{_COUNTERS})")
_COUNTED = re.compile(r"(?:多少|几)个(?P<noun>[\u4e00-\u9fff]{2,})")
_SHARES = ("%", "‰")
_PEOPLE = re.compile(
    r"(?:多少|几)(?![名位个口])(?P<noun>[\u4e00-\u9fff]{0,4}(?:妇女|老人|老年人|儿童|孩子|学生|群众|居民|患者|病人|村民|农民|教师|老师|职工|干部|党员|残疾人|青年|人员|护士|医生|考生|客人|游客|军人|村医|医师|保安|辅警|民警|志愿者|网格员|司机|专家|独生子女))"
)
"""'给多少妇女做检查': people are counted, though no counter says so."""
_HOUSEHOLDS = re.compile(r"居民|群众|村民|农民|残疾人")
_THINGS = frozenset("个家处件项条艘支座台辆套块所份篇种类栋幢架把只根株口部盏组")
"""Counters of things: which of them a thing is counted with is a matter of style."""
_AREA = re.compile(r"多大(?:面积)?|面积\|*[^,;。?]{0,6}(?:多少|多大|几)")
_AREA_NOUN = re.compile(r"面积|展位|场地|展厅|用地|占地|房屋|办公用房|用房|展区")
_RATIO = re.compile(
    r"比重|比例|占比|[^频利税汇费功]率(?=[^\u4e00-\u9fff]|是|要|为|达|有|多|到|[控保]|不[低高少])|百分之[几多]|百分比|增速|增幅|占[^,?]{0,14}(?:多少(?!元|万|亿|钱)|几成)"
)
_HOW_LARGE = re.compile(r"(?:多大|多高)的?(?P<share>比重|比例)")
"""'占GDP多大比重' asks as '占GDP比重多少' does."""
_HOW_HIGH = re.compile(r"有?多(?P<way>[高宽深厚])(?=[?。,()]|$)")
_MONEY = re.compile(
    r"多少(?:万元|亿元|元|万|亿|钱|资金|经费|预算|款|财政性?资金|投资)|(?:多少|几)(?=$|[?。,|])|几万|几亿|几元|金额|值多少"
)
_MOVED = re.compile(
    r"(?P<down>少|减少|下降|降低|降|压减|压缩|减|跌|缩减|节省|节约)(?:了|掉|去|出)?(?:大约|约)?(?:多少|几)|(?P<up>多|增加|增长|上升|提高|涨|(?<!新)增|升|扩大|多出)(?:了|出)?(?:大约|约)?(?:多少|几)"
)
_DOWN = r"降低?|下降|减少|减|缩短|缩减|压缩|压降|压减|少"
_UP = r"提高|提升|增加|增长|升|上升|增|涨|扩大|扩"
_BECAME = re.compile(
    rf"(?:(?P<down_to>{_DOWN})|(?P<up_to>{_UP})|(?P<turned_to>调整|变更?|改))(?:了)?[到至为成]了?(?=多少|几)"
)
"""'从72小时降到多少小时' asks what it became, in whatever word the document says so."""
_WAYS = {
    "down": re.compile(r"减|少|降|压|缩|省|节"),
    "up": re.compile(r"增|多|升|涨|提高|扩"),
    "down_to": re.compile(rf"(?:{_DOWN})[到至为]$"),
    "up_to": re.compile(rf"(?:{_UP})[到至为]$"),
    "turned_to": re.compile(rf"(?:调整|变更?|改|{_DOWN}|{_UP})[到至为成]$"),
}
_CHANGES = re.compile(
    r"(?:比|较|同比).{0,14}[增减升降少多]|(?:扩招|新招|增招|增设|增开|增加|减少|增长|下降|降低|提高(?!到)|上升|压减|压缩)(?:了|额|幅度)?(?:约|为)?$"
)
_SAME = (
    frozenset({"人", "名", "位", "个人"}),
    frozenset({"平方米", "平米", "㎡", "m2"}),
    frozenset({"个百分点", "百分点", "%"}),
    frozenset({"%", "‰"}),
    frozenset({"辆", "台"}),
    frozenset({"家", "户", "个"}),
    frozenset({"场", "次", "场次"}),
    frozenset({"项", "个"}),
    frozenset({"批", "批次"}),
    frozenset({"天", "日"}),
)
_VISITS = re.compile(r"接待|参观|培训|出国|出访|就诊|服务")
"""How many came is printed as 人次 where one may come twice."""
_QUESTION = re.compile(r"(?:是|为|有|达到?|占到?)*(?:多少|几|多大|百分之)")
_NUMBER = r"(?<![\d.])\d[\d,]*(?:\.\d+)?"
_HEAD_PAIRS = 4
_WHOLE = 4
"""So many characters of the name of an amount must be printed as one word: '基本支出' is no '基本养老支出'."""
_SPENT_ON = re.compile(r"(?:主要|具体)?(?:用于|包括|反映|用来)[^,;。]*")
"""What an amount is spent on is not what it is the amount of."""
_BREAK = re.compile(r"[,;。:()!?]")


_ONE_OF = re.compile(rf"一(?:{_COUNTERS})(?=[\u4e00-\u9fff])")
"""'一条线索平均多少小时': one of them says no more than the average does."""
_VEHICLES = re.compile(r"(?:[专公]?用)?车辆?")
"""'执法车', '执法用车' and '执法车辆' are one thing."""


class Wanted(NamedTuple):
    """The units that fit, the question without the number asked for, and which way it moved.

    `head`: the word that the number is of, '建筑面积' in '新馆的建筑面积是多少'.
    """

    units: tuple[str, ...]
    rest: str
    head: str
    way: str | None = None

    @property
    def short(self) -> str:
        """'在校生' of 在校学生: its first word and its last character."""
        return self.head[:2] + self.head[-1] if len(self.head) == _WHOLE else ""


class Said(NamedTuple):
    """One number that fits: its line, as printed, with its unit."""

    line: Line
    printed: str
    value: Decimal
    unit: str


def wanted_number(asked: str) -> Wanted | None:
    """The kind of number that a question asks for; None where it asks for none."""
    asked = _HOW_LARGE.sub(r"\g<share>多少", asked)
    asked = _HOW_HIGH.sub(r"的\g<way>度多少米", asked)
    moved = _BECAME.search(asked) or _MOVED.search(asked)
    way = moved.lastgroup if moved else None
    rest = asked[: moved.start()] + "|" + asked[moved.end() :] if moved else asked
    if moved and "平均" in asked:
        rest = _ONE_OF.sub("|", rest)
    units = _units(asked)
    if not units:
        return None
    rest = ASKED.sub("|", rest)
    rest = _MONEY.sub("|", rest)
    return Wanted(units, rest, _head(asked, moved), way)


def each_counted(asked: str) -> list[str]:
    """'接待了多少批次、多少人' as one question for each of the things counted; [] where it is one."""
    found = list(ASKED.finditer(asked))
    if len({match["counter"] for match in found}) < 2:
        return []
    last = max(match.end() for match in found)
    between = asked[found[0].end() : last]
    if not re.fullmatch(
        r"[\u4e00-\u9fff]{0,5}?[、,和与及以]+(?:又|还)?(?:有|是|接待了?|共)*",
        ASKED.sub("", between),
    ):
        return []
    before, behind = asked[: found[0].start()], asked[last:]
    return [f"{before}{match[0]}{behind}" for match in found]


def _head(asked: str, moved: re.Match[str] | None) -> str:
    """The word right behind '几期', else of the last word before the question word."""
    counted = ASKED.search(asked)
    match = moved or counted or _QUESTION.search(asked)
    if match is None:
        return ""
    behind = re.split(r"[|,的;。?]", asked[match.end() :])[0] if match is counted else ""
    for run in (behind, *reversed(re.split(r"[|,的;。、]", asked[: match.start()]))):
        if pairs_of(run):
            named = _TOGETHER.sub("", run.rstrip("有了得要达到占是为设办开"))
            named = _INTENDED.sub("", named) or named
            return _MEASURE.sub("", named) or named
    return ""


_TOGETHER = re.compile(
    r"(?:要?(?:控制|保持|稳定|维持|压降?)(?:在|到)?|一共|总共|共计|合计|总计|共|大约|大概|约)+$"
)
_INTENDED = re.compile(r"^(?:打算|计划|预计|准备|预备|总共|一共|共)+(?=[\u4e00-\u9fff]{2})")
_MEASURE = re.compile(r"(?:账面|资产)?(?:总)?(?:价值|金额|数量|数目|人数|总数|总量)$")
"""Names of the measure itself: the unit of the number says them."""


def head_pairs(wanted: Wanted, weights: Mapping[str, float]) -> list[str]:
    """The last pairs of the word that the number is of, those that the document prints."""
    return [pair for pair in pairs_of(wanted.head)[-_HEAD_PAIRS:] if pair in weights]


def counts_people(asked: str) -> bool:
    """'给多少妇女做检查': heads are asked for, though no counter says so."""
    return _PEOPLE.search(asked) is not None


def _units(asked: str) -> tuple[str, ...]:
    match = ASKED.search(asked)
    if match:
        counter = match["counter"]
        alike = {unit for group in _SAME if counter in group for unit in group}
        alike |= {"人次"} if "人" in alike and _VISITS.search(asked) else set()
        return (counter, *sorted(alike - {counter}))
    if people := _PEOPLE.search(asked):
        households = ("户",) if _HOUSEHOLDS.search(people["noun"]) else ()
        return ("人", "个人", "人次", "名", "位", *households)
    if _AREA.search(asked) and _AREA_NOUN.search(asked):
        return ("平方米", "平米", "㎡", "平方公里", "亩", "公顷")
    if _RATIO.search(asked):
        return _SHARES
    if _COUNTED.search(asked):
        return ("个", "家", "项")
    if _MONEY.search(asked):
        return ("万元", "亿元", "元")
    return ()


def quantities(
    key: str, wanted: Wanted, stands: Callable[[str], bool]
) -> list[tuple[str, str, bool]]:
    """The numbers of the kind asked for in a short text: printed, unit, whether the word is beside it."""
    asked = set(re.findall(_NUMBER, wanted.rest))
    found = []
    for match in _of_kind(wanted).finditer(key):
        before, _ = _clause(key, match.start(), match.end())
        if match["number"] in asked or not stands(_with_clause(key, match.end())):
            continue
        if _moves_as_asked(before, wanted):
            behind = _ends_with(before, wanted) or before.endswith(wanted.head[-_WHOLE:] or "|")
            behind = behind or key.startswith(wanted.head or "|", match.end())
            found.append((match["number"], match["unit"], behind))
    return found


def _of_kind(wanted: Wanted) -> re.Pattern[str]:
    units = "|".join(map(re.escape, sorted(wanted.units, key=len, reverse=True)))
    many = "" if MONEY in wanted.units[0] else "万?"
    return re.compile(rf"(?P<number>{_NUMBER})(?:余|多|左右)?(?P<unit>{many}(?:{units}))")


def fitting(
    said: Passage,
    wanted: Wanted,
    weights: Mapping[str, float],
    *,
    exact: bool = False,
    stands: Callable[[str], bool] = lambda _: True,
) -> list[Said]:
    """The number of a sentence that is of the kind and governed by most words of the question.

    `exact`: only a number that stands right behind the word that is asked for. `stands`: whether a
    number fits by what the sentence says as far as the end of its clause.
    """
    asked = set(re.findall(_NUMBER, wanted.rest))
    head = head_pairs(wanted, weights)
    of_money, least = MONEY in wanted.units[0], min(len(wanted.head), _WHOLE)
    found: list[tuple[tuple[bool, int, float, bool], Said]] = []
    if not _says_part(said.key, wanted):
        return []
    for match in _of_kind(wanted).finditer(said.key):
        before, behind = _clause(said.key, match.start(), match.end())
        value = number(match["number"])
        around = f"{before}|{behind}"
        ahead = _SPENT_ON.sub("|", f"{said.key[: match.start()]}|{behind}")
        behind_it = _ends_with(before, wanted) or _same_vehicles(wanted, before)
        behind_it = behind_it or said.key.startswith(f"({wanted.head or '|'})", match.end())
        of_head = all(pair in ahead for pair in head) or behind_it
        of_head = of_head and (not of_money or _suffix(wanted.head, ahead) >= least)
        other = bool(_DONE.search(before)) is not bool(_DONE_ASKED.search(wanted.rest))
        if exact and not behind_it:
            continue
        if _FROM.search(before) and _TO.match(said.key, match.end()):
            continue
        if _EACH.search(_BREAK.split(said.key[: match.start()])[-1]) and not _EACH.search(
            wanted.rest
        ):
            continue
        if match["number"] in asked or not stands(_with_clause(said.key, match.end())):
            continue
        if value is not None and of_head and not other and _moves_as_asked(before, wanted):
            named = _suffix(wanted.head, around)
            told = sum(w for pair, w in weights.items() if pair in around)
            inner = "其中" in _since_stop(said.key[: match.start()]) or said.key[
                : match.start()
            ].count("(") > said.key[: match.start()].count(")")
            one = Said(said.line, match["number"], value, match["unit"])
            beside = behind_it or said.key.startswith(wanted.head or "|", match.end())
            found.append(((beside, named, round(told, 6), not inner), one))
    best = max((grade for grade, _ in found), default=None)
    fits = [one for grade, one in found if grade == best]
    return fits or _counted_otherwise(said, wanted, stands)


def _since_stop(text: str) -> str:
    """What stands before a number in its part of the sentence: '其中:甲0批次,0人次' is all of parts."""
    return re.split(r"[;。]", text)[-1]


def _counted_otherwise(said: Passage, wanted: Wanted, stands: Callable[[str], bool]) -> list[Said]:
    """'科考船2艘' tells how many 条 there are: the thing itself stands right before its number."""
    counters = "".join(_THINGS)
    if len(wanted.head) < _FEWEST_SAID or wanted.way or wanted.units[0] not in _THINGS:
        return []
    found = []
    for match in re.finditer(rf"(?P<number>{_NUMBER})(?P<unit>[{counters}])", said.key):
        before, _ = _clause(said.key, match.start(), match.end())
        at = before.rfind(wanted.head)
        close = at >= 0 and len(before) - at - len(wanted.head) <= _BETWEEN
        value = number(match["number"])
        if close and value is not None and stands(_with_clause(said.key, match.end())):
            other = bool(_DONE.search(before)) is not bool(_DONE_ASKED.search(wanted.rest))
            if not other and _moves_as_asked(before, wanted):
                found.append(Said(said.line, match["number"], value, match["unit"]))
    return found


_FEWEST_SAID = 2
_BETWEEN = 2
"""Characters between a thing and its number: '发明专利授权25件'."""


_EACH = re.compile(r"每[\u4e00-\u9fff]|[人户车]均|平均")
"""'每千人5批次' is no number of all of them."""
_FROM = re.compile(r"[由从][\u4e00-\u9fff]{0,4}$")
_TO = re.compile(
    r"(?:增加|提高|减少|降低|下降|压缩|压减|调整|扩大|缩短|增|减|降|升|提升|延长)[到至为]"
)
"""'由每周2次增加到3次': it is 3 now."""

_PART_OF = re.compile(r"(?P<part>[\u4e00-\u9fff]{2,})占")
_WILLING = re.compile(r"(?:所|要|应|须|约|将|预计|计划)+$")


def _says_part(key: str, wanted: Wanted) -> bool:
    """Whether a share is of what is asked: '企业研发投入' is not said by '企业…全社会研发投入'."""
    match = _PART_OF.search(wanted.rest) if wanted.units == _SHARES else None
    if match is None:
        return True
    part = re.split(r"提出|要求|里|中|的", _WILLING.sub("", match["part"]))[-1]
    return part in key


_COUNTED_BEFORE = re.compile(rf"{_NUMBER}(?:{_COUNTERS})(?:\([^)]*\))?[,、]?$")


def _suffix(head: str, text: str) -> int:
    """How many characters of the end of a word a text prints."""
    return max((n for n in range(2, len(head) + 1) if head[-n:] in text), default=0)


def _clause(key: str, start: int, end: int) -> tuple[str, str]:
    """What stands around a number, to the next number or break.

    '车辆31辆，682.41万元': an amount right behind a count is of what was counted.
    """
    counted = _COUNTED_BEFORE.search(key[:start])
    start = counted.start() if counted else start
    before = _BREAK.split(re.split(_NUMBER, key[:start])[-1])
    last = before[-1] if len(before[-1]) > 1 or len(before) < 2 else before[-2]
    behind = re.split(_NUMBER, re.split(r"、", _BREAK.split(key[end:])[0])[0])[0]
    return last, behind


def _same_vehicles(wanted: Wanted, before: str) -> bool:
    """'几辆执法车' is told by '购置执法用车12辆'."""
    head, said = (_VEHICLES.sub("车", text) for text in (wanted.head, before))
    return head.endswith("车") and len(head) > 1 + len("车") and said.endswith(head)


def _with_clause(key: str, end: int) -> str:
    """A sentence as far as the end of the clause that a number stands in."""
    return key[:end] + re.split(r"[,;。!?]", key[end:])[0]


def _ends_with(before: str, wanted: Wanted) -> bool:
    """'房屋38460平方米': the number stands right behind the word, or its short form."""
    said = _BEFORE_NUMBER.sub("", before)
    head = wanted.head.removesuffix("面积") or "|"
    return said.endswith((wanted.head or "|", head)) or bool(
        wanted.short and said.endswith(wanted.short)
    )


_BEFORE_NUMBER = re.compile(r"(?:总?面积|总?金额|总数|合计|共计?|总计|达到?|约|为|有|是)+$")
_DONE = re.compile(
    r"拟(?![定制订])|新增|新购|处置|报废|出租|出借|转让|(?<!物资)购置(?!税|及|和|费)"
)
_DONE_ASKED = re.compile(r"拟(?![定制订])|新增|(?<!采)购(?!及|和)|买|添置|处置|报废|出租|出借|转让")
"""What is bought, sold or let in a year is not what there is."""


def _moves_as_asked(before: str, wanted: Wanted) -> bool:
    """A change only where one is asked, and in the direction asked."""
    if wanted.way is None:
        return not _CHANGES.search(before)
    return bool(_WAYS[wanted.way].search(before))
