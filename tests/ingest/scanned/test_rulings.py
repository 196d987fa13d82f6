"""Rules of a picture: long strokes, also where rules that cross them cut them into short pieces."""

from __future__ import annotations

import numpy as np

from ingest.scanned.rulings import _strokes

SCALE = 200 / 72


def page(across: list[int], down: list[int]) -> np.ndarray:
    grey = np.full((400, 400), 255, np.uint8)
    for y in across:
        grey[y : y + 2, down[0] : down[-1] + 4] = 130
    for x in down:
        grey[across[0] : across[-1] + 2, x : x + 4] = 100
    return grey


def test_the_rule_of_columns_narrower_than_the_shortest_rule_goes_through_their_sides() -> None:
    grey = page([60, 120, 180, 240, 300], [40, 80, 120, 160, 200])
    _, turned = _strokes(np.ascontiguousarray(grey.T), SCALE)
    found, _ = _strokes(grey, SCALE, np.ascontiguousarray(turned.T))
    assert [stroke.y for stroke in found if stroke.width > 150] == [60, 120, 180, 240, 300]
