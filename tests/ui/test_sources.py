"""Where documents come from: archives behave like folders."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

import pytest

from ui.cli import main
from ui.sources import find_files, left_out, sources

ONE = "2025年云水区水务局部门预算\n\n一、部门职责\n\n负责水务工作。\n"
OTHER = "2025年云水区财政局部门预算\n\n一、部门职责\n\n负责财政工作。\n"


def zipped(path: Path, **files: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("_", "."), text)
    return path


def run(
    capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch, *words: object
) -> tuple[object, str, str]:
    patch.setattr(sys, "argv", ["mingzhang", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    return ended.value.code, said.out, said.err


def test_an_archive_is_a_source_for_every_member(tmp_path: Path) -> None:
    path = zipped(tmp_path / "包.zip", a_txt=ONE, b_txt=OTHER, c_css="x")
    assert find_files([tmp_path]) == [path]
    found = list(sources(path, 1 << 20))
    assert [source.name for source in found] == ["包.zip/a.txt", "包.zip/b.txt"]
    assert found[0].key == f"{path}!/a.txt"
    assert left_out([tmp_path]) == {".css": 1}


def test_ingesting_an_archive_again_reads_only_what_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINGZHANG_STORE", str(tmp_path / "store"))
    path = zipped(tmp_path / "包.zip", a_txt=ONE, b_txt=OTHER, c_css="x")
    code, out, _ = run(capsys, monkeypatch, "ingest", path)
    assert (code or 0, "读入 2" in out, ".css 1 个" in out) == (0, True, True)
    assert "包.zip/a.txt：云水区水务局" in out
    assert "未变 2" in run(capsys, monkeypatch, "ingest", path)[1]
    zipped(path, a_txt=ONE, b_txt=OTHER + "\n二、机构设置\n\n设三个科。\n")
    assert "更新 1，未变 1" in run(capsys, monkeypatch, "ingest", path)[1]
    documents = run(capsys, monkeypatch, "documents", "--json")[1].splitlines()
    assert sorted(json.loads(line)["doc"] for line in documents) == ["包.zip/a.txt", "包.zip/b.txt"]


def test_a_broken_member_fails_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(tmp_path / "包.zip", a_txt=ONE, b_pdf="不是 PDF")
    code, out, err = run(capsys, monkeypatch, "check", path)
    assert code == 1
    assert "包.zip/a.txt" in out
    assert "包.zip/b.pdf" in err


def test_a_broken_archive_is_one_failed_file(tmp_path: Path) -> None:
    path = tmp_path / "包.zip"
    path.write_bytes(b"PK\x03\x04 cut off")
    (source,) = sources(path, 1 << 20)
    assert source.error is not None
    assert "重新下载" in str(source.error)
