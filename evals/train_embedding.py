"""Train the embedding that ships in retrieval/embedding, and measure it. Same seed, same bytes.

    python -m evals.train_embedding --data ../shared/datasets --out retrieval/embedding

Four steps: a vocabulary of characters and firm words; first vectors from which tokens stand near
which (PPMI and SVD); contrastive training on pairs, where every other passage of the batch is a
wrong answer and a word is itself and its characters (油钱 learns from 加油); the sum of both, saved
as a sentence-transformers folder. Then keywords, vectors and
their fusion are measured on texts that were not trained on, and the figures go into the model
card. One core, under fifteen minutes. Knows nothing of libraries or documents.
"""

from __future__ import annotations

import argparse
import logging
import math
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers
from tokenizers.models import Unigram
from torch.nn import functional

from evals.embedding_figures import figures, write_figures
from evals.embedding_pairs import Pair, corpus, training, trials

__all__ = ["Recipe", "main"]

log = logging.getLogger(__name__)

DERIVED = ("neighbours", "traditional")
"""Pairs made of the texts of others: they count no words."""

Floats = NDArray[np.float32]
Tokens = list[NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Recipe:
    """All dials, with the values the bundled model was made with.

    A source's weight is how often its pairs fill a batch. `dropped` is the share of tokens hidden
    from each text: a static vector must not lean on one token.
    """

    seed: int = 0
    dimension: int = 256
    tokens: int = 11000
    least: int = 6
    longest: int = 4
    window: int = 8
    steps: int = 4000
    parts: float = 1.0
    batch: int = 512
    rate: float = 0.01
    sharpness: float = 20.0
    dropped: float = 0.4
    most_tokens: int = 256
    weights: tuple[tuple[str, float], ...] = (
        ("cmrc2018", 2.0),
        ("drcd", 3.0),
        ("sohu", 1.5),
        ("cflue", 2.0),
        ("disc_finllm", 0.3),
        ("neighbours", 4.0),
        ("budget", 3.0),
        ("everyday", 8.0),
        ("traditional", 3.0),
    )


def main(argv: Sequence[str] | None = None) -> None:
    """Train, save, measure, write the figures into the model card."""
    asked = argparse.ArgumentParser(description="训练并测量随附的中文向量模型")
    asked.add_argument("--data", type=Path, default=Path("../shared/datasets"))
    asked.add_argument("--out", type=Path, default=Path("retrieval/embedding"))
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--measure-only", action="store_true")
    given = asked.parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    if not given.measure_only:
        save(*train(training(given.data), Recipe(seed=given.seed)), given.out)
    table = figures(trials(given.data), given.out)
    log.info(table)
    write_figures(given.out / "README.md", table)


def train(pairs: dict[str, list[Pair]], recipe: Recipe) -> tuple[Tokenizer, Floats]:
    """The whole recipe: a tokenizer and one vector per token."""
    torch.set_num_threads(1)
    torch.manual_seed(recipe.seed)
    chance = np.random.default_rng(recipe.seed)
    texts = corpus({name: found for name, found in pairs.items() if name not in DERIVED})
    log.info("配对 %s", {name: len(found) for name, found in pairs.items()})
    tokenizer = vocabulary(texts, recipe)
    log.info("词表 %d 项，语料 %d 段", tokenizer.get_vocab_size(), len(texts))
    first = first_vectors(_ids(tokenizer, texts), tokenizer.get_vocab_size(), recipe, chance)
    return tokenizer, contrast(tokenizer, first, pairs, recipe, chance)


# ── vocabulary ───────────────────────────────────────────────────────────────────────────────

HAN = "㐀-鿿"
_SPACED = rf"(?<=[{HAN}]) +(?=[{HAN}])"
_OTHER = rf"[^{HAN}a-z]+"


def vocabulary(texts: Sequence[str], recipe: Recipe) -> Tokenizer:
    """Frequent characters, then the runs of 2 to 4 that are frequent and do not fall apart.

    Digits and marks are dropped: a number in a bag of tokens is noise, keywords find numbers.
    """
    counts = _runs(texts, recipe.longest)
    total = sum(n for run, n in counts.items() if len(run) == 1)
    single = sorted(run for run, n in counts.items() if len(run) == 1 and n >= recipe.least)
    firm = {
        run: n * hold
        for run, n in counts.items()
        if len(run) > 1 and n >= recipe.least and (hold := _hold(run, counts, total)) > 2.0
    }
    words = sorted(firm, key=lambda run: (-firm[run], run))[: recipe.tokens - 1 - len(single)]
    scored = [(run, round(math.log(counts[run] / total), 2)) for run in (*single, *words)]
    tokenizer = Tokenizer(Unigram([("<unk>", -20.0), *scored], unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(_SPACED), ""),
            normalizers.Replace(Regex(_OTHER), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return tokenizer


def _runs(texts: Sequence[str], longest: int) -> Counter[str]:
    """How often each run of 1 to `longest` characters is printed."""
    stretches: Counter[str] = Counter()
    for text in texts:
        folded = re.sub(_SPACED, "", unicodedata.normalize("NFKC", text).lower())
        stretches.update(re.sub(_OTHER, " ", folded).split())
    counts: Counter[str] = Counter()
    for stretch, times in stretches.items():
        for length in range(1, longest + 1):
            for at in range(len(stretch) - length + 1):
                counts[stretch[at : at + length]] += times
    return counts


def _hold(run: str, counts: Counter[str], total: int) -> float:
    """How firmly a run holds together: its mutual information at the weakest cut."""
    return min(
        math.log(counts[run] * total / (counts[run[:cut]] * counts[run[cut:]]))
        for cut in range(1, len(run))
    )


def _ids(tokenizer: Tokenizer, texts: Sequence[str]) -> Tokens:
    """Known tokens of each text."""
    coded = tokenizer.encode_batch(list(texts), add_special_tokens=False)
    return [np.array([i for i in one.ids if i], np.int64) for one in coded]


# ── first vectors ────────────────────────────────────────────────────────────────────────────


def first_vectors(texts: Tokens, size: int, recipe: Recipe, chance: np.random.Generator) -> Floats:
    """The leading directions of the positive mutual information; frequent tokens are short."""
    mutual = _mutual(texts, size, recipe.window)
    left, strength = _leading(mutual, recipe.dimension, chance)
    vectors = left * np.sqrt(strength)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    share = np.bincount(np.concatenate(texts), minlength=size) / sum(map(len, texts))
    vectors *= (1e-3 / (1e-3 + share))[:, None]
    vectors[0] = 0.0
    return vectors.astype(np.float32)


def _mutual(texts: Tokens, size: int, window: int) -> Floats:
    """Positive pointwise mutual information of tokens within a window, contexts flattened."""
    near = np.zeros((size, size), np.float32)
    for gap in range(1, window + 1):
        left = np.concatenate([ids[:-gap] for ids in texts if len(ids) > gap])
        right = np.concatenate([ids[gap:] for ids in texts if len(ids) > gap])
        place, times = np.unique(left * size + right, return_counts=True)
        near.ravel()[place] += times
    near += near.T
    row = near.sum(1)
    context = row**0.75 / (row**0.75).sum()
    ratio = near / np.maximum(row, 1.0)[:, None] / np.maximum(context, 1e-12)[None]
    mutual: Floats = np.log(np.maximum(ratio, 1.0)).astype(np.float32)
    return mutual


def _leading(matrix: Floats, k: int, chance: np.random.Generator) -> tuple[Floats, Floats]:
    """The k leading left singular vectors and their strengths, by random projection."""
    sketch = matrix @ chance.standard_normal((len(matrix), k + 20)).astype(np.float32)
    for _ in range(3):
        basis, _ = np.linalg.qr(sketch)
        sketch = matrix @ (matrix.T @ basis)
    basis, _ = np.linalg.qr(sketch)
    left, strength, _ = np.linalg.svd(basis.T @ matrix, full_matrices=False)
    return (basis @ left)[:, :k], strength[:k]


# ── contrastive training ─────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Source:
    questions: Tokens
    passages: Tokens
    groups: torch.Tensor


class _Pieces(NamedTuple):
    """What every token is made of: itself, and for a word its characters; `starts` bounds them."""

    ids: NDArray[np.int64]
    weights: Floats
    starts: NDArray[np.int64]

    def of(self, tokens: NDArray[np.int64]) -> tuple[NDArray[np.int64], Floats, NDArray[np.int64]]:
        """The pieces of tokens one after another, their weights, and how many each token has."""
        many = self.starts[tokens + 1] - self.starts[tokens]
        at = np.repeat(self.starts[tokens] - np.cumsum(many) + many, many) + np.arange(many.sum())
        return self.ids[at], self.weights[at], many

    def summed(self, table: Floats) -> Floats:
        """One vector a token: what its pieces come to."""
        whole = np.zeros_like(table)
        owner = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
        np.add.at(whole, owner, table[self.ids] * self.weights[:, None])
        return whole


def _pieces(tokenizer: Tokenizer, share: float) -> _Pieces:
    known: dict[str, int] = tokenizer.get_vocab()
    words = sorted(known, key=known.__getitem__)
    ids: list[int] = []
    weights: list[float] = []
    starts = [0]
    for number, word in enumerate(words):
        inside = [known[char] for char in word if char in known] if 1 < len(word) < 5 else []
        ids += [number, *inside]
        weights += [1.0, *(share / len(inside) for _ in inside)]
        starts.append(len(ids))
    return _Pieces(np.array(ids), np.array(weights, np.float32), np.array(starts))


def contrast(
    tokenizer: Tokenizer,
    first: Floats,
    pairs: dict[str, list[Pair]],
    recipe: Recipe,
    chance: np.random.Generator,
) -> Floats:
    """Pull the two texts of a pair together and the rest of the batch apart."""
    sources = {name: _source(tokenizer, pairs[name]) for name, _ in recipe.weights}
    odds = np.array([weight for _, weight in recipe.weights])
    pieces = _pieces(tokenizer, recipe.parts)
    table = torch.nn.Parameter(torch.from_numpy(first.copy()))
    step_by = torch.optim.Adam([table], lr=recipe.rate)
    slower = torch.optim.lr_scheduler.LinearLR(step_by, 1.0, 0.0, recipe.steps)
    started = time.monotonic()
    for step in range(1, recipe.steps + 1):
        source = sources[recipe.weights[chance.choice(len(odds), p=odds / odds.sum())][0]]
        loss = _loss(table, pieces, source, recipe, chance)
        step_by.zero_grad()
        loss.backward()
        step_by.step()
        slower.step()
        if step % 250 == 0:
            log.info("第 %d 步，损失 %.3f，%.0f 秒", step, loss.item(), time.monotonic() - started)
    trained = pieces.summed(table.detach().numpy())
    trained[0] = 0.0
    return trained


def _source(tokenizer: Tokenizer, pairs: Sequence[Pair]) -> _Source:
    number: dict[str, int] = {}
    groups = torch.tensor([number.setdefault(pair.group, len(number)) for pair in pairs])
    questions = _ids(tokenizer, [pair.question for pair in pairs])
    return _Source(questions, _ids(tokenizer, [pair.passage for pair in pairs]), groups)


def _loss(
    table: torch.Tensor,
    pieces: _Pieces,
    source: _Source,
    recipe: Recipe,
    chance: np.random.Generator,
) -> torch.Tensor:
    """Cross entropy both ways; another pair of the same group is no wrong answer."""
    size = min(recipe.batch, len(source.questions))
    chosen = chance.choice(len(source.questions), size, replace=False)
    questions = _sums(table, pieces, [source.questions[i] for i in chosen], recipe, chance)
    passages = _sums(table, pieces, [source.passages[i] for i in chosen], recipe, chance)
    groups = source.groups[torch.from_numpy(chosen)]
    same = (groups[:, None] == groups[None]) & ~torch.eye(size, dtype=torch.bool)
    likeness = (questions @ passages.T * recipe.sharpness).masked_fill(same, -1e4)
    right = torch.arange(size)
    there = functional.cross_entropy(likeness, right)
    return (there + functional.cross_entropy(likeness.T, right)) / 2


def _sums(
    table: torch.Tensor,
    pieces: _Pieces,
    texts: Tokens,
    recipe: Recipe,
    chance: np.random.Generator,
) -> torch.Tensor:
    """The vectors of texts, a share of their tokens hidden."""
    seen = [
        ids[chance.random(len(ids)) >= recipe.dropped] if len(ids) > 2 else ids for ids in texts
    ]
    cut = [ids[: recipe.most_tokens] if len(ids) else np.zeros(1, np.int64) for ids in seen]
    ids, weights, many = pieces.of(np.concatenate(cut))
    ends = np.cumsum(many)
    lengths = np.cumsum([0, *map(len, cut)])[:-1]
    starts = np.where(lengths > 0, ends[np.maximum(lengths, 1) - 1], 0)
    sums = functional.embedding_bag(
        torch.from_numpy(ids),
        table,
        torch.from_numpy(starts),
        mode="sum",
        per_sample_weights=torch.from_numpy(weights),
    )
    return functional.normalize(sums, dim=1)


# ── saving ───────────────────────────────────────────────────────────────────────────────────


def save(tokenizer: Tokenizer, vectors: Floats, out: Path) -> None:
    """A sentence-transformers folder; the model card is left as it is.

    Rounded to half precision and stored in single: every reader computes the same, and the folder
    packs to half its size.
    """
    rounded = (vectors / np.abs(vectors).max()).astype(np.float16).astype(np.float32)
    modules = [StaticEmbedding(tokenizer, embedding_weights=rounded), Normalize()]
    SentenceTransformer(modules=modules, device="cpu").save(str(out), create_model_card=False)
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    (out / "model.safetensors").chmod(0o644)


if __name__ == "__main__":
    main()
