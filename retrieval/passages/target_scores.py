"""The whole score of a self-evaluation: of the project that is named, else of the unit as a whole.

Takes an Understood and Sources, gives a Composed answer or None. The project's name and small words must
account for every word of the question. Knows not how a form prints its score.

    '奖励扶助项目自评总分多少'   ->   '“农村奖励扶助”的自评总分：99.5分[1]。'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.amount import number
from ingest.document import Document, Table
from retrieval.figures.cell_lines import writer
from retrieval.printed.form_targets import FormScore, score_of
from retrieval.scope.scope import Listed
from retrieval.understand.accounted import content
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.understand.words_asked import said_words, words_asked
from retrieval.words.lexicon import folded
from retrieval.writing.compose import Composed, Stated
from retrieval.writing.prompts import mark, period

__all__ = ["target_score_answer"]

_ASKED = re.compile(
    r"(?:部门|单位)?(?:整体)?(?:支出)?(?:绩效)?(?:自评|自我评价|自己[给打])(?:的|结果|表|报告)*(?:最后|一共|总共|最终)?(?:里|上|中)?"
    r"(?:的)?(?:总?得分|总分|分数|评分|打分|得了?|[打评]了?|是|为|有|拿了?)*(?:多少分?|几分|是多少|总分|得分|总得分|分数)[^,?。]{0,4}"
)
_OF_ALL = re.compile(r"整体|部门|单位")
_OTHER_FORMS = ("change", "difference", "compare", "largest", "smallest", "rank", "sum", "reason", "share", "list")  # fmt: skip


def target_score_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The score; None where no form, or more than one, is meant."""
    query = understood.query
    targets = understood.own_targets
    text = content(query)
    if len(targets) != 1 or query.asks(*_OTHER_FORMS) or query.later or not _ASKED.search(text):
        return None
    if "平均" in text:
        return None
    for row in targets[0].own:
        found = list(_meant(sources.document(row.doc_id), _ASKED.sub("|", text)))
        if len(found) == 1:
            return _composed(understood, row, found[0])
    return None


def _meant(document: Document, text: str) -> Iterator[FormScore]:
    """The forms of the project named; without a name that of the whole unit."""
    words = words_asked(text)
    named = [span for span in words if not _OF_ALL.fullmatch(text[slice(*span)])]
    for at, table in enumerate(document.tables):
        score = score_of(document, table)
        if score is None:
            continue
        whole = "整体" in _title(document.tables, at)
        project = folded(score.project)
        of_all = whole and not project
        of_named = bool(project) and said_words(text, named, project) == named
        if of_named if named else of_all:
            yield score


def _title(tables: tuple[Table, ...], at: int) -> str:
    """The title over a table; one without a title goes on under the title before it."""
    return tables[at].title or (tables[at - 1].title if at else "")


def _composed(understood: Understood, row: Listed, score: FormScore) -> Composed:
    write = writer(understood)
    labels = (*score.line.labels, score.project, f"{row.fiscal_year}年", row.unit_name or "")
    at = write.cite(score.line.citation, None, labels)
    of = f"“{score.project}”的" if score.project else "整体支出绩效"
    who = f"{period(row.fiscal_year)}{row.unit_name or ''}"
    write.say(f"{who}{of}自评总分：{score.printed}分{mark(at)}。", core=True)
    value = number(score.printed)
    if value is not None:
        year = str(row.fiscal_year) if row.fiscal_year else None
        write.figures.append(Stated(value, "分", "自评总分", "score", year, at))
    return write.done()
