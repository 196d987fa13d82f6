"""retrieval/search/index: what was put in is found again, whole or not at all, and models never mix."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

from ingest.errors import StoreError
from retrieval.models import embeddings
from retrieval.search.generation import current
from retrieval.search.index import PassageIndex, rebuild
from retrieval.static import StaticEmbeddings


class Row(NamedTuple):
    """A row of the library as the index sees it."""

    chunk_id: str
    doc_id: str
    text: str


ROWS = [
    Row("甲:0", "甲", "某区数据局\n公务接待费预算数5万元，主要用于接待来访人员。"),
    Row("甲:1", "甲", "某区数据局\n现有公务用车3辆。"),
    Row("乙:0", "乙", "某区水务局\n公务接待费预算数7万元，与上年持平。"),
    Row("乙:1", "乙", "某区水务局\n职工住房公积金按规定缴存。"),
]


class OtherModel(StaticEmbeddings):
    """The bundled vectors under another name: exactly what must not be mixed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.name = "另一个模型"


@pytest.fixture(scope="module")
def model() -> StaticEmbeddings:
    found = embeddings()
    assert isinstance(found, StaticEmbeddings)
    return found


@pytest.fixture
def vectors(tmp_path: Path, model: StaticEmbeddings) -> Path:
    rebuild(tmp_path / "vectors", ROWS, model)
    return tmp_path / "vectors"


def test_a_question_finds_its_passage_by_vector_and_by_keyword(
    vectors: Path, model: StaticEmbeddings
) -> None:
    found = PassageIndex.open(vectors, model).search("有几辆公务用车", 2)
    assert found.dense[0].chunk_id == "甲:1"
    assert found.lexical[0].chunk_id == "甲:1"


def test_a_scope_leaves_other_documents_out(vectors: Path, model: StaticEmbeddings) -> None:
    found = PassageIndex.open(vectors, model).search("公务接待费", 5, scope={"乙"})
    assert found.dense[0].chunk_id == "乙:0"
    assert {hit.chunk_id[0] for hit in found.dense + found.lexical} == {"乙"}


def test_chroma_and_the_exact_comparison_agree(vectors: Path, model: StaticEmbeddings) -> None:
    exact = PassageIndex.open(vectors, model)
    chroma = PassageIndex.open(vectors, model)
    chroma.exact = 0
    for scope in (None, {"乙"}, {"甲", "乙"}):
        mine = exact.search("住房公积金", 2, scope).dense
        theirs = chroma.search("住房公积金", 2, scope).dense
        assert [hit.chunk_id for hit in theirs] == [hit.chunk_id for hit in mine]
        assert theirs[0].score == pytest.approx(mine[0].score, abs=1e-5)
    assert chroma.complaint is None


def test_pending_rows_are_found_before_the_next_rebuild(
    vectors: Path, model: StaticEmbeddings
) -> None:
    late = Row("丙:0", "丙", "某区林业局\n植树造林项目支出20万元。")
    assert PassageIndex.documents(vectors) == {"甲", "乙"}
    found = PassageIndex.open(vectors, model, [late]).search("植树造林", 3)
    assert found.dense[0].chunk_id == found.lexical[0].chunk_id == "丙:0"


def test_before_the_first_rebuild_everything_is_pending(
    tmp_path: Path, model: StaticEmbeddings
) -> None:
    assert PassageIndex.open(tmp_path / "vectors", model).search("车", 3) == ([], [])
    found = PassageIndex.open(tmp_path / "vectors", model, ROWS).search("住房公积金", 1)
    assert [hit.chunk_id for hit in found.dense] == ["乙:1"]


def test_a_rebuild_replaces_what_was_there_and_keeps_one_old_generation(
    vectors: Path, model: StaticEmbeddings
) -> None:
    for _ in range(3):
        rebuild(vectors, ROWS[:1], model)
    assert sorted(path.name for path in vectors.iterdir()) == ["current", "g000003", "g000004"]
    assert PassageIndex.documents(vectors) == {"甲"}


def test_an_empty_library_has_an_index_that_finds_nothing(
    tmp_path: Path, model: StaticEmbeddings
) -> None:
    assert rebuild(tmp_path / "vectors", [], model) == 0
    assert PassageIndex.open(tmp_path / "vectors", model).search("车", 3) == ([], [])


