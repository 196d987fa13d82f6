"""Two things set against each other in the asker's own words: which is more, by how much, how many times.

Takes the question without its unit and year, gives Operands, one for each way of cutting the two names
apart, best first. What is said before both (a fund, a table, a thing) and behind 哪个 belongs to both.
Knows no lane and no figures.

    '只看一般公共预算,公立医院是公共卫生的多少倍'   ->  ratio       公立医院, 公共卫生 of that fund
    '质量中心和保障中心,哪家在职人员多?多几个'      ->  difference  质量中心在职人员, 保障中心在职人员
    '收入增得快还是支出增得快'                     ->  difference  of the two rates
    '基金当年收入不够当年支出,缺口多少'             ->  difference  当年收入, 当年支出 of 基金
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retrieval.computed.operand_words import EDGES, ENDS, SHOWN, Operands, bare_name

__all__ = ["set_against"]

_WHO = r"(?:哪|谁)(?:一?[个项样块笔款类家所种头方者边])?(?:单位|部分|项目)?"
_WAY = r"(?:[多少高低大小贵快慢]|便宜|厉害)"
_MORE = rf"(?:更|要|比较|较|还|来得|得|会)*(?P<way>{_WAY})(?:些|一些|一点|点|得多)?"
_WHICH = re.compile(
    rf"^(?P<pair>.*?){_WHO}(?:的)?(?P<noun>[^,哪谁比]{{0,14}}?){_MORE}(?:是)?(?:呢|的)?$"
)
_EITHER = re.compile(
    rf"^(?:到底|究竟)?是?(?P<one>.{{2,16}}?)(?P<noun>(?:增|涨|降|减|花|用|占|排|给)得|增长|增幅|涨幅|降幅|)"
    rf"(?:更|要)?(?P<way>{_WAY})(?:些|一些)?,?还是(?P<two>.{{2,16}}?)(?P=noun)(?:更|要)?(?P=way)(?:些|一些)?$"
)
_GAP = re.compile(
    r"^(?P<pair>.*?)(?:之间|两者|二者|这?[两二]项)?(?:的|,)*(?:(?:相)?差(?:额|距|值|了|出|别)?|缺口|差)(?:大概|大约|约|是|有|为|了)*(?:多少|几|多大)"
)
_SHORT_OF = re.compile(
    r"^(?P<one>[^,]{2,20}?)(?:不够|不足以?|不抵|抵不上|抵不了|盖不住|撑不起|跟不上|补不上)(?:支付|覆盖|弥补|应付)?(?P<two>[^,]{2,20}?)(?:,|的)?(?:缺口|缺|差|短|差额|还差|还缺)(?:了|出|是|有|为)*(?:多少|几|多大)"
)
_THAN = re.compile(
    rf"^(?P<one>.{{2,24}}?)(?:比|较)(?P<two>.{{2,24}}?)(?:要|得|的|更|还)*(?:{_WAY})(?:出来?|了|花|安排|用)*(?:来)?(?:多少|几)"
)
_TIMES = re.compile(
    r"^(?P<one>.{2,24}?)(?:是|为|相当于|等于|达到?|顶)(?:了)?(?P<two>.{2,24}?)的(?:多少|几)倍"
)
_EACH = re.compile(
    r"^(?P<pair>.{4,40}?)(?:各自?|分别)(?:出|花|用|列|给|安排|投|支出|承担|负担|拿|占|有|是|编|排)*了?(?:多少|几)(?:钱|万元?|元|资金)?$"
)
_MORE_BY = re.compile(
    rf"^(?:前者|后者|谁|哪个)?(?:比(?:前者|后者))?(?:要|又|多|少|高|低|大|小|相|贵|快|慢|花|用|出|了|差|便宜)*(?:{_WAY}|差)(?:出来?|了)?(?:多少|几|多大)"
)
_FUND = re.compile(
    r"一般公共预算(?:财政)?(?:拨款)?|财政拨款|政府性?基金(?:预算)?(?:财政拨款)?|国有资本经营预算"
)
_PAYS = re.compile(
    rf"^(?:用|由|靠|按)?(?P<fund>{_FUND.pattern})(?:来|的|里|中|安排的?|买|购买|采购|购置)*(?=..)"
)
_BARE = re.compile(r"^(?:(?:总)?(?:收入|支出)|拨款|资金|收支|预算|决算|经费|.*(?:结转|结余).*)$")
_COLUMNS = re.compile(r"(?:基本|项目)支出|(?:人员|公用)经费")
"""'财政拨款基本支出和项目支出': whether the second is of 财政拨款 too, nobody can tell."""
_AROUND = re.compile(
    r"^(?:如果|要是|单|只|仅|光|就)*(?:看|从|在|以|按照?|用|就|拿|论)*|(?:的)?(?:口径(?:下)?|来[看说算讲]|而言|的话|方面|里面?|中(?!心)|当中|之中|下(?!属)|上)*(?:,|的)*$"
)
_JOINTS = (re.compile(r"还是|以及|[和与跟同及]"), re.compile(r"、|,"))
_MOVED = re.compile(r"^(?:增|涨|升|降|减)|增[长速幅]|[涨降]幅")
_DONE = re.compile(r"完成|执行")
_OF_MONEY = re.compile(
    r"^(?:的|了|花|用|钱|占|排|定|给|列|安排|投入|支出|金额|数额?|资金|经费|得|要求|目标|定|指标)*$"
)
_AIMED = re.compile(r"要求|目标|指标|标准")
_PEOPLE = re.compile(r"(?:人员|人数|职工|在职|退休|学生|教师|编制|干部|[工人]数)$")
_ADDED_IN = re.compile(
    r"^[^,]{2,12}(?:处|所|站|中心|院|校|队|馆|室|局|委|办)(?:也|都|一起)*(?:算|加|计|包括)(?:上|进来|进去|在内)+$"
)
"""'把公证处也算进来': a unit below, which the figures of the whole hold anyway."""
_OTHER = re.compile(
    r"[超离距比](?:目标|计划|指标)|人均|平均|每|怎么|为什么|原因|一共|合计|总共|占比|比重|百分之|几成"
)
_THESE_TWO = re.compile(r"[两二2][个项家样类笔](?:项目|单位|支出|费用|采购)?$")
"""'立案庭实施的两个项目,甲那个比乙那个多多少': the two that are named behind it."""
_MOST_CUTS = 4


class _Said(NamedTuple):
    """The two names, or the text that holds both; what stands before them and behind 哪个."""

    pair: str
    names: tuple[str, str] | None
    context: str
    noun: str = ""
    way: str = ""
    times: bool = False


def set_against(body: str, lead: str) -> Iterator[Operands]:
    """The two operands of a comparison; nothing where the question makes none."""
    clauses = [clause for clause in re.split(r"[,?]+", body.translate(_PLAIN)) if clause]
    said = _either(clauses) or _said(clauses)
    if said is None or _OTHER.search(f"{said.pair}{said.noun}{said.names or ''}"):
        return
    pairs = [said.names] if said.names else list(_cuts(said.pair))
    for one, two in pairs[:_MOST_CUTS]:
        if operands := _operands(said, one, two, lead):
            yield operands


_PLAIN = str.maketrans({"。": ",", ";": ",", "“": "", "”": ""})


def _said(clauses: Sequence[str]) -> _Said | None:
    """Which is more, or by how much; in the clause of the names, or the one behind it."""
    for at, clause in enumerate(clauses):
        if match := _TIMES.match(clause):
            names = (match["one"], match["two"])
            return _Said("", names, ",".join(clauses[:at]), times=True)
        joined = f"{clause},{clauses[at + 1]}" if at + 1 < len(clauses) else clause
        if match := _SHORT_OF.match(joined) or _THAN.match(clause):
            return _Said("", (match["one"], match["two"]), ",".join(clauses[:at]))
        asked = _WHICH.match(clause) or _GAP.match(clause)
        each = _EACH.match(clause) if at + 1 < len(clauses) else None
        if each and _MORE_BY.match(clauses[at + 1]):
            return _Said(each["pair"], None, ",".join(clauses[:at]))
        if asked is None:
            continue
        groups = asked.groupdict()
        here = groups["pair"].strip("的,是")
        before = at
        if len(here) < 4 and at:
            before, here = at - 1, clauses[at - 1]
        noun, way = groups.get("noun") or "", groups.get("way") or ""
        return _Said(here, None, ",".join(clauses[:before]), noun, way)
    return None


def _either(clauses: Sequence[str]) -> _Said | None:
    """'是收入增得快还是支出增得快'."""
    for at, clause in enumerate(clauses):
        if match := _EITHER.match(clause):
            names, noun, way = (match["one"], match["two"]), match["noun"], match["way"]
            context = "" if re.match(r"[跟与和同比]", clauses[0]) else ",".join(clauses[:at])
            return _Said("", names, context, noun, way)
    return None


def _cuts(pair: str) -> Iterator[tuple[str, str]]:
    """Every way of cutting two names apart, at 和 before at 、; inside a printed name last of all."""
    for text in dict.fromkeys((pair, pair.translate(SHOWN))):
        for joints in _JOINTS:
            for joint in joints.finditer(text):
                one, two = text[: joint.start()], text[joint.end() :]
                if len(one) > 1 and len(two) > 1:
                    yield one, two


def _operands(said: _Said, one: str, two: str, lead: str) -> Operands | None:
    context = _context(said.context)
    inner = _INSIDE.match(one)
    if inner and len(inner["name"]) > 1:
        context, one = f"{context}{_context(inner['of'])}", inner["name"]
    paid = _PAYS.match(one)
    shared = paid and not _FUND.search(two) and not _COLUMNS.fullmatch(two)
    if paid and shared and not _BARE.match(one[paid.end() :]):
        context, one = f"{context}{paid['fund']}", one[paid.end() :]
    said_as = [EDGES.sub("", name).translate(SHOWN) for name in (one, two)]
    one, two = (bare_name(name).translate(SHOWN) for name in (one, two))
    if min(len(one), len(two)) < 2 or one == two:
        return None
    fund = _FUND.search(context)
    if fund and re.fullmatch(rf"(?:{_FUND.pattern})(?:的|总)?(?:支出|预算|安排)*", context):
        context = fund[0]
    noun = bare_name(said.noun.translate(SHOWN))
    kind = _kind(noun, said.way, context)
    asked = tuple(
        tuple(
            question
            for name in dict.fromkeys(names)
            for question in _asked(lead, context, name, noun, kind)
        )
        for names in zip(said_as, (one, two), strict=True)
    )
    return Operands(
        "ratio" if said.times else "difference",
        (one, two),
        asked,
        noun if kind in ("", "heads") and not _OF_MONEY.match(noun) else "",
        of=fund[0] if fund else "",
        way=said.way or "多",
        rate=kind in ("moved", "done"),
        whole="整体" in said.context,
    )


_INSIDE = re.compile(
    r"^(?P<of>.{2,24}?(?:里面?|里头|之中|当中|中(?![心学国小型央医])|内(?![部设控科])))(?:的|,)?(?P<name>.+)$"
)


def _kind(noun: str, way: str, context: str) -> str:
    """What is compared: how far it moved, how much of its plan was done, heads, an aim, or its size."""
    if _MOVED.search(noun) or way in ("快", "慢"):
        return "moved"
    if _DONE.search(noun):
        return "done"
    if _PEOPLE.search(noun):
        return "heads"
    return "aim" if _AIMED.search(f"{noun}{context}") else ""


def _asked(lead: str, context: str, name: str, noun: str, kind: str) -> Iterator[str]:
    """The questions that ask for one of the two alone, best first."""
    of = f"{lead}{context}"
    if kind == "moved":
        whole = f"本年{name}" if name in ("收入", "支出") else name
        yield from dict.fromkeys(f"{of}{one}比上年增长百分之几" for one in (whole, name))
        return
    if kind == "done":
        yield f"{of}{name}完成年初预算的百分之几"
        yield f"{of}{name}的执行率是多少"
        return
    if kind == "aim":
        yield f"{of.replace('目标', '')}{name}的目标是多少"
        yield f"{of}{name}是多少"
        return
    names = [name] if _OF_MONEY.match(noun) else [f"{name}{noun}", f"{name}的{noun}"]
    heads = ("有多少人", "多少人") if kind == "heads" else ()
    yield from (f"{of}{said}{end}" for said in names for end in (*heads, *ENDS))


def _context(said: str) -> str:
    """What is said before both, without the words that only point at it."""
    kept = [clause for clause in said.split(",") if clause and not _ADDED_IN.match(clause)]
    kept = [clause for clause in kept if not _THESE_TWO.search(clause)]
    kept = [_AROUND.sub("", clause) for clause in kept if not re.match(r"[跟与和同]?相?比", clause)]
    return "".join(kept).translate(SHOWN)
