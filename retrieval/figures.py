"""A Query finds its Facts: the one place that answers, other places that agree, places that differ.

Takes what is asked (an Ask: item, aspect, year, account) and the facts of the documents in scope;
gives a Hit or None. Knows nothing of wording, passages or arithmetic.

    ask     公务接待费, 2019, no aspect
    chosen  表八 | 2019年 | 公务接待费 | 0.00 万元      also  prose '公务接待费。2019年预算数0万元'

A fact answers only when its labels and the question account for each other: every label of its row
and column is the item, a part of the heading, a neutral word (合计, 预算数) or asked for by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from ingest.amount import Unit, printed_place
from ingest.facts import Fact, Measure
from retrieval.lexicon import Concept, folded, label_key, lexicon
from retrieval.question import Item

__all__ = ["Ask", "Hit", "Place", "agree", "find", "matches", "place_of", "rate_kind", "same_value"]

_TOTALS = frozenset(
    {
        "合计",
        "总计",
        "小计",
        "总额",
        "合计数",
        "收入合计",
        "支出合计",
        "收入总计",
        "支出总计",
        "总金额",
        "预算总额",
    }
)
_YEAR_LABEL = re.compile(
    r"(?:19|20)\d\d年?度?(?:预算|决算|执行|年初预算)?数?|上年(?:预算|决算|执行)?数?|本年(?:预算)?数?"
)
_CHANGE_LABEL = re.compile(
    r"增减变[化动](?:金额|额)?|增减(?:额|金额)?|比上年增减.*|增加\(?减少.*|增长率|增减率|变动(?:额|率)"
)
_FILLER = re.compile(
    r"(?:19|20)\d\d年?度?|政府采购项目来源|政府采购|采购项目|年初|年末|本年度?|当年|上年|去年|全年|部门|单位|预算|决算|执行|支出|收入|安排|金额|数额?|合计|小计|总计|总额"
    r"|一般公共|公共|财政|拨款|资金|政府性基金|国有资本经营|调整|情况|专户|管理|比|较|与|年|为|总|的|增减|变化|增加|减少|[()]|元|万|共|有|涉及|用途|功能分类|政府采购项目来源|政府采购|采购项目"
)
_UNIT_ROW = re.compile(
    r".{3,}(?:局|委员会|委|办公室|办公厅|厅|院|中心|街道|办事处|政府|本级|机关|协会|队|站|所|处|校|学校|馆|团|会)(?:小计|合计)?$"
)
_FUNCTIONAL_CODE = re.compile(r"2\d{2}(?:\d{2}){0,2}")
_ECONOMIC_CODE = re.compile(r"[35]\d{2}(?:\d{2})?")
_BASES = (
    "",
    "财政拨款",
    "一般公共预算",
    "政府性基金预算",
    "国有资本经营预算",
    "财政专户",
    "单位资金",
)
_SHARE = re.compile(r"占比|比重|占")
_COMPLETION = re.compile(r"完成|执行率|执行进度")
_GROWTH = re.compile(r"增|减|降|升|比|较|变化|变动")


@dataclass(frozen=True, slots=True)
class Place:
    """What a fact is about, folded for comparison.

    - `item` labels: the innermost row label that is no total, else the column's; `by_total` when
      both are totals and the title says what of.
    - `aspect`: the column (or the whole table, then `table_aspect`) splits by 基本 / 项目 / 人员 / 公用.
    - `base`: '' all money, else 财政拨款 or a fund; `odd`: a column word that nothing accounts for.
    - `special`: a title or heading that is about one thing only (采购, 绩效, one 类), not the whole.
    """

    fact: Fact
    item: str
    on_column: bool
    by_total: bool
    ancestors: frozenset[str]
    columns: tuple[str, ...]
    aspect: str | None
    table_aspect: str | None
    base: str
    odd: str
    special: str
    where: str


@dataclass(frozen=True, slots=True)
class Ask:
    """One figure wanted.

    - `others`: items named beside it, which the place must explain (aspect, heading, ancestor).
    - `years`: the year wanted; `account`: 预算 or 决算 where the question says so.
    """

    item: Item
    year: int | None = None
    account: str | None = None
    others: tuple[Item, ...] = ()
    measure: Measure = "level"
    rate: str | None = None
    residue: tuple[str, ...] = ()
    fiscal: dict[str, int] = field(default_factory=dict)
    own: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """The chosen fact, the places that print the same figure, and those that contradict it.

    `note` says what limits the figure: '一般公共预算基本支出口径', a loose label, the other year's document.
    """

    chosen: Place
    same: tuple[Place, ...] = ()
    against: tuple[Place, ...] = ()
    note: str = ""
    loose: bool = False

    @property
    def fact(self) -> Fact:
        """The fact that answers."""
        return self.chosen.fact


# ── places ───────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=200_000)
def place_of(fact: Fact) -> Place:
    """Read the labels of a fact; see Place."""
    rows = tuple(key for label in fact.row_path if (key := label_key(label)))
    columns = tuple(key for label in fact.column_path if (key := label_key(label)))
    where = folded(fact.citation.section)
    named_row = next((key for key in reversed(rows) if not _neutral_row(key)), "")
    inner = next((key for key in reversed(columns) if not _neutral_column(key)), "")
    if fact.table is None:
        inner = ""
    item, on_column = (named_row, False) if named_row else (inner, bool(inner))
    outer = columns[: columns.index(item)] if on_column else columns
    aspect = _aspect((*rows[:-1], *outer)) if item not in _ASPECT_ITEMS else None
    title = _title(where)
    return Place(
        fact=fact,
        item=item,
        on_column=on_column,
        by_total=not item and _says_total(rows, columns),
        ancestors=frozenset(rows + columns) - {item},
        columns=columns,
        aspect=aspect,
        table_aspect=_aspect((title,)) if fact.table is not None else None,
        base=_base(fact, columns, rows, title),
        odd="" if on_column else _odd(fact, columns, aspect),
        special=_special(fact, title),
        where=where,
    )


_SPECIAL = re.compile(r"采购|绩效|转移支付|基本建设|政府投资|资产|购买服务|预留")
_ONE_CLASS = re.compile(r"\((?:类|款|项)\)")


def _special(fact: Fact, title: str) -> str:
    """'采购' for a table about procurement; the heading itself where it is one 类 of spending."""
    if fact.table is None:
        return label_key(title) if _ONE_CLASS.search(title) else ""
    match = _SPECIAL.search(title)
    return match[0] if match else ""


def _neutral_row(key: str) -> bool:
    return bool(
        key in _TOTALS - {"收入总计", "支出总计", "收入合计", "支出合计"}
        or _YEAR_LABEL.fullmatch(key)
        or _CHANGE_LABEL.fullmatch(key)
        or (len(key) >= 5 and _UNIT_ROW.fullmatch(key) and "支出" not in key and "经费" not in key)
    )


def _neutral_column(key: str) -> bool:
    """'2019年一般公共预算支出数', '合计', '预算数'; but not '基本支出' or '政府性基金预算拨款收入'."""
    return key in lexicon().neutral or bool(_YEAR_LABEL.fullmatch(key)) or not _FILLER.sub("", key)


def _says_total(rows: Sequence[str], columns: Sequence[str]) -> bool:
    return any(key in _TOTALS for key in (*rows[-1:], *columns[-1:]))


def _aspect(columns: Sequence[str]) -> str | None:
    for key in reversed(columns):
        for aspect, pattern in _ASPECTS:
            if pattern.search(key):
                return aspect
    return None


_ASPECTS = (
    ("人员经费", re.compile(r"人员经费|人员支出")),
    ("公用经费", re.compile(r"公用经费|公用支出")),
    ("基本支出", re.compile(r"基本支出")),
    ("项目支出", re.compile(r"项目支出")),
)


_ASPECT_ITEMS = frozenset({"基本支出", "项目支出"})


def _title(where: str) -> str:
    return where.rsplit(">", 1)[-1]


def _base(fact: Fact, columns: Sequence[str], rows: Sequence[str], title: str) -> str:
    """Of which money: '' for all, else the narrowest that heading or header names."""
    if fact.fund:
        return fact.fund
    text = "".join((*columns, title)) if fact.table is not None else "".join((*rows[:-1], *columns))
    if re.search(r"财政(?:预算)?拨款|政府预算拨款", text):
        return "财政拨款"
    return ""


def _odd(fact: Fact, columns: Sequence[str], aspect: str | None) -> str:
    """The innermost column word beside a named row that is neither neutral nor an aspect."""
    if any(folded(label).startswith("其中") for label in fact.column_path[:-1]):
        return "其中"
    if fact.table is None:
        return next((key for key in columns if key in _PARTIAL), "")
    for key in reversed(columns):
        if _neutral_column(key):
            continue
        return "" if aspect and any(p.search(key) for a, p in _ASPECTS if a == aspect) else key
    return ""


_PARTIAL = frozenset({"保留", "实", "定编", "购置", "新增"})


# ── matching ─────────────────────────────────────────────────────────────────────────────────


def matches(place: Place, item: Item) -> int | None:
    """How well a place is about an item: 0 strictly, 1 loosely, 2 by the table's total; else None."""
    concepts = lexicon().concepts
    if item.code:
        return 0 if place.fact.code == item.code and not place.on_column else None
    if place.item and place.item in item.labels and not item.concepts:
        return 0
    grades = [g for key in item.concepts if (g := _concept_grade(place, concepts[key])) is not None]
    if place.item and place.item in item.labels:
        grades.append(0)
    if not grades and not item.concepts and item.labels & set(_row_keys(place.fact)[:-1]):
        return _ABOVE
    return min(grades, default=None)


