"""The cells of one indicator's row: the target, what came of it, how far they lie apart, its score, why it fell short.

Takes an Understood and Sources, gives a Composed answer or None. The row must account for the question
(`target_rows`), and the value must be of the kind asked for. What was done is told by what was done, and a
target only where a target is asked for or both are. Knows not how a form prints its indicators.

    '窗口外包要求群众平均排队多久以内'   ->   '“窗口服务外包”的平均等候时间：≤15分钟[1]。'
    '新增工位离目标差了几个'           ->   '…：指标值120个，完成值104个[1]。完成值比指标值少 16 个：…'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ingest.amount import number
from ingest.document import Cell, Document
from retrieval.figures.cell_lines import writer
from retrieval.passages.target_kinds import asks_value
from retrieval.passages.target_rows import AIMED, rows_meant
from retrieval.printed.form_targets import FormTarget
from retrieval.printed.prose import cell_line
from retrieval.scope.scope import Listed
from retrieval.understand.accounted import content
from retrieval.understand.question import Query
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.writing.arithmetic import Computed, Term, compute
from retrieval.writing.compose import Composed, Stated, Writer
from retrieval.writing.prompts import mark, period, signed

__all__ = [
    "DONE",
    "Told",
    "aimed_and_done",
    "done_of",
    "say_apart",
    "say_row",
    "target_beside_answer",
    "target_cell_answer",
    "term_of",
    "text_asked",
    "without_columns",
]

_OTHER_FORMS = ("ratio", "rank", "sum", "definition", "contradiction")
_MOVED = ("change", "difference", "compare", "rate")
"""Forms that are told of one row only where it is set against its own target."""
_GAP = re.compile(
    r"(?:离|距|(?<!占)[比较跟和与同]|达到?|完成)[^,?。|]{0,6}(?:目标|计划|指标|要求|标准|任务|原定|年初定的?)[^?。|]{0,14}(?:[差高低超慢快长短省]|多(?!少)|(?<!多)少|吗|没有|了没)"
    r"|(?:还|相)?差(?:了|着)?(?:多少|几)|[少多超欠](?:了|出|[\u4e00-\u9fff]{0,2}了)?(?:几|多少)(?!钱)|[没未不]?(?:达标|达到|完成)[^,?。|]{0,8}(?:吗|没有?[?。]|了没)|是否(?:达标|达到|完成)|超(?:出|过|额|了)*(?:年初|原定)?的?(?:目标|计划|任务|要求)"
)
DONE = re.compile(
    r"实际|完成(?:了|成|得|到|情况|多少)|[达做]到了|最后|最终|结果|(?:了|(?<!超)过)(?:多少|几|没)|拖到"
)
_TWICE = re.compile(r"(?:多少|几)[^,?]*[,?].*(?:多少|几)")
_AT_MOST = re.compile(r"最[多高少低][^,?。|]{0,6}(?:多少|几)")
_LAST = re.compile(r"上年|去年|上一年|前一年|往年")
_WHICH = re.compile(r"哪(?!天|个?月|一天)|什么项目")
"""'哪个项目满意度最高': rows are asked for, not one row's value."""
_COLUMNS = (
    ("why", re.compile(r"原因|为什么|为何|怎么(?:没|会)"), re.compile(r"偏差|原因|未完成")),
    ("score", re.compile(r"得分|得了?(?:多少|几)分|评了?(?:多少|几)分"), re.compile(r"得分$")),
    ("full", re.compile(r"分值|满分|权重|占(?:多少|几)分"), re.compile(r"分值|权重|满分")),
)
_OF_DONE = re.compile(r"^(?!.*(?:上年|上一年|去年|历史|前.?年)).*(?:实际|完成(?:值|情况)|达成)")
_OF_LAST = re.compile(r"上年|上一年|去年|历史")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SIGN = re.compile(r"^[≥≤＞＜=＝><≧≦]+|^(?:不[低少]于|不[超高]过?于?|大于|小于|等于)+")


