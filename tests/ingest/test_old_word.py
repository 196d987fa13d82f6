"""The office suite is a double here: a script named soffice that does what each test needs."""

from __future__ import annotations

import io
import struct
import sys
import time
import zipfile
from pathlib import Path

import pytest

from ingest.errors import DamagedFile, PasswordProtected, WrongFormat
from ingest.office.content import kind_of
from ingest.old_word import read_doc
from ingest.read import read_document

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SECTOR = 512


def _docx(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        body = f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>"
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}">{body}</w:document>')
    return out.getvalue()


def _ole(*names: str, flags: int = 0) -> bytes:
    """A compound file with a directory of names; the stream of each begins in the third sector."""
    head = bytearray(SECTOR)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", head, 30, 9)
    struct.pack_into("<I", head, 48, 1)
    struct.pack_into("<109I", head, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, *[0xFFFFFFFE] * 127)
    directory = bytearray(SECTOR)
    for number, name in enumerate(names):
        text = name.encode("utf-16-le") + b"\0\0"
        directory[number * 128 : number * 128 + len(text)] = text
        struct.pack_into("<H", directory, number * 128 + 64, len(text))
        struct.pack_into("<I", directory, number * 128 + 116, 2)
    stream = bytearray(SECTOR)
    struct.pack_into("<H", stream, 10, flags)
    return bytes(head) + table + bytes(directory) + bytes(stream)


DOC = _ole("Root Entry", "WordDocument")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path in which a test puts its soffice; what it wrote down lies there too."""
    folder = tmp_path / "office"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def _install(office: Path, script: str) -> None:
    """A soffice that runs Python lines; `made` is its output folder, `source` its document."""
    program = office / "soffice"
    program.write_text(
        f"#!{sys.executable}\nimport pathlib, subprocess, sys, time\n"
        "here = pathlib.Path(__file__).parent\n"
        "made = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
        f"source = pathlib.Path(sys.argv[-1])\n{script}\n"
    )
    program.chmod(0o755)


def _converting(office: Path, text: str) -> str:
    (office / "result.docx").write_bytes(_docx(text))
    return "made.mkdir(); (made / 'document.docx').write_bytes((here / 'result.docx').read_bytes())"


def test_an_old_word_file_is_read_through_the_office_suite(office: Path) -> None:
    _install(office, _converting(office, "一、部门职责"))
    raw = read_doc(Path("预算.doc"), DOC)
    assert (raw.format, raw.blocks[0].text) == ("docx", "一、部门职责")  # type: ignore[union-attr]
    assert "LibreOffice" in raw.warnings[0]


def test_the_document_keeps_the_identity_of_the_original(office: Path, tmp_path: Path) -> None:
    _install(office, _converting(office, "云水区水务局2024年部门预算"))
    ids = set()
    for name in ("预算.doc", "预算.wps", "预算.docx"):
        path = tmp_path / name
        path.write_bytes(DOC)
        ids.add(read_document(path).doc_id)
    assert len(ids) == 1


def test_the_office_suite_runs_apart_without_macros_and_network(office: Path) -> None:
    note = (
        "profile = [a for a in sys.argv if a.startswith('-env:UserInstallation=file://')][0]\n"
        "folder = pathlib.Path(profile.split('file://')[1])\n"
        "settings = (folder / 'user' / 'registrymodifications.xcu').read_text()\n"
        "(here / 'seen').write_text(settings + str(source))\n"
    )
    _install(office, note + _converting(office, "正文"))
    read_doc(Path("预算.doc"), DOC)
    seen = (office / "seen").read_text()
    assert "DisableMacrosExecution" in seen
    assert "ooInetHTTPProxyName" in seen
    assert not Path(seen.rsplit(">", 1)[1]).exists()


def test_without_the_office_suite_the_remedy_is_named(office: Path) -> None:
    with pytest.raises(WrongFormat, match=r"安装 LibreOffice.*另存为 \.docx"):
        read_doc(Path("预算.doc"), DOC)


def test_a_document_that_cannot_be_converted_is_damaged(office: Path) -> None:
    _install(office, "print('Error: source file could not be loaded')")
    with pytest.raises(DamagedFile, match="打不开"):
        read_doc(Path("预算.doc"), DOC)


def test_a_conversion_without_end_is_stopped_with_all_it_started(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.old_word.MAX_SECONDS", 1)
    child = "import pathlib, time; time.sleep(3); pathlib.Path({!r}).touch()".format(
        str(office / "late")
    )
    _install(office, f"subprocess.Popen([sys.executable, '-c', {child!r}]); time.sleep(60)")
    with pytest.raises(DamagedFile, match="1 秒"):
        read_doc(Path("预算.doc"), DOC)
    time.sleep(3)
    assert not (office / "late").exists()


def test_an_encrypted_old_document_asks_for_its_password(office: Path) -> None:
    with pytest.raises(PasswordProtected, match="密码"):
        read_doc(Path("预算.doc"), _ole("Root Entry", "WordDocument", flags=0x0100))


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (("Root Entry", "WordDocument", "Workbook"), "doc"),
        (("Root Entry", "Workbook"), "xls"),
        (("Root Entry", "EncryptedPackage"), "encrypted"),
        (("Root Entry", "PowerPoint Document"), "other"),
    ],
)
def test_an_old_office_file_is_known_by_its_streams(names: tuple[str, ...], kind: str) -> None:
    assert kind_of(_ole(*names)) == kind


def test_rich_text_is_known_by_its_head() -> None:
    assert kind_of(b"{\\rtf1\\ansi \\u19968?}") == "rtf"
