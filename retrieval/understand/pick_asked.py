"""Which rows of a table a question picks: a bound, an order, the kind of thing, what is wanted of them.

Takes the text of a question (unit and year struck out), gives a Pick. Knows no tables.

    '自评得分最低的三个项目'        ->  three of the least, of the kind 项目
    '哪些村的户籍人口超过2000人'     ->  above 2000 人, of the kind 村
    '农机站的项目加起来多少'         ->  all that the words fit, added
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ingest.structure.numbering import chinese_number
from retrieval.understand.size_asked import LISTING, YUAN, bound_side

__all__ = ["Bound", "Order", "Pick", "names_asked", "pick_asked"]

_NUMBER = r"(?P<number>\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千]+)"
_MONEY = r"亿元|百万元|万元|千元|元|亿|万|千块|块"
_UNIT = rf"(?P<unit>{_MONEY}|%|分(?!之)|人|名|台|套|辆|个(?!项目|单位)|件|平方米|平米|公里|亩|户|次|座|所|张|吨|册|床|顶)(?:钱|的)?"
_OVER = r"(?:超过|大于|高于|多于|达到)(?:或者?)(?:等于|达到|超过)|大于等于|不低于|不少于|至少|超过了?|大于|高于|多于|过|超|达到?|上|满|不到|不足|不满|低于|少于|小于|不超过|不高于|至多|没到|没超过|没达到"
_BOUND = re.compile(
    rf"(?P<over>{_OVER})?(?:有|了)?{_NUMBER}(?:多|余)?{_UNIT}(?P<end>及?以上|往上|开外|及?以下|以内|(?!以))"
)
_BETWEEN = re.compile(
    rf"(?:在|介于|处于|从)?{_NUMBER}(?P<first>{_MONEY}|%|分|人|平方米)?(?:到|至|和|与|~|-|—)(?P<number2>\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千]+){_UNIT}(?:之间|中间|区间|这个区间|范围)(?:内|里)?"
)
_N = r"[一二两三四五六七八九十]|\d{1,2}"
_COUNTERS = r"(?:名|个|家|项(?!目)|位|大|款|类|笔|种|所|件|样|台)"
_WAY = r"最(?P<way>[高大多贵长重低小少短]|便宜|靠前|靠后)的?"
_TOP = re.compile(
    rf"(?P<n3>{_N}){_COUNTERS}?(?:项目|单位)?{_WAY}(?:前)?(?P<n>{_N})?{_COUNTERS}?"
    rf"|(?:排(?:名|在|列)?)?(?P<back>后|倒数)?(?:前|(?<=后)|(?<=倒数))(?P<m>{_N}){_COUNTERS}"
    rf"|(?:排(?:名|在|行)?|位列|位居)?(?P<last>倒数)?第(?P<nth>[一二三四五])(?:[大多高低小少]的?|名|位|个|贵的?)?"
)
_TOP_PLAIN = re.compile(rf"{_WAY}(?:前)?(?P<n>{_N})?{_COUNTERS}?")
_MORE = re.compile(
    r"(?:哪一?[个项家]|谁|哪)(?:的)?(?:更|比较|要)?(?P<way>[贵多大高少小低])(?:(?:一)?[些点])?(?=[?。]*$|呢)"
)
"""'哪个贵一些': of rows told before, the first of them."""
_SORTED = re.compile(
    r"(?:按|从|由)?[^,|]{0,6}?(?:(?P<down>[从由]?[高大多]到[低小少])|(?P<up>[从由]?[低小少]到[高大多]))(?:地|的)?(?:顺序)?(?:排|列)?(?:序|一下|列|出来?)*"
)
_FEW = frozenset("低小少短") | {"便宜", "靠后"}
_UNITS = r"单位|部门|机构|家|学校|中学|小学|幼儿园|医院|卫生院|村(?:\(?社区\)?|居)?|社区|年级|街道|乡镇|镇|市|县|区|地区|地方|州|大队|支队|中队|派出所|科室"
_ASKED_UNIT = re.compile(
    rf"(?:哪|几|多少|各)(?:[些几一两三四五六]|个|家|所|座|下属|所属|直属|预算|基层|二级|事业)*(?P<noun>{_UNITS})"
    rf"|(?:下属|所属|直属|基层|二级|预算)?(?P<noun2>{_UNITS})(?!(?:都|各)?(?:有|做了?|实施了?|负责)?哪[些几一]*[个项]?(?:项目|采购|设备|东西|任务|专项|事))(?=(?:都|分别|各)?(?:有|是|叫)?(?:哪|几[个家所]|多少[个家所])|最[多少大小高低]|[?。]*$)"
    rf"|(?:{_N})(?:个|家|所)(?:下属|所属|直属|预算|基层|二级|事业)*(?P<noun3>{_UNITS})"
)
_SERVICES = re.compile(r"政府(?:向社会)?(?:购买|买)(?:的)?服务|购买服务")
_ASSETS = re.compile(r"(?:新增|配置|新配)(?:的)?(?:资产|设备)|资产配置|资产")
_GOODS = re.compile(
    r"采购|购买|购置|置办|添置|(?<![购])买|(?<!办公)(?<!专用)设备(?!购置|更新|费)|货物|物品|品目"
)
_PROJECTS = re.compile(r"项目(?!支出(?!的?项目)|编[码号]|代码)|任务|活动|专项")
_INDICATORS = re.compile(r"指标")
_TOTAL = (
    r"(?:一共|总共|共计|合计|合起来|加起来|加在一起|加一起|加总|总和|之和|统共|拢共|总计|总额|总数)"
)
_SUM = re.compile(
    rf"{_TOTAL}(?:是|有|要|花|为|安排|占|需|用|得)*(?:了|掉)?(?:多少|几)(?:钱|万元?|亿元?|元|分|人|台|辆|个(?!项目|单位|村|学校))?|{_TOTAL}(?:又|呢|是)?[?。]*$|(?:总和|之和|总额)(?=[是为])"
)
_COUNT = re.compile(
    r"(?<![哪这那])(?:一共|总共|共)?(?:有|是)?(?:多少|几)(?:个|家|项|所|种|款|笔|样|件)(?:项目|单位|学校|村|科目|指标|任务)?"
)
_ASKS = re.compile(
    r"哪|什么|啥|谁|几[个项家所种笔台样款件]|多少|各(?:是|有|要)?|分别|列|名单|清单|明细|都有|啥|有没有|点名|排(?:一?下|序|个序|列)|的(?:项目|采购|采购项目|单位|村|学校|专项|品目|设备)[?。,]*$|前[一二两三四五六七八九十\d]|最"
)
_NAMED = re.compile(
    r"(?:名称|名字|名)(?:里|中|上)?(?:面)?(?:带|含|有|包含)(?:有|着)?(?P<a>[\u4e00-\u9fff]{2,6}?)(?:二字|两字|字样|字)?(?:的|(?=[,|]))"
    r"|(?:带|含)有?(?P<b>[\u4e00-\u9fff]{2,6}?)(?:二字|两字|字样|字|两个字)(?:的)?"
    r"|(?:跟|和|与|同)(?P<c>[\u4e00-\u9fff]{2,6}?)(?:有关|相关|沾边|挂钩|搭边|有联系|有关系)(?:的)?"
    r"|(?:涉及|关于)(?:到)?(?P<d>[\u4e00-\u9fff]{2,6}?)的"
    r"|(?P<e>[\u4e00-\u9fff]{2,6}?)(?:相关|有关)的?(?=项目|采购|科目|支出项)"
)
_AND_MONEY = re.compile(r"[,、](?:一共|总共|合计|共)?(?:是|有|要|花)?(?:了)?多少(?:钱|万)")
"""'一共几个,多少钱': how many they are, and their sum."""
_HOW_MANY = re.compile(
    r"(?:各|分别|都)*(?:自)?(?:是|要|有|得|买|考|配|为)?(?:了)?(?:多少|几)(?:个)?(?:[台套辆件部张架艘顶床册人名分份亩户吨次项所](?:\([台套辆件]\))?|平方米|平米|公里|百分点)"
)
_EACH = re.compile(r"各(?=单位|学校|村|社区|地区|市|县|项目|家|所)|每[个家所]")


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit on a figure: `side` above, from, below or to; `money` in 元."""

    value: Decimal
    unit: str
    side: str
    money: bool
    start: int
    end: int
    upper: Decimal | None = None

    def holds(self, value: Decimal) -> bool:
        """Whether a value lies on the side of the limit that is asked for, or between two."""
        if self.upper is not None:
            return self.value <= value <= self.upper
        if self.side == "below":
            return value < self.value
        if self.side == "to":
            return value <= self.value
        return value > self.value if self.side == "above" else value >= self.value


