"""Which years a question speaks of, and of each whether its budget or its final account.

Takes a folded question, gives Periods from left to right and the parts of the question that said so.
Knows no units, items or documents.

    '2025年预算比2024年决算多多少'  ->  2025 预算, 2024 决算 (only compared with)
    '截至2024年8月31日有几辆车'     ->  2024, dated '2024年8月31日'
    '去年比前年'                    ->  relative -1, -2: relative to the fiscal year of the documents
    '2023年预算说明里2022年的执行数'   ->  2022 执行数, source 2023
    '2025年行政运行的上年数'         ->  2024: the year before the one that is named
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

__all__ = ["Account", "Periods", "Taken", "moved", "read_periods"]

Account = Literal["预算", "决算", "执行数", "年初预算", "调整预算"]
"""The last two only where a question names both budgets of a year beside each other."""


class Taken(NamedTuple):
    """A part of the folded question that a reading accounts for."""

    start: int
    end: int


def moved(spans: Iterable[Taken], put_right: tuple[int, int], by: int) -> tuple[Taken, ...]:
    """Parts of a question in which one wording was put right: what stands behind it has moved."""
    start, end = put_right
    listed = list(spans)
    behind = [Taken(t.start + by, t.end + by) for t in listed if t.start >= end]
    return (*(t for t in listed if t.end <= start), *behind)


@dataclass(frozen=True, slots=True)
class Periods:
    """The years of a question; see `Scope` for what each means.

    - `base`: 决算 in '比上年决算增加'.
    - `stages`: (year, account) where the question names an account of its own for each year.
    - `source`: the year of the document to look in, where another year of it is asked for.
    - `places`: (start, end, year) of every year named, for pairing it with the unit beside it.
    """

    years: tuple[int, ...] = ()
    compared: tuple[int, ...] = ()
    relative: tuple[int, ...] = ()
    all_years: bool = False
    account: Account | None = None
    base: Account | None = None
    stages: tuple[tuple[int | None, Account], ...] = ()
    date: str = ""
    source: int | None = None
    places: tuple[tuple[int, int, int], ...] = ()
    taken: tuple[Taken, ...] = ()


_BUDGET = re.compile(r"(?<!公共)(?<!基金)(?<!经营)预算(?!单位|编制|绩效|支出经济|准备金|会计)")
_FINAL = re.compile(r"决算")
_EXECUTED = re.compile(
    r"(?:当年)?(?:的)?(?:预算)?(?:执行数|执行(?=(?:了|是|为|有|金额)?多少)|(?<!实际)执行(?=[比较](?:年初)?预算))|实际执行数?"
)
_ACTUAL = re.compile(
    r"(?:实际|真正|最后|最终)(?:上)?(?:一共|总共|共)?(?:(?:花|用|支|开支|支付|付)(?:了|掉|出)|花费|开销|开支数?|支出数?(?!预算))|实际(?:上)?(?:发生|完成)数?"
)
_SPENT_NOUN = re.compile(r"实际(?:支出|开支)(?:数|额)?(?=相比|比|[,，的]|高|低|多|少|差)")
"""'跟2024年实际支出相比': which account, not all spending."""
_ONE_OVER_OTHER = re.compile(
    r"决算数?(?:比|较|超出|超过|超|多于|少于|低于|高于|大于|小于|不足|未达到?)(?:了)?(?:年初|调整|当年)?预算"
)
_ASKED_ACCOUNT = re.compile(r"(年初预算|预算|决算)数?(?:金额)?(?:是|为|有)?多少")
_SOURCE = re.compile(
    r"((?:19|20)\d\d)年度?(?:的)?(?:部门|单位)?(?:预算|决算)"
    r"(?:(?:编制)?说明|公开|报告|文件|表)?(?:[\"“”三公'支出收入经费的]*表)?(?:之?中|里面?|当中|推算|来看|书)"
    r"(?=.*?(?:19|20)\d\d年)"
)
_BY_DOCUMENT = re.compile(
    r"(?P<lead>按照?|根?据|依据|依照?|从|由|用|照着?|拿|凭|参照)[^,。?!()到至]{0,20}?"
    r"(?P<paper>(?P<year>(?:19|20)\d\d)年度?(?:的)?(?:"
    r"(?:部门|单位)?(?:预算|决算)(?:编制)?(?:说明|公开|报告|文件|文本|本子|材料|书|表|情况|数据|数)*"
    r"|(?:编制说明|说明|公开|报告|文件|文本|本子|材料|数据|数字?|口径)+)"
    r"(?:里面?|之?中|上|来)?)(?![和与及、到至减比跟])"
)
_ONLY_PAPER = re.compile(
    r"(?P<lead>(?:手[头上边里]|文?库|我们?|这里|目前|现在)*(?:的)?(?:材料|文件|资料|公开)?(?:里|中)?"
    r"(?:(?:只|仅)(?:有|找到|拿到|见到|看到|公开|公布|上传|收录|给)了?|(?<=[料件])都?是))(?P<unit>[^,。?!()]{0,16}?)"
    r"(?P<paper>(?P<year>(?:19|20)\d\d)年度?(?:的)?(?:部门|单位)?(?:预算|决算)?(?:说明|公开|报告|文件|材料|资料|书|表)*)(?=[,。?!]|$)"
)
"""'材料只有2019年的': which paper is there, not which year is asked for."""
_BASE = re.compile(
    r"(?:(?:同|与|和)(?:上年|去年|上一年|前一年)|[比较](?:上年|去年|上一年|前一年|(?:19|20)\d\d年))(?:度)?(?:的)?(?:全年|当年|年初|批复的?)?(?:实际)?(预算(?!执行)|决算|(?:预算)?执行|(?<=实际)(?:支出|开支|完成|发生|数))数?(?!.{0,12}(?:各|分别|相加|加起来|之和))"
)
_BASE_BEFORE = re.compile(
    r"(?:同|与|和|跟)(?:19|20)\d\d年(?:度)?(?:的)?(?:全年|当年|年初)?(?:实际)?(预算(?!执行)|决算|(?:预算)?执行|(?<=实际)(?:支出|开支|完成|发生|数))数?(?:相比|比起来|比较起来|对比|比(?=[,到是增减多少高低变升降涨跌差超省节有下上谁哪怎]))"
)
"""'和2023年执行数比'."""
_AMOUNT_BEHIND = r"(?![\d.,]*(?:元|万|亿|%|人(?![均员大社民才力口事])|户|亩|平方米|平米|公里|吨|[台套辆件][,?。以及,]))(?!\d)"
_YEAR = re.compile(rf"(?<![\d.])(?<!\d,)((?:19|20)\d\d)(?:年度|年|财年)?{_AMOUNT_BEHIND}")
_SHORT_YEAR = re.compile(r"(?<![\d.])(?<!\d,)([012]\d)年(?:度)?")
_RANGE = re.compile(r"((?:19|20)\d\d)(?:年度|年)?(?:到|至|-|~|—)((?:19|20)\d\d)(?:年度|年)?")
_DATE = re.compile(
    r"(?:截至|截止|截止到)?((?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日|底)?|年?[末底](?!.{0,8}结[转余])))(?:为止|时)?"
)
_HAN_YEAR = re.compile(r"([一二][〇○零一二三四五六七八九]{3})年度?")
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CARRIED_OF = r"(?:财政|一般公共|政府性基金|国有资本经营|预算|拨款|资金|专户|管理|单位|非|专项|项目)+(?:年末)?结[转余]"
"""'上年财政拨款结转' is a row of this year: what came over from the year before."""
_RELATIVE = (
    (re.compile(r"前年"), -2),
    (
        re.compile(
            rf"(?:去年|上一年度|上年度|上一年|上年|前一年)(?!.{{0,2}}结[转余]|{_CARRIED_OF})"
        ),
        -1,
    ),
    (
        re.compile(
            r"(?:今年|现在|(?<!项)目前|如今|眼下|现如今|本年度|当年度|本年(?!收入|支出)|当年(?!收入|支出))"
        ),
        0,
    ),
    (re.compile(r"(?:明年|下一年度|下年度|下一年)"), 1),
)
_COMPARED = re.compile(r"(?:比|较|同|与|和|跟|相对于?|相比于?)(?:起|于)?$")
_COMPARED_YEAR = re.compile(
    r"(?:比|较|相比于?|相较于?|对比|相对于?)((?:19|20)\d\d)(?:年|(?=[多少增减涨降升高低]))"
    r"|(?:与|和|同|跟)((?:19|20)\d\d)年(?:度)?(?:的)?(?:预算|决算|执行)?(?:数)?(?:相比|比起来|比较起来|对比|比(?=[,到是增减多少高低变升降涨跌差超省节有下上谁哪怎]))"
)
_ALL_YEARS = re.compile(
    r"历年|各年度?|(?<!每[人户名位生])每年|逐年|近[两二三四五几些\d]年|近年来?|(?<![高初大])这?[两几三二]年(?!度|级)|几年来|哪一?年"
)
_SEVERAL_NAMED = re.compile(r"^(?:(?:这|近)?[两二三四五几]年|哪一?年)")
"""'2023年和2025年哪年多': of the years that are named, not of all there are."""


def read_periods(question: str) -> Periods:
    """The years of a folded question."""
    named, spans, date = _named_years(question)
    compared = tuple(int(a or b) for a, b in _COMPARED_YEAR.findall(question))
    relative, relative_spans = _relative(question, named)
    source = None if compared else _source(question, named)
    years = tuple(dict.fromkeys(year for _, _, year in named if year != source))
    if not source and (paper := _paper_before(question, years, relative)):
        source, years, relative = paper, (paper - 1,), ()
    elif before := _year_before(question, years, relative):
        years, relative = before, ()
    executed = [Taken(*m.span()) for m in _EXECUTED.finditer(question)]
    executed += [Taken(*m.span()) for m in _SPENT_NOUN.finditer(question)]
    every = [Taken(*m.span()) for m in _ALL_YEARS.finditer(question)]
    several = len(years) > 1 or len(relative) > 1 or bool(years and relative)
    return Periods(
        years=tuple(year for year in years if year not in compared),
        compared=compared,
        relative=relative,
        all_years=any(not (several and _SEVERAL_NAMED.match(question[s:])) for s, _ in every),
        account=_account(_without_source(_BASE_BEFORE.sub("", _BASE.sub("", question)), source)),
        base=_base(question),
        stages=_stages(question, named),
        date=date,
        source=source,
        places=tuple(place for place in named if place[2] != source),
        taken=(*spans, *relative_spans, *every, *executed, *_naming_document(question, source)),
    )


_BEFORE_ITS = re.compile(
    r"(?:去年|上一?年度?|前一年)(?:度)?(?:的|同期)*(?:(?:合计|总共|一共|共|总额|全年|花了?|用了?)*(?:是|为|有)?多少|数|(?:预算|决算|执行|实际)数?|金额|是|为|有)"
)
_BOTH_YEARS = re.compile(r"(?:和|与|及|跟|、)(?:它的|其)?(?:去年|上一?年|前一年)")


def _year_before(
    question: str, years: tuple[int, ...], relative: tuple[int, ...]
) -> tuple[int, ...]:
    """'2025年X的上年数' asks for 2024 alone, '2025年和上年' for both; () where no year is named."""
    if len(years) != 1 or -1 not in relative:
        return ()
    if 0 in relative:
        return (years[0], years[0] - 1)
    before = years[0] - 1
    alone = _BEFORE_ITS.search(question) and not _BOTH_YEARS.search(question)
    return (before,) if alone else (years[0], before)


def _paper_before(question: str, years: tuple[int, ...], relative: tuple[int, ...]) -> int | None:
    """'根据2018年预算,上一年的…是多少': the paper of 2018 is looked in for 2017; None else."""
    match = _BY_DOCUMENT.search(question)
    if match is None or relative != (-1,) or years != (int(match["year"]),):
        return None
    before = _BEFORE_SAID.match(question, match.end())
    return years[0] if before else None


_BEFORE_SAID = re.compile(
    r"[^,。?!]{0,6}?[,:]?[^,。?!]{0,16}?(?:上年|去年|上一年|前一年)度?(?!.{0,2}结[转余])"
)


def _source(question: str, named: tuple[tuple[int, int, int], ...]) -> int | None:
    """The year of the document, where the year before it is asked for: '2023年预算里2022年的…'.

    '2022年…是多少?按2023年预算说明倒推' names the document behind the question.
    """
    match = (
        _SOURCE.search(question) or _BY_DOCUMENT.search(question) or _ONLY_PAPER.search(question)
    )
    years = {year for _, _, year in named}
    if match is None or len(years) != 2:
        return None
    year = int(match[1] if match.re is _SOURCE else match["year"])
    return year if years == {year, year - 1} else None


def _naming_document(question: str, source: int | None) -> tuple[Taken, ...]:
    """The words that only say which paper to look in; what stands between them is read as usual."""
    if not source:
        return ()
    match = _BY_DOCUMENT.search(question)
    spans = (Taken(*match.span("lead")), Taken(*match.span("paper"))) if match else ()
    only = _ONLY_PAPER.search(question)
    return (*spans, *(Taken(*only.span(name)) for name in ("lead", "paper"))) if only else spans


def _without_source(question: str, source: int | None) -> str:
    """The question without the words that only name the document."""
    if not source:
        return question
    match = _BY_DOCUMENT.search(question)
    bare = question[: match.start("paper")] + question[match.end("paper") :] if match else question
    return _ONLY_PAPER.sub(lambda m: m["unit"], _SOURCE.sub("", bare))


def _base(question: str) -> Account | None:
    """What last year is compared by: '决算' in '比上年决算增加'."""
    match = _BASE.search(question) or _BASE_BEFORE.search(question)
    if match is None:
        return None
    return "预算" if match[1] == "预算" else "决算"


def _account(question: str) -> Account | None:
    """决算 or 预算 where the question says one of them; both ('决算比预算') is neither.

    The word before the question decides: '2024年决算中三公经费预算数是多少' asks for the 预算.
    """
    if _ACTUAL.search(question) and not _BUDGET.search(question):
        return "决算"
    if _EXECUTED.search(question) and not re.search(r"[比较]|完成", question):
        return "执行数"
    if _ONE_OVER_OTHER.search(question):
        return None
    if last := _ASKED_ACCOUNT.search(question):
        return "决算" if last[1] == "决算" else "预算"
    budget, final = bool(_BUDGET.search(question)), bool(_FINAL.search(question))
    return None if budget == final else "决算" if final else "预算"


def _stages(
    question: str, named: tuple[tuple[int, int, int], ...]
) -> tuple[tuple[int | None, Account], ...]:
    """Year and account in pairs where the question says both 预算 and 决算; () otherwise.

    '2024年决算比预算少多少' pairs both with the one year.
    """
    said: list[tuple[int, Account]] = [(m.start(), "预算") for m in _BUDGET.finditer(question)]
    said += [(m.start(), "决算") for m in _FINAL.finditer(question)]
    said += [(m.start(), "决算") for m in _ACTUAL.finditer(question)] if len(named) > 1 else []
    if len({account for _, account in said}) < 2:
        return ()
    pairs: dict[tuple[int | None, Account], None] = {}
    for at, account in sorted(said):
        before = [year for start, _, year in named if start < at]
        pairs[(before[-1] if before else None, account)] = None
    found = tuple(pairs)
    covered = {year for year, _ in found}
    return found if len(found) == 2 and covered >= {year for _, _, year in named} else ()


def _named_years(
    question: str,
) -> tuple[tuple[tuple[int, int, int], ...], tuple[Taken, ...], str]:
    """Years written out, with their places; the date where a day is named."""
    found: list[tuple[int, int, int]] = []
    dates = list(_DATE.finditer(question))
    for match in dates:
        found.append((*match.span(), int(match[1][:4])))
    for match in _RANGE.finditer(question):
        first, last = sorted((int(match[1]), int(match[2])))
        if not _over(match.span(), found):
            listed = range(first, min(last, first + 15) + 1)
            found += [(*match.span(), year) for year in listed]
    for pattern in (_YEAR, _HAN_YEAR, _SHORT_YEAR):
        taken = list(found)
        for match in pattern.finditer(question):
            if not _over(match.span(), taken):
                found.append((*match.span(), _as_year(match[1])))
    found.sort()
    spans = tuple(dict.fromkeys(Taken(start, end) for start, end, _ in found))
    return tuple(found), spans, dates[0][1] if dates else ""


def _over(span: tuple[int, int], found: list[tuple[int, int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end, _ in found)


def _as_year(digits: str) -> int:
    value = int(digits.translate(_HAN_DIGITS))
    return value if value > 99 else 2000 + value


_YEAR_ITSELF = ("当年", "当年度", "本年", "本年度")


def _relative(
    question: str, named: tuple[tuple[int, int, int], ...]
) -> tuple[tuple[int, ...], tuple[Taken, ...]]:
    """今年, 去年 and the like; what a figure is compared with ('比上年') is not the year asked.

    '2023年…其中当年财政拨款' is of the year named, and no year beside it.
    """
    alone = len({year for _, _, year in named}) == 1
    found: list[tuple[int, int]] = []
    spans: list[Taken] = []
    for pattern, offset in _RELATIVE:
        for match in pattern.finditer(question):
            if any(match.start() < t.end and t.start < match.end() for t in spans):
                continue
            spans.append(Taken(*match.span()))
            if alone and match[0] in _YEAR_ITSELF:
                continue
            if not _COMPARED.search(question[: match.start()]) or offset >= 0:
                found.append((match.start(), offset))
    return tuple(dict.fromkeys(offset for _, offset in sorted(found))), tuple(spans)
