"""Documents are kept whole or not at all, whoever writes, reads, or is killed meanwhile."""

from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from ingest import library as library_module
from ingest.citation import Box, Citation, Piece
from ingest.document import Document, DocumentInfo, Span
from ingest.errors import StoreError, StoreLocked, StoreVersion, UsageError
from ingest.facts import Fact, Finding, FindingSide
from ingest.library import ChunkRow, Library, StoredDocument
from ingest.store.shelf import write_whole

ROOT = Path(__file__).parents[2]


def _bytes(text: str) -> bytes:
    return f"{text}：收入总计 51,447 万元".encode()


def _stored(text: str, name: str = "预算.pdf", facts: int = 3) -> StoredDocument:
    """A document whose content follows from a word, with facts, a chunk and a finding."""
    data = _bytes(text)
    doc_id = hashlib.sha256(data).hexdigest()
    info = DocumentInfo(unit_name=text, region="甲市乙区", fiscal_year=2024, kind="部门预算")
    document = Document(doc_id, name, "text", data.decode(), info=info, warnings=("第3页是图片",))
    piece = Piece(0, 6, "第7页", (Box(7, 301.25, 210.0, 360.5, 224.125),))
    cited = Citation(name, doc_id, "第一部分 > 表一", 7, (piece,), "51,447")
    return StoredDocument(
        document,
        tuple(_fact(n, cited) for n in range(facts)),
        (
            ChunkRow(
                f"{doc_id}:1:chunk:0", doc_id, 0, f"{text} 收入", "table", "第一部分", 7, cited
            ),
        ),
        (_finding(cited),),
    )


def _fact(n: int, cited: Citation) -> Fact:
    return Fact(
        id=f"{cited.doc_id}:1:fact:{n}",
        doc_id=cited.doc_id,
        table=0 if n % 2 else None,
        row=n,
        column=1,
        row_path=("科学技术支出", "行政运行") if n % 2 else (),
        column_path=("2024年预算", ""),
        code="2060101" if n % 2 else None,
        kind="amount",
        value=Decimal("51447.00") if n % 3 else None,
        printed="51,447" if n % 3 else "—",
        unit="万元",
        year=2024,
        stage="年初预算",
        measure="level",
        side="收入",
        fund=None,
        scope="部门",
        state="printed" if n % 3 else "dash",
        confidence=0.95,
        citation=cited,
        at=Span(0, 6),
    )


def _finding(cited: Citation) -> Finding:
    side = FindingSide("收入总计", Decimal("51447"), "万元", cited)
    return Finding(
        cited.doc_id, cited.doc, "income", "收支相等", "ties", "info", "相等", side, (side,)
    )


def _put(library: Library, text: str, key: str, name: str = "预算.pdf") -> StoredDocument:
    stored = _stored(text, name)
    library.store(stored, key, _bytes(text))
    return stored


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# what is kept


def test_an_index_is_built_from_the_same_passages_without_their_citations(tmp_path: Path) -> None:
    with Library(tmp_path, write=True) as library:
        for word in ("甲局", "乙局"):
            library.store(_stored(word), word, _bytes(word))
        whole = [(row.chunk_id, row.doc_id, row.text) for row in library.chunks()]
        assert [tuple(row) for row in library.passages()] == whole


def test_targets_of_indicators_come_only_where_they_are_asked_for(tmp_path: Path) -> None:
    stored = _stored("甲局")
    aim = replace(stored.facts[0], id=f"{stored.document.doc_id}:1:fact:9", measure="target")
    with Library(tmp_path, write=True) as library:
        library.store(replace(stored, facts=(*stored.facts, aim)), "甲", _bytes("甲局"))
        assert [fact.id for fact in library.facts()] == [fact.id for fact in stored.facts]
        assert [fact.id for fact in library.facts(measures=["target"])] == [aim.id]


def test_everything_comes_back_as_it_was_stored(tmp_path: Path) -> None:
    with Library(tmp_path / "s", write=True) as library:
        stored = _put(library, "甲局", "/a/预算.pdf")
    with Library(tmp_path / "s") as reader:
        doc_id = stored.document.doc_id
        assert reader.document(doc_id) == stored.document
        assert reader.blob(doc_id) == _bytes("甲局")
        assert reader.facts() == list(stored.facts)
        assert reader.chunks() == list(stored.chunks)
        assert reader.findings([doc_id]) == list(stored.findings)


def test_decimals_keep_their_printed_places(tmp_path: Path) -> None:
    with Library(tmp_path / "s", write=True) as library:
        _put(library, "甲局", "/a/预算.pdf")
        values = [fact.value for fact in library.facts() if fact.value is not None]
    assert {str(value) for value in values} == {"51447.00"}