_ABOVE = 3
"""The grade of a row whose outer label is asked for: it answers only where it is the only row."""


def _row_keys(fact: Fact) -> tuple[str, ...]:
    return tuple(map(label_key, fact.row_path))


def _concept_grade(place: Place, concept: Concept) -> int | None:
    fact = place.fact
    if (concept.kind == "count") != (fact.kind == "count") and fact.kind != "percent":
        return None
    if concept.side and fact.side and fact.side != concept.side:
        return None
    if concept.within and concept.within not in place.where + "".join(place.ancestors):
        return None
    if place.item in concept.labels:
        return 0
    if not place.item and _total_label(place) in concept.labels:
        return 0 if concept.side is None or fact.side == concept.side else None
    if place.item and place.item in concept.labels_loose:
        return 1
    return _by_title(place, concept)


def _total_label(place: Place) -> str:
    return next((key for key in reversed(place.columns) if key in _TOTALS), "")


def _by_title(place: Place, concept: Concept) -> int | None:
    """The 合计 of a table whose title names the item."""
    title = label_key(_title(place.where))
    if not place.by_total or place.fact.table is None:
        return None
    if not any(word in title for word in concept.totals):
        return None
    if concept.side and place.fact.side not in (concept.side, None):
        return None
    printed = lexicon().printed
    if any(
        k in printed and concept.key not in printed[k] for k in place.columns if k not in _TOTALS
    ):
        return None
    return 2 if any(word in title for word in _SECOND_ITEMS if word != concept.title) else 0


