"""PDFs that cannot be read say so in Chinese, with the file and the remedy."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path

import pymupdf
import pytest

from ingest.errors import DamagedFile, EmptyFile, InputError, NoTextLayer, PasswordProtected
from ingest.pdf import read_pdf

PATH = Path("云溪市档案馆预算.pdf")


def picture():
    pixels = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 60, 80))
    pixels.clear_with(200)
    return pixels.tobytes("png")


def test_a_password_is_asked_for(press):
    press.page()
    press.line("部门预算", y=100)
    locked = press.bytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="1", owner_pw="2")
    with pytest.raises(
        PasswordProtected, match=r"云溪市档案馆预算\.pdf：文件设有打开密码。请先解除密码"
    ):
        read_pdf(PATH, locked)


def test_a_file_that_only_forbids_changes_is_read(press):
    press.page()
    press.line("部门预算", y=100)
    data = press.bytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="2", permissions=0)
    assert read_pdf(PATH, data).blocks[0].text == "部门预算"


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_file_that_is_cut_off_is_damaged(press, part):
    for number in range(5):
        press.page()
        press.line(f"第{number}段正文", y=100)
    data = press.bytes()
    with pytest.raises(DamagedFile, match=r"云溪市档案馆预算.*请重新下载"):
        read_pdf(PATH, data[: int(len(data) * part)])


@pytest.mark.parametrize("data", [b"%PDF-1.7\n" + b"\x00" * 400, b"not a pdf"])
def test_what_is_no_pdf_inside_is_damaged(data):
    with pytest.raises(DamagedFile):
        read_pdf(PATH, data)


def test_no_bytes_are_an_empty_file():
    with pytest.raises(EmptyFile):
        read_pdf(PATH, b"")


@pytest.fixture
def without_recognition(monkeypatch):
    monkeypatch.setattr("ingest.pdf.is_installed", lambda: False)


def test_pages_that_are_all_pictures_have_no_text_layer(press, without_recognition):
    for _ in range(2):
        press.page()
        press.sheet.insert_image((50, 50, 545, 790), stream=picture())
    with pytest.raises(NoTextLayer, match=r"第1至2页.*没有文字层.*OCR"):
        press.read()


def test_one_page_that_is_a_picture_is_named_and_the_others_are_read(press, without_recognition):
    press.page()
    press.line("部门预算", y=100)
    press.page()
    press.sheet.insert_image((50, 50, 545, 790), stream=picture())
    read = press.read()
    assert [block.text for block in read.blocks] == ["部门预算"]
    assert len(read.warnings) == 1
    assert read.warnings[0].startswith("第2页只有图片")


def test_a_page_of_outlined_characters_has_no_text_layer(press, without_recognition):
    press.page()
    shape = press.sheet.new_shape()
    for index in range(300):
        shape.draw_bezier((index, 10), (index + 1, 30), (index + 2, 5), (index + 3, 40))
    shape.finish(color=(0, 0, 0))
    shape.commit()
    with pytest.raises(NoTextLayer, match="第1页"):
        press.read()


def test_a_blank_form_is_empty_and_no_picture(press, ruled):
    press.page()
    press.table(ruled([["", ""], ["", ""]]), y=100)
    assert press.read().blocks == ()
    assert press.read().warnings == ()


def test_nothing_is_printed_on_the_terminal(press, capfd):
    press.page()
    press.line("部门预算", y=100)
    data = press.bytes()
    for cut in (data[:300], data.replace(b"endobj", b"endxbj", 1)):
        try:
            read_pdf(PATH, cut)
        except DamagedFile:
            continue
    assert capfd.readouterr() == ("", "")


def test_a_page_whose_content_is_broken_is_named(press):
    for number in range(2):
        press.page()
        press.line(f"第{number + 1}段正文", y=100)
    [content] = press.document[1].get_contents()
    press.document.update_stream(content, b"BT /china-s 10 Tf (x Tj 0 0 m ET Q Q", compress=False)
    warnings = press.read().warnings
    assert any(warning.startswith("第2页内容有损") for warning in warnings)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_broken_inside_nothing_but_our_errors_come_out(press, seed):
    press.page()
    press.line("部门预算 12,345.67", y=100)
    data, dice = bytearray(press.bytes()), random.Random(seed)
    for _ in range(3 + seed * 20):
        data[dice.randrange(len(data))] = dice.randrange(256)
    with contextlib.suppress(InputError):
        read_pdf(PATH, bytes(data))