@dataclass(frozen=True, slots=True)
class Order:
    """The first `count` by size (0: all of them), or the one at place `nth`."""

    least: bool
    count: int
    nth: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pick:
    """The rows that a question picks; `text` has strokes where something of it was understood.

    - `kind`: unit, services, assets, goods, project, indicator, or '' where it is not said; `noun` of a unit.
    - `named`: what the names of the rows have in them.
    - `stated`: how many rows the question says are picked; `among`: how many there are in all.
    """

    text: str
    kind: str
    noun: str
    bound: Bound | None
    order: Order | None
    named: str
    summed: bool
    counted: bool
    stated: int
    among: int = 0


def pick_asked(text: str, *, told: bool = False) -> Pick | None:
    """What is picked and how; None where no rows are asked for, or by two limits at once.

    `told`: the rows were told before, and what is asked of them need not say so.
    """
    if not told and not _ASKS.search(text) and not _SUM.search(text):
        return None
    bounds = [(m, side) for m in _BOUND.finditer(text) if (side := bound_side(m))]
    if len(bounds) > 1 and not _BETWEEN.search(text):
        return None
    left = text
    bound = None
    if between := _BETWEEN.search(text):
        bound = _between(between)
        left = _struck(left, between)
    elif bounds:
        match, side = bounds[0]
        bound = _bound(match, side)
        left = _struck(left, match)
    order, left = _order(left)
    if told and order is None and (more := _MORE.search(left)):
        order = Order(more["way"] in _FEW, 1, 0, *more.span())
        left = _struck(left, more)
    if order == _UNCLEAR:
        return None
    summed, counted = _SUM.search(left), _COUNT.search(left)
    left = re.sub(_TOTAL, lambda m: "|" * len(m[0]), left) if not summed else left
    named = _NAMED.search(left)
    kind, noun = _kind(left)
    stated = _stated(left) if order is None else 0
    for words in (_NAMED, _SUM, _COUNT, _HOW_MANY, _STATED, LISTING, _EACH, _PLAIN):
        left = words.sub(lambda m: "|" * len(m[0]), left)
    return Pick(
        left,
        kind,
        noun,
        bound,
        order,
        next((g for g in named.groups() if g), "") if named else "",
        (summed is not None and not (counted and summed.start() == counted.start()))
        or (counted is not None and _AND_MONEY.search(text) is not None),
        counted is not None,
        stated,
        _number(among["n"]) if (among := _AMONG.search(text)) else 0,
    )


