"""Ruling lines become cells: spans, open sides, frames and charts."""

from __future__ import annotations

from ingest.ruled.rules import GridCell, grids
from ingest.ruled.strokes import Rule, Rules, ruling_lines


def lattice(xs, ys):
    return Rules(
        [Rule(y, xs[0], xs[-1]) for y in ys],
        [Rule(x, ys[0], ys[-1]) for x in xs],
    )


def test_a_lattice_has_a_cell_in_every_square():
    [grid] = grids(lattice([0, 100, 200], [0, 20, 40, 60]))
    assert len(grid.cells) == 6
    assert grid.cell_at(150, 30) == 3
    assert grid.rectangle(grid.cells[3]) == (100, 20, 200, 40)
    assert grid.cell_at(250, 30) == grid.cell_at(150, 70) == -1


def test_a_missing_edge_makes_a_merged_cell():
    rules = lattice([0, 100, 200], [0, 20, 40])
    rules.vertical[1] = Rule(100, 20, 40)
    [grid] = grids(rules)
    assert grid.cells == (GridCell(0, 0, 1, 2), GridCell(1, 0, 1, 1), GridCell(1, 1, 1, 1))
    assert not grid.odd


def test_an_underline_in_a_cell_is_no_edge():
    rules = lattice([0, 100, 200], [0, 20, 40])
    rules.horizontal.insert(1, Rule(14, 0, 60))
    [grid] = grids(rules)
    assert len(grid.cells) == 4


def test_outer_rules_that_were_not_printed_are_added():
    rules = lattice([0, 100, 200, 300], [0, 20, 40])
    open_sides = Rules(rules.horizontal, rules.vertical[1:3])
    open_ends = Rules(rules.horizontal[1:2], rules.vertical)
    for printed in (open_sides, open_ends):
        [grid] = grids(printed)
        assert (grid.xs, grid.ys, len(grid.cells)) == ((0, 100, 200, 300), (0, 20, 40), 6)


def test_a_frame_and_a_column_of_boxes_are_no_grid():
    assert grids(lattice([0, 300], [0, 400])) == []
    assert grids(lattice([0, 300], [0, 20, 40])) == []


def test_boxes_of_a_chart_are_no_table():
    boxes = [lattice([x, x + 50], [y, y + 20]) for x, y in ((0, 0), (200, 100), (400, 200))]
    across = [rule for box in boxes for rule in box.horizontal] + [Rule(10, 50, 400)]
    down = [rule for box in boxes for rule in box.vertical] + [
        Rule(225, 10, 100),
        Rule(425, 10, 200),
    ]
    assert grids(Rules(sorted(across), sorted(down))) == []


def test_a_shape_that_is_no_rectangle_is_cut_and_marked():
    rules = lattice([0, 100, 200], [0, 20, 40])
    rules.vertical[1] = Rule(100, 0, 20)
    rules.horizontal[1] = Rule(20, 0, 100)
    [grid] = grids(rules)
    assert grid.odd


def test_two_tables_on_a_page_are_two_grids_the_smaller_first():
    first, second = lattice([0, 100, 200], [0, 20, 40]), lattice([0, 50, 200], [100, 120])
    found = grids(
        Rules(first.horizontal + second.horizontal, sorted(first.vertical + second.vertical))
    )
    assert [len(grid.cells) for grid in found] == [2, 4]


def box(x0, y0, x1, y1, **style):
    return {"type": "f", "items": [("re", (x0, y0, x1, y1), 1)], "fill": (0, 0, 0), **style}


def test_thin_boxes_are_rules_and_their_pieces_are_joined():
    drawn = [
        box(10, 20, 50, 20.5),
        box(51, 20, 90, 20.5),
        box(10, 20, 10.5, 60),
        box(100, 20, 140, 60),
    ]
    across, down = ruling_lines(drawn, 600, 800)[:2]
    assert [(rule.start, rule.end) for rule in across] == [(10, 90)]
    assert [(rule.start, rule.end) for rule in down] == [(20, 60)]


def test_invisible_and_white_strokes_are_not_there():
    hidden = [
        box(10, 20, 50, 20.5, fill=(1, 1, 1)),
        box(10, 20, 50, 20.5, fill_opacity=0.0),
        box(10, 20, 50, 20.5, fill=None),
        {"type": "s", "items": [("l", (10, 20), (90, 20))], "color": (0.99, 1, 1), "width": 1},
        {"type": "s", "items": [("l", (10, 900), (90, 900))], "color": (0, 0, 0), "width": 1},
    ]
    assert ruling_lines(hidden, 600, 800)[:2] == ([], [])


def test_a_stroked_box_has_four_sides_and_a_slanted_line_none():
    drawn = [
        {"type": "s", "items": [("re", (10, 20, 90, 60), 1)], "color": (0, 0, 0), "width": 1},
        {"type": "s", "items": [("l", (10, 20), (90, 60))], "color": (0, 0, 0), "width": 1},
    ]
    across, down = ruling_lines(drawn, 600, 800)[:2]
    assert (len(across), len(down)) == (2, 2)
