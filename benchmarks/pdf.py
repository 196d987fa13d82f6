"""PDF into typed tables and sections: pages a second against the floor and against two peers.

The floor is what any reader must do: the characters and the drawings of every page. Processor
time, ours and the floor in turn, so that what else runs on the machine makes no difference.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

import pdfplumber
import pymupdf

from benchmarks.timing import heading, in_turn, line, table
from ingest.read import read_document
from ui.sources import find_files
from ui.suites import suite_documents

RUNS = 9
RUNS_OF_PEERS = 1
"""The peers take a minute; one run of each is enough for a ratio of several."""


def bench_pdf() -> None:
    """One line a file, ratios last."""
    heading("PDF 读成文档（页/秒）")
    folders = suite_documents("real") or suite_documents("samples")
    files = [f for f in find_files(folders) if f.suffix == ".pdf"]
    rows = [_row(file) for file in files]
    table(("文件", "页", "本品", "底线", "对底线", "对 pdfplumber", "对 find_tables"), rows)
    _memory(files)


def _row(file: Path) -> tuple[str, ...]:
    with pymupdf.open(file) as pdf:
        pages = len(pdf)
    mine, least = in_turn(lambda: read_document(file), lambda: _each(file, _floor), runs=RUNS)
    plumber, finder = in_turn(
        lambda: _plumber(file), lambda: _each(file, _find_tables), runs=RUNS_OF_PEERS
    )
    return (
        file.stem[:34],
        str(pages),
        f"{pages / mine:.0f}",
        f"{pages / least:.0f}",
        f"{mine / least:.1f} 倍（上限 3）",
        f"快 {plumber / mine:.1f} 倍（下限 6）",
        f"快 {finder / mine:.1f} 倍",
    )


def _each(file: Path, work: Callable[[pymupdf.Page], object]) -> None:
    with pymupdf.open(file) as pdf:
        for page in pdf:
            work(page)


def _floor(page: pymupdf.Page) -> None:
    page.get_text("rawdict")
    page.get_drawings()


def _find_tables(page: pymupdf.Page) -> None:
    with redirect_stdout(io.StringIO()):
        for found in page.find_tables().tables:
            found.extract()


def _plumber(file: Path) -> None:
    with pdfplumber.open(file) as pdf:
        for page in pdf.pages:
            page.extract_tables()


def _memory(files: list[Path]) -> None:
    """Memory must not grow with the number of documents."""

    def resident() -> int:
        for row in Path("/proc/self/status").read_text().splitlines():
            if row.startswith("VmRSS"):
                return int(row.split()[1]) // 1024
        return 0

    if not Path("/proc/self/status").is_file() or not files:
        return
    for file in files:
        read_document(file)
    before = resident()
    for _ in range(3):
        for file in files:
            read_document(file)
    line(
        "内存，多读三遍后增加",
        f"{resident() - before} MB",
        f"每遍 {len(files)} 份，此前 {before} MB",
    )
