"""Settings: the only file that reads environment variables.

| variable | meaning | default |
|---|---|---|
| MINGZHANG_STORE | folder of the library | ~/.mingzhang |
| MINGZHANG_EMBEDDING | name or path of a sentence-transformers model | the bundled one |
| MINGZHANG_EMBEDDING_URL | address of an OpenAI-compatible embedding endpoint | none |
| MINGZHANG_EMBEDDING_KEY | its key | none |
| MINGZHANG_RERANKER | name or path of a cross-encoder that orders passages | none |
| MINGZHANG_RERANKER_URL, MINGZHANG_RERANKER_KEY | a server of it with the common /rerank address | none |
| MINGZHANG_MODEL | name of a chat model behind an OpenAI-compatible endpoint | none |
| MINGZHANG_MODEL_URL | its address | none |
| MINGZHANG_MODEL_KEY | its key | none |
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Settings", "quiet_third_parties", "read_settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says; see the module docstring."""

    store: Path
    embedding: str | None = None
    embedding_url: str | None = None
    embedding_key: str | None = None
    reranker: str | None = None
    reranker_url: str | None = None
    reranker_key: str | None = None
    model: str | None = None
    model_url: str | None = None
    model_key: str | None = None


def read_settings(store: Path | None = None) -> Settings:
    """The settings in force; `--store` wins over MINGZHANG_STORE."""
    env = os.environ.get
    return Settings(
        store=store or Path(env("MINGZHANG_STORE") or Path.home() / ".mingzhang").expanduser(),
        embedding=env("MINGZHANG_EMBEDDING") or None,
        embedding_url=env("MINGZHANG_EMBEDDING_URL") or None,
        embedding_key=env("MINGZHANG_EMBEDDING_KEY") or None,
        reranker=env("MINGZHANG_RERANKER") or None,
        reranker_url=env("MINGZHANG_RERANKER_URL") or None,
        reranker_key=env("MINGZHANG_RERANKER_KEY") or None,
        model=env("MINGZHANG_MODEL") or None,
        model_url=env("MINGZHANG_MODEL_URL") or None,
        model_key=env("MINGZHANG_MODEL_KEY") or None,
    )


def quiet_third_parties(*, hub: bool = False) -> None:
    """No telemetry, no adverts, no hub look-ups; called before any of those libraries is imported.

    A hub name as embedding (`hub=True`) is the only thing that may reach out.
    """
    if not hub:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)


_QUIET = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "PYMUPDF_SUGGEST_LAYOUT_ANALYZER": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
    "TOKENIZERS_PARALLELISM": "false",
    "ANONYMIZED_TELEMETRY": "False",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
}
