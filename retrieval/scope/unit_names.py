"""Names of units and their short forms, derived by rule from the full name.

Takes names, gives whether one is short for another, and the places a name starts with. Knows no
catalogue and no questions.

    '云江财局', '区财政局'  are short for  '北河市云江区财政局';  '政局' is not
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from retrieval.words.lexicon import folded

__all__ = [
    "ON_EVERY_LEVEL",
    "PLACE_END",
    "bare_unit",
    "is_short_for",
    "is_stem_of",
    "led_by_place",
    "place_forms",
    "places_of",
    "short_place",
    "short_zone",
    "stem_of",
    "under_another",
    "under_its_office",
    "variants_of",
]

_SELF = re.compile(r"[(（](?:本级|本部|机关|部门|汇总)[)）]$|(?:本级|本部)$")
_ZONE = re.compile(r"(?<=.{2})(?:新区|开发区|自治区)$")
PLACE_END = "省市区县州盟旗镇乡"
_PLACE = re.compile(
    rf"[^{PLACE_END}]{{1,16}}自治[区县州旗]|"
    rf"[\u4e00-\u9fff]{{1,6}}?(?:高新技术(?:产业)?(?:开发|示范|园)区|经济(?:技术)?开发区|新区|自治区|开发区|[{PLACE_END}](?![市区县旗](?!直|属|级|委|政|场|容|民)))"
)
"""'岚州市水务局' starts with 岚州市: a name that ends like a place goes on to its own ending."""
_NO_PLACES = frozenset(
    {"城市", "城区", "城镇", "乡镇", "都市", "社区", "园区", "校区", "景区", "库区", "林区", "灾区"}
)
"""Words that end like a place and are none: '城市' in 城市管理局."""
_IN_A_FIELD = re.compile(r"城乡$|和城[镇市]$")
"""'住房和城乡' of 住房和城乡建设局 is a field of work, no place."""
_CONTRACTED = (
    ("人民代表大会", "人大"), ("常务委员会", "常委会"), ("政治协商会议", "政协"), ("委员会", "委"),
    ("街道办事处", "街道"), ("办事处", "办"), ("办公室", "办"), ("办公厅", "办"), ("人民政府", "政府"),
    ("人民检察院", "检察院"), ("人民法院", "法院"), ("服务中心", "中心"), ("管理局", "局"),
    ("归国华侨", "侨"), ("联合会", "联"), ("协会", "协"),
)  # fmt: skip
_NTH = "第([一二三四五六七八九十]+)"
_NUMBERED = tuple(
    (re.compile(_NTH + long), "\\1" + short)
    for long, short in (
        (r"职业(?:技术|高级|教育)*(?:中?学校?|中心)?$", "职"),
        (r"(?:高级|初级|实验)?中学$", "中"),
        (r"(?:实验)?小学$", "小"),
        (r"(?:实验)?幼儿园$", "幼"),
        (r"(?:人民)?医院$", "院"),
        ("(?=..)", ""),
    )
)
"""'第二职业技术学校' is said 二职 and 二职校, '第一中学' 一中: schools and hospitals by their number."""
_ASSEMBLIES = (
    "人民代表大会常务委员会",
    "人民代表大会",
    "人大常委会",
    "人大",
    "政治协商会议",
    "政协",
)


@lru_cache(maxsize=65536)
def bare_unit(name: str | None) -> str:
    """The name of a unit without what says 本级 or 部门."""
    return _SELF.sub("", folded(name or "")) or folded(name or "")


_OFFICE_END = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:局|委员会|委|厅)$")


@lru_cache(maxsize=65536)
def stem_of(name: str) -> str:
    """The name without the word for its office: '云江区财政'; '' where it has none or no place."""
    places, core = places_of(name)
    stem = _OFFICE_END.sub("", core)
    return name[: len(name) - len(core)] + stem if places and stem != core else ""


@lru_cache(maxsize=65536)
def is_stem_of(short: str, name: str) -> bool:
    """'云江财政' is said for 云江区财政局: its own place, and all of the name but 局."""
    places, core = places_of(name)
    stem = _OFFICE_END.sub("", core)
    if not places or stem == core:
        return False
    said = ((stem, n) for rest, n in _without_places(short, places) if rest == stem)
    own = len(short) - len(stem) > 1
    return own and any(number == len(places) - 1 for _, number in said)


_PARTY_OFFICE = re.compile(rf"(?<=[{PLACE_END}])委(?:员会)?(?=[^员].{{1,8}}[部办室校]$)")
_AROUND_PLACE = (
    (re.compile(r"^(?:中国人民政治协商会议|中国人民政协)(.{2,20}?)委员会"), "\\1政协"),
    (re.compile(r"^(?:中国)?(?:共产主义青年团|共青团)(.{2,20}?)委员会"), "\\1团委"),
    (re.compile(r"^(?:中国共产党|中共)(.{2,20}?)委员会(?=.)"), "\\1委"),
    (re.compile(r"^(?:中国共产党|中共)(?=.)"), ""),
)
"""Bodies whose name stands around their place: '中国人民政治协商会议云江区委员会' is 云江区政协."""


def led_by_place(name: str) -> str:
    """The name of a body as it is said, the place first; the name itself where it is so printed."""
    for pattern, said in _AROUND_PLACE:
        if pattern.match(name):
            return pattern.sub(said, name)
    return name


@lru_cache(maxsize=65536)
def variants_of(name: str) -> tuple[str, ...]:
    """The name and its official contractions: '…街道办事处' also as '…街道'."""
    found = [name, re.sub(r"人民政府(?=.{3})", "", name), _PARTY_OFFICE.sub("", name)]
    found += [name[: name.index(body) + len(body)] for body in _ASSEMBLIES if body in name]
    for long, short in _CONTRACTED:
        found += [v.replace(long, short) for v in found if long in v]
    for pattern, short in _NUMBERED:
        found += [spelt for v in found if (spelt := pattern.sub(short, v)) != v]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=65536)
def places_of(name: str) -> tuple[tuple[str, ...], str]:
    """The places a name starts with, and the rest: '北河市云江区财政局' -> (北河市, 云江区), 财政局."""
    places: list[str] = []
    rest = name
    while match := _PLACE.match(rest):
        if len(rest) - match.end() < 2 or len(match[0]) < 2 or match[0] in _NO_PLACES:
            break
        if _IN_A_FIELD.search(match[0]):
            break
        places.append(match[0])
        rest = rest[match.end() :]
    return tuple(places), rest


_PEOPLES = (
    "布依族|蒙古族?|维吾尔族?|哈萨克族?|柯尔克孜族?|土家族|朝鲜族|哈尼族|傈僳族|仡佬族|东乡族|拉祜族|纳西族|仫佬族|锡伯族|达斡尔族|景颇族|"
    "毛南族|撒拉族|布朗族|塔吉克族?|鄂温克族|鄂伦春族|裕固族|保安族|独龙族|普米族|[壮满回苗彝藏侗瑶白黎傣畲佤水羌土怒各]族"
)
_AUTONOMOUS = re.compile(rf"(?:(?<!内)(?:{_PEOPLES}))*自治(?=[区县州旗]$)")


@lru_cache(maxsize=65536)
def place_forms(place: str) -> tuple[str, ...]:
    """All ways of writing one place: '恩山土家族苗族自治州', '恩山州', '恩山'; zones by their short names."""
    spoken = _AUTONOMOUS.sub("", place)
    forms = (place, spoken if len(spoken) > 2 else place, short_place(place), short_zone(place))
    return tuple(dict.fromkeys(forms))


def short_place(place: str) -> str:
    """'云江区' without its ending: '云江'; '岚州市' is '岚州', not '岚'; '玉屏侗族自治县' is '玉屏'."""
    if len(plain := _AUTONOMOUS.sub("", place)) > 2:
        place = plain
    return place[:-1] if len(place) > 2 and place[-1] in PLACE_END else place


def short_zone(place: str) -> str:
    """'岚州高新技术产业开发区' is '岚州高新区'; '…经济技术开发区' is '…经开区'."""
    short = re.sub(r"高新技术(?:产业)?(?:开发|示范|园)区$", "高新区", place)
    return re.sub(r"经济(?:技术)?开发区$", "经开区", short)


@lru_cache(maxsize=65536)
def is_short_for(short: str, name: str) -> bool:
    """Whether a wording is a usual short form of a unit's name.

    The last character of both agrees; a leading place is one of its places, whole or without its
    ending or only the ending ('区财政局'); the rest keeps the order of characters and the first
    one of the core: '云江财局', '区财政局', '科创局' but not '政局'.
    """
    return _is_its_hospital(short, name) or any(_short_for(short, v) for v in variants_of(name))


def _is_its_hospital(short: str, name: str) -> bool:
    """'砚溪县医院' is 砚溪县人民医院; 医院 alone is nobody's, and 县中医院 another."""
    places, core = places_of(name)
    if core != "人民医院" or not places or not short.endswith("医院"):
        return False
    return short.removesuffix("医院") in (*place_forms(places[-1]), places[-1][-1])


