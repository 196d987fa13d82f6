"""Models elsewhere by setting: an embedding server over real HTTP, and a cross-encoder from a folder."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from ingest.errors import ModelError, StoreError, UsageError
from retrieval.models import EndpointEmbeddings, embeddings, judge
from retrieval.search.index import PassageIndex, rebuild
from retrieval.search.rank import judged

HINTS = ("车", "饭", "税")


class Server(NamedTuple):
    """An embedding server; `asked` are the requests, `keys` what they carried as authorisation."""

    url: str
    asked: list[dict[str, Any]]
    keys: list[str]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, server: Server, *arguments: Any) -> None:
        self.known = server
        super().__init__(*arguments)

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.known.asked.append(asked)
        self.known.keys.append(self.headers["Authorization"])
        if self.path.endswith("/rerank"):
            self._reranked(asked)
        else:
            self._embedded(asked)

    def _embedded(self, asked: dict[str, Any]) -> None:
        """Vectors that count the characters of HINTS."""
        texts = asked["input"]
        rows = [[3.0 * text.count(hint) + 0.25 for hint in HINTS] for text in texts]
        if asked["model"] == "short":
            rows = rows[:-1]
        data = [{"object": "embedding", "index": n, "embedding": row} for n, row in enumerate(rows)]
        body = json.dumps({"object": "list", "model": asked["model"], "data": data, "usage": {}})
        self._send(body, 500 if asked["model"] == "broken" else 200)

    def _reranked(self, asked: dict[str, Any]) -> None:
        """The best first, as such servers answer; "short" leaves the last one out."""
        scored = [(text.count(asked["query"][-1]), n) for n, text in enumerate(asked["documents"])]
        best = sorted(scored, reverse=True)[: -1 if asked["model"] == "short" else None]
        results = [{"index": n, "relevance_score": float(score)} for score, n in best]
        self._send(json.dumps({"results": results}), 500 if asked["model"] == "broken" else 200)

    def _send(self, body: str, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture
def server() -> Iterator[Server]:
    asked: list[dict[str, Any]] = []
    keys: list[str] = []
    known = Server("", asked, keys)
    http = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, known))
    http.daemon_threads = True
    threading.Thread(target=http.serve_forever, args=(0.05,), daemon=True).start()
    yield Server(f"http://127.0.0.1:{http.server_port}/v1", asked, keys)
    http.shutdown()
    http.server_close()


class Row(NamedTuple):
    chunk_id: str
    doc_id: str
    text: str


ROWS = [Row("a", "d", "公务用车运行维护费，车"), Row("b", "d", "公务接待费，饭")]


def test_an_embedding_server_gives_vectors_of_length_one_and_gets_whole_texts(
    server: Server,
) -> None:
    model = embeddings("bge-m3", server.url, "secret")
    assert isinstance(model, EndpointEmbeddings)
    assert model.dimension == 3
    rows = model.passages([row.text for row in ROWS])
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1.0, abs=1e-6)
    assert server.asked[-1] == server.asked[-1] | {
        "model": "bge-m3",
        "input": [r.text for r in ROWS],
    }
    assert set(server.keys) == {"Bearer secret"}
    assert model.passages([]).shape == (0, 3)
    assert model.question("车") == pytest.approx(model.passages(["车"])[0])


def test_an_index_of_one_server_is_not_searched_with_another_model_until_it_is_rebuilt(
    server: Server, tmp_path: Path
) -> None:
    rebuild(tmp_path, ROWS, embeddings())
    other = embeddings("bge-m3", server.url)
    with pytest.raises(StoreError, match="reindex"):
        PassageIndex.open(tmp_path, other)
    rebuild(tmp_path, ROWS, other)
    found = PassageIndex.open(tmp_path, other).search("吃饭", 1)
    assert [hit.chunk_id for hit in found.dense] == ["b"]


@pytest.mark.parametrize("name", ["broken", "short"])
def test_a_server_that_fails_is_an_error_that_names_the_setting(server: Server, name: str) -> None:
    with pytest.raises(ModelError, match="MINGZHANG_EMBEDDING_URL"):
        embeddings(name, server.url).passages(["车", "饭"])


def test_an_address_without_a_name_says_what_is_missing() -> None:
    with pytest.raises(UsageError, match="缺少模型名称"):
        embeddings(None, "http://127.0.0.1:9/v1")


# ── a judge ──────────────────────────────────────────────────────────────────────────────────


def _tiny_cross_encoder(folder: Path) -> str:
    """A cross-encoder made on the spot: one small layer, untrained."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    torch.manual_seed(0)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"公务接待费用车运行维护饭请客吃"]
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(dict.fromkeys(words)), "utf-8")
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    shape = BertConfig(
        vocab_size=len(dict.fromkeys(words)), hidden_size=16, num_hidden_layers=1,
        num_attention_heads=2, intermediate_size=16, num_labels=1,
    )  # fmt: skip
    BertForSequenceClassification(shape).save_pretrained(folder)
    return str(folder)


class Passage(NamedTuple):
    doc_id: str
    section: str
    text: str
    citation: Any = None


FOUND = [Passage("d", "", "公务用车"), Passage("d", "", "公务接待费"), Passage("d", "", "请客吃饭")]


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_a_cross_encoder_from_a_folder_orders_passages_by_its_scores(tmp_path: Path) -> None:
    asked = judge(_tiny_cross_encoder(tmp_path / "cross"))
    assert asked is not None
    scores = asked("请客", [passage.text for passage in FOUND])
    assert len(set(scores)) == 3
    first = FOUND[max(range(3), key=scores.__getitem__)]
    assert judged("请客", FOUND, asked, 1) == [first]


def test_without_a_judge_the_order_stays() -> None:
    assert judge(None) is None
    assert judged("请客", FOUND, None, 2) == FOUND[:2]


def test_equal_scores_keep_the_order_and_the_worst_goes_last() -> None:
    def likes_food(_question: str, passages: list[str]) -> list[float]:
        return [float("饭" in passage) for passage in passages]

    assert judged("请客", FOUND, likes_food, 3) == [FOUND[2], FOUND[0], FOUND[1]]  # type: ignore[arg-type]


def test_a_folder_that_is_no_cross_encoder_says_which_setting_to_mend(tmp_path: Path) -> None:
    asked = judge(str(tmp_path))
    assert asked is not None
    with pytest.raises(ModelError, match="MINGZHANG_RERANKER"):
        asked("请客", ["饭"])


def test_a_reranking_server_gives_every_passage_its_score(server: Server) -> None:
    asked = judge("bge-reranker", server.url, "secret")
    assert asked is not None
    assert list(asked("请人吃饭", ["加油", "饭、饭", "一顿饭"])) == [0.0, 2.0, 1.0]
    assert server.asked[-1]["documents"] == ["加油", "饭、饭", "一顿饭"]
    assert server.keys[-1] == "Bearer secret"


@pytest.mark.parametrize("model", ["short", "broken"])
def test_a_reranking_server_that_leaves_passages_out_or_fails_is_named(
    server: Server, model: str
) -> None:
    asked = judge(model, server.url)
    assert asked is not None
    with pytest.raises(ModelError, match="MINGZHANG_RERANKER_URL"):
        asked("请人吃饭", ["加油", "饭"])


def test_an_address_without_the_name_of_a_model_says_what_to_set() -> None:
    with pytest.raises(UsageError, match="MINGZHANG_RERANKER"):
        judge(None, "http://127.0.0.1:9/v1")
