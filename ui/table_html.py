"""A Table as an HTML table: merged cells as printed, a marked cell, doubtful cells shown as such.

Everything that comes out of a document is escaped: it is data, never HTML.

    <table class="mz-table"><caption>表一 部门收支总表（单位：万元）</caption><tr><th rowspan="1" …
"""

from __future__ import annotations

import html
from collections.abc import Callable

from ingest.document import SURE, Cell, Table

__all__ = ["TABLE_STYLE", "table_html"]

TABLE_STYLE = """
table.mz-table { border-collapse: collapse; font-size: 13px; }
.mz-table caption { text-align: left; font-weight: bold; padding: 4px 0; }
.mz-table th, .mz-table td { border: 1px solid #999; padding: 2px 6px; white-space: nowrap; }
.mz-table th { background: #f2f2f2; }
.mz-table .mz-number { text-align: right; font-variant-numeric: tabular-nums; }
.mz-table .mz-doubtful { background: #ffd9cc; }
mark { background: #ffd91a; }
"""


def table_html(
    table: Table, *, marked: Cell | None = None, title: Callable[[int, int], str] | None = None
) -> str:
    """The table; `title(row, col)` gives what is shown when the pointer rests on a cell."""
    rows = "".join(f"<tr>{_row(table, row, marked, title)}</tr>" for row in range(table.height))
    unit = f"（单位：{table.unit}）" if table.unit else ""
    caption = html.escape(f"{table.name}{unit}")
    return f'<table class="mz-table"><caption>{caption}</caption>{rows}</table>'


def _row(
    table: Table, row: int, marked: Cell | None, title: Callable[[int, int], str] | None
) -> str:
    """The cells that start in a row; a position where nothing is printed is an empty cell."""
    tag = "th" if row < table.header_rows else "td"
    found = ((col, table.at(row, col)) for col in range(table.columns))
    return "".join(
        f"<{tag}></{tag}>" if cell is None else _cell(cell, tag, marked, title)
        for col, cell in found
        if cell is None or (cell.row, cell.col) == (row, col)
    )


def _cell(
    cell: Cell, tag: str, marked: Cell | None, title: Callable[[int, int], str] | None
) -> str:
    text = html.escape(cell.text)
    if cell == marked:
        text = f"<mark>{text}</mark>"
    hint = html.escape(title(cell.row, cell.col)) if title else ""
    said = [hint] if hint else []
    classes = ["mz-number"] if _is_number(cell.text) else []
    if cell.recognition < SURE:
        classes.append("mz-doubtful")
        said.append(f"识别存疑，识别把握 {cell.recognition:.0%}")
    extra = f' class="{" ".join(classes)}"' if classes else ""
    extra += f' title="{"；".join(said)}"' if said else ""
    return f'<{tag} rowspan="{cell.row_span}" colspan="{cell.col_span}"{extra}>{text}</{tag}>'


def _is_number(text: str) -> bool:
    return bool(text) and all(char in "0123456789,.，-－%％()（） " for char in text)
