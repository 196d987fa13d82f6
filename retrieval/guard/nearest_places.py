"""Where a reader may look who got no answer: the places that come nearest to the question.

Takes an Understood and Sources, gives names of places, no words of theirs: what stands there was not
found to be the answer. Knows not why there was none.

    '业务用房要修哪些地方'  ->  ['“五、项目支出情况说明”（第12页）', '“表7 项目支出表”']
"""

from __future__ import annotations

from retrieval.understand.reading import Understood
from retrieval.understand.sources import Found, Sources
from retrieval.writing.compose import short_place

__all__ = ["nearest_places"]

_MOST_DOCUMENTS = 2
_LOOKED_AT, _TOLD = 6, 3


def nearest_places(understood: Understood, sources: Sources) -> list[str]:
    """The best places of a search, each once, best first; none where many documents are meant."""
    rows = {row.doc_id: row for row in understood.documents}
    if sources.search is None or not 0 < len(rows) <= _MOST_DOCUMENTS:
        return []
    found = sources.search(understood.query.text, list(rows), _LOOKED_AT)
    several = len(rows) > 1
    names = (
        _place(hit, f"{rows[hit.doc_id].fiscal_year or ''}年" if several else "") for hit in found
    )
    return [name for name in dict.fromkeys(names) if name][:_TOLD]


def _place(hit: Found, lead: str) -> str:
    """'“六、政府采购情况”（第12页）'; a file without pages has none."""
    title, page = short_place(hit.citation), hit.citation.page
    return f"{lead}“{title}”" + (f"（第{page}页）" if page else "") if title else ""
