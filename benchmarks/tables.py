"""Cells of real tables as printed: ours beside two peers, on the gold grids written from the page.

The peers give a table a page; pages that go on with as many columns are put together for them.

             逐格一致   全表一致
pdfplumber   0.91      0.40
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pdfplumber
import pymupdf

from benchmarks.timing import heading, table
from evals.cases import GridGold, load
from evals.reading_scorers import score_grid
from evals.run import GOLD
from ui.sources import find_files
from ui.subjects import reading_subject
from ui.suites import suite_documents

Grid = list[list[str]]
Reader = Callable[[Path], Iterator[tuple[int, Grid]]]


def bench_tables() -> None:
    """Share of gold cells that stand in their row and column."""
    heading("真实表格逐格一致（标准表格，PDF）")
    files = {
        hashlib.sha256(file.read_bytes()).hexdigest(): file
        for file in find_files(suite_documents("real"))
        if file.suffix == ".pdf"
    }
    golds = [g for g in load(GOLD / "reading" / "grids.jsonl", GridGold) if g.sha256 in files]
    if not golds:
        print("../shared/documents 不在，跳过")
        return
    ours = reading_subject(suite_documents("real"))
    readers: dict[str, Callable[[str], list[Mapping[str, Any]]]] = {
        "本品": lambda sha: list(ours.tables(sha)),
        "pdfplumber": lambda sha: list(_lines(_plumber, files[sha])),
        "PyMuPDF find_tables": lambda sha: list(_lines(_finder, files[sha])),
    }
    rows = []
    for name, tables_of in readers.items():
        cache = {sha: tables_of(sha) for sha in {g.sha256 for g in golds}}
        scores = [score_grid(g, cache[g.sha256]) for g in golds]
        right, cells = sum(s.right for s in scores), sum(s.cells for s in scores)
        exact = sum(s.right == s.cells for s in scores)
        rows.append((name, f"{right / cells:.4f}", f"{right}/{cells}", f"{exact}/{len(scores)}"))
    table(("读表", "逐格一致", "格", "全表一致"), rows)


def _lines(read: Reader, file: Path) -> Iterator[Mapping[str, Any]]:
    """Tables of a peer in the form that the scorer reads; continued pages put together."""
    whole: list[tuple[list[int], Grid]] = []
    for page, grid in read(file):
        last = whole[-1] if whole else None
        goes_on = last and last[0][-1] == page - 1 and len(last[1][0]) == len(grid[0])
        if last and goes_on:
            last[0].append(page)
            last[1].extend(grid)
        else:
            whole.append(([page], grid))
    for pages, grid in whole:
        yield {
            "table_title": "",
            "pages": pages,
            "unit": None,
            "header_rows": 0,
            "columns": len(grid[0]),
            "column_paths": (),
            "grid": grid,
        }


def _plumber(file: Path) -> Iterator[tuple[int, Grid]]:
    with pdfplumber.open(file) as pdf:
        for page in pdf.pages:
            for grid in page.extract_tables():
                yield page.page_number, [[cell or "" for cell in row] for row in grid]


def _finder(file: Path) -> Iterator[tuple[int, Grid]]:
    with pymupdf.open(file) as pdf, redirect_stdout(io.StringIO()):
        for number, page in enumerate(pdf, 1):
            for found in page.find_tables().tables:
                yield number, [[cell or "" for cell in row] for row in found.extract()]
