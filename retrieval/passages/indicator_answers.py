"""The target of an indicator as an answer, before any figure of money is looked for.

Takes an Understood and Sources, gives a Composed answer or None: only where the question is after
what is aimed at, and one number of one row accounts for all its words.

    '日均清运量目标不低于多少吨'   ->   '…：≥260 吨[1]。' beside the row it stands in
"""

from __future__ import annotations

from retrieval.figures.cell_lines import writer
from retrieval.passages.counters import Said
from retrieval.passages.indicators import asks_aim, indicators
from retrieval.scope.scope import Listed
from retrieval.understand.reading import Target, Understood
from retrieval.understand.sources import Sources
from retrieval.writing.compose import Composed, Stated
from retrieval.writing.prompts import mark, period

__all__ = ["indicator_answer"]

_OF_SEVERAL = ("largest", "smallest", "rank", "sum", "ratio", "compare", "difference", "reason", "list")  # fmt: skip


def indicator_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The one target that is asked for; None where none or several fit."""
    targets = understood.own_targets
    if len(targets) != 1 or understood.query.asks(*_OF_SEVERAL) or not asks_aim(understood):
        return None
    for row in targets[0].own:
        found = list(indicators(understood, sources.document(row.doc_id)))
        values = {(said.value, said.unit) for said in found}
        if values:
            return _composed(understood, targets[0], row, found[0]) if len(values) == 1 else None
    return None


def _composed(understood: Understood, target: Target, row: Listed, said: Said) -> Composed:
    write = writer(understood)
    whose = (f"{row.fiscal_year}年", row.unit_name or "")
    number = write.cite(said.line.citation, said.line.unit, (*said.line.labels, *whose))
    unit = "" if said.printed.endswith(said.unit) else f" {said.unit}"
    lead = f"{period(row.fiscal_year)}{row.unit_name or ''}"
    write.say(f"{lead}：{said.printed}{unit}{mark(number)}。", core=True)
    write.say(f"{said.line.text}{mark(number)}", verbatim=said.line.verbatim)
    name = said.line.labels[0] if said.line.labels else ""
    when = str(target.year) if target.year else None
    write.figures.append(Stated(said.value, said.unit, name, "target", when, number))
    return write.done()
