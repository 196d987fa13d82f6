"""What a fact is about, folded for comparison, and whether it is about an item.

Takes Facts, gives Places (item, aspect, base, what its title is about) and grades of how well a place
fits an item. Knows nothing of years, ranking or wording.

    表八 | 2019年 | 公务接待费   ->  item '公务接待费' (a column), base 一般公共预算
    表五 | 合计 | 基本支出       ->  item '基本支出';   表三 | 行政运行 | 基本支出 -> item 行政运行, aspect 基本支出
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.facts import Fact
from retrieval.understand.question import Item
from retrieval.words.everyday import everyday
from retrieval.words.lexicon import Concept, folded, label_key, lexicon

__all__ = [
    "ABOVE",
    "BASES",
    "Place",
    "headed",
    "is_neutral",
    "is_unit_row",
    "matches",
    "place_of",
    "rate_kind",
    "unit_below",
]

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
    r"(?:19|20)\d\d年?度?(?:[末底初](?:余额|金额|数量)?|(?:预算|决算|执行|年初预算)?)数?|上年(?:预算|决算|执行)?数?|本年(?:预算)?数?"
)
_CHANGE_LABEL = re.compile(
    r"增减变[化动](?:金额|额)?|增减(?:额|金额)?|比上年增减.*|增加\(?减少.*|增长率|增减率|变动(?:额|率)"
)
_FILLER = re.compile(
    r"(?:19|20)\d\d年?度?|统计数|政府采购项目来源|资金来源|政府采购|采购项目|年初|年末|本年度?|当年|上年|去年|全年|部门|单位|预算|决算|执行|支出|收入|安排|金额|数额?|合计|小计|总计|总额|比例|幅度|%"
    r"|一般公共|公共|财政|拨款|资金|政府性基金|国有资本经营|调整|情况|专户|管理|比|较|与|年|为|总|的|增减|变化|增加|减少|[()]|元|万|共|有|涉及|用途|功能分类|采购"
)
_UNIT_ROW = re.compile(
    r".{3,}(?:局|委员会|委|办公室|办公厅|厅|院|中心|街道|办事处|政府|本级|机关|协会|队|站|所|处|校|学校|馆|团|会)(?:小计|合计)?$"
)
BASES = (
    "",
    "财政拨款",
    "一般公共预算",
    "政府性基金预算",
    "国有资本经营预算",
    "财政专户",
    "单位资金",
)
_FUNDS = BASES[2:5]
_SHARE = re.compile(r"占比|比重|占")
_COMPLETION = re.compile(r"完成|执行率|执行进度")
_GROWTH = re.compile(r"增|减|降|升|比|较|变化|变动")
_MOVE = re.compile(r"占|比例|幅度|完成|执行率|执行进度|增|减|降|升|变[化动]")
"""Columns that say what a rate or a change is of, not of what item."""


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


# ── places ───────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=200_000)
def place_of(fact: Fact) -> Place:
    """Read the labels of a fact; see Place."""
    rows = tuple(key for label in fact.row_path if (key := label_key(label)))
    columns = tuple(key for label in fact.column_path if (key := label_key(label)))
    where = folded(fact.citation.section)
    named_row = next((key for key in reversed(rows) if not _neutral_row(key)), "")
    if rows and is_unit_row(rows[-1]) and _FUNCTIONAL.fullmatch(fact.code or ""):
        named_row = rows[-1]  # '2100206 妇幼保健医院' is a row of spending
    inner = next((key for key in reversed(columns) if not _neutral_column(key)), "")
    if fact.table is None:
        inner = ""
        named_row = label_key(headed(fact)) or named_row
    item, on_column = (named_row, False) if named_row else (inner, bool(inner))
    outer = columns[: columns.index(item)] if on_column else columns
    above = outer if on_column else rows[:-1]
    if item in _VEHICLE_PARTS and any("用车" in key for key in above):
        item = "公务用车" + item
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


_FUNCTIONAL = re.compile(r"2\d{2}(?:\d{2}){0,2}")
_VEHICLE_PARTS = frozenset({"购置费", "运行费", "运行维护费", "购置", "运行维护"})
"""Labels under 公务用车购置及运行费 that leave the car out."""
_WHOLE_OF_PROJECT = re.compile(
    r"(?:年度)?项目总预算|总预算|项目预算(?:总额)?|项目总额|预算总额|年度预算(?:安排)?"
)
_PROJECT_HEADING = re.compile(
    r"^(?:第?[一二三四五六七八九十\d]+[、.)]|[(][一二三四五六七八九十\d]+[)])*(.{3,40}?)(?:项目)?(?:经费)?(?:使用)?(?:预算)?(?:情况)?说明$"
)


@lru_cache(maxsize=65536)
def headed(fact: Fact) -> str:
    """The project that a total is of, where only the heading above names it; '' elsewhere.

    '某专项经费情况说明 > 六、年度预算安排 | 2025年度项目总预算1410万元' -> '某专项'
    """
    if fact.table is not None or len(fact.row_path) != 1 or fact.measure != "level":
        return ""
    if not _WHOLE_OF_PROJECT.fullmatch(label_key(fact.item)):
        return ""
    titles = [part.strip() for part in folded(fact.citation.section).split(">")]
    for title in reversed(titles[:-1]):
        match = _PROJECT_HEADING.match(title)
        if match and re.search(r"专项|项目|经费|工程|资金", title):
            return "" if _NO_PROJECT.search(match[1]) else match[1]
    return ""


_NO_PROJECT = re.compile(r"部门|单位|收支|三公|机关运行|其他|^项目$|预算编制")

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
        or is_unit_row(key)
    )


def unit_below(fact: Fact) -> str:
    """The unit that a figure of a unit below the department is of; '' where no row names it."""
    rows = fact.row_path if fact.scope == "所属单位" else ()
    return next((label for label in rows if _UNIT_ROW.fullmatch(label_key(label))), "")


@lru_cache(maxsize=1)
def _classified() -> frozenset[str]:
    """Names of the classification: '乡镇卫生院' is a row of spending, not a unit."""
    return frozenset(label_key(name) for item in everyday() for name in item.names)


def _neutral_column(key: str) -> bool:
    """'2019年一般公共预算支出数', '合计', '预算数'; but not '基本支出' or '政府性基金预算拨款收入'."""
    return key in lexicon().neutral or bool(_YEAR_LABEL.fullmatch(key)) or not _FILLER.sub("", key)


def is_neutral(key: str) -> bool:
    """Whether a column says no more than that it holds the figures: 合计, 预算数, '2019年预算数'."""
    return _neutral_column(key)


def is_unit_row(label: str) -> bool:
    """Whether a row label is the name of a unit, and no name of the classification."""
    key = label_key(label)
    said = "支出" in key or "经费" in key
    return (
        len(key) >= 5 and bool(_UNIT_ROW.fullmatch(key)) and not said and key not in _classified()
    )


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
    if fact.table is not None and (
        fund := next((f for f in _FUNDS for k in rows[:-1] if f in k), "")
    ):
        return fund
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
        if _neutral_column(key) or (fact.measure != "level" and _MOVE.search(key)):
            continue
        return "" if aspect and any(p.search(key) for a, p in _ASPECTS if a == aspect) else key
    return ""


_PARTIAL = frozenset({"保留", "实", "定编", "购置", "新增"})

# ── matching ─────────────────────────────────────────────────────────────────────────────────


def matches(place: Place, item: Item) -> int | None:
    """How well a place is about an item: 0 strictly, 1 loosely, 2 by the table's total; else None."""
    concepts = lexicon().concepts
    if item.code:
        return _coded_grade(place, item)
    if place.item and place.item in item.labels and not item.concepts:
        return 0
    grades = [g for key in item.concepts if (g := _concept_grade(place, concepts[key])) is not None]
    if place.item and place.item in item.labels:
        grades.append(0)
    if not grades and not item.concepts and item.labels & set(_row_keys(place.fact)[:-1]):
        return ABOVE
    return min(grades, default=None)