_SECOND_ITEMS = ("会议费", "培训费", "机关运行经费")


def rate_kind(fact: Fact) -> str | None:
    """share, growth or completion for a percentage; None where nothing says which."""
    text = "".join(map(folded, fact.column_path)) + folded(fact.item)
    for kind, pattern in (("completion", _COMPLETION), ("share", _SHARE), ("growth", _GROWTH)):
        if pattern.search(text):
            return kind
    return None


def find(ask: Ask, facts: Iterable[Fact]) -> Hit | None:
    """The best place for what is asked; None where no place and question account for each other."""
    ranked = sorted(_candidates(ask, facts), key=lambda pair: pair[0])
    if not ranked:
        return None
    best_rank, best = ranked[0]
    if best_rank[4] == _ABOVE and not _only_row(best, [place for _, place in ranked]):
        return None
    best_rank, best = next(
        ((rank, place) for rank, place in ranked if _rather(place, rank, best, best_rank)),
        (best_rank, best),
    )
    same = tuple(
        place
        for rank, place in ranked
        if place is not best and rank[4:6] <= (0, 1) and _same_figure(best, place)
    )
    against = tuple(
        place
        for rank, place in ranked
        if place is not best
        and _comparable(best, place)
        and not agree(best.fact, place.fact)
        and _sure(place, ask, rank)
    )
    sure = _sure(best, ask, best_rank)
    return Hit(
        best, same, against if sure else (), _note(best, ask, ranked), loose=best_rank[4] > 0
    )


