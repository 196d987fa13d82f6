"""A static embedding read with tokenizers, safetensors and numpy: texts become vectors.

Takes a sentence-transformers folder whose modules are StaticEmbedding and perhaps Normalize, and
gives the same vectors as sentence-transformers (to 1e-6), which takes eight seconds to import
where this takes a tenth of one. Knows nothing of what the texts are.

    retrieval/embedding/modules.json       which modules, in which order
    retrieval/embedding/tokenizer.json     text -> token ids
    retrieval/embedding/model.safetensors  embedding.weight: one row per token id
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from ingest.errors import ModelError

__all__ = ["StaticEmbeddings", "Vectors", "is_static"]

AT_ONCE = 256
"""Texts looked up in one go: what they gather fits the cache of a small machine."""


def is_static(folder: Path) -> bool:
    """True when a folder holds nothing but a static embedding, so that this reader can read it."""
    modules = folder / "modules.json"
    return modules.is_file() and _kinds(modules)[:1] == ["StaticEmbedding"]


class Vectors:
    """Texts as rows of float32, each of length 1; a question may be worded differently."""

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector a text, as rows."""
        raise NotImplementedError

    def question(self, text: str) -> NDArray[np.float32]:
        """The vector of a question."""
        vector: NDArray[np.float32] = self.passages([text])[0]
        return vector


class StaticEmbeddings(Vectors):
    """A table of token vectors; a text is the mean of its tokens.

    `name` tells models apart (folder name and digest of the weights), `dimension` is the length of
    a vector. Vectors are float32 of length 1; a text without a known token is the zero vector.
    """

    def __init__(self, folder: Path) -> None:
        try:
            weights, tokenizer = _paths(folder)
            table = load_file(weights)["embedding.weight"]
            self._tokenizer = Tokenizer.from_file(str(tokenizer))
            digest = hashlib.sha256(weights.read_bytes()).hexdigest()[:12]
        except Exception as error:  # tokenizers raises bare Exception
            what = f"向量模型读不出来（{error}）"
            raise ModelError(str(folder), what, "请换一个 sentence-transformers 目录") from error
        self._table = np.asarray(table, np.float32)
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.name = f"{folder.name}@{digest}"
        self.dimension = int(self._table.shape[1])

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector a text, as rows."""
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for at in range(0, len(texts), AT_ONCE):
            vectors[at : at + AT_ONCE] = self._means(texts[at : at + AT_ONCE])
        return vectors

    def _means(self, texts: Sequence[str]) -> NDArray[np.float32]:
        ids = [e.ids for e in self._tokenizer.encode_batch(list(texts), add_special_tokens=False)]
        lengths = np.array([len(tokens) for tokens in ids])
        filled = np.flatnonzero(lengths)
        means = np.zeros((len(texts), self.dimension), np.float32)
        if len(filled):
            tokens = np.fromiter((i for row in ids for i in row), np.int64, int(lengths.sum()))
            starts = np.concatenate([[0], np.cumsum(lengths[filled])[:-1]])
            sums = np.add.reduceat(self._table[tokens], starts, axis=0)
            means[filled] = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
        return means


def _kinds(modules: Path) -> list[str]:
    """The class names of the modules; [] when there is one that this reader cannot do."""
    kinds = [str(m["type"]).rpartition(".")[2] for m in json.loads(modules.read_text("utf-8"))]
    return kinds if set(kinds) <= {"StaticEmbedding", "Normalize"} else []


def _paths(folder: Path) -> tuple[Path, Path]:
    """The weights and the tokenizer of the first module."""
    first = json.loads((folder / "modules.json").read_text("utf-8"))[0]
    inside = folder / str(first["path"])
    return inside / "model.safetensors", inside / "tokenizer.json"
