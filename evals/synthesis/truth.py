"""The answer key of the samples: what is printed, what it means, and what was planted.

Takes Samples, gives plain JSON for truth.json and the gold files; knows nothing of any reader.

    {"title": "2024年部门收入预算总表", "unit": "元", "header_rows": 3, "columns": 9, "rows": 26,
     "checksum_total": "34,348,265", "pages": [10, 11], "grid": [["项目", "", …], …]}
"""

from __future__ import annotations

from typing import Any

import docx
import openpyxl
import pymupdf

from evals.synthesis.disclosure import Heading, Table
from evals.synthesis.planted import Place, Planted
from evals.synthesis.records import fields_of, lists_of
from evals.synthesis.samples import SEED, Sample
from ingest.amount import plain

__all__ = ["checksum_total", "record_line", "tables_line", "truth"]

Json = dict[str, Any]

_TOTALS = ("合计", "收入总计")


def truth(samples: tuple[Sample, ...]) -> Json:
    """truth.json."""
    return {
        "note": "由 python -m evals.synthesis 生成；单位、地区、数字全部虚构。",
        "seed": SEED,
        "printed_with": {
            "pymupdf": pymupdf.__version__,
            "python-docx": docx.__version__,
            "openpyxl": openpyxl.__version__,
        },
        "documents": [_document(sample) for sample in samples],
    }


def _document(sample: Sample) -> Json:
    made = sample.disclosure
    return {
        "id": sample.id,
        "file": sample.file,
        "sha256": sample.sha256,
        "layout": sample.layout,
        "unit_name": made.unit_name,
        "region": made.region,
        "fiscal_year": made.fiscal_year,
        "kind": made.kind,
        "title": made.title,
        "pages": len(sample.printed.page_texts),
        "listed_but_absent": list(made.absent_tables),
        "sections": [
            {"level": b.level, "title": b.text} for b in made.blocks if isinstance(b, Heading)
        ],
        "tables": [_table(sample, table) | {"grid": table.grid} for table in made.tables],
        "record": {"fields": fields_of(sample), **lists_of(sample)},
        "planted": [_planted(fault) for fault in sample.planted],
    }


def _table(sample: Sample, table: Table) -> Json:
    grid = table.grid
    body = grid[table.header_rows :]
    return {
        "title": table.title,
        "number": table.number,
        "pages": sample.printed.pages(table.key),
        "unit": table.unit,
        "header_rows": table.header_rows,
        "columns": table.columns,
        "rows": len(body),
        "checksum_total": checksum_total(table),
        "first_row": body[0],
        "last_row": body[-1],
    }


def checksum_total(table: Table) -> str | None:
    """The total as printed: of the row, or else of the column, that is called 合计; None if none."""
    body = [
        row for row in table.rows[table.header_rows :] if any(cell and cell.text for cell in row)
    ]
    for row in body:
        labels = [i for i, cell in enumerate(row) if cell and cell.text in _TOTALS]
        if labels:
            figures = [cell.text for cell in row[labels[0] :] if cell and cell.value is not None]
            return figures[0] if figures else None
    columns = [
        i for row in table.rows for i, cell in enumerate(row) if cell and cell.text == "合计"
    ]
    last = body[-1][columns[0]] if columns else None
    return last.text if last and last.value is not None else None


def _planted(fault: Planted) -> Json:
    return {
        "id": fault.id,
        "family": fault.family,
        "rules": list(fault.rules),
        "message": fault.message,
        "left": _place(fault.left),
        "right": [_place(place) for place in fault.right],
    }


def _place(place: Place) -> Json:
    value = None if place.value is None else plain(place.value)
    return {"where": place.where, "quote": place.quote, "value": value, "unit": place.unit}


def tables_line(sample: Sample) -> Json:
    """One line of tables.jsonl."""
    made = sample.disclosure
    return {
        "sha256": sample.sha256,
        "note": sample.file,
        "unit_name": made.unit_name,
        "fiscal_year": made.fiscal_year,
        "kind": made.kind,
        "listed_but_absent": list(made.absent_tables),
        "tables": [_table(sample, table) for table in made.tables],
    }


def record_line(number: int, sample: Sample) -> Json:
    """One line of records.jsonl; fields that the document contradicts itself on are left out."""
    contradicted = {"sangong_total"} if sample.planted else set()
    fields = {k: v for k, v in fields_of(sample).items() if k not in contradicted}
    lists = lists_of(sample)
    if sample.planted:
        lists["economic"] = None
    head = {"id": f"samples-r-{number:02d}", "sha256": sample.sha256, "note": sample.file}
    return head | {"fields": fields} | lists