def _only_row(best: Place, places: Sequence[Place]) -> bool:
    """Whether no other row of the table stands under the same label."""
    rows = {p.fact.row for p in places if p.fact.table == best.fact.table}
    return len(rows) == 1 and best.fact.table is not None


def _rather(place: Place, rank: Sequence[int], best: Place, best_rank: Sequence[int]) -> bool:
    """A table cell that prints what a sentence says is the better place to cite."""
    return (
        best.fact.table is None
        and place.fact.table is not None
        and rank[:4] == best_rank[:4]
        and rank[4] == 0
        and not place.special
        and agree(place.fact, best.fact)
    )


def _same_figure(best: Place, place: Place) -> bool:
    a, b = best.fact, place.fact
    return (a.year, a.stage, a.kind) == (b.year, b.stage, b.kind) and agree(a, b)


def _candidates(ask: Ask, facts: Iterable[Fact]) -> Iterator[tuple[tuple[int, ...], Place]]:
    for position, fact in enumerate(facts):
        if fact.value is None or fact.measure != ask.measure:
            continue
        if not _right_time(fact, ask):
            continue
        if fact.kind == "count" and not _counts(ask.item):
            continue
        place = place_of(fact)
        grade = matches(place, ask.item)
        if grade is None or (ask.measure == "rate" and rate_kind(fact) != ask.rate):
            continue
        explained = _explains(place, ask)
        if explained is None or (fact.table is None and not _trusted(place, ask)):
            continue
        yield _rank(place, ask, grade, explained, position), place


def _counts(item: Item) -> bool:
    """Counts answer only for items that are counts: '19个内设机构、2个下属单位' misleads others."""
    concepts = lexicon().concepts
    return any(concepts[key].kind == "count" for key in item.concepts)


def _right_time(fact: Fact, ask: Ask) -> bool:
    year = fact.year or ask.fiscal.get(fact.doc_id)
    if ask.year is not None and year != ask.year:
        return False
    if ask.account == "决算":
        return fact.stage in ("决算", "执行数", None)
    return not (ask.account == "预算" and fact.stage in ("决算", "执行数"))


def _explains(place: Place, ask: Ask) -> int | None:
    """How much of the place the question leaves unsaid; None where the two do not fit.

    Words of the question that are not in the place, and columns of the place that are not in the
    question, both make it another figure.
    """
    asked = [aspect for item in ask.others if (aspect := _aspect_of(item))]
    leftover = 0
    if asked and place.item not in asked:
        if asked[0] not in (place.aspect, place.table_aspect):
            return None
    elif place.aspect and place.item != place.aspect and not _aspect_of(ask.item):
        leftover = 2
    elif place.table_aspect and not _is_aspect_item(ask.item):
        leftover = 1
    if place.odd and not _asked_for(place.odd, ask):
        return None
    if place.special and not _within_special(place, ask):
        if place.on_column or not ask.item.labels:
            return None
        leftover += 4
    text = place.where + "".join(place.ancestors) + place.item + folded(place.fact.citation.quote)
    for item in ask.others:
        if not (_aspect_of(item) in (place.aspect, place.table_aspect) or _mentioned(item, text)):
            return None
    return None if any(word not in text for word in ask.residue) else leftover