def _coded_grade(place: Place, item: Item) -> int | None:
    """The row with the code; with a name beside it, also where only the last part is printed.

    Three columns 206 | 01 | 01 leave '01' with the row '行政运行': name and end agree with 2060101.
    """
    code = place.fact.code or ""
    if place.on_column or not item.code:
        return None
    if code == item.code:
        return 0
    part = 2 <= len(code) < len(item.code) and item.code.endswith(code)
    return 0 if part and place.item and place.item in item.labels else None


ABOVE = 3
"""The grade of a row whose outer label is asked for: it answers only where it is the only row."""


def _row_keys(fact: Fact) -> tuple[str, ...]:
    return tuple(map(label_key, fact.row_path))


def _concept_grade(place: Place, concept: Concept) -> int | None:
    fact = place.fact
    if (concept.kind == "count") != (fact.kind == "count") and fact.kind != "percent":
        return None
    if concept.side and fact.side and fact.side != concept.side:
        return None
    if concept.key in _OF_ALL and _of_one_part(place):
        return None
    if concept.within and concept.within not in place.where + "".join(place.ancestors):
        return None
    if place.item in concept.labels or _row_of_form(place, concept):
        return 0
    if not place.item and _total_label(place) in concept.labels:
        return 0 if concept.side is None or fact.side == concept.side else None
    if place.by_total and any(key in concept.labels for key in place.columns if key[:2] == "本年"):
        return 0 if concept.side in (None, fact.side) else None
    if place.item and place.item in concept.labels_loose:
        return 1
    return _by_title(place, concept)


