"""Projects and purchases by their rows: those of one 科目, of one kind of money, of one table, or all.

Takes an Understood and Sources, gives a Composed answer (a list, a sum, the largest) or None. Every
word of the question must be one that the table accounts for, and rows must make up its printed total,
so that none is missing and no subtotal is among them. Knows nothing of the goals of projects.

    '防汛科目下有哪几个项目'            ->  rows with the code of 防汛
    '中央资金的转移支付项目加起来多少'     ->  rows with 中央资金 in them, added
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.document import Document, Table
from ingest.facts import Fact
from retrieval.figures.cell_lines import writer
from retrieval.understand.places import matches, place_of
from retrieval.understand.question import Query
from retrieval.understand.reading import Target, Understood
from retrieval.understand.size_asked import size_asked
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded, label_key
from retrieval.words.operation_words import TOTALLED
from retrieval.writing.arithmetic import compute
from retrieval.writing.compose import Composed, Writer
from retrieval.writing.prompts import mark, period, value_text

__all__ = ["NamedRow", "classed_rows_answer", "project_rows"]

_PROJECTS = re.compile(r"项目(?!支出(?!表)|编[码号]|代码)")
_BOUGHT = re.compile(r"采购|购买|买")
_WHICH = re.compile(r"哪|什么|有几|列出|清单|名单|都有")
_NAME = {
    "项目": re.compile(r"^(?:.*[>、])?(?:(?:一级|二级|支出)?项目名称|专项名称)$|项目\)名?称?$|^单位\(项目\)名称$"),
    "采购": re.compile(r"采购(?:项目|内容|品目)(?:名称)?$|^品目名称$|^项目名称$|货物名称"),
}  # fmt: skip
_AMOUNT = re.compile(r"合计|总计|总额|金额|预算数|小计|预算资金|本年预算|项目支出|决算数|执行数")
_NO_AMOUNT = re.compile(r"单价|上年|结转|结余|其中")
_NOT_THESE = re.compile(r"绩效|三公|收支|基本支出|政府购买服务|购买服务")
_TOTAL = re.compile(r"合\s*计|总\s*计|小\s*计")
_CODE = re.compile(r"2\d{2}(?:\d{2}){0,2}")
_AS_SUBJECT = r"(?:支出)?(?:这个|该|这一)?(?:[类款项]级?)?(?:科目|下|底下)"
_THINGS = re.compile(r"设备|物资|物品")
_UNIT = re.compile(r"(?:局|中心|所|队|站|院|校|馆|本级\)?)$")
_FUND = re.compile(r"一般公共预算|政府性基金(?:预算)?|国有资本经营(?:预算)?|财政专户")
_GOODS = {"货物": "a", "工程": "b", "服务": "c"}
_SAID = re.compile(
    r"什么|哪些|承担|负责|实施|牵头|名|位|大|项目|专项|科目|功能|分类|列支|资金|支出|经费|预算|决算|安排|政府|采购|购买|下达|类|设备|物资|东西|物品|名称|金额|花费|里面?|中|下面?|底下|的|有|是|都|哪些|哪|几|个|多少|钱|一共|总共|年度?|度|买|用|花|得|最|高|多|大|少|低|小|加总|元|要|三|两|五|十|前|表|口径|笔|排"
)
MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row by its name, with its amount and what else its cells say."""

    name: str
    fact: Fact
    words: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The rows that a question means, and by what they were chosen."""

    rows: tuple[NamedRow, ...]
    by: str
    classed: bool


def classed_rows_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The rows asked for: listed, added, or the largest of them."""
    query = understood.query
    kind = _kind(query)
    target = _target(understood)
    if kind is None or target is None:
        return None
    row = target.own[0]
    facts = [f for f in understood.facts_of([row]) if f.year in (target.year, None)]
    final = (row.kind or "").endswith("决算") and query.scope.account != "预算"
    if final:
        facts = [f for f in facts if f.stage in ("决算", None)]
    chosen = _chosen(sources.document(row.doc_id), kind, query, facts)
    if chosen is None or (not query.asks("sum", "list") and _printed(query, facts, chosen)):
        return None
    lead = f"{period(target.year)}{row.unit_name or ''}{chosen.by}"
    if query.asks("sum") and (query.asks("largest", "smallest", "rank") or size_asked(query)):
        return None  # some of the rows are to be added, not all of them
    if query.asks("sum") or (_of_class(query) and len(chosen.rows) > 1):
        return _summed(understood, chosen, lead)
    if query.asks("largest", "smallest", "rank"):
        return _ordered(understood, chosen, lead)
    if not chosen.classed:
        return None
    return _listed(understood, chosen.rows[:MOST_ROWS], f"{lead}列示如下：")