def names_asked(text: str) -> bool:
    """Whether rows are chosen by a word in their names: '名称里带医疗的科目'."""
    return _NAMED.search(text) is not None and re.search(r"科目|项目|名称|名字", text) is not None


_UNCLEAR = Order(False, -1, -1, 0, 0)
_AMONG = re.compile(
    rf"(?P<n>{_N})(?:家|个|所)(?:下属|所属|预算|直属|基层|二级)*(?:单位|项目|学校|村)(?:当?中|里)"
)
"""'五家预算单位中': so many rows the table must have."""
_STATED = re.compile(
    rf"(?:^|\||那|这|的|共有?|列了|[有里中])(?P<n>{_N})(?:个|家|项|所|笔|种|大|样)"
)
_PLAIN = re.compile(
    r"(?:都)?(?:在)?(?:管|干|做|办|搞|实施|负责|承担|牵头|执行)(?:实施)?(?:了|过|的)?|(?:打算|准备|计划|拟|要|需要?)(?=采|买|购|花|做|配|添)|(?:采购|购买|买|购置|配置|添置|配)(?:了|的|些|到)?|(?<!安)排(?:名|行|序|在)?|分到|得到?|拿到?|花(?:费|钱|了|的)*|用(?:钱|了)?|开销|支出|东西|物件|(?<=采购)品(?!目)|啥|来自|出自|(?<=,)钱?数|排(?:一下|下)|把|顺序|全部|所有|总的|都|的是|是|谁|它们?|名下|手里|手上|自己|下属|所属|直属|家|户(?=最)"
)