def target_cell_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The cells that are asked for; None where no row accounts for the question, or several do."""
    query = understood.query
    if query.asks(*_OTHER_FORMS) or query.later:
        return None
    text = text_asked(query)
    gap = _GAP.search(text) is not None
    if query.asks(*_MOVED) and not gap and not _AT_MOST.search(text):
        return None
    if not (gap or asks_value(text)) or (
        query.asks("largest", "smallest", "compare") and _WHICH.search(text)
    ):
        return None
    if query.asks("each") and not (
        AIMED.search(text) and (DONE.search(text) or _LAST.search(text))
    ):
        return None
    for row in _papers(understood, text):
        document = sources.document(row.doc_id)
        if found := rows_meant(document, without_columns(text)):
            return _composed(understood, document, row, text, found, gap=gap)
    return None


def target_beside_answer(understood: Understood, sources: Sources) -> Composed | None:
    """Two cells of one row, where the question asks for both in its two halves: 目标多少，实际多少."""
    found = target_cell_answer(understood, sources)
    first = found.draft.statements[0].text if found else ""
    return found if "：指标值" in first and "，" in first else None


def _papers(understood: Understood, text: str) -> Sequence[Listed]:
    """The papers of the year that is asked; of the year after it where that prints the year before."""
    if own := understood.own_targets:
        return own[0].own
    return understood.targets[0].documents if understood.targets and _LAST.search(text) else ()


def text_asked(query: Query) -> str:
    """The question without its unit and year, but with the year before, which a column may print."""
    chars = list(content(query))
    for match in _LAST.finditer(query.text):
        chars[match.start() : match.end()] = match[0]
    text = "".join(chars)
    of_unit = re.search(r"[?。]?\(([^()]{2,12})\)[?。]?$", text)
    named = of_unit and any(of_unit[1].strip("|") in unit for unit in query.scope.units)
    return text[: of_unit.start()] if of_unit and named else text


def without_columns(text: str) -> str:
    """The question without the words that only say which column is meant, or how far two lie apart."""
    return _LAST.sub("|", _GAP.sub(_without_gap, text))


def _without_gap(match: re.Match[str]) -> str:
    """The words of a gap taken out, so that its '差几个' asks for no kind of value but its counter."""
    return re.sub(r"(多少|几|[,?。|])|.", lambda m: m[1] or "|", match[0])


# ── the cells ────────────────────────────────────────────────────────────────────────────────


class Told(NamedTuple):
    """What is told of a row: the head of the column, its text and its cell, none for the target."""

    head: str
    text: str
    cell: Cell | None = None


def aimed_and_done(target: FormTarget) -> tuple[Told, ...]:
    """The target, and what came of it where that is printed."""
    done = done_of(target)
    return (Told("指标值", target.told), *((done,) if done else ()))


def done_of(target: FormTarget) -> Told | None:
    """What came of an indicator."""
    return next(_under(target, _OF_DONE), None)


def _under(target: FormTarget, head: re.Pattern[str]) -> Iterator[Told]:
    """The cells behind the target under a head, with the unit of the row."""
    for name, cell in target.behind:
        if head.search(name):
            text = _bare(cell)
            yield Told(name, f"{text}{target.unit}" if _NUMBER.fullmatch(text) else text, cell)


def _columns(target: FormTarget, text: str, *, gap: bool) -> list[Told]:
    """The columns that are asked for; the target, with what came of it, where none is named."""
    aimed, done = Told("指标值", target.told), done_of(target)
    for kind, asked, head in _COLUMNS:
        of_name = kind == "score" and "得分" in target.name.text
        if asked.search(text) and not of_name:
            return _scored(target, head)
    if _LAST.search(text):
        last = next(_under(target, _OF_LAST), None)
        aims = AIMED.search(_LAST.sub("", text)) or re.search(
            r"(?:多少|几).*[,?].*(?:多少|几)", text
        )
        return [aimed, last] if last and aims else [last] if last else []
    if gap:
        return [aimed, done] if done else []
    if DONE.search(text):
        return [aimed, done] if done and AIMED.search(text) else [done] if done else []
    both = done and (_TWICE.search(text) or not AIMED.search(text))
    return [aimed, done] if done and both else [aimed]


def _scored(target: FormTarget, head: re.Pattern[str]) -> list[Told]:
    found = [Told(name, _bare(cell), cell) for name, cell in target.behind if head.search(name)]
    return found[:1]


def _bare(cell: Cell) -> str:
    return re.sub(r"\s+", "", cell.text)


# ── the answer ───────────────────────────────────────────────────────────────────────────────


def _composed(
    understood: Understood,
    document: Document,
    row: Listed,
    text: str,
    found: Sequence[FormTarget],
    *,
    gap: bool,
) -> Composed | None:
    write = writer(understood)
    for target in found:
        told = _columns(target, text, gap=gap)
        if not told:
            return None
        say_row(write, document, row, target, told)
        if gap and not _say_gap(write, row, target, told) and not _YES_OR_NO.search(text):
            return None
    return replace(write.done(), accounted=True)


_YES_OR_NO = re.compile(r"吗|没有?[?。]|了没|是否")


def say_row(
    write: Writer, document: Document, row: Listed, target: FormTarget, told: Sequence[Told]
) -> int:
    """The cells of one row as a sentence; the number of its citation."""
    name, cells = _bare(target.name), [one.cell for one in told if one.cell]
    of = f"“{target.project}”的" if target.project else ""
    heads = "，".join(f"{one.head}{one.text}" for one in told)
    if len(told) == 1:
        heads = f"{told[0].head}：{told[0].text}" if told[0].cell else told[0].text
    at = _cite(write, document, row, target, cells, aimed=len(cells) < len(told))
    joint = "的" if told[0].cell else "："
    who = f"{period(row.fiscal_year)}{row.unit_name or ''}"
    write.say(f"{who}{of}{name}{joint}{heads}{mark(at)}。", core=True)
    for one in told:
        _state(write, row, name, one, at)
    return at


def _say_gap(write: Writer, row: Listed, target: FormTarget, told: Sequence[Told]) -> bool:
    """How far what was done lies from the target, where both are one number of one unit."""
    aimed, done = told
    terms = [term_of(one, len(write.places)) for one in (aimed, done)]
    gap = _gap(*terms)
    if gap is None:
        return False
    computed, more = gap
    side = signed(computed.value if more else -computed.value, "多", "少")
    at = mark(*dict.fromkeys(term.evidence for term in computed.terms))
    lead = f"{done.head}{'比' if computed.value else '与'}指标值{side}"
    write.kind = "computed"
    write.say(f"{lead}：{computed.formula}{at}。", [computed], core=True)
    year = str(row.fiscal_year) if row.fiscal_year else None
    write.derive(computed, _bare(target.name), "change", year)
    return True


def say_apart(
    write: Writer, row: Listed, terms: Sequence[Term | None], names: Sequence[str]
) -> bool:
    """Which of two cells is higher, and by how much; False where they are not of one unit."""
    gap = _gap(*terms)
    if gap is None:
        return False
    computed, more = gap
    higher, lower = (names[1], names[0]) if more else (names[0], names[1])
    at = mark(*dict.fromkeys(term.evidence for term in computed.terms))
    side = "高于" if computed.value else "与"
    same = "" if computed.value else "相同"
    write.kind = "computed"
    write.say(f"{higher}{side}{lower}{same}：{computed.formula}{at}。", [computed], core=True)
    year = str(row.fiscal_year) if row.fiscal_year else None
    write.derive(computed, higher, "difference", year)
    return True


def _gap(first: Term | None, second: Term | None) -> tuple[Computed, bool] | None:
    """The larger less the smaller, and whether the second is larger."""
    if first is None or second is None or first.unit != second.unit:
        return None
    more = second.value >= first.value
    computed = compute("difference", (second, first) if more else (first, second))
    return (computed, more) if computed else None


def term_of(told: Told, at: int) -> Term | None:
    """The one number of a cell that is no day."""
    found = _NUMBER.findall(told.text)
    value = number(found[0]) if len(found) == 1 else None
    if value is None or re.search(r"\d[年月日]|季|[前底]$", told.text):
        return None
    start = told.text.index(found[0])
    if not re.fullmatch(_SIGN, told.text[:start]) and told.text[:start]:
        return None
    return Term(value, told.text[start + len(found[0]) :], found[0], at)


def _cite(
    write: Writer, document: Document, row: Listed, target: FormTarget, cells: list[Cell], *, aimed: bool
) -> int:  # fmt: skip
    """The citation of the row: its name, its target where that is told, and the other cells told."""
    line = cell_line(document, target.table, [target.name, *cells])
    citation = line.citation
    if aimed:
        pieces = (*target.line.citation.pieces, *citation.pieces[len(target.name.pieces) :])
        quote = "".join(document.text[p.start : p.end] for p in pieces)
        citation = replace(citation, pieces=pieces, quote=quote)
    labels = (target.project, *target.classes, f"{row.fiscal_year}年", row.unit_name or "")
    return write.cite(citation, None, (*line.labels, *labels, target.unit))


def _state(write: Writer, row: Listed, name: str, told: Told, at: int) -> None:
    """The figure of a cell that prints one number and no day."""
    found = _NUMBER.findall(told.text)
    value = number(found[0]) if len(found) == 1 else None
    if value is None or re.search(r"\d[年月日]|季|[前底]$", told.text):
        return
    unit = re.sub(r"[()]", "", told.text[told.text.index(found[0]) + len(found[0]) :])
    year = str(row.fiscal_year) if row.fiscal_year else None
    money = unit.split("/")[0] if "元" in unit else unit
    write.figures.append(Stated(value, money or None, name, "target", year, at))
