"""What a clause of prose is about: the clause before a figure becomes a clean item.

Takes a flat clause ('2019年区科技创新局机关运行经费财政拨款预算') and what the document says of
itself; gives a Subject. Knows nothing of figures, sentences or citations.

    '2019年本部门机关运行经费财政拨款预算'  -> item '机关运行经费', year 2019, said '预算', strength 2
    '2019年预算数'                          -> no item of its own: the subject is carried over
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.document import DocumentInfo
from ingest.facts import Fund, Stage
from ingest.figures.periods import folded, fund_in, stage_in, year_in
from ingest.figures.rows import clean_label

__all__ = ["COUNT_NOUN", "GENERIC", "Subject", "subject_of"]

_QUOTES = re.compile(r"[“”\"‘’'「」]")
_LEAD = re.compile(
    r"^(?:其中|此外|另外|同时|主要(?=包括|是|为|用于)|具体|包括|包含|分别|以及|及|和|与|并|全年|当年|全部(?!门)|[本我全]部门(?=核定|实有|编制|在编|在职)|拟|预计|计划|现|为|[:、,])+"
)
_DATE = re.compile(
    r"(?:截[至止]到?)?\d{4}年度?(?:\d{1,2}月(?:份|\d{1,2}日)?)?[末底初]?|截[至止](?:上年|年)?[末底]"
    r"|(?:上年|本年|当年)度?(?=预算|决算|执行|安排)"
)
_AS_OF_END = re.compile(
    r"^(?:年末|年底|期末|目前|截至目前)(?=实有|保有|共有|公务用车|车辆|在职|在编|在岗|离退休|退休|离休|人员|职工)"
)
_INCLUDED = re.compile(
    r"^(?:纳入[^,]{0,16}(?:预算|范围)的|(?:使用)?开支(?:一般公共预算)?财政拨款的|(?:[本我全]|各)(?:部门|单位|局)(?=编报|编制绩|实行|纳入|开支))+"
)
_REMARK = re.compile(r"\((?:以|详?见|不?含|按|附)[^()]*\)")
_CLASSES = re.compile(r"\((?:\d{2,7})?(类|款|项)\)")
_CLASS_CODES = re.compile(r"\((\d{2,7})[类款项]\)")
_CLASS_SPENT = re.compile(r"(?<=\((?:款|项)\))支出$")
_OF_YEAR = re.compile(r"(?<=预算)(?:当年|本年)(?=(?:财政)?拨款)")
_CODE = re.compile(r"^[A-Z]?(\d{7}|\d{5}|\d{3})(?=[一-鿿])")
_BEFORE_BUDGET = (
    r"(?=部门|单位预算|一般公共|公共财政|政府性基金|政府采购|国有资本|财政|本年|年初|收入|收支|支出|机关运行|共|总|现有"
    r"|实有|预算|决算|安排|纳入|三公|因公|公务|基本支出|项目支出|人员|编制|行政编|事业编|面向|保留|所属|下属|的|用于|车辆|资产|固定|流动)"
)
_OFFICE = re.compile(
    r"^.{0,40}?(?:局|委员会|委|办公厅|办公室|厅|院|中心|街道|办事处|政府|(?:本|我|各|全|该)部门|单位(?!预算)|(?<!机关)机关"
    r"|系统|本级|本部|\((?:本级|部门|本部|机关)\)|支队|大队|学校|馆|队|站|所|处)" + _BEFORE_BUDGET
)
_HAVING = re.compile(
    r"^(?:共有|共计|共|总共|现有|实有(?=车|公务)|保有(?!量)|有|保留|(?:(?:部门|单位)?预算)?(?:共计?|总共)?安排(?=[^的]{2,}))(?=.)"
)
_TAIL = re.compile(
    r"(?:分别|均|各)?(?:为|是|共计|总计为|合计为|共有|共|约为?|(?<![合总小累])计|达|(?<!实)有|:|拟|安排|下达|各)$"
)
_QUALIFIER = (
    r"(?:年初预算|调整预算|预算调整|预算执行|(?:部门|单位)(?=预算|决算)|预算|决算|执行数|年初|财政拨款|拨款|一般公共预算|公共财政|安排|支出|费用|开支"
    r"|总金额|总额|金额|资金|总计|合计|数额|数|的|为|共|计|情况|用于|项目|涉及|规模|当年|本年|全年)"
)
_EMPTY = re.compile(
    r"(?:年初预算|调整预算|预算调整|预算执行|预算|决算|执行数|年初|全年|安排|总金额|总额|金额|资金|数额|本年(?=数)|数|的|为|共|情况|涉及|累计|项目(?=预算)|(?:增加|减少|提高|下降|上升|降低|调整|增长)(?:到|至)"
    r"|上一?年度?|去年|同期)*"
)
_LONE = re.compile(
    r"(?:预算|决算|年初|安排)*(?:支出|收入)(?:年初|预算|决算|安排|数|总额|金额|调整|合计)*"
)
_STRONG = (
    r"三公经费|机关运行(?:经)?费|因公出国\(境\)费用?|因公出国费用?|公务接待费|公务用车购置(?:及|和|与)运行(?:维护)?费"
    r"|公务用车购置费?|公务用车运行(?:维护)?费|会议费|培训费|基本支出|项目支出|人员经费|人员支出|(?:日常)?公用经费"
    r"|公用支出|工资福利支出|商品和服务支出|对个人和家庭的?补助(?:支出)?|政府采购|单位预留机动经费"
)
_NAMED = re.compile(rf"(?P<before>{_QUALIFIER}*?)(?P<item>{_STRONG})(?P<after>{_QUALIFIER}*)")
_PLAN = re.compile(r"(?:年初预算|调整预算|预算|决算|执行)(?:数|安排数?|总额|总金额|金额)?$")
_KEEP_PLAN = re.compile(
    r"(?:总|公共|基金|经营|收支|收、支)$|^(?:部门|单位|收入|支出|本年|财政拨款)?$"
)
_TALK = re.compile(r"仅|将|已|由于|因素|较|比|按照|根据|为了|用于|主要(?!领导|负责)|上年")
_OFFICE_END = re.compile(r"(?:局|委|院|厅|中心|本级|本部|机关|单位|部门)$")
_ENDING = re.compile(rf"(?P<before>.+?)(?P<item>{_STRONG})(?P<after>{_QUALIFIER}*)")
_ALIAS = re.compile(r"(?<=..)\([^()]*\)$")
_SPENT_TWICE = re.compile(r"(费用?|经费|补贴|公积金)(?:预算)?支出$")
_BUDGET_NOUN = re.compile(
    r"(?:支出|收入|经费|费|费用|预算|拨款|资金|补助|补贴|津贴|结转|结余|总计|合计|总额|采购|货物|工程|服务|资产|金额|总预算|预算总数"
    r"|工资|奖金|奖励|公积金|保险|年金|离休|退休|行政运行|管理事务|机动|准备金|存款|设备|用具|\(类\)|\(款\)|\(项\)|科目|扶持|补偿|项目|原值|净值|价值|收支)$"
)

GENERIC = frozenset(
    [
        "采购金额",
        "合同金额",
        "金额",
        "总价",
        "价值",
        "原值",
        "净值",
        "合计",
        "总计",
        "小计",
        "总额",
        "资金",
        "经费",
        "费用",
        "补助",
        "项目",
        "预算",
        "本年数",
        "决算数",
    ]
)
"""Names that say nothing without the list or heading they stand in."""
COUNT_NOUN = re.compile(
    r"编制|实有|在编|在职|离休|退休|人员|人数|车辆|用车|设备|单位|机构|科室|处室|雇员|员额|团组|保有|部门$|职工|车$"
)
_FUND_ENDS = ("一般公共预算", "政府性基金预算", "国有资本经营预算", "政府性基金", "财政专户")


@dataclass(frozen=True, slots=True)
class Subject:
    """A clean item and what its clause says of period and fund.

    - `names`: () when the clause names none of its own ('2019年预算数'), several for 类/款/项.
    - `said`: the qualifier words ('预算数') that became column words.
    - `lone`: '支出预算', '预算收入': a total, or a stage of the subject carried over.
    - `strength`: 2 a known budget item, 1 a noun of a budget, 0 some text.
    """

    names: tuple[str, ...]
    code: str | None
    year: int | None
    stage: Stage | None
    fund: Fund | None
    said: str
    strength: int
    lone: bool = False

    @property
    def item(self) -> str:
        """The innermost name."""
        return self.names[-1] if self.names else ""


def subject_of(clause: str, info: DocumentInfo) -> Subject:
    """Read the clause before a figure; see the module docstring."""
    plain = _REMARK.sub("", _QUOTES.sub("", folded(clause)))
    bare = _LEAD.sub("", clean_label(_LEAD.sub("", plain)))
    code = _CODE.match(bare)
    bare = bare[code.end() :] if code else bare
    undated = _DATE.sub("", bare)
    own = _AS_OF_END.sub("", _INCLUDED.sub("", _without_office(undated, info)))
    core = _OF_YEAR.sub("", _LEAD.sub("", own))
    names, strength, said = _names(core, had_office=len(core) < len(undated))
    return Subject(
        names=names,
        code=code[1] if code else _class_code(core),
        year=year_in(bare, info.fiscal_year),
        stage=stage_in(core),
        fund=fund_in(plain),
        said=_TAIL.sub("", said).strip("的:,、()"),
        strength=strength,
        lone=bool(_LONE.fullmatch(_trim(core))),
    )


def _without_office(text: str, info: DocumentInfo) -> str:
    """Cut the disclosing unit from the front, as often as it is said."""
    text = text.lstrip(",:、的")
    own = folded(info.unit_name or "")
    if own and text.startswith(own):
        text = text[len(own) :]
    for _ in range(3):
        found = _OFFICE.match(text)
        if not found:
            break
        if text[found.end() :] in ("支出", "收入") or not _trim(text[found.end() :]):
            break
        text = text[found.end() :]
    return text.lstrip(",:、的")


def _names(core: str, *, had_office: bool) -> tuple[tuple[str, ...], int, str]:
    """The names, how well they are known, and the qualifier words behind them."""
    text = _trim(core)
    if len(_CLASSES.findall(text)) >= 2:
        return _class_path(text), 2, ""
    text = _CLASSES.sub("", _CLASS_SPENT.sub("", text))
    if had_office and text == "预算":
        return ("部门预算",), 1, ""
    named = _NAMED.fullmatch(text)
    if named:
        return (_strong_item(named),), 2, named["after"]
    if _EMPTY.fullmatch(text):
        return (), 0, text
    ending = _ENDING.fullmatch(text)
    if ending and _OFFICE_END.search(ending["before"]) and not _TALK.search(text):
        return (ending["item"],), 2, ending["after"]
    text = _SPENT_TWICE.sub(r"\1", _ALIAS.sub("", text))
    plan, said = _PLAN.search(text), ""
    if plan and plan.start() and not _KEEP_PLAN.search(text[: plan.start()]):
        text, said = text[: plan.start()], plan[0]
    text = re.sub(r"(?<=预算)安排(?=支出$|收入$)", "", text)
    if text.endswith(("和", "与", "及", "由", "对", "了", "在")) or _TALK.search(text):
        return (text,), 0, said
    known = _BUDGET_NOUN.search(text) or COUNT_NOUN.search(text) or text.endswith(_FUND_ENDS)
    return (text,), 1 if known else 0, said


def _trim(core: str) -> str:
    text = core
    for _ in range(3):
        text = _HAVING.sub("", _TAIL.sub("", text))
    return text.strip(",:、的;")


def _class_code(core: str) -> str | None:
    """'农林水支出(213类)林业和草原(02款)行政运行(01项)' -> '2130201'."""
    parts = _CLASS_CODES.findall(core)
    return "".join(parts) if parts and len(parts[0]) == 3 else None


def _class_path(text: str) -> tuple[str, ...]:
    """'一般公共服务支出(类)财政事务(款)行政运行(项)' -> its three names; the last mark may be cut off."""
    parts = _CLASSES.split(text)
    rest = "" if "(项)" in text or len(parts) % 2 == 0 else parts[-1]
    names = [clean_label(name) for name in (*parts[:-1:2], re.sub(r"科目$|支出$", "", rest))]
    return tuple(name for name in names if name)


def _strong_item(named: re.Match[str]) -> str:
    item = named["item"]
    own_money = item.endswith(("支出", "经费")) and item not in ("三公经费", "机关运行经费")
    if own_money and "财政拨款" in named["before"] and "公共" not in named["before"]:
        return "财政拨款" + item
    return item
