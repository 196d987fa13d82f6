"""What is set large is a heading only beside prose, not beside the small print of table rows."""

from __future__ import annotations

from ingest.assemble import assemble
from ingest.blocks import RawDocument, RawLine
from ingest.citation import Box
from ingest.document import Page


def _line(text: str, size: float, top: float) -> RawLine:
    box = Box(1, 60, top, 60 + 12 * len(text), top + size)
    return RawLine(text, "第1页", page=1, box=box, size=size)


def test_small_rows_of_a_table_without_rules_do_not_make_prose_a_heading() -> None:
    prose = ["本局共有公务用车三辆，均为一般公务用车", "其余车辆已按规定处置，处置收入上缴国库。"]
    rows = [f"科目{n} 1,2{n}0 0 1,2{n}0" for n in range(10, 40)]
    lines = [_line("一、车辆情况", 14, 40)]
    lines += [_line(text, 12, 60 + 20 * n) for n, text in enumerate(prose)]
    lines += [_line(text, 9, 120 + 12 * n) for n, text in enumerate(rows)]
    raw = RawDocument("pdf", tuple(lines), pages=(Page(1, 0, 0, 595, 842),))
    document = assemble(raw, "a" * 64, "样例.pdf")
    assert [section.title for section in document.sections] == ["一、车辆情况"]