def test_the_catalogue_says_what_each_file_is(tmp_path: Path) -> None:
    with Library(tmp_path / "s", write=True) as library:
        _put(library, "甲局", "/a/预算.pdf")
        (row,) = library.documents()
    assert (row.unit_name, row.region, row.fiscal_year) == ("甲局", "甲市乙区", 2024)
    assert (row.kind, row.format, row.facts, row.warnings) == (
        "部门预算", "text", 3, ("第3页是图片",),
    )  # fmt: skip
    assert row.as_json()["stored_at"].endswith("+00:00")


def test_the_file_stored_last_is_listed_first(tmp_path: Path) -> None:
    with Library(tmp_path / "s", write=True) as library:
        for text in ("甲局", "乙局", "甲局"):
            _put(library, text, f"/a/{text}.pdf", f"{text}.pdf")
        assert [row.name for row in library.documents()] == ["甲局.pdf", "乙局.pdf"]


def test_facts_are_looked_up_by_document_code_item_year_and_part_of_the_path(
    tmp_path: Path,
) -> None:
    with Library(tmp_path / "s", write=True) as library:
        first = _put(library, "甲局", "/a/1.pdf").document.doc_id
        _put(library, "乙局", "/a/2.pdf")
        assert len(library.facts()) == 6
        assert len(library.facts([first])) == 3
        assert len(library.facts(codes=["2060101"])) == 2
        assert len(library.facts([first], items=["行政运行"], years=[2024])) == 1
        assert len(library.facts(item_like="科学技术")) == 2
        assert library.facts(item_like="%") == []
        assert library.facts(years=[2023]) == []
        assert library.facts([]) == []
        assert len(library.facts(states=["dash"], kinds=["amount"])) == 2


def test_chunks_are_looked_up_by_id(tmp_path: Path) -> None:
    with Library(tmp_path / "s", write=True) as library:
        wanted = _put(library, "甲局", "/a/1.pdf").chunks[0]
        _put(library, "乙局", "/a/2.pdf")
        assert library.chunks(ids=[wanted.chunk_id, "没有"])[0].text == wanted.text
        assert len(library.chunks()) == 2


# names


def test_two_files_of_one_name_are_shown_with_their_folders(tmp_path: Path) -> None:
    with Library(tmp_path / "s", write=True) as library:
        _put(library, "甲局", "/data/2023/公开/预算.pdf")
        second = _put(library, "乙局", "/data/2024/公开/预算.pdf").document.doc_id
        _put(library, "丙局", "/data/2024/决算.pdf", "决算.pdf")
        names = [row.display_name for row in library.documents()]
        assert names == ["决算.pdf", "2024/公开/预算.pdf", "2023/公开/预算.pdf"]
        assert library.facts([second])[0].citation.doc == "2024/公开/预算.pdf"
        assert library.chunks([second])[0].citation.doc == "2024/公开/预算.pdf"
        finding = library.findings([second])[0]
        assert finding.doc == "2024/公开/预算.pdf"
        assert finding.left is not None
        assert finding.left.citation is not None
        assert finding.left.citation.doc == "2024/公开/预算.pdf"
        assert library.document(second).name == "2024/公开/预算.pdf"


def test_the_same_file_at_the_root_and_in_a_folder_is_told_apart(tmp_path: Path) -> None:
    with Library(tmp_path / "s", write=True) as library:
        _put(library, "甲局", "/预算.pdf")
        _put(library, "乙局", "/a/预算.pdf")
        assert {row.display_name for row in library.documents()} == {"预算.pdf", "a/预算.pdf"}


# identity and replacement


def test_a_file_is_new_then_unchanged_then_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library(tmp_path / "s", write=True) as library:
        doc_id = _stored("甲局").document.doc_id
        assert library.state_of("/a/1.pdf", doc_id) == "new"
        _put(library, "甲局", "/a/1.pdf")
        assert library.state_of("/a/1.pdf", doc_id) == "unchanged"
        assert library.state_of("/a/2.pdf", doc_id) == "new"
        assert library.state_of("/a/1.pdf", "0" * 64) == "changed"
        monkeypatch.setattr(library_module, "READER_VERSION", 99)
        assert library.state_of("/a/1.pdf", doc_id) == "changed"


def test_a_file_whose_stored_content_is_gone_is_read_again(tmp_path: Path) -> None:
    with Library(tmp_path / "s", write=True) as library:
        doc_id = _put(library, "甲局", "/a/1.pdf").document.doc_id
        (tmp_path / "s" / "blobs" / doc_id).unlink()
        assert library.state_of("/a/1.pdf", doc_id) == "changed"
        with pytest.raises(StoreError, match="缺失"):
            library.blob(doc_id)


