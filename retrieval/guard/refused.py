"""What is said where there is no answer: what was searched, what is nearest, what may be asked.

Takes an Understood and Sources, gives the Chinese text. Knows no lane.

    '所给文件中没有找到答案。已查：2024年…部门预算。相近的内容：公务接待费。可先看：“四、…情况”（第9页）。…'
"""

from __future__ import annotations

from retrieval.guard.nearest_places import nearest_places
from retrieval.passages.asked_documents import MOST_DOCUMENTS
from retrieval.understand.greetings import examples
from retrieval.understand.question import Query
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded
from retrieval.words.not_budget import asks_for_money
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import OUTSIDE, WHAT_TO_UPLOAD, not_in_library, refusal

__all__ = ["refused_text", "searched"]


def refused_text(understood: Understood, sources: Sources, composed: Composed | None = None) -> str:
    """Why there is no answer, and what may help; a refusal of a lane says what is near, or missing."""
    if missing := understood.problem or understood.unreached:
        return not_in_library(*missing)
    query = understood.query
    known = query.items or query.topics or query.forms
    if composed and composed.nearest:
        near = nearest_places(understood, sources)
        return refusal(searched(understood), composed.nearest, places=near)
    if composed and composed.absent:
        undone = "不作相加" if query.asks("sum") else "不作比较"
        one_sided = f"其中没有{'、'.join(composed.absent)}，{undone}。{WHAT_TO_UPLOAD}"
        return refusal(searched(understood), (), one_sided)
    if not known and not _asks_a_unit(query) and not _occurs(understood, sources):
        return refusal("", (), f"{OUTSIDE}。{examples(sources.catalogue)}")
    places = nearest_places(understood, sources)
    return refusal(searched(understood), _nearest(understood), places=places)


def _asks_a_unit(query: Query) -> bool:
    """Whether money of a unit in a year is asked for: words that nobody knows may name an item."""
    dated = query.scope.years or query.scope.relative or query.scope.date
    return bool(query.scope.named and dated) and asks_for_money(query.text)


def _occurs(understood: Understood, sources: Sources) -> bool:
    """Whether a word of the question that nothing accounts for stands in a document in scope."""
    words = [word for word in understood.query.residue if len(word) > 1]
    parts = {word[i : i + 3] for word in words for i in range(max(len(word) - 2, 1))}
    some = understood.documents[:MOST_DOCUMENTS] if parts else ()
    texts = (folded(sources.document(row.doc_id).text) for row in some)
    return any(part in text for text in texts for part in parts)


def searched(understood: Understood) -> str:
    """Whose documents of which years were looked through."""
    rows = dict.fromkeys(
        f"{row.fiscal_year or ''}年{row.unit_name or row.name}{row.kind or ''}"
        for row in understood.documents
    )
    names = list(rows)
    return "、".join(names[:4]) + (f"等 {len(names)} 份文件" if len(names) > 4 else "")


def _nearest(understood: Understood) -> list[str]:
    """Labels in scope that share most characters with what was asked."""
    wanted = {char for word in understood.query.residue for char in word}
    wanted |= {char for item in understood.query.items for char in item.text}
    labels = {fact.item for listed in understood.facts.values() for fact in listed if fact.item}
    scored = sorted(
        (
            (len(wanted & set(label)) / (len(label) + 3), label)
            for label in labels
            if len(label) < 25
        ),
        reverse=True,
    )
    return [label for score, label in scored[:3] if score >= 0.25]
