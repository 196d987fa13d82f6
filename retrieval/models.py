"""The models: where vectors and words come from. The only file that names providers.

Takes names, addresses and keys as arguments (ui/settings reads them), gives LangChain objects.
Knows nothing of prompts or passages. Nothing here reaches the network unless an address or a
hub name was given.

    embeddings()                         the bundled Chinese model, no torch needed
    embeddings("/models/bge-small-zh")   another sentence-transformers folder, or a hub name
    embeddings("bge-m3", "http://127.0.0.1:8000/v1")   any OpenAI-compatible embedding server
    judge("/models/bge-reranker")        a cross-encoder: how well each passage answers a question
    judge("bge-reranker", "http://127.0.0.1:8000/v1")      one behind the common /rerank address
    chat_model("qwen3", "http://127.0.0.1:8000/v1", None)     any OpenAI-compatible server
    chat_model(None, None, None)         None: everything works without a model
    said(model, [("human", "…")], 20.0)  what it answers, as text
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.errors import ModelError, UsageError
from retrieval.static import StaticEmbeddings, Vectors, is_static

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from sentence_transformers import CrossEncoder, SentenceTransformer

__all__ = [
    "BUNDLED",
    "Embedder",
    "EndpointEmbeddings",
    "Judge",
    "SentenceTransformerEmbeddings",
    "bundled",
    "chat_model",
    "embeddings",
    "judge",
    "said",
]

BUNDLED = Path(__file__).resolve().parent / "embedding"
"""The folder of the model that ships with the product."""

AT_ONCE = 64
"""Texts a request to an embedding server carries."""

RERANK_WITHIN = 20.0
"""Seconds a reranking server may take."""

ANSWER_WITHIN = 60.0
"""Seconds a chat model may take before it counts as down."""


class Embedder(Protocol):
    """What the index needs: vectors of length 1, and a name so that models are never mixed."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def dimension(self) -> int: ...  # noqa: D102
    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]: ...  # noqa: D102
    def question(self, text: str) -> NDArray[np.float32]: ...  # noqa: D102


def embeddings(
    name: str | None = None, url: str | None = None, key: str | None = None
) -> StaticEmbeddings | SentenceTransformerEmbeddings | EndpointEmbeddings:
    """The bundled model, the one at a folder or hub name, or the one behind an address."""
    if url:
        if not name:
            raise UsageError("向量模型设置", "缺少模型名称", "请用 MINGZHANG_EMBEDDING 给出名称")
        return EndpointEmbeddings(name, url, key)
    if not name:
        return bundled()
    folder = Path(name).expanduser()
    if is_static(folder):
        return StaticEmbeddings(folder)
    return SentenceTransformerEmbeddings(str(folder) if folder.is_dir() else name)


@lru_cache(maxsize=1)
def bundled() -> StaticEmbeddings:
    """The model that ships with the product, read once."""
    return StaticEmbeddings(BUNDLED)


def chat_model(name: str | None, url: str | None, key: str | None) -> BaseChatModel | None:
    """A chat model behind an OpenAI-compatible address; None when none is configured."""
    if not name and not url:
        return None
    if not name or not url:
        missing = "地址" if name else "名称"
        raise UsageError("模型设置", f"缺少模型{missing}", "请同时给出模型名称和地址，或都不给")
    from langchain.chat_models import init_chat_model

    return init_chat_model(
        name,
        model_provider="openai",
        base_url=url,
        api_key=key or "none",
        temperature=0,
        timeout=ANSWER_WITHIN,
        max_retries=0,
    )


def said(model: BaseChatModel, messages: Sequence[tuple[str, str]], within: float) -> str:
    """The text of a chat model's answer; raises what its client raises."""
    reply = model.invoke(list(messages), timeout=within)
    return str(reply.text)