def _kind(query: Query) -> str | None:
    """Projects or purchases, where rows of them are asked for."""
    text = query.asked or query.text
    if query.topics or query.asks(
        "reason", "share", "change", "rate", "difference", "count", "completion"
    ):
        return None
    aggregate = query.asks("sum", "largest", "smallest", "rank") or _of_class(query)
    if not aggregate and not (query.asks("list") or _WHICH.search(text)):
        return None
    if "采购" in text or (_BOUGHT.search(text) and any(w in text for w in _GOODS)):
        return "采购"
    return "项目" if _PROJECTS.search(text) else None


_CLASS_BOUGHT = re.compile(
    r"(?:货物|工程|服务)类?的?(?:政府)?采购|(?:政府)?采购(?:的)?(?:货物|工程|服务)(?!项目)类?"
)


def _of_class(query: Query) -> bool:
    """'货物类采购一共多少' is the sum of the rows of that class, where none prints it."""
    text = query.asked or query.text
    return _CLASS_BOUGHT.search(text) is not None and re.search("多少|几何", text) is not None


def _printed(query: Query, facts: Sequence[Fact], chosen: _Chosen) -> bool:
    """Whether the sum of a class of purchases stands somewhere as a figure of its own."""
    rows = {(row.fact.table, row.fact.row) for row in chosen.rows}
    places = [place_of(f) for f in facts if f.kind == "amount" and (f.table, f.row) not in rows]
    named = [item for item in query.items if _CLASS_BOUGHT.search(item.text)]
    return any(matches(place, item) == 0 for place in places for item in named)


def _target(understood: Understood) -> Target | None:
    targets = understood.own_targets
    return targets[0] if len(targets) == 1 else None


# ── tables ───────────────────────────────────────────────────────────────────────────────────


def _chosen(document: Document, kind: str, query: Query, facts: Sequence[Fact]) -> _Chosen | None:
    """The rows of the table that accounts for every word of the question."""
    found: list[tuple[tuple[bool, int, int], _Chosen]] = []
    for table in document.tables:
        title = folded(table.title)
        if _NOT_THESE.search(title) or (kind == "采购") != ("采购" in title):
            continue
        said = _columns_said(table, facts, _free(query))
        if len(said) > 1:
            continue
        rows = _rows(table, kind, facts, *said.values())
        fitting = _fitting(rows, title, query, facts, *said) if rows else None
        if fitting and fitting.rows:
            named = any(label_key(i.text) in title for i in query.items)
            found.append(((named, len(rows), -table.position), fitting))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def project_rows(document: Document, facts: Sequence[Fact]) -> list[tuple[Table, list[NamedRow]]]:
    """The project tables that are whole, each with its rows; the one with most rows first."""
    plain = [
        t
        for t in document.tables
        if not _NOT_THESE.search(folded(t.title)) and "采购" not in t.title
    ]
    found = [(table, rows) for table in plain if (rows := _rows(table, "项目", facts))]
    return sorted(found, key=lambda pair: -len(pair[1]))


def _columns_said(table: Table, facts: Sequence[Fact], text: str) -> dict[str, int]:
    """Columns that split the total by money, which the question names: 单位资金, 县级财力."""
    found: dict[str, int] = {}
    inside = [f for f in facts if f.table == table.position and f.kind == "amount"]
    for fact in inside:
        label = label_key(fact.column_path[-1]) if fact.column_path else ""
        for word in (label, re.sub(r"(?:预算)?(?:财政)?(?:拨款|预算)$", "", label)):
            if len(word) > 2 and word in text and not _AMOUNT.search(word):
                twice = word in found and found[word] != fact.column
                found[f"{word}{fact.column}" if twice else word] = fact.column or 0
                break
    return found