def _short_for(short: str, name: str) -> bool:
    places, core = places_of(name)
    if short == name:
        return True
    above = range(len(places) - 1) if ON_EVERY_LEVEL.search(core) else ()
    return any(
        len(r) >= 2 and r[0] == core[0] and r[-1] == core[-1] and _in_order(r, core)
        for r, innermost in _without_places(short, places)
        if innermost not in above
    )


ON_EVERY_LEVEL = re.compile(
    r"(?:局|委员会|委|厅|办公室|办公厅|人大|常委会|政协|政府|法院|检察院|纪委|监委|联合会|[残妇文侨科商]联|总工会|红十字会"
    r"|科学技术协会|科协|(?:疾病预防控制|疾控)中心|妇幼保健(?:计划生育服务)?(?:院|中心)|党校|档案馆|图书馆)$"
)
"""'上海市财政局' is the city's own, never the one of a district in it; a 街道 is in one place only."""


def _without_places(short: str, places: Sequence[str]) -> set[tuple[str, int]]:
    """What is left after leading places, in all ways of writing them, with the innermost of them."""
    left = {(short, -1)}
    for number, place in enumerate(places):
        zone = short_zone(place)
        led = place[-3:] if "自治" in place[-3:] else ""
        forms = (*place_forms(place), place[-1], _ZONE.sub("", place), zone[-3:], led)
        left |= {
            (rest[len(f) :], number) for rest, _ in left for f in forms if f and rest.startswith(f)
        }
    return left