class SentenceTransformerEmbeddings(Vectors):
    """Any sentence-transformers model by folder or hub name; loaded when first used.

    A model that asks for prompts (questions and passages worded differently) gets them.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._model: SentenceTransformer | None = None

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._loaded().get_embedding_dimension())

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector a text, as rows."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        encode = self._loaded().encode_document
        found = encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(found, np.float32)

    def question(self, text: str) -> NDArray[np.float32]:
        """The vector of a question."""
        encode = self._loaded().encode_query
        found = encode(text, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(found, np.float32)

    def _loaded(self) -> SentenceTransformer:
        if self._model is None:
            self._model = _load(self.name)
        return self._model


class EndpointEmbeddings(Vectors):
    """A model behind an OpenAI-compatible address; every text that is embedded is sent there.

    Vectors are made to length 1. The address is part of the name: two servers are two models.
    """

    def __init__(self, name: str, url: str, key: str | None) -> None:
        from langchain_openai import OpenAIEmbeddings
        from pydantic import SecretStr

        self.name = f"{name}@{url.rstrip('/')}"
        self._dimension: int | None = None
        self._client = OpenAIEmbeddings(
            model=name,
            openai_api_base=url,
            openai_api_key=SecretStr(key or "none"),
            check_embedding_ctx_length=False,
            chunk_size=AT_ONCE,
            max_retries=1,
            request_timeout=ANSWER_WITHIN,
        )

    @property
    def dimension(self) -> int:
        """The length of a vector; asked of the server once."""
        if self._dimension is None:
            self._dimension = len(self.question("预算"))
        return self._dimension

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector a text, as rows."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        return self._asked(list(texts))

    def _asked(self, texts: list[str]) -> NDArray[np.float32]:
        try:
            rows = np.asarray(self._client.embed_documents(texts), np.float32)
            if rows.ndim != 2 or len(rows) != len(texts) or not np.isfinite(rows).all():
                raise ValueError("返回的向量条数或内容不对")
        except Exception as error:  # the client, the server and the transport each raise their own
            what = f"向量模型服务没有给出向量（{type(error).__name__}: {error}）"
            remedy = (
                "请检查 MINGZHANG_EMBEDDING、MINGZHANG_EMBEDDING_URL 和 MINGZHANG_EMBEDDING_KEY"
            )
            raise ModelError(self.name, what, remedy) from error
        length = np.linalg.norm(rows, axis=1, keepdims=True)
        unit: NDArray[np.float32] = rows / np.maximum(length, 1e-12)
        return unit


Judge = Callable[[str, Sequence[str]], Sequence[float]]
"""How well each of some passages answers a question; more is better."""


def judge(name: str | None, url: str | None = None, key: str | None = None) -> Judge | None:
    """A cross-encoder at a folder, hub name or server, asked when first needed; None when none is set."""
    if url and not name:
        raise UsageError(
            "重排服务",
            "设了 MINGZHANG_RERANKER_URL，没有设 MINGZHANG_RERANKER",
            "请把 MINGZHANG_RERANKER 设为服务里重排模型的名称",
        )
    if not name:
        return None
    if url:
        return partial(_scores_of_server, name, url, key)
    known: list[CrossEncoder] = []

    def scores(question: str, passages: Sequence[str]) -> Sequence[float]:
        if not known:
            known.append(_cross_encoder(name))
        pairs = [(question, passage) for passage in passages]
        return [float(s) for s in known[0].predict(pairs, show_progress_bar=False)] if pairs else []

    return scores


def _scores_of_server(
    name: str, url: str, key: str | None, question: str, passages: Sequence[str]
) -> Sequence[float]:
    """POST <url>/rerank: {"results": [{"index": 0, "relevance_score": 0.93}, …]}, in any order."""
    import httpx

    if not passages:
        return []
    asked = {"model": name, "query": question, "documents": list(passages)}
    try:
        reply = httpx.post(
            f"{url.rstrip('/')}/rerank",
            json=asked,
            headers={"Authorization": f"Bearer {key or 'none'}"},
            timeout=RERANK_WITHIN,
        )
        results = reply.raise_for_status().json()["results"]
        told = {int(one["index"]): float(one["relevance_score"]) for one in results}
        return [told[number] for number in range(len(passages))]
    except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
        what = f"重排服务没有给出每段的分数（{type(error).__name__}: {error}）"
        remedy = "请检查 MINGZHANG_RERANKER_URL 和服务，或取消这项设置"
        raise ModelError(name, what, remedy) from error


def _cross_encoder(name: str) -> CrossEncoder:
    from sentence_transformers import CrossEncoder

    try:
        return CrossEncoder(name, local_files_only=Path(name).is_dir(), device="cpu")
    except Exception as error:  # the hub, the folder and torch each raise their own
        what = f"重排模型读不出来（{type(error).__name__}: {error}）"
        raise ModelError(name, what, "请检查 MINGZHANG_RERANKER 的名称或目录") from error


def _load(name: str) -> SentenceTransformer:
    """A half-precision model is widened: on a processor its sums would lose digits."""
    from sentence_transformers import SentenceTransformer

    try:
        model = SentenceTransformer(name, local_files_only=Path(name).is_dir())
    except Exception as error:  # the hub, the folder and torch each raise their own
        what = f"向量模型读不出来（{type(error).__name__}: {error}）"
        raise ModelError(name, what, "请检查 MINGZHANG_EMBEDDING 的名称或目录") from error
    return model.float()