def _within_special(place: Place, ask: Ask) -> bool:
    """The question is about what the heading is about: a 采购 item in a 采购 table."""
    said = "".join(item.text for item in (ask.item, *ask.others)) + "".join(ask.residue)
    concepts = [lexicon().concepts[key] for key in ask.item.concepts]
    words = "".join(c.title + (c.within or "") for c in concepts)
    return place.special in said + words or place.item == place.special


def _aspect_of(item: Item) -> str | None:
    concepts = lexicon().concepts
    return next((a for key in item.concepts if (a := concepts[key].aspect)), None)


def _is_aspect_item(item: Item) -> bool:
    return _aspect_of(item) is not None


def _asked_for(label: str, ask: Ask) -> bool:
    concepts = lexicon().concepts
    return any(
        label in item.labels or any(label in concepts[key].labels for key in item.concepts)
        for item in ask.others
    )


def _mentioned(item: Item, text: str) -> bool:
    concepts = lexicon().concepts
    labels = [*item.labels, *(label for key in item.concepts for label in concepts[key].labels)]
    return item.text in text or any(label in text for label in labels)


def _trusted(place: Place, ask: Ask) -> bool:
    """A prose figure whose sentence does not name the item before it must be sure otherwise."""
    if ask.item.code or place.fact.confidence < 0.5:
        return place.fact.confidence >= 0.5
    return place.fact.confidence >= 0.85 or _named(place, ask)


def _named(place: Place, ask: Ask) -> bool:
    """Whether the sentence names the item before the figure, with no other item in between."""
    before = label_before(place.fact)
    concepts = lexicon().concepts
    labels = {*ask.item.labels, *(lb for k in ask.item.concepts for lb in concepts[k].labels)}
    at = max((before.rfind(label) + len(label) for label in labels if label in before), default=-1)
    if at < 0:
        return False
    own = set(ask.item.concepts)
    between = before[at:]
    return not any(
        label in between
        for label, keys in lexicon().printed.items()
        if len(label) >= 3 and not own.intersection(keys)
    )


@lru_cache(maxsize=8192)
def label_before(fact: Fact) -> str:
    """The part of the cited sentence that stands before the figure, folded as labels are."""
    offset = 0
    for piece in fact.citation.pieces:
        if piece.start <= fact.at.start < piece.end:
            offset += fact.at.start - piece.start
            break
        offset += piece.end - piece.start
    return re.sub(r"[()境]", "", folded(fact.citation.quote[:offset]))


def _rank(place: Place, ask: Ask, grade: int, leftover: int, position: int) -> tuple[int, ...]:
    """Smaller is better; see the order of the parts."""
    fact = place.fact
    fiscal = ask.fiscal.get(fact.doc_id)
    own_year = 0 if ask.year is None or fiscal == ask.year else 1
    scope = {"部门": 0, "本级": 1, "所属单位": 2}[fact.scope]
    if ask.own == "本级":
        scope = {"本级": 0, "部门": 1, "所属单位": 2}[fact.scope]
    stages = {"年初预算": 0, "决算": 0, "调整预算": 1, "执行数": 2, None: 0}
    stage = stages[fact.stage] if ask.account else _default_stage(fact)
    prose = 0 if fact.table is not None else 1 if _named(place, ask) else 2
    return (
        own_year,
        scope,
        stage,
        (1 if fact.confidence <= 0.5 and fact.table is None else 0) + (fact.state == "stated_none"),
        grade,
        leftover,
        1 if _is_income_row(place, ask) else 0,
        _BASES.index(place.base) if not _wants_fund(ask) and place.base in _BASES else 0,
        prose,
        -_precision(fact),
        _depth(fact),
        position,
    )


def _is_income_row(place: Place, ask: Ask) -> bool:
    """A row of spending in a table of income: the same figure stands in its own table too."""
    concepts = lexicon().concepts
    wants_income = any(concepts[key].side == "收入" for key in ask.item.concepts)
    return place.fact.side == "收入" and not place.on_column and not wants_income


