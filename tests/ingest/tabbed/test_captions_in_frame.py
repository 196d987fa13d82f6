"""Title, number and unit lines that a conversion kept inside the frame of a tabbed table."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.amount import Unit
from ingest.assemble import assemble
from ingest.plaintext import read_text

ROWS = "收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n一、财政拨款\t12.00\t一、教育\t12.00\n合计\t12.00\t合计\t12.00\n"


@pytest.mark.parametrize(
    "head",
    [
        "收入支出决算总表\t\t\t\n\t\t\t公开01表\n部门：云水区水务局\t\t\t单位：万元\n",
        "\t收入支出决算总表\t\t\n\t\t\t公开01表\n部门：云水区水务局\t2024年度\t\t单位：万元\n",
        "收入支出决算总表\n公开01表\n部门：云水区水务局\t单位：万元\n",
    ],
)
def test_the_caption_inside_the_frame_is_no_row(head: str) -> None:
    text = "# 第二部分 决算表\n\n" + head + ROWS
    (table,) = assemble(read_text(Path("样例.txt"), text.encode()), "d" * 64, "样例.txt").tables
    assert (table.title, table.number, table.unit) == ("收入支出决算总表", "公开01表", Unit.WAN)
    assert table.header_rows == 2
    assert table.height == 4
