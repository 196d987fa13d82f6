"""Which cells of a document account for every word of a question, and how well each of them does.

Takes a Query, its text made ready for labels, a Document and the facts that may answer, gives Fits. The
innermost row must be named, and each column that says something; a row with one figure alone, or one
figure counted in what is asked ('几分'), needs no column. Knows no ranking between documents.

    '产品抽查得了几分'        ->  自评表 | 产品抽查 | 自评得分 | 96.77 分
    '教师进修学校的项目支出'   ->  下属学校表 | 教师进修学校 | 项目支出 | 142.80
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.document import Document
from ingest.facts import Fact
from retrieval.figures.cell_columns import (
    column_implied,
    column_said,
    moves,
    other_money,
    other_side,
)
from retrieval.figures.cell_limits import (
    at_end,
    tables_with_start,
)
from retrieval.figures.cell_rows import Looked, row_of, row_said
from retrieval.figures.lookup import divides
from retrieval.understand.cell_words import (
    AskedText,
    Span,
    alike,
    left_over,
    says,
    spans_of,
    title_spans,
    uncovered,
)
from retrieval.understand.places import BASES, Place, place_of
from retrieval.understand.question import Query
from retrieval.words.lexicon import folded, label_key, lexicon

__all__ = ["Fit", "Looked", "contrast_held", "fits", "words_held"]

_NOT_ONE = re.compile(
    r"增|减|降|升|涨|跌|比|占|差|变|率|倍|平均|人均|每|最|超|以[上下]|不|没|否|谁|哪[些几个]|为[什何啥]|原因|怎|分别"
    r"|各(?!项)|加起来|之和|合起来|除|和|与|及|、|跟|还|前[一二三四五六七八九十]|第[一二三四五]|几[项个种类家条]|依据|标准|什么|啥|用途|干"
)
_CONTRAST = (
    "年初", "年末", "期初", "期末", "上年", "结转", "结余", "单价", "数量", "小计", "调整", "执行数", "财政拨款",
    "本年", "当年", "基本支出", "项目支出", "人员经费", "公用经费", "收入", "一般公共", "基金", "国有资本", "专户",
)  # fmt: skip
"""Words that are small elsewhere and tell two columns apart."""
_POSTS = re.compile(
    r"(?:事业|行政|核定|空)编|编制(?:人?数)|编制(?:一?共|总共|是|为|有)*(?:多少|几)"
)
"""Posts are never told by the people in them."""
_HEADS = re.compile(
    r"(?:多少|几)(?:个人|人|名|辆|台|部|位|套|件|平方米|次|期|单|家|张|批|把|组|只|条|座|艘|架|份|册|块|床|[个项](?![\u4e00-\u9fff]))"
)
_MONEY = re.compile(
    r"钱|[万亿]元|(?:多少|几)(?:个)?[元万亿]|(?:资金|经费|费用|金额|预算|支出)(?:一共|总共|共|是|为|有|安排)*(?:多少|几|$)"
)
_AGAINST = re.compile(
    r"(?:比|较|与|同)(?:上年|去年|上一年|(?:19|20)\d\d年)(?:度)?(?:预算|决算|执行)?数?(?:相?比)?"
)
"""'比上年增减额': the year before is in the name of the column."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A cell that accounts for the question: how well, and what of it was named."""

    place: Place
    rank: tuple[int, ...]
    strong: bool
    column: str
    beside: str
    named: tuple[Span, ...] = ()


def fits(looked: Looked, facts: Sequence[Fact]) -> Iterator[Fit]:
    """The cells that account for the question; of two names the longer one is meant."""
    starts = tables_with_start(facts)
    funds: dict[str, set[str]] = {}
    for place in map(place_of, facts):
        funds.setdefault(place.item, set()).add(place.base)
    found = []
    for position, fact in enumerate(facts):
        place = place_of(fact)
        fit = _fit(looked, place, position, apart=fact.table in starts)
        several = len(funds[place.item]) > 1
        if fit and not (several and other_money(place, looked.asked.text)):
            found.append(fit)
    spans = {span for fit in found for span in fit.named}
    return (fit for fit in found if not _inside_longer(fit.named, spans))


def _inside_longer(named: Sequence[Span], spans: Iterable[Span]) -> bool:
    """'工资' in '绩效工资': a name that only stands inside a longer one is not the one meant."""
    longer = [
        any(a <= start and end <= b and end - start < b - a for a, b in spans)
        for start, end in named
    ]
    return bool(longer) and all(longer)