def _default_stage(fact: Fact) -> int:
    """A question that names no stage means the document's own: the last one it prints."""
    return {"决算": 0, "年初预算": 1, "调整预算": 2, "执行数": 2, None: 1}[fact.stage]


def _wants_fund(ask: Ask) -> bool:
    concepts = lexicon().concepts
    return any(concepts[key].fund for item in (ask.item, *ask.others) for key in item.concepts)


def _precision(fact: Fact) -> int:
    """How fine the figure is printed, in tenths of a 元 power: 0.01 元 above 1 万元."""
    if fact.kind != "amount" or fact.unit is None:
        return 0
    place = printed_place(fact.printed) * Unit(fact.unit).yuan
    return -int(place.adjusted())


def _depth(fact: Fact) -> int:
    """Items of the deepest level first where several levels carry one name."""
    return -len(fact.code or "")


# ── agreement ────────────────────────────────────────────────────────────────────────────────


def agree(one: Fact, other: Fact) -> bool:
    """The same figure within the coarser printed place: rounded or cut off."""
    if one.value is None or other.value is None:
        return False
    a, b = one.amount, other.amount
    if a is not None and b is not None:
        return abs(a.yuan - b.yuan) <= max(_place(one), _place(other))
    if one.kind != other.kind:
        return False
    return abs(one.value - other.value) < max(
        printed_place(one.printed), printed_place(other.printed)
    )


def _place(fact: Fact) -> Decimal:
    amount = fact.amount
    return Decimal(0) if amount is None else amount.place_yuan


def same_value(one: Fact, other: Fact) -> bool:
    """Exactly the same sum, units brought together."""
    a, b = one.amount, other.amount
    return a.yuan == b.yuan if a and b else one.value == other.value


def _comparable(one: Place, other: Place) -> bool:
    """Whether two places claim to print the same figure, so that they ought to agree."""
    a, b = one.fact, other.fact
    if (a.year, a.stage, a.measure, a.kind) != (b.year, b.stage, b.measure, b.kind):
        return False
    if a.kind != "amount" or one.special != other.special:
        return False
    if a.scope != b.scope or one.base != other.base:
        return False
    if _class(a) and _class(b) and _class(a) != _class(b):
        return False
    if a.doc_id != b.doc_id or (a.code and b.code and a.code != b.code):
        return False
    return (one.aspect, one.table_aspect) == (other.aspect, other.table_aspect) or agree(a, b)


def _class(fact: Fact) -> str:
    code = fact.code or ""
    if _FUNCTIONAL_CODE.fullmatch(code):
        return "功能"
    return "经济" if _ECONOMIC_CODE.fullmatch(code) else ""


def _sure(place: Place, ask: Ask, rank: Sequence[int]) -> bool:
    """Sure enough to call it a contradiction: strict label, and a sentence that names the item."""
    row_named = place.fact.confidence == 0.3 and place.on_column
    if place.fact.value == 0 and place.fact.table is not None:
        return False
    if rank[4] != 0 or (place.fact.confidence < 0.85 and not row_named):
        return False
    return place.fact.table is not None or _named(place, ask)


def _note(best: Place, ask: Ask, ranked: Sequence[tuple[tuple[int, ...], Place]]) -> str:
    """What limits the figure and was not asked for: '一般公共预算', '基本支出'."""
    said = "".join(item.text for item in (ask.item, *ask.others))
    differ = any(
        (p.base, p.aspect, p.table_aspect) != (best.base, best.aspect, best.table_aspect)
        and not agree(p.fact, best.fact)
        for _, p in ranked
    )
    limits = [best.base] if best.base and differ and not _wants_fund(ask) else []
    inherent = "人员经费" in best.item or "公用" in best.item or "人员支出" in best.item
    aspects = () if inherent else (best.aspect, best.table_aspect)
    limits += [aspect for aspect in aspects if aspect and aspect != best.item]
    return "、".join(dict.fromkeys(limit for limit in limits if limit not in said))
