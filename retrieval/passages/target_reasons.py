"""Why a project's targets were missed, as the last row of its self-evaluation says for the whole form.

Takes an Understood and Sources, gives a Composed answer or None. The project, the names of its indicators and
the reason itself must account for every word of the question, and the indicator that is named must have been
missed. Knows no reasons printed beside one indicator.

    '数控车床为什么没全部换新'   ->   '“设备更新”的未完成原因和改进措施：供应商排产延期，…[1]'
"""

from __future__ import annotations

import re

from ingest.document import Document
from retrieval.figures.cell_lines import writer
from retrieval.passages.target_cells import text_asked
from retrieval.passages.target_pairs import missed
from retrieval.passages.target_rows import said_of
from retrieval.printed.form_targets import FormReason, reason_of, targets_of
from retrieval.scope.scope import Listed
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.understand.words_asked import said_words, words_asked
from retrieval.words.lexicon import folded
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import mark, period

__all__ = ["target_reason_answer"]

_SMALL = re.compile(
    r"原因|理由|缘故|怎么|回事|任务|完成|按时|按期|及时|全部|达标|达到|目标|没有?|年初|情况|哪里|问题|实际|偏差"
)
_MISSED = re.compile(r"[没未不]|差|少|低|慢|晚|迟|拖|偏差|短")


def target_reason_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The reason; None where no form, or more than one, accounts for the question."""
    query, own = understood.query, understood.own_targets
    text = text_asked(query)
    if len(own) != 1 or query.later or not query.asks("reason") or not _MISSED.search(text):
        return None
    for row in own[0].own:
        if found := _meant(sources.document(row.doc_id), text):
            return _composed(understood, row, found)
    return None


def _meant(document: Document, text: str) -> FormReason | None:
    words = [span for span in words_asked(text) if not _SMALL.fullmatch(text[slice(*span)])]
    found: list[tuple[int, FormReason]] = []
    for table in document.tables:
        reason = reason_of(document, table)
        targets = targets_of(document, table) if reason and words else []
        if reason is None or not targets:
            continue
        own = set(said_of(text, words, folded(reason.project)))
        names = {span for t in targets for span in said_words(text, words, folded(t.name.text))}
        said = {*own, *names, *said_words(text, words, folded(reason.told.text))}
        told = [len(said_words(text, sorted(names - own), folded(t.name.text))) for t in targets]
        named = [t for t, n in zip(targets, told, strict=True) if n == max(told) > 0]
        kept = all(missed(target) is False for target in named)
        if not own | names or len(said) < len(words) or (named and kept):
            continue
        found.append((sum(end - start for start, end in own | names), reason))
    most = max((said for said, _ in found), default=0)
    best = [reason for said, reason in found if said == most]
    return best[0] if len(best) == 1 else None


def _composed(understood: Understood, row: Listed, found: FormReason) -> Composed:
    write = writer(understood)
    labels = (*found.line.labels, found.project, f"{row.fiscal_year}年", row.unit_name or "")
    at = write.cite(found.line.citation, None, labels)
    of = f"“{found.project}”的" if found.project else ""
    who = f"{period(row.fiscal_year)}{row.unit_name or ''}"
    write.say(f"{who}{of}{found.head}：{found.line.text}{mark(at)}", core=True)
    return write.done()