def _fit(looked: Looked, place: Place, position: int, *, apart: bool) -> Fit | None:
    """How one cell accounts for the question; None where it does not."""
    query, asked, fact = looked.query, looked.asked, place.fact
    coded = bool(fact.code) and fact.code in looked.codes
    if looked.codes and not coded:
        return None
    row = row_said(looked, place, coded=coded)
    if row is None or (not coded and _another_item(looked, place)):
        return None
    if looked.below and fact.scope == "部门":
        return None
    column = _column(looked, place, row)
    if column is None:
        return None
    said, where, implied = column
    if moves(fact) and not (said := _moved_said(fact, asked.text, row)):
        return None
    text = _AGAINST.sub(lambda m: "|" * len(m[0]), asked.text) if moves(fact) else asked.text
    spans = [*row, *where, *_coded(asked.text, fact.code if coded else None)]
    spans += [s for label in place.ancestors for s in title_spans(label, asked.text)]
    titled = title_spans(place.where, asked.text)
    if (
        not _table_named(asked, titled)
        or not at_end(place, query.scope.date, apart=apart)
        or not words_held(query, asked.text, place)
    ):
        return None
    spans += titled
    asked = AskedText(text, asked.stated, asked.tables, asked.numbered)
    beside = _beside(looked.document, fact, asked, spans) if left_over(asked, spans) else []
    rest = uncovered(asked.text, [*spans, *beside])
    left = [w for w in left_over(asked, [*spans, *beside]) if w not in looked.valued]
    if left or _NOT_ONE.search(rest) or not _kind_asked(fact, rest) or _of_heads(query, fact):
        return None
    of_unit = place.on_column and len(row) > len(spans_of(place.item, asked.text))
    strong = bool(
        said or coded or asked.tables or asked.numbered or beside or looked.dated or implied > 1
        or of_unit or _fund_said(place, asked.text, row) or (fact.kind == "count" and where)
    )  # fmt: skip
    words = [
        asked.text[a:b]
        for a, b in beside
        if b - a > 3 and alike(asked.text[a:b]) not in alike(place.item)
    ]
    exact = not place.item or says(place.item, asked.text)
    rank = (int(implied == 1), int(not exact), *_rank(place, query, asked, row), position)
    return Fit(place, rank, strong, said, words[0] if words else "", tuple(row))


def _of_heads(query: Query, fact: Fact) -> bool:
    """'退休人员多少' asks for people: what is paid for them is no answer unless money is named."""
    concepts = lexicon().concepts
    heads = any(concepts[key].kind == "count" for item in query.items for key in item.concepts)
    return heads and fact.kind == "amount" and not _PAID.search(query.text)


_PAID = re.compile(r"钱|[万亿]元|多少元|资金|费|薪|金额|预算数|支出|花|拨款|开销|收入")


def _coded(text: str, code: str | None) -> list[Span]:
    if not code:
        return []
    at = text.find(code.lower())
    return [(at, at + len(code))] if at >= 0 else []


def _kind_asked(fact: Fact, rest: str) -> bool:
    """Whether the words around the names ask for money or for a count, as the cell is."""
    heads, money = _HEADS.search(rest), _MONEY.search(rest)
    return not ((heads and fact.kind == "amount") or (money and fact.kind == "count"))


def _another_item(looked: Looked, place: Place) -> bool:
    """'公务用车购置支出' is not the row 公务用车购置及运行维护费, which the field knows as another item."""
    meant = lexicon().printed.get(place.item, ())
    known = {key for item in looked.query.items for key in item.concepts}
    other = bool(meant and known) and known.isdisjoint(meant)
    return other and not says(place.item, looked.asked.text)


# ── the column and the table ─────────────────────────────────────────────────────────────────


def _column(
    looked: Looked, place: Place, row: Sequence[Span]
) -> tuple[str, Sequence[Span], int] | None:
    """What of the column is named, where, and whether it goes without: 1 alone in its row, 2 counted."""
    text, fact = looked.asked.text, place.fact
    if said := column_said(place, text, row):
        return (*said, 0)
    counted = column_implied(place, text) if looked.alone[row_of(fact), fact.unit] == 1 else ()
    if counted:
        return "", counted, 2
    alone = looked.alone[row_of(fact)] == 1 and not place.on_column
    sides = any(other_side(label_key(label), text) for label in fact.column_path)
    return ("", (), 1) if alone and not sides else None


def _table_named(asked: AskedText, titled: Sequence[Span]) -> bool:
    """What stands before 表 is the title of this table, all of it."""
    for start, end in asked.tables:
        covered = {at for a, b in titled for at in range(a, b)}
        words = left_over(
            AskedText(asked.text[start:end], (), ()),
            [(at - start, at - start + 1) for at in covered if start <= at < end],
        )
        sides = [
            w
            for w in ("收入", "支出", "决算", "基本支出", "项目支出")
            if w in asked.text[start:end]
        ]
        held = all(
            any(
                a <= asked.text.find(w, start) and asked.text.find(w, start) + len(w) <= b
                for a, b in titled
            )
            for w in sides
        )
        if words or not held:
            return False
    return True


