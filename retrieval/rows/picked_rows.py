"""Rows of any table picked by what is asked of them: a bound, an order, a word beside the name, a column filled.

Takes an Understood and Sources, gives a Picked or None. Title, columns and words beside the names must
account for every word of the question, and no row may be missing: the rows make up the sum that is printed.
Knows no wording of answers.

    '自评得分最低的三个项目'      ->  three records with their 自评得分
    '环卫所的项目加起来多少'      ->  the records of that unit, to be added
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from retrieval.rows.column_versus import holds_columns_apart, versus
from retrieval.rows.record_columns import (
    BESIDE,
    Money,
    columns_beside,
    measured_column,
    money_columns,
    untold_pieces,
)
from retrieval.rows.record_words import ColumnSaid, WordSaid, columns_said, words_said
from retrieval.rows.records import Record, Sheet, adds_up, sheets
from retrieval.scope.scope import Listed
from retrieval.understand.cell_words import asked_text, left_over, title_spans
from retrieval.understand.pick_asked import Bound, Pick, pick_asked
from retrieval.understand.question import Query
from retrieval.understand.reading import Target, Understood
from retrieval.understand.sources import Sources
from retrieval.words.frame_words import place_at_end
from retrieval.words.lexicon import folded, label_key

__all__ = ["Picked", "fitting", "free_text", "picked_rows"]

_NOT = ("reason", "share", "change", "rate", "difference", "ratio", "completion", "definition")  # fmt: skip
_TITLES = {
    "services": re.compile(r"购买服务"),
    "assets": re.compile(r"资产|购置|配置"),
    "goods": re.compile(r"采购|购置|资产配置|新增资产"),
    "indicator": re.compile(r""),
}
_HEADS = {
    "unit": re.compile(r"年级|单位|部门|机构|学校|医院|村|社区|街道|乡镇|地区|市|县"),
    "services": re.compile(r"服务|项目|内容"),
    "assets": re.compile(r"资产|设备|名称"),
    "goods": re.compile(
        r"采购(?:项目|内容|品目|物品)|品目|货物|物品|资产名|设备|购置|^项目名称$|^名称$"
    ),
    "indicator": re.compile(r"指标"),
    "project": re.compile(r"项目(?!单位)|任务|活动|专项"),
}
_NO_PROJECTS = re.compile(r"采购|资产|购买服务|收支|收入|功能|经济分类|三公|指标表")
_NOUNS = {
    "学校": r"校|中学|小学|学院|幼儿园|一中|二中|三中",
    "中学": r"中学|中$",
    "小学": r"小学",
    "幼儿园": r"幼儿园",
    "医院": r"医院|保健院",
    "卫生院": r"卫生院",
    "大队": r"大队",
    "支队": r"支队",
    "派出所": r"派出所",
    "街道": r"街道",
    "市": r"市$",
    "县": r"县$",
}
MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class Picked:
    """The rows picked from one sheet, by a column, in the order to tell them; `more`: columns told beside it.

    `by_name`: whether the question names the column.
    """

    listed: Listed
    sheet: Sheet
    rows: tuple[Record, ...]
    column: int
    more: tuple[int, ...]
    pick: Pick
    words: tuple[str, ...]
    rank: tuple[int, ...]
    by_name: bool

    @property
    def narrowed(self) -> bool:
        """Whether something picks rows out of the table."""
        chosen = self.pick.bound or self.pick.order or self.words or self.pick.named
        return bool(chosen or (self.pick.stated > 1 and self.pick.summed))


def picked_rows(understood: Understood, sources: Sources) -> Picked | None:
    """The rows of the table that accounts for the whole question; None where none does."""
    query = understood.query
    targets = understood.own_targets
    apart = holds_columns_apart(query.text)
    if len(targets) != 1 or query.later or query.context or (query.asks(*_NOT) and not apart):
        return None
    pick = pick_asked(free_text(query))
    if pick is None or (query.asks("compare") and pick.order is None and not apart):
        return None
    for listed in _of_account(targets[0], query):
        facts = [f for f in understood.facts_of([listed]) if f.year in (targets[0].year, None)]
        final = listed.doc_id in understood.final_accounts
        found = [
            picked
            for sheet in sheets(sources.document(listed.doc_id), facts)
            if (picked := fitting(listed, sheet, pick, query, final=final)) is not None
        ]
        if found:
            return _best(found)
    return None


def _of_account(target: Target, query: Query) -> list[Listed]:
    """The papers of the unit and year, those of the account that is asked for first."""
    account = target.account or query.scope.account
    said = [row for row in target.own if account and (row.kind or "").endswith(account)]
    return said or list(target.own)


def _best(found: Sequence[Picked]) -> Picked | None:
    """The best fit; none where another table that fits as well picks other rows."""
    ordered = sorted(found, key=lambda picked: picked.rank, reverse=True)
    first = ordered[0]
    level = [p for p in ordered[1:] if p.rank == first.rank]
    names = {label_key(r.name) for r in first.rows}
    same = all({label_key(r.name) for r in p.rows} == names for p in level)
    return first if same else None


def free_text(query: Query) -> str:
    """The question with strokes for unit and year, and for the place that leads the unit."""
    chars = list(query.text)
    for span in query.scope.named:
        led = len(place_at_end(query.text[: span.start]))
        chars[span.start - led : span.start] = "|" * led
    for span in query.scope.taken:
        said = query.text[span.start : span.end]
        if not _COLUMN.fullmatch(said) and (said not in _OWN or span in query.scope.named):
            chars[span.start : span.end] = "|" * (span.end - span.start)
    return _PEOPLE.sub(lambda m: "|" * len(m[0]), "".join(chars))


_PEOPLE = re.compile(
    r"(?<=在职|实有|编制|退休|在编|在岗)(?:的)?(?:人员|人数|职工|员工|老同志|老干部|干部|数|(?<=的)人)+(?![经费支工补待])"
)
"""'在职人员', '在职职工' and '在职人数' are what a column calls 在职人数, or 实有在职."""


_OWN = ("本级", "机关", "局本级", "局机关")
"""Rows of the department itself, among those of its units."""
_COLUMN = re.compile(r"的?(?:年初|全年|调整)?(?:预算|决算|执行)数")
"""What a column is called says the stage as well."""


# ── one table ────────────────────────────────────────────────────────────────────────────────


def fitting(
    listed: Listed,
    sheet: Sheet,
    pick: Pick,
    query: Query,
    *,
    final: bool,
    column: int | None = None,
) -> Picked | None:
    """What is picked from one sheet; None where it does not account for the whole question.

    `column`: the rows were told before by this column, and no others are meant.
    """
    title = folded(sheet.table.title)
    if column is None and not _of_kind(sheet, title, pick):
        return None
    if pick.among and len(sheet.records) != pick.among:
        return None
    free = free_text(query)
    columns = sorted({c for r in sheet.records for c in r.figures})
    said = columns_said(sheet, columns, free)
    words = [w for w in words_said(sheet, free, title) if not _titled(w, title, said)]
    said = [c for c in said if not any(_over(c, w) for w in words)]
    money = money_columns(said, free)
    by_money = [one for some in money for one in some]
    told = [c for c in said if c not in by_money and len(c.columns) == 1]
    against = versus(sheet, told, free)
    measure = measured_column(sheet, pick, told, money.filled, free, final=final, known=column)
    measure = against.first if against else measure
    if measure is None or untold_pieces(sheet, free):
        return None
    spans = [*((c.start, c.end) for c in said), *((w.start, w.end) for w in words)]
    spans += [(against.start, against.end)] if against else []
    if _rest(query, pick, sheet, title, spans, money.other, free):
        return None
    rows = _kept(sheet, pick, words, money, measure)
    rows = [row for row in rows if against is None or against.holds(row)]
    rows = _in_order(rows, measure, pick) if rows else []
    if not rows or len(rows) > MOST_ROWS or (pick.stated and len(rows) != pick.stated):
        return None
    rows = [r for r in rows if _value(r, measure) is not None or not told]
    whole = column is not None or adds_up(sheet, measure)
    if any(_value(r, measure) is None for r in rows) or not whole:
        return None
    more = columns_beside(sheet, told, measure, free, final=final)
    if against:
        more = tuple(c for c in (against.larger, against.smaller) if c != measure)
    by = (*(w.word for w in words), *_said_of_money(sheet, money))
    if against:
        by = (
            *by,
            f"{sheet.leaf(against.larger)}{'等于' if against.equal else '大于'}{sheet.leaf(against.smaller)}",
        )
    titled = max((e - s for s, e in title_spans(title, free, 2)), default=0)
    of_title = titled if titled > 2 else 0
    said_so = pick.kind or told or words or of_title or column is not None
    if not rows or not said_so:
        return None
    rank = (
        _strength(pick, sheet, free),
        len(spans),
        of_title,
        len(sheet.records),
        -_repeated(sheet),
    )
    by_name = any(measure in c.columns for c in said)
    return Picked(listed, sheet, tuple(rows), measure, more, pick, by, rank, by_name)


def _said_of_money(sheet: Sheet, money: Money) -> list[str]:
    """What rows were picked by, for people: '政府性基金', '一般公共预算以外'."""
    forms = zip(money, ("{}", "全部{}", "无{}", "{}以外"), strict=True)
    return [form.format(_heads(sheet, one)) for some, form in forms for one in some]


def _heads(sheet: Sheet, said: ColumnSaid) -> str:
    if len(said.columns) > 1:
        return folded(sheet.table.column_paths[said.columns[0]][-2])
    return folded(sheet.leaf(said.columns[0]))


def _over(one: ColumnSaid, word: WordSaid) -> bool:
    return one.start < word.end and word.start < one.end


def _titled(word: WordSaid, title: str, said: Sequence[ColumnSaid]) -> bool:
    """Words that the title says of all its rows, or that are less than a column named: they pick none."""
    inside = any(c.start <= word.start and word.end <= c.end and (c.start, c.end) != (word.start, word.end) for c in said)  # fmt: skip
    return inside or (word.group != -2 and word.said in title and word.said in ("采购", "项目"))


def _repeated(sheet: Sheet) -> int:
    return len(sheet.records) - len({r.name for r in sheet.records})


def _of_kind(sheet: Sheet, title: str, pick: Pick) -> bool:
    if pick.kind == "":
        return True
    if not _HEADS[pick.kind].search(sheet.head):
        return False
    if pick.kind == "unit":
        return _repeated(sheet) == 0 and not re.search(r"品目|资产|采购", sheet.head)
    if pick.kind == "project":
        plain = sheet.head != "项目" or re.search(r"项目|绩效|专项", title)
        return bool(plain) and not _NO_PROJECTS.search(title)
    if "购买服务" in title and pick.kind != "services":
        return False
    return _TITLES[pick.kind].search(title + sheet.head) is not None


def _strength(pick: Pick, sheet: Sheet, text: str) -> int:
    """How well the head over the names says what kind of rows they are."""
    head, kind = sheet.head, pick.kind
    if kind == "goods":
        asked = 2 if "采购" in sheet.table.title else 1
        of_project = _PROJECT_NAMES.search(text) and head == "项目名称"
        asked += 4 if of_project else 0
        return asked + (2 if re.search(r"品目|物品|货物|采购项目|采购内容", head) else 0)
    if kind == "project":
        return 2 if re.search(r"项目名称|^项目$", head) else 1
    return 1


_PROJECT_NAMES = re.compile(r"[个些]项目(?!支出)|项目(?:都|分别)?(?:叫|名称|名字|是哪|有哪)")


# ── rows ─────────────────────────────────────────────────────────────────────────────────────


def _rest(
    query: Query,
    pick: Pick,
    sheet: Sheet,
    title: str,
    spans: Sequence[tuple[int, int]],
    other: Sequence[ColumnSaid],
    text: str,
) -> list[str]:
    """The words of the question that nothing of the table accounts for."""
    chars = list(_PEOPLE.sub(lambda m: "|" * len(m[0]), pick.text))
    for start, end in spans:
        chars[start:end] = "|" * (end - start)
    for one in other:
        match = BESIDE.match(text[one.end :])
        size = len(match[0]) if match else 0
        chars[one.end : one.end + size] = "|" * size
    if untold := _FIGURES.findall("".join(chars)):
        return list(untold)
    left = _NOUN.sub(lambda m: "|" * len(m[0]), "".join(chars))
    asked = asked_text(replace(query, text=left))
    heads = "|".join((title, sheet.head))
    return [w for w in left_over(asked, title_spans(heads, asked.text)) if w not in _SAYING]


_FIGURES = re.compile(r"编制|在编|人数|人员|面积|得分|评分|分数|数量|单价|[\u4e00-\u9fff]率")
"""What a column prints: never a word that only says how the question is put."""
_NOUN = re.compile(
    r"不是|并非|不属于|不由|除了?|以外|之外|项目|任务|活动|品目|货物|设备|物品|资产|政府采购|采购|购买|下属|所属|直属|预算单位|单位|部门|机构|学校|村(?:\(社区\)|社区)?|社区|指标|没有|没|无|用|靠|动用|以外|出钱|总价|总金额|价钱|个"
)
_SAYING = frozenset({"个", "里", "中", "最", "前", "不", "有", "得", "家", "得了", "几", "做", "来", "去", "万", "钱", "多", "位"})  # fmt: skip


def _kept(
    sheet: Sheet,
    pick: Pick,
    words: Sequence[WordSaid],
    money: Money,
    measure: int,
) -> list[Record]:
    rows = _of_noun(sheet, pick)
    for group in {w.group for w in words}:
        fitting = frozenset().union(*(w.rows for w in words if w.group == group))
        rows = [r for r in rows if r.row in fitting]
    rows = [r for r in rows if all(_all(r, c.columns) for c in money.filled)]
    rows = [r for r in rows if not any(_all(r, c.columns) for c in money.empty)]
    rows = [r for r in rows if all(_value(r, measure) == _all(r, c.columns) for c in money.full)]
    rows = [r for r in rows if all(_value(r, measure) != _all(r, c.columns) for c in money.other)]
    if pick.named:
        rows = [r for r in rows if pick.named in folded(r.name)]
    if pick.bound:
        rows = [r for r in rows if (v := _sized(r, measure, pick.bound)) is not None and pick.bound.holds(v)]  # fmt: skip
    return rows


def _of_noun(sheet: Sheet, pick: Pick) -> list[Record]:
    wanted = _NOUNS.get(pick.noun)
    kept = [r for r in sheet.records if wanted and re.search(wanted, folded(r.name))]
    return kept or list(sheet.records)


def _value(record: Record, column: int) -> Decimal | None:
    fact = record.figures.get(column)
    return fact.value if fact else None


def _all(record: Record, columns: Sequence[int]) -> Decimal:
    """What a row has in some columns together."""
    return sum((_value(record, column) or Decimal(0) for column in columns), Decimal(0))


def _sized(record: Record, column: int, bound: Bound) -> Decimal | None:
    fact = record.figures.get(column)
    if fact is None or fact.value is None:
        return None
    return (fact.amount.yuan if fact.amount else None) if bound.money else fact.value


def _in_order(rows: Sequence[Record], column: int, pick: Pick) -> list[Record]:
    """The rows in the order that is asked for; none where a tie leaves open which they are."""
    order = pick.order
    if order is None:
        return list(rows)
    if any(_value(r, column) is None for r in rows):
        rows = [r for r in rows if column in r.figures and r.figures[column].state != "blank"]
        if order.least or any(_value(r, column) is None for r in rows):
            return []
    ordered = sorted(rows, key=lambda r: _value(r, column) or Decimal(0), reverse=not order.least)
    if order.nth:
        near = [_value(r, column) for r in ordered[max(order.nth - 2, 0) : order.nth + 1]]
        return ordered[order.nth - 1 : order.nth] if len(set(near)) == len(near) else []
    if not order.count:
        return ordered
    shown = ordered[: order.count]
    tied = [r for r in ordered[order.count :] if _value(r, column) == _value(shown[-1], column)]
    if tied and order.count > 1:
        return []
    return [*shown, *tied]
