"""retrieval/models: which model an argument names, and that nothing configured means none."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import ModelError, UsageError
from retrieval.models import BUNDLED, SentenceTransformerEmbeddings, chat_model, embeddings
from retrieval.static import StaticEmbeddings

QUESTIONS = ["公务接待费是多少", "单位有几辆车", "ABC 2024年"]


def test_without_a_name_the_bundled_model_is_read_by_numpy() -> None:
    assert isinstance(embeddings(), StaticEmbeddings)
    assert embeddings().name.startswith("embedding@")


def test_a_folder_with_a_static_model_is_read_by_numpy_too() -> None:
    assert embeddings(str(BUNDLED)).name == embeddings().name


def test_another_name_goes_to_sentence_transformers_and_is_not_loaded_until_used() -> None:
    model = embeddings("某机构/某模型")
    assert isinstance(model, SentenceTransformerEmbeddings)
    assert model.name == "某机构/某模型"


def test_a_folder_that_is_no_model_says_which_setting_to_mend(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="MINGZHANG_EMBEDDING"):
        embeddings(str(tmp_path)).question("三公经费")


def test_no_chat_model_is_configured_and_none_is_made() -> None:
    assert chat_model(None, None, None) is None
    assert chat_model("", "", "") is None


def test_half_a_chat_model_is_an_error_that_says_what_is_missing() -> None:
    with pytest.raises(UsageError, match="地址"):
        chat_model("qwen3", None, None)
    with pytest.raises(UsageError, match="名称"):
        chat_model(None, "http://127.0.0.1:9/v1", None)


def test_a_chat_model_goes_to_the_address_given_and_nowhere_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "of another program")
    model = chat_model("qwen3", "http://127.0.0.1:9/v1", None)
    assert model is not None
    settings = model.model_dump()
    assert settings["openai_api_base"] == "http://127.0.0.1:9/v1"
    assert settings["openai_api_key"].get_secret_value() == "none"