def test_a_changed_file_replaces_its_old_version_completely(tmp_path: Path) -> None:
    with Library(tmp_path / "s", write=True) as library:
        _put(library, "旧版", "/a/1.pdf")
        new = _put(library, "新版", "/a/1.pdf").document.doc_id
        assert [row.doc_id for row in library.documents()] == [new]
        assert {fact.doc_id for fact in library.facts()} == {new}
        assert {row.doc_id for row in library.chunks()} == {new}
        assert len(library.findings()) == 1
    assert _names(tmp_path / "s" / "blobs") == [new]
    assert _names(tmp_path / "s" / "documents") == [f"{new}.json"]


def test_one_file_under_two_keys_is_kept_until_both_are_gone(tmp_path: Path) -> None:
    with Library(tmp_path / "s", write=True) as library:
        doc_id = _put(library, "甲局", "/a/1.pdf").document.doc_id
        _put(library, "甲局", "/b/2.pdf")
        assert len(library.facts()) == 3
        library.forget("/a/1.pdf")
        assert library.blob(doc_id) == _bytes("甲局")
        assert len(library.facts()) == 3
        library.forget("/b/2.pdf")
        assert library.facts() == []
    assert _names(tmp_path / "s" / "blobs") == []


def test_reading_again_with_fewer_facts_leaves_none_of_the_old(tmp_path: Path) -> None:
    with Library(tmp_path / "s", write=True) as library:
        library.store(_stored("甲局", facts=9), "/a/1.pdf", _bytes("甲局"))
        library.store(_stored("甲局", facts=2), "/a/1.pdf", _bytes("甲局"))
        assert len(library.facts()) == 2


def test_figures_at_hand_are_those_of_the_last_reading(tmp_path: Path) -> None:
    with Library(tmp_path, write=True) as library, Library(tmp_path) as reader:
        one = _put(library, "科技局", "/a/预算.pdf").document.doc_id
        other = _put(library, "水务局", "/b/预算.pdf").document.doc_id
        assert reader.figures_of([one, other]) == [
            f for d in sorted((one, other)) for f in reader.facts([d])
        ]
        assert reader.findings_of([one]) == reader.findings([one])
        library.store(_stored("科技局", facts=1), "/a/预算.pdf", _bytes("科技局"))
        library.forget("/b/预算.pdf")
        assert len(reader.figures_of([one])) == 1
        assert reader.figures_of([other]) == reader.findings_of([other]) == []


def test_every_change_raises_the_generation(tmp_path: Path) -> None:
    with Library(tmp_path / "s", write=True) as library:
        seen = [library.generation]
        _put(library, "甲局", "/a/1.pdf")
        seen.append(library.generation)
        library.documents()
        seen.append(library.generation)
        library.forget("/a/1.pdf")
        seen.append(library.generation)
    assert seen == [0, 1, 1, 2]


# forgetting


@pytest.mark.parametrize("how", ["name", "path", "prefix", "whole id"])
def test_forget_takes_a_name_a_path_or_the_start_of_an_id(tmp_path: Path, how: str) -> None:
    with Library(tmp_path / "s", write=True) as library:
        doc_id = _put(library, "甲局", "/a/甲.pdf", "甲.pdf").document.doc_id
        _put(library, "乙局", "/a/乙.pdf", "乙.pdf")
        asked = {"name": "甲.pdf", "path": "/a/甲.pdf", "prefix": doc_id[:8], "whole id": doc_id}
        (gone,) = library.forget(asked[how])
        assert (gone.doc_id, gone.key) == (doc_id, "/a/甲.pdf")
        assert [row.name for row in library.documents()] == ["乙.pdf"]
    assert len(_names(tmp_path / "s" / "blobs")) == 1


def test_forget_of_an_ambiguous_name_lists_the_candidates_and_removes_nothing(
    tmp_path: Path,
) -> None:
    with Library(tmp_path / "s", write=True) as library:
        _put(library, "甲局", "/a/预算.pdf")
        _put(library, "乙局", "/b/预算.pdf")
        with pytest.raises(UsageError, match=r"/b/预算\.pdf.*/a/预算\.pdf"):
            library.forget("预算.pdf")
        assert len(library.documents()) == 2
        library.forget("a/预算.pdf")
        assert [row.key for row in library.documents()] == ["/b/预算.pdf"]


