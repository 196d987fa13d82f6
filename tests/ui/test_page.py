"""The page in a real browser: ask, click a citation mark, see the right page with the cell marked."""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest
from playwright.sync_api import Page, sync_playwright

from evals.cases import Question, load
from ingest.citation import Box
from ingest.errors import NothingUsable
from ui.page_image import render_page

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "evals" / "samples"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from ui.cli import main; main()", *arguments]


@pytest.fixture(scope="module")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip("没有 chromium：apt-get install chromium fonts-noto-cjk")
    return found


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = tmp_path_factory.mktemp("store")
    pdf = sorted(SAMPLES.glob("*.pdf"))[-1]
    ingest = _command("ingest", str(pdf), "--store", str(store))
    subprocess.run(ingest, cwd=ROOT, check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        _command("chat", "--store", str(store), "--port", str(port)),
        cwd=ROOT,
        env={**os.environ, "NO_PROXY": "*"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        if server.poll() is not None:
            pytest.fail(f"服务没有启动：退出码 {server.returncode}")
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except OSError:
            time.sleep(0.25)
        else:
            return
    pytest.fail("服务 60 秒内没有启动")


@pytest.fixture(scope="module")
def page(address: str, chromium: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        tab = browser.new_page(viewport={"width": 1400, "height": 1000})
        tab.set_default_timeout(60_000)
        outside: list[str] = []
        tab.on("request", lambda r: outside.append(r.url))
        tab.goto(address)
        tab.wait_for_selector("#mz-question textarea")
        yield tab
        strangers = [u for u in outside if not u.startswith((address, "data:", "blob:"))]
        browser.close()
        assert strangers == [], "网页向外发了请求"


def _ask(page: Page, question: str) -> None:
    before = page.locator("#mz-chat .bot").count()
    page.fill("#mz-question textarea", question)
    page.keyboard.press("Enter")
    page.wait_for_function("n => document.querySelectorAll('#mz-chat .bot').length > n", arg=before)


def _unit() -> str:
    truth = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))
    text = json.dumps(truth, ensure_ascii=False)
    assert "文化和旅游局" in text
    return "文化和旅游局"


def test_a_click_on_a_citation_shows_the_page_with_the_cell_marked(page: Page) -> None:
    _ask(page, f"{_unit()}2025年收入总计是多少？")
    mark = page.locator('#mz-chat a[href*="#cite-"]').first
    mark.wait_for()
    mark.click()
    image = page.locator("#mz-source img.mz-page")
    image.wait_for()
    quote = page.locator("#mz-source blockquote").inner_text()
    shown = base64.b64decode(image.get_attribute("src").split(",", 1)[1])  # type: ignore[union-attr]
    number = int(image.get_attribute("data-page") or 0)
    pdf = sorted(SAMPLES.glob("*.pdf"))[-1].read_bytes()
    with pymupdf.open(stream=pdf) as opened:
        where = opened[number - 1].search_for(quote)
    assert where, f"第{number}页上没有 {quote}"
    inside, outside = _changed(render_page(pdf, number), shown, where)
    assert inside > 0.5, "出处所在的格子没有标出"
    assert outside < 0.02, "标到了别处"


def _changed(plain: bytes, marked: bytes, boxes: list[pymupdf.Rect]) -> tuple[float, float]:
    """The share of changed pixels inside the quoted words (best box) and on the whole page."""
    a, b = pymupdf.Pixmap(plain), pymupdf.Pixmap(marked)
    assert (a.width, a.height) == (b.width, b.height)
    scale = 110 / 72
    best = 0.0
    for box in boxes:
        x0, y0, x1, y1 = (int(v * scale) for v in box)
        spots = [(x, y) for x in range(x0, x1) for y in range(y0, y1)]
        best = max(best, sum(a.pixel(*s) != b.pixel(*s) for s in spots) / len(spots))
    grid = [(x, y) for x in range(0, a.width, 3) for y in range(0, a.height, 3)]
    return best, sum(a.pixel(*s) != b.pixel(*s) for s in grid) / len(grid)


def test_the_scope_in_force_is_shown_and_a_choice_changes_it(page: Page) -> None:
    page.click("text=重新开始对话")
    page.wait_for_selector("#mz-scope >> text=当前范围：不限")
    _ask(page, f"{_unit()}2025年“三公”经费是多少？")
    page.wait_for_selector(f"#mz-scope >> text=/当前范围：.*{_unit()} 2025年/")
    _ask(page, "公务接待费呢？")
    _answered(page, "2025年")
    _choose(page, "#mz-year", "不限")
    page.wait_for_selector(f"#mz-scope >> text=/当前范围：.*{_unit()}$/")
    _choose(page, "#mz-unit", "不限")
    page.wait_for_selector("#mz-scope >> text=/当前范围：不限$/")
    _choose(page, "#mz-year", "2025年")
    page.wait_for_selector("#mz-scope >> text=/当前范围：2025年$/")
    _ask(page, "收入总计是多少？")
    _answered(page, "2025年")
    page.click("text=重新开始对话")
    page.wait_for_selector("#mz-scope >> text=当前范围：不限")


def _answered(page: Page, words: str) -> None:
    page.wait_for_function(
        "words => [...document.querySelectorAll('#mz-chat .bot')].at(-1).innerText.includes(words)",
        arg=words,
    )


def _choose(page: Page, where: str, option: str) -> None:
    page.click(f"{where} input")
    page.locator(f"{where} [role=option]", has_text=option).first.click()


def test_an_answer_is_kept_as_gold_with_a_reason_and_fetched_as_a_file(
    page: Page, tmp_path: Path
) -> None:
    page.click("text=重新开始对话")
    page.click("#mz-gold >> text=把这个回答存为标准答案")
    page.click("#mz-gold-keep")
    page.wait_for_selector("#mz-gold-said >> text=请先提问")
    _ask(page, f"{_unit()}2025年收入总计是多少？")
    _answered(page, "34,429,567")
    page.click("#mz-gold-keep")
    page.wait_for_selector("#mz-gold-said >> text=请写明为什么")
    page.fill("#mz-gold-reason textarea, #mz-gold-reason input", "末行总计")
    page.click("#mz-gold-keep")
    page.wait_for_selector("#mz-gold-said >> text=user-001")
    with page.expect_download() as fetched:
        page.click("#mz-gold-fetch")
    file = tmp_path / "标准答案.jsonl"
    fetched.value.save_as(file)
    (case,) = load(file, Question)
    assert case.asked == (f"{_unit()}2025年收入总计是多少？",)
    assert [str(figure.value) for figure in case.figures][:1] == ["34429567"]
    assert (case.reason, case.evidence[0].page) == ("末行总计", 8)


def test_what_is_not_there_is_refused_in_chinese(page: Page) -> None:
    _ask(page, f"{_unit()}2011年收入总计是多少？")
    page.wait_for_selector("#mz-chat >> text=没有")


def test_markup_in_a_question_is_shown_not_obeyed(page: Page) -> None:
    _ask(page, "<img src=x onerror=\"document.title='pwned'\">收入总计？")
    assert page.title() == "明账"
    assert page.locator("#mz-chat img[src='x']").count() == 0


def test_a_file_that_is_not_what_it_says_is_refused_on_upload(page: Page, tmp_path: Path) -> None:
    wrong = tmp_path / "假的.pdf"
    wrong.write_text("这不是 PDF", encoding="utf-8")
    with page.expect_file_chooser() as chooser:
        page.click("#mz-upload")
    chooser.value.set_files(str(wrong))
    page.wait_for_selector("#mz-status >> text=假的.pdf")
    assert "失败" in page.locator("#mz-status").inner_text()


def test_an_incomplete_vector_folder_is_said_on_the_page() -> None:
    from ui.app import _reply

    class Broken:
        complaint = "向量库不完整，已改为逐条比对"

        def documents(self) -> list[object]:
            return []

        def ask(self, _turns: object) -> object:
            raise NothingUsable("文库", "文库是空的", "请先读入文件")

    *_, trouble = _reply(Broken(), "收入总计？", [], [], None)  # type: ignore[arg-type]
    assert "向量库不完整" in trouble


def test_the_mark_covers_the_box_on_a_turned_page() -> None:
    with pymupdf.open() as pdf:
        pdf.new_page(width=200, height=100).set_rotation(90)
        data = pdf.tobytes()
    plain, marked = render_page(data, 1), render_page(data, 1, [Box(1, 20, 20, 60, 40)])
    assert plain != marked
