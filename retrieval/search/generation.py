"""A generation: everything the index knows, in one folder that is never changed once published.

Takes chunk ids, documents and vectors, gives a folder that is complete or not there: the pointer
file `current` is replaced last, in one step, so readers see the old generation or the new one.
Knows nothing of Chroma, which keeps its own folder inside.

    STORE/vectors/current              g000002
    STORE/vectors/g000002/manifest.json    {"model": "embedding@9f2c…", "dimension": 96, "count": 512, …}
    STORE/vectors/g000002/chunks.txt       one chunk id a line; row n of everything else
    STORE/vectors/g000002/vectors.npy      one row a chunk
    STORE/vectors/g000002/document_of.npy  which document of the manifest a row belongs to
    STORE/vectors/g000002/postings/0/      keyword postings (retrieval/lexical)
    STORE/vectors/g000002/chroma/          the same vectors in Chroma
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.errors import StoreError
from retrieval.search.lexical import Postings

__all__ = ["REMEDY", "Holding", "Manifest", "current", "publish", "reserve"]

REMEDY = "请运行 mingzhang reindex 重建索引"
LAYOUT = 1
"""Raised when the files of a generation change their meaning."""

_NAME = re.compile(r"g\d{6}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built from; `documents` in the order `document_of` counts them."""

    model: str
    dimension: int
    count: int
    documents: tuple[str, ...]
    layout: int = LAYOUT


@dataclass(frozen=True, slots=True)
class Holding:
    """Chunks ready to be ranked: row n of every array is chunk_ids[n]."""

    chunk_ids: Sequence[str]
    documents: tuple[str, ...]
    document_of: NDArray[np.int32]
    vectors: NDArray[np.float32]
    postings: tuple[Postings, ...]

    def save(self, folder: Path, model: str) -> None:
        """Write everything; the manifest goes last."""
        (folder / "chunks.txt").write_text("\n".join(self.chunk_ids), "utf-8")
        np.save(folder / "vectors.npy", self.vectors)
        np.save(folder / "document_of.npy", self.document_of)
        for number, part in enumerate(self.postings):
            inside = folder / "postings" / str(number)
            inside.mkdir(parents=True)
            part.save(inside)
        dimension = int(self.vectors.shape[1])
        manifest = Manifest(model, dimension, len(self.chunk_ids), self.documents)
        _write(folder / "manifest.json", json.dumps(asdict(manifest), ensure_ascii=False))

    @classmethod
    def load(cls, folder: Path) -> tuple[Manifest, Holding]:
        """Map a published generation; StoreError when a part of it is missing or cut off."""
        try:
            manifest = _manifest(folder)
            holding = cls._mapped(folder, manifest)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreError(str(folder), f"索引读不出来（{error}）", REMEDY) from error
        held = {
            len(holding.chunk_ids),
            len(holding.document_of),
            len(holding.vectors),
            manifest.count,
        }
        if len(held) != 1:
            raise StoreError(str(folder), "索引缺了一部分", REMEDY)
        return manifest, holding

    @classmethod
    def _mapped(cls, folder: Path, manifest: Manifest) -> Holding:
        parts = sorted((folder / "postings").glob("*"), key=lambda path: int(path.name))
        return cls(
            (folder / "chunks.txt").read_text("utf-8").split("\n") if manifest.count else [],
            manifest.documents,
            np.load(folder / "document_of.npy"),
            np.load(folder / "vectors.npy", mmap_mode="r"),
            tuple(Postings.load(part) for part in parts),
        )


def _manifest(folder: Path) -> Manifest:
    data = json.loads((folder / "manifest.json").read_text("utf-8"))
    if data["layout"] != LAYOUT:
        raise ValueError("由另一版本的程序写成")
    return Manifest(data["model"], data["dimension"], data["count"], tuple(data["documents"]))


def current(vectors: Path) -> Path | None:
    """The published generation; None before the first."""
    try:
        name = (vectors / "current").read_text("utf-8").strip()
    except FileNotFoundError:
        return None
    if not _NAME.fullmatch(name) or not (vectors / name).is_dir():
        raise StoreError(str(vectors), "索引的指针指向不存在的目录", REMEDY)
    return vectors / name


def reserve(vectors: Path) -> Path:
    """A fresh folder for the next generation; what a killed build left behind stays unused."""
    taken = [int(path.name[1:]) for path in _generations(vectors)]
    folder = vectors / f"g{max(taken, default=0) + 1:06d}"
    folder.mkdir(parents=True)
    return folder


def publish(folder: Path) -> None:
    """Make a finished generation the current one; the one before stays for readers still in it."""
    vectors = folder.parent
    before = vectors / "current"
    kept = {folder.name, before.read_text("utf-8").strip() if before.exists() else ""}
    _write(before, folder.name)
    for old in _generations(vectors):
        if old.name not in kept:
            shutil.rmtree(old, ignore_errors=True)


def _generations(vectors: Path) -> list[Path]:
    return [path for path in vectors.glob("g*") if _NAME.fullmatch(path.name)]


def _write(path: Path, text: str) -> None:
    """Write a small file so that it is there whole or not at all."""
    fresh = path.with_name(path.name + ".new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
