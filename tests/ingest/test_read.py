from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ingest.errors import EmptyFile, MissingFile, TooLarge, UnreadableText, WrongFormat
from ingest.read import read_document

TEXT = "# 2025年云水区水务局部门预算\n\n一、部门职责\n\n负责水务工作。\n"


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_text_file_becomes_a_document_known_by_its_bytes(tmp_path: Path) -> None:
    document = read_document(put(tmp_path, "a.txt", TEXT.encode()))
    assert document.doc_id == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (document.name, document.format, document.text) == ("a.txt", "text", TEXT)
    assert document.info.unit_name == "云水区水务局"


def test_the_shown_name_can_be_given(tmp_path: Path) -> None:
    assert read_document(put(tmp_path, "a.md", TEXT.encode()), name="甲/a.md").name == "甲/a.md"


def test_the_file_name_means_nothing(tmp_path: Path) -> None:
    one = read_document(put(tmp_path, "2030年某某厅决算.txt", TEXT.encode())).info
    other = read_document(put(tmp_path, "x.txt", TEXT.encode())).info
    assert one == other


def test_a_missing_path_says_so(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match=r"没有\.txt"):
        read_document(tmp_path / "没有.txt")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match="文件夹"):
        read_document(tmp_path)


@pytest.mark.parametrize("name", ["空.txt", "空.pdf", "空.docx", "空.xlsx"])
def test_an_empty_file_says_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(EmptyFile, match="空"):
        read_document(put(tmp_path, name, b""))


def test_a_file_above_the_limit_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(TooLarge, match="--max-size"):
        read_document(put(tmp_path, "a.txt", b"x" * 2000), max_bytes=1000)


@pytest.mark.parametrize("name", ["a.ppt", "a.exe", "没有后缀"])
def test_an_unknown_suffix_lists_what_is_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(WrongFormat, match=r"\.pdf"):
        read_document(put(tmp_path, name, b"abc"))


@pytest.mark.parametrize(("name", "remedy"), [("a.odt", "另存为 .docx")])
def test_a_format_that_is_not_read_comes_with_the_way_out(
    tmp_path: Path, name: str, remedy: str
) -> None:
    with pytest.raises(WrongFormat, match=remedy):
        read_document(put(tmp_path, name, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b"%PDF-1.7 ..."),
        ("a.txt", b"PK\x03\x04...."),
        ("a.pdf", b"PK\x03\x04...."),
        ("a.pdf", "<html>找不到页面</html>".encode()),
        ("a.docx", b"%PDF-1.4"),
        ("a.xlsx", "部门预算".encode()),
        ("a.md", b"\x89PNG\r\n\x1a\n"),
    ],
)
def test_a_file_that_is_not_what_its_suffix_says_is_refused(
    tmp_path: Path, name: str, data: bytes
) -> None:
    with pytest.raises(WrongFormat, match="内容却"):
        read_document(put(tmp_path, name, data))


def test_text_in_gb18030_and_utf16_reads_the_same(tmp_path: Path) -> None:
    infos = {
        read_document(put(tmp_path, f"{encoding}.txt", TEXT.encode(encoding))).info.unit_name
        for encoding in ("utf-8", "gb18030", "utf-16")
    }
    assert infos == {"云水区水务局"}


def test_bytes_of_no_encoding_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableText, match="UTF-8"):
        read_document(put(tmp_path, "a.txt", b"\xff\xfe\xfd" * 7 + b"\x80\x81" * 40))