def test_a_build_that_was_killed_leaves_the_old_index(
    vectors: Path, model: StaticEmbeddings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("retrieval.search.index.publish", killed)
    with pytest.raises(KeyboardInterrupt):
        rebuild(vectors, ROWS[:1], model)
    assert PassageIndex.documents(vectors) == {"甲", "乙"}


def test_another_embedding_model_is_refused_with_the_remedy(vectors: Path) -> None:
    from retrieval.models import BUNDLED

    with pytest.raises(StoreError, match="mingzhang reindex"):
        PassageIndex.open(vectors, OtherModel(BUNDLED))


def test_a_missing_file_of_the_index_is_noticed(vectors: Path, model: StaticEmbeddings) -> None:
    folder = current(vectors)
    assert folder is not None
    (folder / "vectors.npy").unlink()
    with pytest.raises(StoreError, match="mingzhang reindex"):
        PassageIndex.open(vectors, model)


def test_vectors_lost_by_chroma_are_noticed_and_the_answer_stays_right(
    vectors: Path, model: StaticEmbeddings
) -> None:
    from retrieval.search.index import _chroma

    folder = current(vectors)
    assert folder is not None
    with _chroma(folder) as collection:
        collection.delete(ids=["乙:1"])
    index = PassageIndex.open(vectors, model)
    index.exact = 0
    assert index.search("住房公积金", 1).dense[0].chunk_id == "乙:1"
    assert index.complaint is not None
    assert "reindex" in index.complaint


@pytest.mark.parametrize("rest", [None, b"cut off"])
def test_a_lost_or_damaged_chroma_file_is_noticed_and_the_answer_stays_right(
    vectors: Path, model: StaticEmbeddings, rest: bytes | None
) -> None:
    folder = current(vectors)
    assert folder is not None
    store = folder / "chroma" / "chroma.sqlite3"
    store.unlink() if rest is None else store.write_bytes(rest)
    index = PassageIndex.open(vectors, model)
    index.exact = 0
    assert index.search("住房公积金", 1).dense[0].chunk_id == "乙:1"
    assert index.complaint is not None
    assert store.exists() is (rest is not None)


def test_thousands_of_identical_paragraphs_are_indexed_beside_a_few_others(
    tmp_path: Path, model: StaticEmbeddings
) -> None:
    """HNSW finds no way past so many twins; nothing is lost, and a full disk is not to blame."""
    same = [Row(f"丙:{n}", "丙", "某区林业局\n负责全区造林绿化工作。") for n in range(3000)]
    rebuild(tmp_path / "vectors", [*ROWS, *same, Row("丁:0", "丁", ROWS[1].text)], model)
    exact = PassageIndex.open(tmp_path / "vectors", model)
    chroma = PassageIndex.open(tmp_path / "vectors", model)
    chroma.exact = 0
    for question, k in (("造林绿化", 40), ("有几辆公务用车", 4), ("住房公积金", 1)):
        mine, theirs = exact.search(question, k).dense, chroma.search(question, k).dense
        assert [hit.score for hit in theirs] == pytest.approx([hit.score for hit in mine], abs=1e-5)
        assert {hit.chunk_id[0] for hit in theirs} == {hit.chunk_id[0] for hit in mine}
    assert chroma.complaint is None


def test_many_threads_may_ask_chroma_at_once(vectors: Path, model: StaticEmbeddings) -> None:
    index = PassageIndex.open(vectors, model)
    index.exact = 0
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda _: index.search("住房公积金", 1).dense[0].chunk_id, range(24)))
    assert set(found) == {"乙:1"}


def test_a_small_search_never_imports_chromadb(vectors: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from retrieval.search.index import PassageIndex; from retrieval.models import embeddings\n"
        f"index = PassageIndex.open(Path({str(vectors)!r}), embeddings())\n"
        "assert index.search('公务用车', 2).dense\n"
        "assert not {'chromadb', 'torch', 'sentence_transformers', 'langchain'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)


@pytest.mark.parametrize(
    "error", [RuntimeError("(code: 13) database or disk is full"), OSError(28, "No space left")]
)
def test_a_disk_that_fills_while_vectors_are_written_is_told_in_words(
    error: Exception, vectors: Path, model: StaticEmbeddings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise error

    before = current(vectors)
    monkeypatch.setattr("retrieval.search.index._chroma", full)
    with pytest.raises(StoreError, match="磁盘已满"):
        rebuild(vectors, ROWS, model)
    assert current(vectors) == before