def _of_one_part(place: Place) -> bool:
    """A total in a table of one part, or under the row of one: '三公经费支出 > 支出合计'."""
    if place.fact.table is None:
        return _ONE_PROJECT.search(_title(place.where)) is not None
    outer = (label_key(label) for label in place.fact.row_path[:-1])
    return any(map(_ONE_PART.search, (_title(place.where), *outer)))


_ONE_PROJECT = re.compile(r"项目(?:支出)?(?:绩效)?(?:评价|自评)|绩效评价报告|重点项目")
"""Headings under which '本年支出' is that of a project."""


def _row_of_form(place: Place, concept: Concept) -> bool:
    """'本年收入' in the form 财政拨款收支总表, never in that of one fund, is 财政拨款收入."""
    title = label_key(_title(place.where))
    return (
        place.item in concept.rows_of_form
        and place.fact.table is not None
        and place.base in ("", "财政拨款")
        and any(word in title for word in concept.of_form)
    )


def _total_label(place: Place) -> str:
    return next((key for key in reversed(place.columns) if key in _TOTALS), "")


def _by_title(place: Place, concept: Concept) -> int | None:
    """The 合计 of a table whose title names the item."""
    title = label_key(_title(place.where))
    if not place.by_total or place.fact.table is None:
        return None
    if not any(word in title for word in concept.totals):
        return None
    if concept.key in _OF_ALL and any(fund in title for fund in _FUNDS):
        return None
    if concept.side and place.fact.side not in (concept.side, None):
        return None
    printed = lexicon().printed
    others = [
        k for k in place.columns if k not in _TOTALS and concept.key not in printed.get(k, ())
    ]
    if any(k in printed and not _is_its_spending(title, k) for k in others):
        return None
    return 2 if any(word in title for word in _SECOND_ITEMS if word != concept.title) else 0


def _is_its_spending(title: str, column: str) -> bool:
    """'本年支出合计' of a table of spending alone is all that its fund spends."""
    return (
        "支出" in title and "收" not in title and column in ("本年支出", "本年支出合计", "支出合计")
    )


_OF_ALL = frozenset({"total_income", "total_expenditure", "current_income", "current_expenditure"})
_ONE_PART = re.compile(
    r"三公|采购|购买服务|绩效|(?<!和)(?<!及)(?<!、)项目(?:支出|预算|经费)?(?:总|明细|预算|决算)*表"
    r"|基本支出(?!(?:和|及|与|、)?项目)|机关运行经费|公用经费|会议费|培训费|资产|转移支付"
)
"""Titles of tables whose 合计 is the total of one part, never of all that the unit has."""
_SECOND_ITEMS = ("会议费", "培训费", "机关运行经费")


def rate_kind(fact: Fact) -> str | None:
    """share, growth or completion for a percentage; None where nothing says which."""
    text = "".join(map(folded, fact.column_path)) + folded(fact.item)
    for kind, pattern in (("completion", _COMPLETION), ("share", _SHARE), ("growth", _GROWTH)):
        if pattern.search(text):
            return kind
    return None
