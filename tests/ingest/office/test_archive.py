"""Office files are opened within limits, and nothing is fetched."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from ingest.errors import DamagedFile, EmptyFile, TooLarge, WrongFormat
from ingest.office.archive import Package, open_package

PATH = Path("预算.docx")


def _zip(**files: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/") + ".xml", data)
    return out.getvalue()


def _package(text: str | bytes) -> Package:
    return open_package(PATH, _zip(word__document=text), "word")


def test_parts_are_read_on_demand_and_missing_ones_are_none() -> None:
    package = _package("<a/>")
    assert package.read("word/document.xml") == b"<a/>"
    assert package.read("word/styles.xml") is None
    assert package.tree("word/styles.xml") is None


def test_nothing_at_all_is_an_empty_file() -> None:
    with pytest.raises(EmptyFile):
        open_package(PATH, b"", "word")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"<html>", "网页"),
        (b"\x00\x01\x02", "别的格式"),
        (_zip(a="b"), "压缩包"),
    ],
)
def test_what_the_file_really_is_is_said(data: bytes, said: str) -> None:
    with pytest.raises(WrongFormat, match=said):
        open_package(PATH, data, "word")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_a_document_type_definition_is_refused_in_any_encoding(encoding: str) -> None:
    text = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    with pytest.raises(DamagedFile, match="实体"):
        _package(text.encode(encoding)).tree("word/document.xml")


def test_a_bomb_is_refused_by_its_declared_size_before_it_is_unpacked() -> None:
    bomb = _zip(word__document=b"\0" * (300 << 20))
    assert len(bomb) < 1 << 20
    with pytest.raises(TooLarge, match="300 MB"):
        open_package(PATH, bomb, "word")


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.office.archive.MAX_PARTS", 3)
    with pytest.raises(TooLarge, match="4 个部件"):
        open_package(PATH, _zip(word__a="", word__b="", word__c="", word__d=""), "word")


def test_a_part_that_lies_about_its_size_yields_no_more_than_it_declared() -> None:
    data = bytearray(_zip(word__document=b"A" * 5000))
    size = (5000).to_bytes(4, "little")
    assert data.count(size) == 2
    lying = bytes(data).replace(size, (10).to_bytes(4, "little"))
    with pytest.raises(DamagedFile):
        open_package(PATH, lying, "word").read("word/document.xml")


def test_links_to_outside_are_never_followed() -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/styles" Target="http://example.com/s.xml" TargetMode="External"/>'
        '<Relationship Id="b" Type="x/styles" Target="../word/s.xml"/></Relationships>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        archive.writestr("word/_rels/document.xml.rels", rels)
    package = open_package(PATH, out.getvalue(), "word")
    assert package.related("word/document.xml", "styles") == "word/s.xml"
