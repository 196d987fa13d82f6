"""One row of the classification as an answer: of which class it is, its code, the name of a code.

Takes what was told of a question and ClassTrees, gives a Composed answer or None; the cells that print
the names and codes are cited. Knows no wording of questions.

    '离退休费在政府经济分类里算哪个大类'   ->   对个人和家庭的补助（类）
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Cell, Document
from ingest.facts import Fact
from retrieval.figures.cell_lines import writer
from retrieval.rows.class_question import Told, name_of
from retrieval.rows.class_tree import GOVERNMENT, SPENDING, ClassTree
from retrieval.words.lexicon import label_key
from retrieval.writing.compose import Composed, Writer
from retrieval.writing.prompts import mark

__all__ = ["class_row"]


def class_row(told: Told, trees: Sequence[ClassTree]) -> Composed | None:
    """A line for every row that carries the name or the code."""
    write = writer(told.understood)
    said: set[str] = set()
    for tree in _of_kind(told, trees):
        for code in sorted(told.head.codes & tree.rows.keys()):
            if code not in said and _say_row(write, told, tree, code):
                said.add(code)
    return write.done() if said else None


def _of_kind(told: Told, trees: Sequence[ClassTree]) -> list[ClassTree]:
    """The trees of the classification that is named; of 'economic' the unit's own before the government's."""
    kind, coded = told.asked.kind, [t for t in trees if t.of.fact.code]
    if not kind or told.asked.operation == "subject":
        return coded
    own = [tree for tree in coded if tree.kind == kind]
    return own or [t for t in coded if kind == SPENDING and t.kind == GOVERNMENT]


def _say_row(write: Writer, told: Told, tree: ClassTree, code: str) -> bool:
    """One line; False where what is asked of the row is not printed in this table."""
    place, name = tree.rows[code], name_of(tree.rows[code].fact)
    if told.asked.operation == "class":
        above = [tree.rows[code[:n]] for n in (3, 5) if n < len(code) and code[:n] in tree.rows]
        wanted = (
            [p for p in above if len(p.fact.code or "") == 3] if told.asked.level == "类" else above
        )
        if not wanted:
            return False
        path = "".join(f"{name_of(p.fact)}（{_level(p.fact)}）" for p in above)
        marks = mark(*(_cite(write, told, p.fact) for p in (place, *above)))
        write.say(f"{told.who}“{name}”属于{path}{marks}。", core=True)
        return True
    number = _cite(write, told, place.fact, code=told.asked.operation == "code")
    if told.asked.operation == "code":
        write.say(f"{told.who}“{name}”的科目编码为 {code}{mark(number)}。", core=True)
    else:
        write.say(f"{told.who}科目编码 {code} 为“{name}”{mark(number)}。", core=True)
    return True


def _level(fact: Fact) -> str:
    return {3: "类", 5: "款"}[len(fact.code or "")]


def _cite(write: Writer, told: Told, fact: Fact, *, code: bool = False) -> int:
    """The cell that prints the name of a row, or its code; the figure's cell where neither is found."""
    document = told.sources.document(fact.doc_id)
    labels = (*fact.row_path, fact.code or "", f"{fact.year}年")
    cell = _cell_of(document, fact, code=code)
    if cell is None:
        return write.evidence(fact)
    return write.cite(document.cite_cell(document.tables[fact.table or 0], cell), None, labels)


def _cell_of(document: Document, fact: Fact, *, code: bool) -> Cell | None:
    if fact.table is None or fact.row is None:
        return None
    table = document.tables[fact.table]
    cells = [c for at in range(table.columns) if (c := table.at(fact.row, at))]
    if code and (whole := next((c for c in cells if c.text.strip() == fact.code), None)):
        return whole
    key = label_key(fact.item)
    return next((c for c in cells if label_key(c.text) == key), None)
