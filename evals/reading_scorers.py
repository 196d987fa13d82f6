"""Scorers of reading: grids cell by cell, heading trees, figures in prose, sums that must add up.

Takes gold written from the page and the public forms of what was read; pure. White space inside a
cell is not compared, everything else is.

    score_grid(gold, table) -> GridScore('收支总表', cells=120, right=120, paths=4, paths_right=4, said=())
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from evals.cases import FactGold, GridGold, SectionsGold
from evals.record_scorers import Counts
from evals.scorers import fold
from ingest.amount import number

__all__ = [
    "FactScore",
    "GridScore",
    "same_cells",
    "score_fact",
    "score_grid",
    "score_sections",
]

SAID = 6
"""How many wrong cells of one table are told."""

Rows = Sequence[Sequence[str]]


class GridScore(NamedTuple):
    """How many cells and header paths of one gold grid came out as printed."""

    title: str
    cells: int
    right: int
    paths: int
    paths_right: int
    title_right: bool
    unit_right: bool
    said: tuple[str, ...]

    @property
    def exact(self) -> bool:
        """Every cell as printed, none more."""
        return self.cells == self.right and not self.said


def score_grid(gold: GridGold, tables: Sequence[Mapping[str, Any]]) -> GridScore:
    """The table of the document that is most like the gold grid, compared cell by cell."""
    want = _bare(gold.grid)
    name = gold.title or gold.number or "（无标题）"
    given = max(tables, key=lambda t: _likeness(gold, want, t), default=None)
    if given is None or _likeness(gold, want, given) < 1:
        size = sum(map(len, want))
        return GridScore(name, size, 0, gold.columns, 0, False, False, ("没有读到",))
    got = _bare(given["grid"])
    right, said = compare(want, got)
    accepted = (gold.column_paths, gold.column_paths_alt or gold.column_paths)
    paths, other = ([_path(path) for path in some] for some in accepted)
    read = [_path(path) for path in given["column_paths"]]
    paths = [b if b in pair else pair[0] for *pair, b in zip(paths, other, read, strict=False)]
    same = sum(a == b for a, b in zip(paths, read, strict=False))
    told = [
        f"列 {i + 1} 表头应为 {a} 得到 {b}"
        for i, (a, b) in enumerate(zip(paths, read, strict=False))
        if a != b
    ]
    if (given["header_rows"], given["columns"]) != (gold.header_rows, gold.columns):
        told.append(
            f"表头行数、列数应为 {gold.header_rows}、{gold.columns}，"
            f"得到 {given['header_rows']}、{given['columns']}"
        )
    return GridScore(
        name,
        sum(map(len, want)),
        right,
        len(paths),
        same,
        fold(gold.title or "") in (fold(given["table_title"]), ""),
        fold(gold.unit or "") == fold(given["unit"] or ""),
        (*said[:SAID], *told[:SAID]),
    )


def compare(want: Rows, got: Rows) -> tuple[int, list[str]]:
    """How many cells stand where they should, and what is wrong in words."""
    right, said = 0, []
    for mine, theirs in _paired(want, got):
        if mine is None or theirs is None:
            said.append(f"多出一行 {theirs}" if mine is None else f"缺一行 {mine}")
            continue
        for col in range(max(len(mine), len(theirs))):
            a = mine[col] if col < len(mine) else None
            b = theirs[col] if col < len(theirs) else None
            if a == b:
                right += 1
            else:
                said.append(f"“{mine[0]}”列 {col + 1} 应为 {a!r} 得到 {b!r}")
    return right, said


def _paired(want: Rows, got: Rows) -> Iterator[tuple[Sequence[str] | None, Sequence[str] | None]]:
    """Rows side by side in order; a row that one of them lacks stands beside None."""
    matcher = SequenceMatcher(None, list(map(tuple, want)), list(map(tuple, got)), autojunk=False)
    for _, i, i2, j, j2 in matcher.get_opcodes():
        for step in range(max(i2 - i, j2 - j)):
            yield (
                want[i + step] if i + step < i2 else None,
                got[j + step] if j + step < j2 else None,
            )


def _path(path: Sequence[str]) -> tuple[str, ...]:
    """The words over a column; the number of a column (栏次 1 2 3) is no word."""
    plain = (_plain(text) for text in path)
    return tuple(text for text in plain if text and not re.fullmatch(r"栏次|行次|\d{1,2}", text))


def _plain(text: str) -> str:
    """Without white space; what a conversion writes as LaTeX is the mark that was printed."""
    for mark, printed in (("\\geq", "≥"), ("\\leq", "≤"), ("\\%", "%"), ("$", "")):
        text = text.replace(mark, printed)
    return re.sub(r"\s+", "", text)


def _bare(grid: Rows) -> list[list[str]]:
    return [[_plain(cell) for cell in row] for row in grid]


def _likeness(gold: GridGold, want: Rows, table: Mapping[str, Any]) -> float:
    """Common cells as a share, and the page and title beside them."""
    a = {cell for row in want for cell in row if cell}
    b = {_plain(cell) for row in table["grid"] for cell in row if cell}
    cells = 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0
    title = SequenceMatcher(None, fold(gold.title or ""), fold(table["table_title"])).ratio()
    page = 1.0 if gold.page is not None and gold.page in table["pages"] else 0.0
    return 2 * cells + title + page


def score_sections(gold: SectionsGold, paths: Sequence[Sequence[str]]) -> Counts:
    """Headings with their full paths, in any order; a heading under another parent is wrong."""
    want = [tuple(map(_heading, s.path)) for s in gold.sections if not s.table]
    given = [tuple(map(_heading, path)) for path in paths]
    missing = [path for path in want if path not in given]
    extra = [path for path in given if path not in want]
    said = [f"缺 {' > '.join(p)}" for p in missing] + [f"多 {' > '.join(p)}" for p in extra]
    return Counts(len(want) - len(missing), len(extra), len(missing), tuple(said))


def _heading(text: str) -> str:
    return fold(text).rstrip("。:;：；")


class FactScore(NamedTuple):
    """Whether a printed figure became a fact, and which of its attributes are right."""

    found: bool
    value: bool = False
    item: bool = False
    measure: bool = False
    year: bool = False
    said: str = ""


def score_fact(gold: FactGold, facts: Sequence[Mapping[str, Any]]) -> FactScore:
    """The fact at the gold's sentence that prints the gold's figure."""
    at = [f for f in facts if _in_quote(gold, f)]
    if not at:
        return FactScore(False, said=f"没有读出 {gold.printed}（{gold.item}）")
    return max((_fact_score(gold, fact) for fact in at), key=lambda s: sum(map(bool, s[1:5])))


def _in_quote(gold: FactGold, fact: Mapping[str, Any]) -> bool:
    quote, near = fold(gold.quote), fold(fact["quote"])
    return (near in quote or quote in near) and fold(fact["printed"]) in fold(
        gold.printed + gold.unit
    )


def _fact_score(gold: FactGold, fact: Mapping[str, Any]) -> FactScore:
    value = number(fact["value"] or "") == Decimal(gold.value)
    item = any(_names(gold.item, label) for label in (*fact["row_path"], "".join(fact["row_path"])))
    measure = fact["measure"] == gold.measure or {fact["measure"], gold.measure} == {
        "rate",
        "share",
    }
    year = gold.year is None or fact["year"] == gold.year
    wrong = [
        f"{name} 应为 {want} 得到 {got}"
        for name, right, want, got in (
            ("数", value, gold.value, fact["value"]),
            ("对象", item, gold.item, "/".join(fact["row_path"])),
            ("口径", measure, gold.measure, fact["measure"]),
            ("年度", year, gold.year, fact["year"]),
        )
        if not right
    ]
    said = f"{gold.printed}（{gold.item}）：{'；'.join(wrong)}" if wrong else ""
    return FactScore(True, value, item, measure, year, said)


def _names(item: str, label: str) -> bool:
    one, two = (re.sub(r"[“”\"'、]", "", fold(text)) for text in (item, label))
    return bool(two) and (one == two or one in two or (len(two) > 2 and two in one))


def same_cells(
    reference: Sequence[Mapping[str, Any]], tables: Sequence[Mapping[str, Any]]
) -> tuple[int, int, int, list[str]]:
    """Numbers of one print found in the same table, row and column of another.

    Gives how many there are, how many stand right, how many stand in a table that is marked
    uncertain or are printed as one of its `doubtful` texts, and what is silently wrong in words.
    """
    total = right = marked = 0
    said: list[str] = []
    for wanted, given in _in_order(reference, tables):
        title = wanted["table_title"]
        uncertain = bool(given and given["uncertain"])
        hard = given.get("doubtful", ()) if given else ()
        got = _bare(given["grid"]) if given else []
        for mine, theirs in _paired(_bare(wanted["grid"]), got):
            for col, cell in enumerate(mine or ()):
                if not _is_number(cell):
                    continue
                total += 1
                other = theirs[col] if theirs is not None and col < len(theirs) else None
                same = other is not None and number(other) == number(cell)
                right += same
                if not same:
                    doubtful = uncertain or other in hard
                    marked += doubtful
                    if not doubtful:
                        said.append(
                            f"{title} {mine[0] if mine else ''} 列 {col + 1}：{cell} → {other}"
                        )
    return total, right, marked, said


def _in_order(
    reference: Sequence[Mapping[str, Any]], tables: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any] | None]]:
    """Each reference table with the table that shares most of its cells; each serves once."""
    free = list(tables)
    for wanted in reference:
        cells = {_plain(c) for row in wanted["grid"] for c in row if c}
        best = max(free, key=lambda t: _shared(cells, wanted, t), default=None)
        if best is not None and _shared(cells, wanted, best) > 0.3:
            free.remove(best)
            yield wanted, best
        else:
            yield wanted, None


def _shared(cells: set[str], wanted: Mapping[str, Any], table: Mapping[str, Any]) -> float:
    other = {_plain(c) for row in table["grid"] for c in row if c}
    alike = fold(wanted["table_title"]) == fold(table["table_title"])
    return 2 * len(cells & other) / max(1, len(cells) + len(other)) + alike / 4


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[-－(（]?[\d,]+(?:\.\d+)?%?[)）]?", text))