def _in_order(short: str, name: str) -> bool:
    remaining = iter(name)
    return all(char in remaining for char in short)


_HOLDER = re.compile(r"^[\u4e00-\u9fff]{2,10}?(?:局|委员会|厅|政府|检察院|法院)(?!属)")
_BODY = re.compile(
    r"(?:总队|支队|大队|中队|分局|中心|研究院|医院|学院|学校|中学|小学|幼儿园|图书馆|博物馆|档案馆"
    r"|事务所|监督所|办事处|管理处|服务站|工作站|监测站|水文站|林场)$"
)


@lru_cache(maxsize=65536)
def under_its_office(name: str) -> str:
    """'栖梧市公安局交通警察支队' as it is said without the office above it: '栖梧市交通警察支队'; else ''."""
    _, core = places_of(name)
    holder = _HOLDER.match(core)
    rest = core[holder.end() :] if holder else ""
    return name[: len(name) - len(core)] + rest if len(rest) > 3 and _BODY.search(rest) else ""


def under_another(units: Sequence[str]) -> Iterator[tuple[str, str]]:
    """'某某局西南中心' is also '西南中心' where the 局 itself is among the units."""
    known = frozenset(units)
    for unit in units:
        for end in range(4, len(unit) - 3):
            if unit[:end] in known:
                yield unit, unit[end:]
