"""Names of offices and places in a question that no unit of the catalogue carries.

Takes the folded question with the parts that name units and years, gives the strangers and where
they stand: a figure of another unit is never given for them. Knows no catalogue.

    '南山区财政局2024年…' where only 云江区财政局 is kept   ->   '南山区财政局'
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from retrieval.scope.periods import Taken
from retrieval.scope.unit_names import ON_EVERY_LEVEL, PLACE_END, place_forms, places_of
from retrieval.words.lexicon import lexicon

__all__ = ["of_the_level_above", "strangers_in"]

_NOT_OFFICES = re.compile(
    r"(?:事业单位|各单位|基层单位|预算单位|下属单位|所属单位|二级单位|人员|社会|机关|工会|委托|协会|开会|办公|会议|单位|部门|地区|机会|党委|国家|哪个区|市场)"
)


def strangers_in(
    question: str, units: Sequence[Taken], years: Sequence[Taken]
) -> tuple[tuple[str, ...], tuple[Taken, ...]]:
    """Names that read like an office or a place but are none of the catalogue's.

    A place written directly before a known wording belongs to the name: with only 云江区财政局 in
    the library, '南山区财政局' is a stranger though '财政局' alone is not.
    """
    found: list[tuple[str, Taken]] = []
    for span in units:
        start = _foreign_place(question, span, years)
        if start < span.start:
            name = _ASKED_FIRST.sub("", question[start : span.end])
            found.append((name, Taken(start, span.start)))
    undated = list(question)
    for year in years:
        undated[year.start : year.end] = "|" * (year.end - year.start)
    for match in _OFFICE.finditer("".join(undated)):
        span = Taken(*match.span())
        over = [t for t in units if span.start < t.end and t.start < span.end]
        if not all(_only_its_place(question, t, span) for t in over):
            continue
        if not _NOT_OFFICES.search(match[0]):
            found.append((_ASKED_FIRST.sub("", match[0]), span))
    whole, bare = (_INSTITUTION.finditer(text) for text in (question, "".join(undated)))
    for match in (*whole, *bare):
        span = Taken(*match.span())
        over = [t for t in (*units, *years) if span.start < t.end and t.start < span.end]
        ours = [t for t in over if t in years or not _only_its_place(question, t, span)]
        if not ours and span not in [known for _, known in found]:
            found.append((_ASKED_FIRST.sub("", match[0]), span))
    return tuple(name for name, _ in found), tuple(span for _, span in found)


def _only_its_place(question: str, unit: Taken, office: Taken) -> bool:
    """'勐岚县信访局' where 勐岚县 alone stands for its one unit: the office named behind is another."""
    return unit.end < office.end and question[unit.end - 1] in PLACE_END


_ASKED_FIRST = re.compile(r"^(?:请?问|请|查(?:询|一下)?|看看?|帮我|那|和|与|跟)(?=..)")
_INSTITUTION = re.compile(
    rf"[\u4e00-\u9fff]{{1,6}}[{PLACE_END}][\u4e00-\u9fff]{{1,8}}(?:局|委员会|厅|医院|中学|小学|学校|大学|学院|幼儿园)"
    r"(?=(?:19|20)?\d\d年|今年|去年|上年|本年|的(?:预算|决算|收入|支出)|(?:部门|单位)?(?:预算|决算))"
    rf"|[\u4e00-\u9fff]{{1,6}}[{PLACE_END}](?:总?工会|[残妇文侨商]联|社科联|工商联|科协|团委|红十字会|疾控(?:中心)?|妇幼|党校|供销社)"
    r"(?=(?:19|20)?\d\d年|[今去上本]年|的|(?:部门|单位)?(?:预算|决算))"
)
"""A place with an office or a school behind it, where the year or the paper follows: a whole name."""
_OFFICE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,3}(?:省|市))?(?:[\u4e00-\u9fff]{2,3}(?:省|市|区|县|镇))?"
    r"(?:教育|公安|民政|司法|财政|税务|水务|水利|农业农村|农业|林业|卫健|卫生健康|卫生|文化|文旅|体育|统计|审计|环保|生态环境|"
    r"交通|交通运输|住建|住房和城乡建设|建设|规划|自然资源|国土|应急|应急管理|市场监管|市场监督管理|城管|城市管理|科技|科技创新|科学技术|科创|商务|发改|发展和改革|"
    r"工信|工业和信息化|人社|人力资源和社会保障|医保|医疗保障|信访|气象|邮政|档案|地震|数据|金融|民宗|退役军人|退役军人事务|国资|"
    r"经信|机关事务|文物|粮食|烟草|海关|消防)"
    r"(?:管理|监督管理)?(?:局|委员会|委(?![托员派])|厅)"
    r"|(?<!其他)(?:人民)?(?:检察院|法院)|[\u4e00-\u9fff]{2,4}街道(?:办事处)?"
)


_GOVERNED = re.compile(r"[归由给让被向请找报]")
"""'决算审计归区财政局管': what stands before such a word is no part of a name."""


def _foreign_place(question: str, unit: Taken, years: Sequence[Taken]) -> int:
    """Where a place that the unit does not carry starts before its wording; else its start."""
    start = unit.start
    while start > 0 and "\u4e00" <= question[start - 1] <= "\u9fff":
        if any(t.end == start for t in years):
            break
        start -= 1
    before = _GOVERNED.split(question[start : unit.start])[-1]
    start = unit.start - len(before)
    if question[unit.start] in PLACE_END:
        bare = next((w for w in sorted(lexicon().stop, key=len) if before.endswith(w)), None)
        return unit.start if not before or bare else start
    match = re.search(r"[\u4e00-\u9fff]{2,4}(?:省|市|区|县|州|旗|镇|乡)$", before)
    return unit.start - len(match[0]) if match else unit.start


def of_the_level_above(
    question: str,
    each: Sequence[tuple[str, ...]],
    spans: Sequence[Taken],
    names: Mapping[str, Sequence[str]],
) -> str:
    """'上海财政局', '市财政局' where only the one of a district in 上海 is kept; '' elsewhere.

    The place right before the name is one around every unit that may be meant, never its own.
    """
    for meant, span in zip(each, spans, strict=False):
        leads = {_led_from_above(question[: span.start], names[unit]) for unit in meant}
        if "" not in leads and leads and ON_EVERY_LEVEL.search(question[: span.end]):
            return max(leads, key=len) + question[span.start : span.end]
    return ""


def _led_from_above(before: str, listed: Sequence[str]) -> str:
    """The outer place of a unit that a text ends with; '' where it ends with none or its own."""
    placed = [places for name in listed if (places := places_of(name)[0])]
    own = {form for places in placed for form in _forms(places[-1])}
    outer = {form for places in placed for place in places[:-1] for form in _forms(place)}
    ends = [form for form in outer - own if before.endswith(form)]
    longest = max(ends, key=len, default="")
    alone = len(longest) > 1 or not before[:-1] or not "\u4e00" <= before[-2:-1] <= "\u9fff"
    return longest if longest and (alone or before[-2] in "年度的和与及问,") else ""


def _forms(place: str) -> tuple[str, ...]:
    return (*place_forms(place), place[-1])
