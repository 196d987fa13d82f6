"""Archives as sites offer them, and as nobody should."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.archive import MAX_MEMBERS, Member, members, unread
from ingest.errors import (
    DamagedFile,
    EmptyFile,
    InputError,
    PasswordProtected,
    TooLarge,
    WrongFormat,
)
from ingest.read import is_read, read_document

TEXT = "2025年云水区水务局部门预算\n\n一、部门职责\n\n负责水务工作。\n".encode()
MEGA = 1 << 20


def packed(*files: tuple[str, bytes], deflated: bool = False) -> bytes:
    out = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def opened(data: bytes, max_bytes: int = 64 * MEGA) -> list[Member]:
    return list(members(data, "包.zip", is_read, max_bytes))


def renamed(data: bytes, old: bytes, new: bytes) -> bytes:
    """The same archive with a name in other bytes of the same length, not marked as UTF-8."""
    assert len(old) == len(new)
    return data.replace(old, new)


def test_members_come_in_order_with_folders_in_their_names() -> None:
    found = opened(packed(("a/预算.txt", TEXT), ("b.md", TEXT), ("a/说明.css", b"x")))
    assert [(m.name, m.path, m.data) for m in found] == [
        ("包.zip/a/预算.txt", "a/预算.txt", TEXT),
        ("包.zip/b.md", "b.md", TEXT),
    ]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_that_are_not_marked_as_utf8_read_as_chinese(encoding: str) -> None:
    name = "预算公开.txt".encode(encoding)
    data = renamed(
        packed(("x" * (len(name) - 4) + ".txt", TEXT)), b"x" * (len(name) - 4), name[:-4]
    )
    assert opened(data)[0].path == "预算公开.txt"


def test_what_systems_leave_behind_is_passed_over() -> None:
    files = [
        ("__MACOSX/._a.txt", b"x"),
        (".DS_Store", b"x"),
        ("~$预算.docx", b"x"),
        ("a.txt", TEXT),
    ]
    assert [m.path for m in opened(packed(*files))] == ["a.txt"]


@pytest.mark.parametrize(
    "name", ["../../etc/a.txt", "/etc/a.txt", "C:\\etc\\a.txt", "..\\etc/./a.txt"]
)
def test_a_name_cannot_lead_out_of_the_archive(name: str) -> None:
    assert opened(packed((name, TEXT)))[0].path == "etc/a.txt"


def test_an_archive_inside_is_looked_into_once() -> None:
    inner = packed(("预算.txt", TEXT))
    deeper = packed(("更里.zip", inner))
    found = opened(packed(("内.zip", inner), ("深.zip", deeper)))
    assert found[0].path == "内.zip/预算.txt"
    assert found[0].data == TEXT
    assert isinstance(found[1].error, WrongFormat)


def test_a_name_listed_twice_is_two_members() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = packed(("a.txt", TEXT), ("a.txt", TEXT + b"2"))
    assert len({m.path for m in opened(data)}) == 2


def test_a_broken_member_is_said_and_the_others_go_on() -> None:
    data = bytearray(packed(("a.txt", TEXT), ("b.txt", TEXT)))
    data[data.index(TEXT)] ^= 0xFF
    broken, whole = opened(bytes(data))
    assert isinstance(broken.error, DamagedFile)
    assert whole.data == TEXT


def test_an_archive_with_a_password_says_so() -> None:
    data = bytearray(packed(("a.txt", TEXT)))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", data, data.index(mark) + at, 1)
    with pytest.raises(PasswordProtected, match="密码"):
        opened(bytes(data))


def test_a_bomb_is_refused() -> None:
    data = packed(("a.txt", b"0" * 40 * MEGA), deflated=True)
    (member,) = opened(data)
    assert isinstance(member.error, TooLarge)


def test_a_member_above_the_limit_names_the_remedy() -> None:
    (member,) = opened(packed(("a.txt", TEXT * 100)), max_bytes=1000)
    assert isinstance(member.error, TooLarge)
    assert "--max-size" in str(member.error)


def test_too_many_members_are_refused() -> None:
    with pytest.raises(TooLarge, match=str(MAX_MEMBERS)):
        opened(packed(*((f"{i}.txt", b"x") for i in range(MAX_MEMBERS + 1))))


def test_members_that_are_too_large_together_are_refused() -> None:
    data = packed(*((f"{i}.txt", b"x") for i in range(2)))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        for part in data.split(mark)[1:]:
            declared = part[: at - 4] + struct.pack("<I", 900 * MEGA) + part[at:]
            data = data.replace(mark + part, mark + declared)
    with pytest.raises(TooLarge, match="1024 MB"):
        opened(data, max_bytes=2000 * MEGA)


def test_an_archive_without_anything_to_read_lists_what_is_in_it() -> None:
    with pytest.raises(EmptyFile, match=r"\.css 2 个"):
        opened(packed(("a.css", b"x"), ("b.css", b"x")))


def test_an_office_file_under_the_name_of_an_archive_is_told() -> None:
    with pytest.raises(WrongFormat, match=r"\.docx"):
        opened(packed(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")))


def test_files_of_other_kinds_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed(("a.txt", TEXT), ("b.css", b"x"), ("c", b"x")))
    assert dict(unread(path, is_read)) == {".css": 1, "无后缀": 1}


def test_an_archive_of_one_file_is_that_file(tmp_path: Path) -> None:
    path = tmp_path / "包.zip"
    path.write_bytes(packed(("内/预算.txt", TEXT)))
    document = read_document(path)
    assert document.name == "包.zip/内/预算.txt"
    assert document.info.unit_name == "云水区水务局"


def test_an_archive_of_several_files_names_the_way(tmp_path: Path) -> None:
    path = tmp_path / "包.zip"
    path.write_bytes(packed(("a.txt", TEXT), ("b.txt", TEXT)))
    with pytest.raises(WrongFormat, match="mingzhang ingest"):
        read_document(path)


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.rar", b"Rar!\x1a\x07"), ("a.7z", b"7z\xbc\xaf\x27\x1c"), ("a.zip", b"Rar!\x1a\x07")],
)
def test_other_archives_come_with_the_way_out(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data + b"x" * 100)
    with pytest.raises(WrongFormat, match=r"解压|后缀"):
        read_document(path)


_SOUND = packed(
    ("预算.txt", TEXT), ("内.zip", packed(("a.txt", TEXT))), ("b.html", b"<p>x"), deflated=True
)


@settings(max_examples=150)
@given(
    st.lists(st.tuples(st.integers(0, len(_SOUND) - 1), st.integers(0, 255)), max_size=8),
    st.integers(0, len(_SOUND)),
)
def test_damage_anywhere_is_one_of_our_errors(changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(_SOUND)
    for at, value in changes:
        data[at] = value
    for mangled in (bytes(data), bytes(data[:cut])):
        try:
            for member in opened(mangled):
                assert member.error is None or isinstance(member.error, InputError)
        except InputError:
            pass