def _rows(
    table: Table, kind: str, facts: Sequence[Fact], only: int | None = None
) -> list[NamedRow]:
    """Its rows, where they make up the printed total; none where one may be missing."""
    column = _column(table, _NAME[kind])
    if column is None:
        return []
    figures: dict[int, Fact] = {}
    for fact in facts:
        if fact.table == table.position and fact.row is not None and _is_amount(fact, only):
            known = figures.get(fact.row)
            if known is None or _weight(fact) < _weight(known):
                figures[fact.row] = fact
    rows = [row for at in sorted(figures) if (row := _row(table, at, column, figures[at]))]
    rows = _without_groups(rows)
    totals = [f for at, f in figures.items() if _is_total(table, at)]
    if any(t.column != totals[0].column for t in totals) or len(rows) < (1 if only else 2):
        return []
    added = sum((r.fact.value for r in rows if r.fact.value), Decimal(0))
    same_column = len({r.fact.column for r in rows}) == 1
    return (
        rows if same_column and (not totals or added == max(t.value or 0 for t in totals)) else []
    )


def _without_groups(rows: list[NamedRow]) -> list[NamedRow]:
    """Without rows that add up all the others: a department and its unit stand above their projects."""
    most = max((row.fact.value or Decimal(0) for row in rows), default=Decimal(0))
    rest = [row for row in rows if (row.fact.value or Decimal(0)) < most]
    added = sum((row.fact.value or Decimal(0) for row in rest), Decimal(0))
    return rest if len(rest) > 1 and added == most else rows


def _column(table: Table, wanted: re.Pattern[str]) -> int | None:
    paths = (folded("".join(path)) for path in table.column_paths)
    return next((c for c, path in enumerate(paths) if wanted.search(path)), None)


def _is_amount(fact: Fact, only: int | None) -> bool:
    path = "".join(fact.column_path)
    level = fact.kind == "amount" and fact.measure == "level" and fact.value is not None
    if only is not None:
        return level and bool(fact.value) and fact.column == only
    return level and _AMOUNT.search(path) is not None and _NO_AMOUNT.search(path) is None


def _weight(fact: Fact) -> int:
    """The total of a row stands before the columns that split it."""
    return fact.column or 0


def _is_total(table: Table, at: int) -> bool:
    cells = (table.at(at, column) for column in range(table.columns))
    return any(c and _TOTAL.fullmatch(c.text.strip()) for c in cells)


def _row(table: Table, at: int, column: int, fact: Fact) -> NamedRow | None:
    name = table.at(at, column)
    if name is None or not name.text.strip() or _is_total(table, at):
        return None
    others = [c for i in range(table.columns) if i != column and (c := table.at(at, i))]
    words = tuple(folded(c.text) for c in others if not re.fullmatch(r"[\d.,%\s-]*", c.text))
    codes = (fact.code or "", *(re.sub(r"\D", "", c.text) for c in others))
    return NamedRow(
        re.sub(r"\s+", "", name.text), fact, words, tuple(c for c in codes if _CODE.fullmatch(c))
    )


# ── which rows ───────────────────────────────────────────────────────────────────────────────


def _fitting(
    rows: Sequence[NamedRow], title: str, query: Query, facts: Sequence[Fact], column: str = ""
) -> _Chosen | None:
    """The rows of the class that the question names; all of them where it names none."""
    text = _free(query)
    left = text.replace(column, "|") if column else text
    kept = list(rows)
    by = f"{column}安排的" if column else ""
    if subject := _subject(text, facts, rows):
        name, codes = subject
        kept = [r for r in kept if any(c.startswith(tuple(codes)) for c in r.codes)]
        left, by = left.replace(name, "|"), f"{by}{name}科目下的"
    word = _class(left, rows)
    if word:
        letter = _GOODS.get(word)
        kept = [r for r in kept if _is_of(r, word, letter)]
        left, by = left.replace(word, "|"), f"{by}{word}"
    for part in _runs(left):
        if not _explained(part, title):
            return None
    what = "采购项目" if "采购" in title else "项目"
    fund = _FUND.search(title)
    money = f"{fund[0]}的" if fund and not by else ""
    return _Chosen(tuple(kept), f"{money}{by}{what}", bool(by))


def _free(query: Query) -> str:
    """The question without unit, year and the words for how it is put."""
    chars = list(query.text)
    for span in query.scope.taken:
        own = query.text[span.start : span.end] in ("本级", "机关", "局本级", "局机关")
        if not own or span in query.scope.named:
            chars[span.start : span.end] = "|" * (span.end - span.start)
    return "".join(chars)