def _struck(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + "|" * len(match[0]) + text[match.end() :]


def _between(match: re.Match[str]) -> Bound:
    low, high = (_value(match[group]) for group in ("number", "number2"))
    unit, first = match["unit"], match["first"] or match["unit"]
    money = unit in YUAN
    if money:
        low, high = low.scaleb(YUAN.get(first, YUAN[unit])), high.scaleb(YUAN[unit])
    return Bound(low, unit, "between", money, *match.span(), upper=high)


def _value(number: str) -> Decimal:
    digits = number.replace(",", "")
    return Decimal(digits) if digits[0].isdigit() else Decimal(chinese_number(digits))


def _bound(match: re.Match[str], side: str) -> Bound | None:
    unit, value = match["unit"], _value(match["number"])
    money = unit in YUAN
    value = value.scaleb(YUAN[unit]) if money else value
    unit = {"名": "人", "平米": "平方米"}.get(unit, unit)
    return Bound(value, unit, side, money, *match.span())


def _order(text: str) -> tuple[Order | None, str]:
    if match := _SORTED.search(text):
        struck = _struck(text, match)
        further, left = _order(struck)
        least = match["up"] is not None
        if further:
            return Order(least, further.count, further.nth, *match.span()), left
        return Order(least, 0, 0, *match.span()), struck
    found = list(_TOP.finditer(text)) or list(_TOP_PLAIN.finditer(text))
    if not found:
        return None, text
    if len(found) > 1:
        return _UNCLEAR, text
    match = found[0]
    groups = match.groupdict()
    way = groups.get("way") or ""
    least = way in _FEW or bool(groups.get("back")) or bool(groups.get("last"))
    if groups.get("nth"):
        least = least or match[0].rstrip("的")[-1] in _FEW
        return Order(least, 0, chinese_number(groups["nth"] or ""), *match.span()), _struck(
            text, match
        )
    count = groups.get("n") or groups.get("m") or groups.get("n3") or ""
    struck = _struck(text, match)
    if plain := _TOP_PLAIN.search(struck):  # '花钱最多的前三个': the two say one thing
        least = (plain["way"] or "") in _FEW
        count = count or plain["n"] or ""
        struck = _struck(struck, plain)
    return Order(least, _number(count) if count else 1, 0, *match.span()), struck


def _number(count: str) -> int:
    return int(count) if count.isdigit() else chinese_number(count.replace("两", "二"))


def _kind(text: str) -> tuple[str, str]:
    unit = _ASKED_UNIT.search(text)
    if unit and not re.match(r"项目|科目", text[unit.end() :]):
        return "unit", unit["noun"] or unit["noun2"] or unit["noun3"] or ""
    kinds = (
        ("services", _SERVICES),
        ("assets", _ASSETS),
        ("goods", _GOODS),
        ("indicator", _INDICATORS),
        ("project", _PROJECTS),
    )
    return next(((kind, "") for kind, words in kinds if words.search(text)), ("", ""))


def _stated(text: str) -> int:
    found = [m["n"] for m in _STATED.finditer(text) if not re.search(r"一$", m["n"])]
    return _number(found[-1]) if found else 0
