"""How many of a thing a row counts, and who uses it, where the question says the row's name in other words.

Takes an Understood and Sources, gives a Composed answer or None. The name of the row must say every word of the
question, and one row alone. Knows no money.

    '有几辆执法执勤车，哪个单位在用'   ->   执法执勤用车 4 辆, 使用单位：某市质量安全中心
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.document import Cell, Document
from ingest.facts import Fact
from retrieval.figures.cell_lines import writer
from retrieval.scope.scope import Listed
from retrieval.understand.accounted import content
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.understand.words_asked import left_unsaid, said_words, words_asked
from retrieval.words.lexicon import folded, label_key
from retrieval.words.words_said import said_by
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import figure_text, mark, period

__all__ = ["counted_row_answer"]

_UNITS = "辆台部套架艘间箱"
_ASKED = re.compile(rf"(?:有|共|配|一共)*(?:多少|几)(?P<unit>[{_UNITS}])")
_USERS = re.compile(
    r"(?:都?是|归|由|给)?(?:哪[个家些]?(?:单位|部门|科室)|谁)(?:在|来)*(?:使?用|管|开)(?:的|着)?"
)
_USER_HEAD = re.compile(r"(?:使用|管理|配备|归属)(?:单位|部门|科室)$")
_LIGHT = re.compile(r"系统|全系统|单位|部门|现在|目前|一共|总共|[了的]")
_SAME = ("辆台部",)
_OTHER_FORMS = ("change", "difference", "compare", "largest", "smallest", "rank", "sum", "reason", "share", "list")  # fmt: skip
_LEAST = 0.5


def counted_row_answer(
    understood: Understood, sources: Sources, *, used: bool = False
) -> Composed | None:
    """The count of the row, with who uses it where that is asked too; `used`: only where it is."""
    query = understood.query
    targets = understood.own_targets
    text = content(query)
    asked = _ASKED.search(text)
    if len(targets) != 1 or asked is None or query.asks(*_OTHER_FORMS) or query.context:
        return None
    if used and not _USERS.search(text):
        return None
    rest = _LIGHT.sub("|", _USERS.sub("|", _ASKED.sub("|", text)))
    for row in targets[0].own:
        facts = list(_counted(understood.facts_of([row]), asked["unit"], rest))
        if len(facts) == 1:
            document = sources.document(row.doc_id)
            return _composed(understood, document, row, facts[0])
    return None


def _counted(facts: list[Fact], unit: str, text: str) -> Iterator[Fact]:
    """The counts of rows whose name says every word, most of it said."""
    words = words_asked(text)
    for fact in facts if words else ():
        if fact.kind != "count" or fact.table is None or not _of_unit(fact.unit or "", unit):
            continue
        name = folded(fact.item)
        told = said_by(name, text)
        whole = said_words(text, words, name) and not left_unsaid(text, words, [name])
        if whole and sum(told) >= _LEAST * len(told):
            yield fact


def _of_unit(printed: str, asked: str) -> bool:
    return printed == asked or any(printed in same and asked in same for same in _SAME if printed)


def _composed(
    understood: Understood, document: Document, row: Listed, fact: Fact
) -> Composed | None:
    write = writer(understood)
    name = label_key(fact.item)
    unit = row.unit_name or ""
    users = _USERS.search(understood.query.text) is not None
    if not users or _ASKED.search(understood.query.asked):
        number = write.evidence(fact)
        write.say(figure_text(unit, name, fact, number), core=True)
        write.state(fact, name, number)
    if users and (cell := _user(document, fact)):
        labels = (name, f"{row.fiscal_year}年", unit)
        at = write.cite(document.cite_cell(document.tables[fact.table or 0], cell), None, labels)
        said = re.sub(r"\s+", "", cell.text)
        write.say(f"{period(row.fiscal_year)}{unit}{name}的使用单位：{said}{mark(at)}。", core=True)
    return write.done() if write.statements else None


def _user(document: Document, fact: Fact) -> Cell | None:
    """The cell under 使用单位 in the row of a count."""
    if fact.table is None or fact.row is None:
        return None
    table = document.tables[fact.table]
    heads = [label_key(path[-1]) if path else "" for path in table.column_paths]
    column = next((at for at, head in enumerate(heads) if _USER_HEAD.search(head)), None)
    cell = table.at(fact.row, column) if column is not None else None
    return cell if cell and cell.text.strip() else None