@pytest.mark.parametrize("asked", ["没有.pdf", "", "abcd"])
def test_forget_of_something_unknown_is_wrong_usage(tmp_path: Path, asked: str) -> None:
    with Library(tmp_path / "s", write=True) as library:
        _put(library, "甲局", "/a/1.pdf")
        with pytest.raises(UsageError, match="没有这份文件"):
            library.forget(asked)


# opening


def test_a_reader_of_a_store_that_is_not_there_yet_finds_it_empty_and_makes_nothing(
    tmp_path: Path,
) -> None:
    with Library(tmp_path / "s") as reader:
        assert reader.documents() == []
        assert reader.facts() == []
        assert reader.generation == 0
        assert not (tmp_path / "s").exists()
        with Library(tmp_path / "s", write=True) as writer:
            _put(writer, "甲局", "/a/1.pdf")
        assert len(reader.documents()) == 1


def test_a_folder_with_other_peoples_files_is_never_taken_over(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "photo.jpg").write_bytes(b"x")
    with pytest.raises(UsageError, match="不是资料库"):
        Library(tmp_path, write=True)
    assert _names(tmp_path) == ["documents", "photo.jpg"]


def test_a_reader_finds_a_store_empty_that_its_first_writer_is_just_making(tmp_path: Path) -> None:
    with Library(tmp_path / "s", write=True):
        pass
    (tmp_path / "s" / "library.sqlite").unlink()
    sqlite3.connect(tmp_path / "s" / "library.sqlite").close()
    with Library(tmp_path / "s") as reader:
        assert reader.documents() == []
        assert reader.generation == 0


def test_a_store_where_none_can_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError, match="--store"):
        Library(tmp_path / "file" / "s", write=True)


@pytest.mark.parametrize("write", [True, False])
def test_a_store_of_another_version_is_refused_with_the_remedy(tmp_path: Path, write: bool) -> None:
    with Library(tmp_path / "s", write=True) as library:
        _put(library, "甲局", "/a/1.pdf")
    (tmp_path / "s" / "VERSION").write_text("7\n")
    with pytest.raises(StoreVersion, match=r"版本是 7.*--store"):
        Library(tmp_path / "s", write=write)


