"""Finding the evidence: ours beside plain retrieval on the same documents and questions.

Plain LangChain RAG splits the text of a file every 1000 characters (100 overlap) into the same
Chroma with the same embedding and takes five; BM25 alone ranks the same pieces by characters and by
whitespace. Ours are the five best passages, and the citations of the answer.

                         证据召回@5   数字可答率
朴素 RAG                  0.41        0.38
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import chromadb
import pymupdf
from langchain_text_splitters import RecursiveCharacterTextSplitter
from rank_bm25 import BM25Okapi

from benchmarks.timing import heading, table
from evals.cases import Question
from evals.run import load_suite
from evals.scorers import fold
from ingest.read import read_document
from retrieval.models import embeddings
from ui.settings import Settings
from ui.sources import find_files
from ui.suites import suite_documents
from ui.wiring import Workspace

BEST = 5
Find = Callable[[str], list[tuple[str, str]]]
"""A question -> (sha256, text) of what was found, best first."""


def bench_finding() -> None:
    """Recall of the evidence and of the figures, over the gold that is there."""
    suite = "real" if suite_documents("real") else "samples"
    heading(f"找到证据（{suite} 评测的问题，前 {BEST} 条）")
    golds = [q for q in load_suite(suite).questions if q.evidence and not q.turns]
    files = find_files(suite_documents(suite))
    pieces = [(sha, piece) for sha, text in map(_plain_text, files) for piece in _split(text)]
    with tempfile.TemporaryDirectory() as store, Workspace(Settings(Path(store))) as workspace:
        for _ in workspace.ingest(files):
            pass
        finders: dict[str, Find] = {
            "朴素 LangChain RAG": _plain_rag(pieces),
            "BM25（按字）": _bm25(pieces, list),
            "BM25（按空白）": _bm25(pieces, str.split),
            "本品：检索": _ours(workspace),
            "本品：回答的引文": _cited(workspace),
        }
        rows = [_row(name, find, golds) for name, find in finders.items()]
    base = float(rows[0][1])
    table(
        ("方法", "证据召回@5", "数字可答率", "对朴素 RAG"),
        [(*row, f"{float(row[1]) / base:.2f} 倍" if base else "—") for row in rows],
    )


def _row(name: str, find: Find, golds: Sequence[Question]) -> tuple[str, str, str]:
    evidence = figures = wanted = asked = 0
    for gold in golds:
        found = find(gold.question)
        wanted += len(gold.evidence)
        evidence += sum(
            any(sha == e.sha256 and fold(e.quote) in fold(text) for sha, text in found)
            for e in gold.evidence
        )
        if gold.figures and not gold.formula:
            asked += 1
            figures += all(
                any(_prints(text, str(figure.value)) for _, text in found)
                for figure in gold.figures
            )
    return name, f"{evidence / max(1, wanted):.3f}", f"{figures / max(1, asked):.3f}"


def _prints(text: str, value: str) -> bool:
    """The digits of the figure stand in the text as a number of their own."""
    return value.lstrip("-") in re.findall(r"\d+(?:\.\d+)?", text.replace(",", ""))


def _plain_text(file: Path) -> tuple[str, str]:
    """What a plain loader sees of a file."""
    data = file.read_bytes()
    sha = hashlib.sha256(data).hexdigest()
    if file.suffix == ".pdf":
        with pymupdf.open(stream=data, filetype="pdf") as pdf:
            return sha, "\n".join(page.get_text() for page in pdf)
    if file.suffix in {".txt", ".md"}:
        return sha, data.decode("utf-8", "replace")
    return sha, read_document(file).text


def _split(text: str) -> list[str]:
    return RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=100).split_text(text)


def _plain_rag(pieces: Sequence[tuple[str, str]]) -> Find:
    model = embeddings()
    client = chromadb.EphemeralClient()
    collection = client.create_collection(
        "plain", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )
    vectors = model.passages([text for _, text in pieces])
    for start in range(0, len(pieces), 5000):
        some = range(start, min(start + 5000, len(pieces)))
        collection.add(ids=[str(i) for i in some], embeddings=[vectors[i] for i in some])

    def find(question: str) -> list[tuple[str, str]]:
        got = collection.query(query_embeddings=[model.question(question)], n_results=BEST)
        return [pieces[int(i)] for i in got["ids"][0]]

    return find


def _bm25(pieces: Sequence[tuple[str, str]], words: Callable[[str], list[str]]) -> Find:
    ranking = BM25Okapi([words(text) for _, text in pieces])

    def find(question: str) -> list[tuple[str, str]]:
        score = ranking.get_scores(words(question))
        return [pieces[i] for i in score.argsort()[::-1][:BEST]]

    return find


def _ours(workspace: Workspace) -> Find:
    def find(question: str) -> list[tuple[str, str]]:
        return [(row.doc_id, row.text) for row in workspace.search(question, BEST)]

    return find


def _cited(workspace: Workspace) -> Find:
    def find(question: str) -> list[tuple[str, str]]:
        answer = workspace.ask([question])
        return [(c.doc_id, c.quote) for c in answer.citations]

    return find