def _subject(
    text: str, facts: Sequence[Fact], rows: Sequence[NamedRow]
) -> tuple[str, list[str]] | None:
    """The 科目 that is named before '科目' or '下面', with its codes that the rows carry."""
    named: dict[str, list[str]] = {}
    for fact in facts:
        key = label_key(fact.item)
        coded = fact.code and _CODE.fullmatch(fact.code) and len(key) > 1
        if coded and re.search(re.escape(key) + _AS_SUBJECT, text):
            named.setdefault(key, []).append(fact.code or "")
    if not named:
        return None
    name = max(named, key=len)
    carried = {c for row in rows for c in row.codes}
    codes = [c for c in dict.fromkeys(named[name]) if any(x.startswith(c) for x in carried)]
    return (name, codes) if codes else None


def _class(text: str, rows: Sequence[NamedRow]) -> str | None:
    """A word of the cells beside the names that the question says: 中央资金, 货物."""
    said = {word for row in rows for cell in row.words for word in _wordings(cell)}
    lettered = {w for w, a in _GOODS.items() if any(_is_of(r, w, a) for r in rows)}
    named = [w for w in said | lettered if len(w) > 1 and w in text]
    things = "货物" in lettered and _THINGS.search(text) is not None
    return max(named, key=len, default="货物" if things else None)


def _wordings(cell: str) -> Iterator[str]:
    """'A 货物' is 货物, '31-部门项目' is 部门项目."""
    yield cell
    yield re.sub(r"^[a-z]?\d*[-.、\s]*", "", cell)
    if _UNIT.search(cell):
        yield from (cell[at:] for at in range(1, len(cell) - 4))


def _is_of(row: NamedRow, word: str, letter: str | None) -> bool:
    if any(word in _wordings(cell) for cell in row.words):
        return True
    return letter is not None and any(re.match(letter + r"\d{2,}", cell) for cell in row.words)


def _runs(text: str) -> Iterable[str]:
    """What is left of the question between words that say how it is put."""
    plain = re.sub(
        rf"{TOTALLED}|最[多大高少小低]的?|从[高大]到[低小]|由[高大]到[低小]|排[名序]|分别|各是?|金额|[,?。!、:;()]", "|", text
    )  # fmt: skip
    return [run for run in re.split(r"\|+", plain) if run]


def _explained(run: str, title: str) -> bool:
    """Whether the title of the table, or words that any project has, account for a part."""
    for size in range(len(run), 1, -1):
        for at in range(len(run) - size + 1):
            if run[at : at + size] in title:
                rest = run[:at] + "|" + run[at + size :]
                return all(_explained(part, title) for part in rest.split("|") if part)
    return not _SAID.sub("", run)


# ── answers ──────────────────────────────────────────────────────────────────────────────────


def _say_rows(write: Writer, rows: Sequence[NamedRow]) -> None:
    for row in rows:
        number = write.evidence(row.fact)
        write.say(f"{row.name}：{value_text(row.fact)}{mark(number)}", core=True)
        write.state(row.fact, label_key(row.name), number)


def _listed(understood: Understood, rows: Sequence[NamedRow], lead: str) -> Composed:
    write = writer(understood)
    write.say(lead)
    _say_rows(write, rows)
    return write.done()


def _ordered(understood: Understood, chosen: _Chosen, lead: str) -> Composed | None:
    query = understood.query
    least = query.asks("smallest")
    rows = sorted(chosen.rows, key=lambda r: r.fact.value or Decimal(0), reverse=not least)
    wanted = query.top or (len(rows) if query.asks("rank") else 1)
    shown = rows[: min(wanted, MOST_ROWS)]
    word = "小" if least else "大"
    if len(shown) == 1:
        return _listed(understood, shown, f"{lead}中金额最{word}的是：")
    order = "从小到大" if least else "从大到小"
    return _listed(understood, shown, f"{lead}按金额{order}：")


def _summed(understood: Understood, chosen: _Chosen, lead: str) -> Composed | None:
    write = writer(understood)
    write.say(f"{lead}：")
    _say_rows(write, chosen.rows)
    terms = [term for row in chosen.rows if (term := write.term(row.fact))]
    computed = compute("sum", terms) if len(terms) > 1 else None
    if computed is None or len(terms) != len(chosen.rows):
        return None
    write.kind = "computed"
    marks = mark(*dict.fromkeys(term.evidence for term in computed.terms))
    write.say(f"合计：{computed.formula}{marks}。", [computed], core=True)
    write.derive(computed, chosen.by, "sum", None)
    return write.done()