def test_a_database_that_is_not_one_is_reported_not_read(tmp_path: Path) -> None:
    with Library(tmp_path / "s", write=True):
        pass
    (tmp_path / "s" / "library.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreError, match="已损坏"):
        Library(tmp_path / "s").documents()


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    with Library(tmp_path / "s", write=True):
        pass
    with Library(tmp_path / "s") as reader, pytest.raises(StoreError, match="只读"):
        _put(reader, "甲局", "/a/1.pdf")


# several at once


def test_a_second_writer_is_refused_and_readers_go_on(tmp_path: Path) -> None:
    with Library(tmp_path / "s", write=True) as writer:
        _put(writer, "甲局", "/a/1.pdf")
        with pytest.raises(StoreLocked, match=f"进程 {os.getpid()}"):
            Library(tmp_path / "s", write=True, wait=0.2)
        with Library(tmp_path / "s") as reader:
            assert len(reader.documents()) == 1
            _put(writer, "乙局", "/a/2.pdf")
            assert len(reader.documents()) == 2
    with Library(tmp_path / "s", write=True, wait=0):
        pass


def test_a_reader_in_the_middle_of_a_transaction_sees_the_last_whole_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    with Library(tmp_path / "s", write=True) as writer, Library(tmp_path / "s") as reader:
        _put(writer, "甲局", "/a/1.pdf")
        before = library_module._put_key

        def put_key(*arguments: object) -> None:
            seen.extend((len(reader.documents()), len(reader.facts())))
            before(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(library_module, "_put_key", put_key)
        _put(writer, "乙局", "/a/2.pdf")
    assert seen == [1, 3]


# what goes wrong


def test_a_full_disk_while_files_are_written_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    def full(path: Path, data: bytes) -> None:
        if path.suffix == ".json":
            raise OSError(errno.ENOSPC, "No space left on device")
        write_whole(path, data)

    with Library(tmp_path / "s", write=True) as library:
        _put(library, "甲局", "/a/1.pdf")
    with Library(tmp_path / "s", write=True, write_bytes=full) as library:
        with pytest.raises(StoreError, match="磁盘已满"):
            _put(library, "乙局", "/a/2.pdf")
        assert [row.unit_name for row in library.documents()] == ["甲局"]
    assert len(_names(tmp_path / "s" / "blobs")) == 1


def test_a_full_disk_while_rows_are_written_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    with Library(tmp_path / "s", write=True) as library:
        _put(library, "甲局", "/a/1.pdf")
        with library._connected().connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
            connection.commit()
        big = replace(_stored("乙局"), facts=_stored("乙局", facts=3000).facts)
        with pytest.raises(StoreError, match="磁盘已满"):
            library.store(big, "/a/2.pdf", _bytes("乙局"))
        assert [row.unit_name for row in library.documents()] == ["甲局"]
        assert len(library.facts()) == 3
    assert len(_names(tmp_path / "s" / "blobs")) == 1


def test_ctrl_c_between_files_and_rows_loses_only_the_file_in_flight(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with Library(tmp_path / "s", write=True) as library:
        _put(library, "甲局", "/a/1.pdf")
        monkeypatch.setattr(library_module, "_put_key", interrupted)
        with pytest.raises(KeyboardInterrupt):
            _put(library, "乙局", "/a/2.pdf")
        assert [row.unit_name for row in library.documents()] == ["甲局"]
        assert len(library.facts()) == 3


def test_orphans_are_swept_by_the_next_writer_and_nothing_else_is(tmp_path: Path) -> None:
    with Library(tmp_path / "s", write=True) as library:
        kept = _put(library, "甲局", "/a/1.pdf").document.doc_id
    blobs, documents = tmp_path / "s" / "blobs", tmp_path / "s" / "documents"
    (blobs / ("f" * 64)).write_bytes(b"orphan")
    (documents / ("f" * 64 + ".json")).write_bytes(b"{}")
    (blobs / (kept + ".part")).write_bytes(b"cut")
    (documents / "readme.txt").write_bytes(b"mine")
    with Library(tmp_path / "s"):
        assert len(_names(blobs)) == 3
    with Library(tmp_path / "s", write=True):
        assert _names(blobs) == [kept]
        assert _names(documents) == sorted([f"{kept}.json", "readme.txt"])


def test_a_newer_reading_whose_rows_were_lost_is_not_shown_under_the_old_facts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library(tmp_path / "s", write=True) as library:
        doc_id = _put(library, "甲局", "/a/1.pdf").document.doc_id
        monkeypatch.setattr("ingest.store.shelf.READER_VERSION", 99)
        library.shelf.put(_stored("甲局").document, _bytes("甲局"))
        with pytest.raises(StoreError, match="重新导入"):
            library.document(doc_id)


WRITE_FOREVER = """
import sys
from pathlib import Path
sys.path.insert(0, "tests/ingest")
from test_library import _bytes, _stored
from ingest.library import Library
with Library(Path(sys.argv[1]), write=True) as library:
    for n in range(10_000):
        text = f"单位{n}"
        library.store(_stored(text, facts=200), f"/a/{n}.pdf", _bytes(text))
        print(n, flush=True)
"""


@pytest.mark.parametrize("extra", [0.0, 0.003, 0.011, 0.02])
def test_kill_9_loses_at_most_the_file_in_flight(tmp_path: Path, extra: float) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITE_FOREVER, str(tmp_path / "s")],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(5)]
    time.sleep(extra)
    process.kill()
    rest, _ = process.communicate()
    stored = len(said) + rest.count("\n")
    with Library(tmp_path / "s", write=True, wait=5) as library:
        rows = library.documents()
        assert stored <= len(rows) <= stored + 1
        assert len(library.facts()) == 200 * len(rows)
        assert all(library.document(row.doc_id).doc_id == row.doc_id for row in rows)
        _put(library, "之后", "/b/1.pdf")
    assert len(_names(tmp_path / "s" / "blobs")) == len(rows) + 1
    with sqlite3.connect(tmp_path / "s" / "library.sqlite") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_tens_of_thousands_of_facts_come_back_in_a_moment(tmp_path: Path) -> None:
    with Library(tmp_path / "s", write=True) as library:
        library.store(_stored("甲局", facts=20_000), "/a/1.pdf", _bytes("甲局"))
        begun = time.perf_counter()
        assert len(library.facts()) == 20_000
        assert time.perf_counter() - begun < 4


def test_a_library_from_before_recognition_is_read_and_written_as_sure(tmp_path: Path) -> None:
    with Library(tmp_path / "s", write=True) as library:
        _put(library, "甲局", "/a/预算.pdf")
    with sqlite3.connect(tmp_path / "s" / "library.sqlite") as database:
        database.execute("ALTER TABLE facts DROP COLUMN recognition")
    database.close()
    with Library(tmp_path / "s") as reader:
        assert {fact.recognition for fact in reader.facts()} == {1.0}
    with Library(tmp_path / "s", write=True) as library:
        _put(library, "乙局", "/a/乙.pdf", "乙.pdf")
        assert len(library.facts()) == 6
