"""The things that one table lists: what is bought, which services, which new assets, which vehicles.

Takes an Understood and Sources, gives a Composed answer or None: every row of the table, or those of the class
that is named, each with its amount or number; how many they are; their sum. No word of the question is left.

    '采购的货物都有哪些，分别多少'    ->   '检测仪：21.60 万元，12台[1][2]' …
    '政府购买服务有哪些'             ->   every row of 政府购买服务预算表
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.document import Document
from ingest.facts import Fact
from retrieval.figures.cell_lines import writer
from retrieval.printed.things import Field, Thing, things
from retrieval.rows.thing_asked import WORKED, Wish, told_by
from retrieval.rows.thing_lines import Place, fact_of, said_field
from retrieval.understand.accounted import content
from retrieval.understand.reading import Understood
from retrieval.understand.size_asked import bounded
from retrieval.understand.sources import Sources
from retrieval.understand.words_asked import words_asked
from retrieval.words.lexicon import folded
from retrieval.writing.arithmetic import compute
from retrieval.writing.compose import Composed, Writer
from retrieval.writing.prompts import mark, period, value_text

__all__ = ["thing_list_answer"]


class _Listing(NamedTuple):
    """A kind of table: how people say it, its title or the heads of its columns, and what it lists."""

    name: str
    asked: re.Pattern[str]
    title: re.Pattern[str]
    heads: re.Pattern[str]


_LISTINGS = (
    _Listing(
        "政府购买服务",
        re.compile(
            r"(?:由|靠|通过|用)?政府(?:向)?(?:社会(?:力量|组织|机构)?)?(?:购买|买)(?:的|了)?服务|(?:向社会(?:力量|组织|机构)?)?购买(?:的|了)?(?:哪些|什么)?服务|向社会(?:力量|组织|机构)?买(?:的|了)?服务"
        ),
        re.compile(r"购买服务"),
        re.compile(r"金额|合计"),
    ),
    _Listing(
        "政府采购",
        re.compile(r"政府采购|政采|集中采购(?!目录|机构)|采购"),
        re.compile(r"采购(?!.*购买服务)"),
        re.compile(r"金额|合计"),
    ),
    _Listing(
        "新增资产",
        re.compile(r"(?:新增|新配|增加)(?:配置)?(?:的)?(?:哪些|什么)?(?:固定)?资产(?:配置)?|资产(?:新增)?配置"),
        re.compile(r"资产"),
        re.compile(r"资产名称"),
    ),
    _Listing(
        "车辆",
        re.compile(r"(?:公务|单位)?用车|公车|车辆|(?<=[有辆类种的])车"),
        re.compile(r""),
        re.compile(r"\(辆\)|车辆数"),
    ),
)  # fmt: skip
_CLASS = re.compile(r"(?P<class>货物|工程|服务)(?:类)?")
_CLASS_HEAD = re.compile(r"(?:采购|项目)?类[别型]$")
_WHICH = re.compile(
    r"哪[些几一]?[一二三四五六七八九十两]*[项个种样类方面辆]*|(?:几|多少)[种样类](?!\w*多少)|什么|啥|清单|明细|名单|分别|各自?|逐项|一项项|列出"
)
_COUNT = re.compile(
    r"(?:一共|总共|共|合计)*(?:有|列|是)*(?:了)?(?:几|多少)[项个种样件](?:东西|事|内容|项目|服务|货物|工程)?"
)
_LISTED = re.compile(r"哪|分别|清单|明细|列出|什么")
_SUM = re.compile(r"合计|一共|总共|共计|加起来|总额")
_SAYING = re.compile(
    r"按?(?:用途|类别?|品种|种类)(?:来)?(?:分(?:类|开|别)?)?(?:看|说)?|(?:都|要|具体|打算|准备|计划|主要|预备|今年)*(?:采购|购买|买|购置|列|安排|有|包括|涉及|配|做|使?用|新增)(?:了|的|到)?|(?:多少|几)(?:辆|钱|元|万元|万)|金额|预算|支出|项目|内容|事项?|东西|物品|用途|按|类|属于|里|情况|表|每[项个种]"
)
_NOT = ("change", "rate", "share", "difference", "ratio", "reason", "definition", "largest", "smallest", "rank", "contradiction")  # fmt: skip
_AMOUNT = Wish(
    "amount", (re.compile(r"^(?:采购|购买|预算|支出)*(?:金额|合计|总[计额价])(?:\(.*\))?$"),)
)
_NUMBER = Wish("number", (re.compile(r"数量"),))
_MOST = 60


def thing_list_answer(understood: Understood, sources: Sources) -> Composed | None:
    """Every row with its figures; None where the question names something beside the table."""
    query = understood.query
    targets = understood.own_targets
    if len(targets) != 1 or query.asks(*_NOT) or query.later or bounded(query):
        return None
    asked = _asked(content(query))
    if asked is None:
        return None
    account = targets[0].account or query.scope.account
    for row in targets[0].own:
        document = sources.document(row.doc_id)
        found = _rows(document, asked)
        if found and len(found) <= _MOST and (row.kind or "").endswith(account or ""):
            facts = {fact.citation.pieces: fact for fact in understood.facts_of([row])}
            return _composed(understood, Place(row, document, facts), asked, found)
    return None


class _Asked(NamedTuple):
    """What is asked of which table: its rows, how many they are, what they come to; of which class."""

    listing: _Listing
    of_class: str
    rows: bool
    number: bool
    total: bool


def _asked(text: str) -> _Asked | None:
    """The reading of a question; None where it is of no such table, or a word is left over."""
    listing = next((one for one in _LISTINGS if one.asked.search(text)), None)
    if listing is None:
        return None
    rest = listing.asked.sub("|", text)
    match = _CLASS.search(rest) if listing.name == "政府采购" else None
    of_class = match["class"] if match else ""
    rest = _CLASS.sub("|", rest) if of_class else rest
    if re.search(r"(?:几|多少)个?\w{0,6}项目", text) and not _LISTED.search(text):
        return None  # how many projects there are, a sentence may say
    count = _COUNT.search(rest) is not None
    rest = _COUNT.sub("|", rest)
    which, total = _WHICH.search(rest) is not None, _SUM.search(rest) is not None
    for pattern in (_WHICH, _SUM, _SAYING):
        rest = pattern.sub("|", rest)
    if (
        WORKED.search(rest)
        or words_asked(rest)
        or not (which or count or (total and listing.name == "政府购买服务"))
    ):
        return None
    return _Asked(listing, of_class, which, count, total)


def _rows(document: Document, asked: _Asked) -> list[Thing]:
    """The rows of the first table of the kind, of the class that is named."""
    tables: dict[int, list[Thing]] = {}
    for thing in things(document):
        listing = asked.listing
        if thing.kind not in ("item", "project") or not listing.title.search(thing.table.title):
            continue
        heads = "|".join("|".join(path) for path in thing.table.column_paths)
        if listing.heads.search(folded(heads)) and _filled(thing, asked):
            tables.setdefault(thing.table.position, []).append(thing)
    found = next(iter(tables.values()), [])
    return [thing for thing in found if asked.of_class in _class(thing)]


def _filled(thing: Thing, asked: _Asked) -> bool:
    """Whether a row prints what it comes to, or how many there are, and not none."""
    field = _told(thing, asked)
    return field is not None and re.search(r"[1-9]", field.cell.text) is not None


def _told(thing: Thing, asked: _Asked) -> Field | None:
    wish = _NUMBER if asked.listing.name == "车辆" else _AMOUNT
    return next(iter(told_by(thing, wish, final=False)), None)


def _class(thing: Thing) -> str:
    """What a row prints of its class; the sign of a code where it prints no word."""
    return "".join(f.cell.text for f in thing.fields if _CLASS_HEAD.search(f.head))


# ── the answer ───────────────────────────────────────────────────────────────────────────────


def _composed(
    understood: Understood, place: Place, asked: _Asked, found: Sequence[Thing]
) -> Composed | None:
    write = writer(understood)
    row = place.row
    whose = f"{period(row.fiscal_year)}{row.unit_name or ''}"
    facts = [fact for thing in found if (f := _told(thing, asked)) and (fact := fact_of(place, f))]
    kind = f"{asked.listing.name}{'的' + asked.of_class if asked.of_class else ''}"
    if asked.rows:
        write.say(f"{whose}{kind}列示如下（“{found[0].table.title}”）：")
        for thing in found:
            _line(write, place, thing, asked)
    if asked.number:
        terms = [term for fact in facts if (term := write.term(fact))]
        computed = compute("count", terms)
        if computed is None or len(terms) != len(found):
            return None
        marks = mark(*dict.fromkeys(term.evidence for term in terms))
        write.say(f"{whose}表中列有{kind} {len(terms)} 项{marks}。", [computed], core=True)
        write.kind = write.kind if asked.rows else "computed"
        write.derive(computed, kind, "count", None)
    if asked.total and (facts or not asked.rows) and len(facts) == len(found):
        _say_sum(write, understood, place, asked, facts, f"{whose}{kind}")
    return write.done() if write.statements else None


def _line(write: Writer, place: Place, thing: Thing, asked: _Asked) -> None:
    """'检测仪：21.60 万元，12台'."""
    name = re.sub(r"\s+", "", thing.name.text)
    fields = [field for field in (_told(thing, asked),) if field]
    if asked.listing.name in ("政府采购", "新增资产"):
        fields += told_by(thing, _NUMBER, final=False)
    said = [said_field(write, place, thing, field) for field in fields]
    write.say(f"{name}：{'，'.join(said)}", core=True)


def _say_sum(
    write: Writer,
    understood: Understood,
    place: Place,
    asked: _Asked,
    facts: Sequence[Fact],
    whose: str,
) -> None:
    """The sum as its table prints it, else added up."""
    if not asked.of_class:
        first = facts[0]
        column = [
            fact
            for fact in understood.facts_of([place.row])
            if (fact.table, fact.column) == (first.table, first.column) and fact.row_path
        ]
        total = next((f for f in column if _TOTAL.fullmatch(f.row_path[-1].strip())), None)
        if total is not None:
            at = write.evidence(total)
            write.say(f"{whose}合计为 {value_text(total)}{mark(at)}。", core=True)
            write.state(total, f"{asked.listing.name}合计", at)
            return
    terms = [term for fact in facts if (term := write.term(fact))]
    if computed := compute("sum", terms):
        marks = mark(*dict.fromkeys(term.evidence for term in computed.terms))
        write.kind = "computed"
        write.say(f"{whose}合计：{computed.formula}{marks}。", [computed], core=True)
        write.derive(computed, f"{asked.listing.name}合计", "sum", None)


_TOTAL = re.compile(r"[合总]\s*计")
