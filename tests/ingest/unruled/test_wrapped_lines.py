"""The rest of a label that stands as far below as a row does is known by what rows have and it lacks."""

from __future__ import annotations

import pytest

from ingest.unruled.runs import Run, RunLine, is_figure
from ingest.unruled.wrapped_lines import wrapped_lines

PITCH = 12.5
CODED = [
    "72:208|150:社会保障和就业支出|300:8.00",
    "72:2080505|162:机关事业单位养老保险缴|300:5.00",
    "150:费支出",
    "72:2080506|162:机关事业单位职业年金费|300:3.00",
    "150:支出",
    "72:210|150:卫生健康支出|300:1.00",
]
NUMBERED = [
    "72:一、公共预算拨款收入|250:9.00|330:一、教育支出",
    "72:二、国有资本经营拨款收|330:二、文化旅游体育与传媒支",
    "72:入|330:出",
    "72:三、事业收入|250:1.00|330:三、其他支出",
    "72:收入总计|250:10.00|330:支出总计",
]
FIGURED = ["72:社会保障和就业|250:8.00", "72:支出|", "72:卫生支出|250:1.00", "72:合计|250:9.00"]
ROWS = ["72:社会保障和就业支出|250:8.00", "72:住房支出|", "72:卫生支出|250:1.00"]
HEADED = [
    "72:一、基本支出|",
    "72:社会保障和就业支出|250:8.00",
    "72:其中：|",
    "72:卫生支出|250:1.00",
]


def lines_of(rows: list[str]) -> list[RunLine]:
    made = []
    for index, row in enumerate(rows):
        cells = [cell.split(":", 1) for cell in row.split("|") if cell]
        runs = tuple(
            Run(text, int(x), int(x) + 9.0 * len(text), is_figure(text)) for x, text in cells
        )
        baseline = 100 + PITCH * index
        made.append(RunLine(baseline, baseline - 7.2, 9.0, runs))
    return made


@pytest.mark.parametrize(
    ("rows", "wrapped"),
    [(CODED, {2, 4}), (NUMBERED, {2}), (FIGURED, {1}), (ROWS, set()), (HEADED, set())],
)
def test_a_line_that_lacks_what_every_row_has_goes_on_the_label_above(rows, wrapped) -> None:
    assert wrapped_lines(lines_of(rows)) == wrapped
