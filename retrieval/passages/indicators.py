"""Targets of indicators: the cell beside the name, of the grade or the unit that is asked for.

Takes an Understood and a Document, gives the numbers that fit. The row with its project, the heads
of its columns and the title of its table must account for every word of the question. Knows no sentences.

    '巡河次数不低于多少次'      ->   '≥12次' beside '巡河次数'
    '专利资助数评良要多少件'     ->   '≥400' under 良, beside '专利资助数（件）'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest.amount import number
from ingest.document import Cell, Document, Table
from retrieval.passages.counters import Said, Wanted, wanted_number
from retrieval.printed.prose import cell_line
from retrieval.understand.accounted import content, pairs_of, unsaid
from retrieval.understand.reading import Understood
from retrieval.words.lexicon import folded, label_key

__all__ = ["asks_aim", "indicators"]

_INDICATOR = re.compile(r"目标值|指标值|指标|绩效目标|目标(?=是|为|多少)")
_LEAST = r"不低于|不少于|不小于|至少|最少|起码|最低|以上"
_MOST = r"不超过|不高于|不大于|不多于|至多|最多|顶多|最高|以内|以下|控制在"
_AIM = re.compile(
    rf"{_LEAST}|{_MOST}|目标|指标|要达到|应达到|达到多少|评价标准|[评得为算][“\"]?[优良中差合]|计划|要求|才能?评"
)
_SAYING = re.compile(
    rf"{_LEAST}|{_MOST}|按照?|(?:的)?(?:绩效)?评价标准|才能?|算是?|[“”\"]|做到|评[为上]?|得到|被?列为|要求"
)
_BESIDE = re.compile(r"(?:指标|运算|计算|比较)?(?:符号|方向|性质)$|(?:计量|度量|指标值?)?单位$")
"""Columns of the sign and of the unit, beside the value."""
_GRADE = re.compile(r"优秀?|良好?|中等?|差|合格|不合格")
_SHORTEST_NAME = 5
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_SIGNED = re.compile(rf"(?P<sign>≥|≤|>|<|=|≧|≦|不低于|不少于|不超过|不高于|大于等于|小于等于|大于|小于|达到?|至少)?\s*(?P<number>{_NUMBER})\s*(?P<unit>[^\d\s≥≤<>=,.;、~\-()]{{0,6}}|\([^\d()]{{1,6}}\))")  # fmt: skip
_NOT_AIMED = re.compile(r"实际|完成值|说明|依据|得分|权重|分值|^上年|^历史|^前\w*年|预算|金额|资金")
_CONTEXT = re.compile(r"指标值|目标值|三级指标|绩效指标|评价标准")
_IN_BRACKETS = re.compile(r"\(([^()\d]{1,6})\)$")
_BELOW = frozenset("≤<≦") | {"不超过", "不高于", "小于等于", "小于"}
_NAMED = 0.5


@dataclass(frozen=True, slots=True)
class _Row:
    """One indicator: its name, what stands around it, its values with their heads, their unit."""

    table: Table
    name: Cell
    key: str
    around: tuple[str, ...]
    values: tuple[tuple[str, Cell], ...]
    unit: Cell | None = None


def asks_aim(understood: Understood) -> bool:
    """'不低于多少', '目标', '评良': the question is after what an indicator aims at."""
    return _AIM.search(content(understood.query)) is not None


def indicators(understood: Understood, document: Document) -> Iterator[Said]:
    """The targets that the question asks for; those beside a name said in full where none accounts for all."""
    found = list(_accounted(understood, document))
    yield from found or _beside_names(understood, document)


def _accounted(understood: Understood, document: Document) -> Iterator[Said]:
    asked = content(understood.query)
    wanted = wanted_number(asked) or _plainly(asked)
    if wanted is None:
        return
    rest = _SAYING.sub("|", wanted.rest)
    best: list[tuple[float, Said]] = []
    for row in _rows_of(document):
        grade = _named(row, rest)
        if grade < _NAMED:
            continue
        for head, cell in _column(row, asked):
            if unsaid(_GRADE.sub("|", rest), (row.key, *row.around)):
                continue
            if said := _value(document, row, cell, head, wanted, asked):
                best.append((grade, said))
    top = max((grade for grade, _ in best), default=0.0)
    yield from (said for grade, said in best if grade == top)


def _plainly(asked: str) -> Wanted | None:
    """'单株成本不超过多少': no unit is said."""
    match = re.search(r"(?:是|为|要|达到?|应)*(?:多少|几|多大|多高)(?=[?。,|]|$)", asked)
    return Wanted((), asked[: match.start()] + "|" + asked[match.end() :], "") if match else None


def _named(row: _Row, rest: str) -> float:
    """How much of the name the question says: its share of neighbouring characters."""
    pairs = [row.key[i : i + 2] for i in range(len(row.key) - 1)]
    said = sum(pair in rest for pair in pairs) / len(pairs) if pairs else 0.0
    asked = pairs_of(rest)
    own = sum(pair in row.key for pair in asked)
    texts = (row.key, *(text for text in row.around if not _PROJECT_LINE.match(text)))
    return said if own * 2 >= sum(any(p in text for text in texts) for p in asked) else 0


def _column(row: _Row, asked: str) -> list[tuple[str, Cell]]:
    """The value under the grade that is said; the only one where there are no grades."""
    if len(row.values) == 1:
        return list(row.values)
    graded = [(head, cell) for head, cell in row.values if _GRADE.fullmatch(head)]
    if graded:
        said = [m[0][0] for m in _GRADE.finditer(_after_name(row, asked))]
        return [(head, cell) for head, cell in graded if head[0] in said] if len(said) == 1 else []
    aimed = [(head, cell) for head, cell in row.values if re.search(r"(?:指标|目标)值?$", head)]
    return aimed if len(aimed) == 1 else []


def _after_name(row: _Row, asked: str) -> str:
    """The question without the words of the name: '集中' in a name is no grade."""
    for size in range(len(row.key), 1, -1):
        for at in range(len(row.key) - size + 1):
            asked = asked.replace(row.key[at : at + size], "|")
    return re.sub(r"[其集当年]中|中(?=[,|的])|里中|标准中", "|", asked)


def _value(
    document: Document, row: _Row, cell: Cell, head: str, wanted: Wanted, asked: str
) -> Said | None:
    """The one number of the cell in the unit asked for, on the side that the question says."""
    beside = _IN_BRACKETS.search(folded(row.name.text)) or _IN_BRACKETS.search(head)
    column = folded(row.unit.text).strip() if row.unit else ""
    found = []
    for match in _SIGNED.finditer(folded(cell.text)):
        unit = (match["unit"] or "").strip("()") or column or (beside[1] if beside else "")
        value = number(match["number"])
        if value is None or not _of_unit(unit, wanted) or not _of_side(match["sign"], asked):
            continue
        found.append((match, unit, value))
    if len(found) != 1:
        return None
    match, unit, value = found[0]
    cells = [row.name, cell, *([row.unit] if row.unit else [])]
    line = cell_line(document, row.table, cells)
    return Said(line, (match["sign"] or "") + match["number"], value, unit)


def _of_unit(unit: str, wanted: Wanted) -> bool:
    if not wanted.units:
        return bool(unit)
    if "个" in wanted.units and unit in _COUNTED_SINGLY:
        return True
    return unit in wanted.units or any(unit in ("万" + one, "亿" + one) for one in wanted.units)


_COUNTED_SINGLY = frozenset("个人名位家处所项户座")
"""'保洁人员有多少个' asks for people as well as 多少人 does."""


def _of_side(sign: str | None, asked: str) -> bool:
    """'不超过' asks for no '≥'."""
    least, most = re.search(_LEAST, asked), re.search(_MOST, asked)
    if not sign or sign in ("=", "达", "达到") or bool(least) == bool(most):
        return True
    return (sign in _BELOW) == bool(most)


# ── rows ─────────────────────────────────────────────────────────────────────────────────────

_KNOWN: dict[str, tuple[_Row, ...]] = {}


def _rows_of(document: Document) -> tuple[_Row, ...]:
    if document.doc_id not in _KNOWN:
        if len(_KNOWN) > 256:
            _KNOWN.clear()
        tables = [table for table in document.tables if _of_indicators(table)]
        _KNOWN[document.doc_id] = tuple(
            row
            for table in tables
            for row in _indicator_rows(table, _project_over(document, table))
        )
    return _KNOWN[document.doc_id]


def _of_indicators(table: Table) -> bool:
    return any(_CONTEXT.search(folded(cell.text)) for cell in table.cells if len(cell.text) < 20)


_PROJECT_LINE = re.compile(r"项目(?:名称)?[:：]\s*[^\s:：]{2,60}")


def _project_over(document: Document, table: Table) -> str:
    """'项目名称：城区清扫' in the lines over the table, behind the table before it."""
    before = max((t.end for t in document.tables if t.end <= table.start), default=0)
    over = document.text[max(before, table.start - 400) : table.start]
    found = _PROJECT_LINE.findall(over)
    return folded(found[-1]) if found else ""


def _indicator_rows(table: Table, project: str = "") -> Iterator[_Row]:
    """Every row with a name and a target behind it; what is blank on the left comes from above."""
    above: dict[int, str] = {}
    title = folded(table.title)
    for cells in _rows(table):
        texts = [c for c in cells if not _target_like(c) and not _BESIDE.search(_head(table, c))]
        values = [cell for cell in cells if _target_like(cell)]
        for cell in texts:
            if cell.col == min(c.col for c in cells):
                above = {col: text for col, text in above.items() if col < cell.col}
            above[cell.col] = folded(cell.text)
        name = next((c for c in reversed(texts) if values and c.col < values[-1].col), None)
        if name is None:
            continue
        behind = [(_head(table, c), c) for c in values if c.col > name.col]
        behind = [(head, cell) for head, cell in behind if not _NOT_AIMED.search(head)]
        around = tuple(text for col, text in above.items() if col < name.col and len(text) < 60)
        heads = tuple(head for head, _ in behind)
        if behind:
            said = next((c for c in cells if _OF_UNIT.search(_head(table, c))), None)
            whole = (*around, *heads, title, project)
            yield _Row(table, name, label_key(name.text), whole, tuple(behind), said)


_OF_UNIT = re.compile(r"(?:计量|度量|指标值?)单位$|^单位$")


def _head(table: Table, cell: Cell) -> str:
    path = table.column_paths[cell.col] if cell.col < len(table.column_paths) else ()
    return next((folded(head) for head in reversed(path) if not _is_target(head)), "")


def _target_like(cell: Cell) -> bool:
    return _is_target(cell.text)


def _is_target(text: str) -> bool:
    """'≥95%', '204平方米', '≥90%≥260吨'; no name with a number in it."""
    return not re.search(r"[^\s]", _SIGNED.sub("", folded(text)))


def _rows(table: Table) -> list[list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.text.strip():
            rows.setdefault(cell.row, []).append(cell)
    return [sorted(rows[row], key=lambda cell: cell.col) for row in sorted(rows)]


# ── names said in full ───────────────────────────────────────────────────────────────────────


def _beside_names(understood: Understood, document: Document) -> Iterator[Said]:
    """Targets beside the names of indicators, the longest name that the question says."""
    text = understood.query.text
    if not _INDICATOR.search(text):
        return
    found: list[tuple[int, Said]] = []
    wanted = wanted_number(content(understood.query)) or _plainly(content(understood.query))
    rest = _SAYING.sub("|", wanted.rest if wanted else content(understood.query))
    for table in document.tables:
        if unsaid(rest, (folded(table.title), *(folded(cell.text) for cell in table.cells))):
            continue
        for cells in _rows(table):
            for name, value in pairwise(cells):
                key = label_key(name.text)
                if (
                    len(key) >= _SHORTEST_NAME
                    and not _YEARS.fullmatch(key)
                    and key in text
                    and (said := _target(document, table, name, value))
                ):
                    found.append((len(key), said))
    longest = max((length for length, _ in found), default=0)
    yield from (said for length, said in found if length == longest)


_YEARS = re.compile(r"[\d年度月日]+")
"""The heads of columns, no names of indicators."""
_TARGET = re.compile(rf"^[≥≤<>=]*({_NUMBER})\s*([^\d\s]{{0,6}})$")


def _target(document: Document, table: Table, name: Cell, value: Cell) -> Said | None:
    """'≥10 场' beside '服务活动举办数量'; a bare number of a money table is none."""
    match = _TARGET.match(folded(value.text))
    amount = number(match[1]) if match else None
    if match is None or amount is None or not match[2]:
        return None
    line = cell_line(document, table, [name, value])
    return Said(line, folded(value.text), amount, match[2])