def words_held(query: Query, text: str, place: Place, *besides: str) -> bool:
    """Words that tell columns apart, and money by its name, are held by the labels as they are."""
    said = _labels(place, *besides)
    if not contrast_held(text, place, *besides):
        return False
    concepts = lexicon().concepts
    for item in query.items:
        known = {alike(lb) for key in item.concepts for lb in concepts[key].labels}
        named = divides(item) or (item.labels and not item.code)
        known |= {alike(label) for label in item.labels}
        if named and alike(item.text) not in said and not any(lb in said for lb in known):
            return False
    return True


def contrast_held(text: str, place: Place, *besides: str) -> bool:
    """Words that tell columns apart ('项目支出', '年末') stand in the labels of the cell."""
    said = _labels(place, *besides)
    heads = "".join((*place.ancestors, *place.fact.column_path, place.item))
    if _POSTS.search(text) and "编" not in heads:
        return False
    return all(word in said for word in _CONTRAST if word in text)


def _labels(place: Place, *besides: str) -> str:
    columns = map(label_key, place.fact.column_path)
    return alike("".join((*place.ancestors, *columns, place.item, place.where, *besides)))


_NUMERIC = re.compile(r"[\d.,%\s-]*")


def _beside(document: Document, fact: Fact, asked: AskedText, known: Sequence[Span]) -> list[Span]:
    """What the other cells of the row say: '部门集中采购', a code of goods."""
    table = next((t for t in document.tables if t.position == fact.table), None)
    if table is None or fact.row is None:
        return []
    cells = (table.at(fact.row, column) for column in range(table.columns))
    texts = {c.text for c in cells if c and not _NUMERIC.fullmatch(c.text) and len(c.text) < 40}
    said = {text: title_spans(text, asked.text) for text in texts}
    rest = uncovered(asked.text, known)
    return [span for text, spans in said.items() if _whole(text, rest) for span in spans]


def _whole(cell: str, text: str) -> bool:
    """Each thing that a cell lists is named: of one of them alone the row has no amount."""
    things = [thing for thing in _SEVERAL.split(cell) if thing]
    return len(things) < 2 or all(title_spans(thing, text) for thing in things)


_SEVERAL = re.compile(r"[及和与、,;；，]")


def _moved_said(fact: Fact, text: str, row: Sequence[Span]) -> str:
    """The column of a change or a rate, where the question says its name: '增减%', '完成率'."""
    leaf = "".join(fact.column_path[-1:])
    return leaf if folded(label_key(leaf)) in uncovered(text, row) else ""


def _fund_said(place: Place, text: str, row: Sequence[Span]) -> bool:
    """Whether the column of one kind of money is named beside the row: '住房保障支出，一般公共预算'."""
    leaf = place.fact.column_path[-1] if place.fact.column_path else ""
    rest = uncovered(text, row)
    return bool(place.base) and len(label_key(leaf)) > 3 and says(leaf, rest)


def _rank(place: Place, query: Query, asked: AskedText, row: Sequence[Span]) -> tuple[int, ...]:
    """Smaller is better; cells that are alike in all of it must agree."""
    fact = place.fact
    own = query.scope.own == "本级"
    scope = {"部门": 1 if own else 0, "本级": 0 if own else 1, "所属单位": 2}[fact.scope]
    stage = {"决算": 0, "年初预算": 1, "调整预算": 2, "执行数": 2, None: 1}[fact.stage]
    exact = (
        -sum(b - a for a, b in title_spans(place.where.rsplit(">", 1)[-1], asked.text, 3))
        if asked.tables
        else 0
    )
    income = 1 if fact.side == "收入" and "收入" not in asked.text else 0
    unsaid = 1 if place.special and place.special not in asked.text else 0
    of_row = any(place.base and place.base in folded(label) for label in fact.row_path)
    base = BASES.index(place.base) if place.base in BASES and not of_row else 0
    leaf = "".join(fact.column_path[-1:])
    silent = 0 if says(leaf, uncovered(asked.text, row)) else 1
    return (scope, stage, exact, _part_said(place, asked.text), silent, unsaid, income, base)


def _part_said(place: Place, text: str) -> int:
    """Whether a head that says something is said only in part: '一般公共预算' of 一般公共预算拨款收入."""
    keys = [folded(label_key(label)) for label in place.fact.column_path]
    short = [key for key in keys if key not in text and title_spans(key, text, 4)]
    return 1 if short and not place.on_column else 0
