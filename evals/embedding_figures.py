"""How well an embedding finds passages: alone, beside keywords, and fused as the product does.

Takes trials and a model folder, gives a table in Markdown, and puts it into the model card. Uses
the very code that answers questions: retrieval/{static,nearest,search}. A model in another folder than the
bundled one is not moved, as in the product.

    | 测试 | 问题 / 段落 | 关键词 | 向量 | 向量移近科目 | 关键词与向量合并 |
    | CMRC 2018 dev | 3219 / 848 | 0.960 / 0.995 | 0.697 / 0.858 | 0.680 / 0.840 | 0.957 / 0.997 |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.embedding_pairs import Trial
from retrieval.nearest import question_vector
from retrieval.search.lexical import best_rows, post, scores
from retrieval.search.rank import Hit, fuse
from retrieval.static import StaticEmbeddings

__all__ = ["figures", "write_figures"]

DEEP = 50
"""How many hits of each list are fused."""

_BLOCK = re.compile(r"(<!-- figures -->\n).*?(<!-- /figures -->)", re.DOTALL)


def figures(trials: Sequence[Trial], model: Path) -> str:
    """One row a test: the share of questions whose passage is first, and among the first five."""
    head = "| 测试 | 问题 / 段落 | 关键词 | 向量 | 向量移近科目 | 两者合并 |\n|---|---|---|---|---|---|\n"
    embeddings = StaticEmbeddings(model)
    return head + "".join(_row(test, embeddings) for test in trials)


def write_figures(card: Path, table: str) -> None:
    """Put the table between the marks of the model card."""
    if card.is_file():
        text = card.read_text("utf-8")
        card.write_text(_BLOCK.sub(lambda m: f"{m[1]}{table}{m[2]}", text), "utf-8")


def _row(test: Trial, embeddings: StaticEmbeddings) -> str:
    plain = _dense(test, embeddings, embeddings.passages(test.questions))
    asked = [question_vector(question, embeddings) for question in test.questions]
    moved, words = _dense(test, embeddings, np.stack(asked)), _lexical(test)
    fused = [fuse(both) for both in zip(moved, words, strict=True)]
    shown = " | ".join(_shares(test, ranked) for ranked in (words, plain, moved, fused))
    return f"| {test.name} | {len(test.questions)} / {_many(test)} | {shown} |\n"


def _many(test: Trial) -> int:
    """Passages that a question is asked of, half of the questions of more."""
    return round(float(np.median([rows.sum() for rows in _rows_asked(test)])))


def _rows_asked(test: Trial) -> Iterator[NDArray[np.bool_]]:
    """For every question the passages that it is asked of."""
    owners = np.array(test.owners)
    for among in test.among or [frozenset(test.owners)] * len(test.questions):
        yield np.isin(owners, list(among))


def _dense(
    test: Trial, embeddings: StaticEmbeddings, asked: NDArray[np.float32]
) -> list[list[Hit]]:
    likeness = asked @ embeddings.passages(test.passages).T
    return [_hits(row, of) for row, of in zip(likeness, _rows_asked(test), strict=True)]


def _lexical(test: Trial) -> list[list[Hit]]:
    parts = post(test.passages)
    found = (np.concatenate(scores(parts, question)) for question in test.questions)
    return [_hits(row, of) for row, of in zip(found, _rows_asked(test), strict=True)]


def _hits(score: NDArray[np.float32], rows: NDArray[np.bool_]) -> list[Hit]:
    return [Hit(str(row), value) for row, value in best_rows(score, DEEP, rows)]


def _shares(test: Trial, ranked: Sequence[Sequence[Hit]]) -> str:
    """R@1 / R@5."""
    return " / ".join(f"{_share(test, ranked, first):.3f}" for first in (1, 5))


def _share(test: Trial, ranked: Sequence[Sequence[Hit]], first: int) -> float:
    found = [
        any(test.owners[int(hit.chunk_id)] in owners for hit in hits[:first])
        for hits, owners in zip(ranked, test.asked, strict=True)
    ]
    return sum(found) / max(len(found), 1)
