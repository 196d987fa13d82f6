"""retrieval/embedding: the bundled model is small, loads in both readers, and knows everyday words."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import ModelError
from retrieval.models import BUNDLED, SentenceTransformerEmbeddings
from retrieval.static import AT_ONCE, StaticEmbeddings, is_static

TEXTS = [
    "公务接待费预算数12.5万元，主要用于按规定开支的各类公务接待支出。",
    "请客吃饭花了多少",
    "三 公 经 费",
    "ＡＢＣ　Ｈello 2024",
    "収入總計與支出總計",
    "预算" * 500,
]


@pytest.fixture(scope="module")
def model() -> StaticEmbeddings:
    return StaticEmbeddings(BUNDLED)


def test_the_model_weighs_less_than_twelve_megabytes() -> None:
    size = sum(path.stat().st_size for path in BUNDLED.rglob("*") if path.is_file())
    assert 1_000_000 < size < 12_000_000


def test_plain_sentence_transformers_loads_the_folder_and_gives_the_same_vectors(
    model: StaticEmbeddings,
) -> None:
    from sentence_transformers import SentenceTransformer

    theirs = SentenceTransformer(str(BUNDLED), device="cpu", local_files_only=True)
    assert (
        np.abs(theirs.encode(TEXTS, normalize_embeddings=True) - model.passages(TEXTS)).max() < 1e-6
    )


def test_numpy_and_sentence_transformers_give_the_same_vectors(model: StaticEmbeddings) -> None:
    theirs = SentenceTransformerEmbeddings(str(BUNDLED))
    assert theirs.dimension == model.dimension
    assert np.abs(theirs.passages(TEXTS) - model.passages(TEXTS)).max() < 1e-6
    assert np.abs(theirs.question(TEXTS[1]) - model.question(TEXTS[1])).max() < 1e-6
    assert theirs.passages([]).shape == (0, model.dimension)
    assert theirs.question("车") == pytest.approx(theirs.passages(["车"])[0], abs=1e-6)


def test_vectors_have_length_one(model: StaticEmbeddings) -> None:
    assert np.linalg.norm(model.passages(TEXTS), axis=1) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize("text", ["", " \n", "12,345.67", "——"])
def test_a_text_without_a_known_word_is_the_zero_vector(model: StaticEmbeddings, text: str) -> None:
    assert not model.question(text).any()


def test_numbers_and_width_change_nothing(model: StaticEmbeddings) -> None:
    printed = model.question("公务接待费　１２．５万元")
    assert model.question("公务接待费 8 万元") == pytest.approx(printed, abs=1e-6)


def test_many_texts_come_out_as_one_by_one(model: StaticEmbeddings) -> None:
    many = [f"预算项目{'支出' * (n % 7)}" for n in range(AT_ONCE + 3)]
    together = model.passages(many)
    assert together[-1] == pytest.approx(model.question(many[-1]), abs=1e-6)
    assert together[1] == pytest.approx(model.question(many[1]), abs=1e-6)


@pytest.mark.parametrize(
    ("asked", "meant", "other"),
    [
        ("招待客人的开销", "公务接待费", "住房公积金"),
        ("小汽车加油修车", "公务用车运行维护费", "职业年金缴费"),
        ("出国考察花的钱", "因公出国（境）费", "物业管理费"),
        ("单位是干什么的", "部门主要职责", "政府采购预算"),
        ("退休老同志的待遇", "离退休费", "会议费"),
    ],
)
def test_everyday_words_are_near_the_official_ones(
    model: StaticEmbeddings, asked: str, meant: str, other: str
) -> None:
    question = model.question(asked)
    assert question @ model.question(meant) > question @ model.question(other)


def test_only_a_purely_static_folder_is_read_by_numpy(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(BUNDLED, folder)
    assert is_static(folder)
    modules = json.loads((folder / "modules.json").read_text("utf-8"))
    modules.append({"type": "sentence_transformers.models.Dense", "path": "2_Dense"})
    (folder / "modules.json").write_text(json.dumps(modules), "utf-8")
    assert not is_static(folder)
    assert not is_static(tmp_path)


def test_a_damaged_model_says_what_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(BUNDLED, folder)
    (folder / "model.safetensors").write_bytes(b"cut")
    with pytest.raises(ModelError, match="请换一个"):
        StaticEmbeddings(folder)


def test_the_card_names_every_source_and_its_figures() -> None:
    card = (BUNDLED / "README.md").read_text("utf-8")
    for needed in ("CMRC 2018", "DRCD", "搜狐", "CFLUE", "DISC-FinLLM", "CC BY-SA", "R@1"):
        assert needed in card
    assert "| CMRC 2018 dev | 3219 / 848 |" in card
