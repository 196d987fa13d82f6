"""Cases: invented units and the figures of the years that a document prints, drawn from a seed.

Takes a seed, gives a Case; neither regions nor units exist. The outturns are budgets drawn near
the plans, so that every total of theirs ties as well.

>>> case(7, 2024).now.year, case(7, 2024).before.year
(2024, 2023)
"""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

from evals.synthesis.draw import YUAN, draw_years
from evals.synthesis.layout import Case
from evals.synthesis.profile import UnitProfile
from evals.synthesis.units import UNITS

__all__ = ["case", "invented", "moved"]

_REGIONS = (
    "青汀市云埠区", "松屿市临塘县", "岚川省玉陂市", "北屏市鹤溪区", "绛州市石榴县", "望舒市白塔区",
    "沧屿市芦洲新区", "梧埠市长汀区", "雁回市沙堤县", "琼林省泽安市", "霁山市南浦区", "砚池市竹坞县",
)  # fmt: skip


def invented(seed: int) -> UnitProfile:
    """One of the invented units, moved to an invented region."""
    draw = random.Random(f"unit:{seed}")
    return moved(draw.choice(UNITS), draw.choice(_REGIONS))


def moved(unit: UnitProfile, region: str) -> UnitProfile:
    """The same unit in another place."""
    bodies = tuple(replace(b, name=b.name.replace(unit.region, region)) for b in unit.bodies)
    return replace(unit, name=unit.name.replace(unit.region, region), region=region, bodies=bodies)


def case(
    seed: int, year: int = 2024, step: Decimal = YUAN, unit: UnitProfile | None = None
) -> Case:
    """The figures of one unit around one year."""
    years = draw_years(unit or invented(seed), year - 1, 5, seed, step)
    before, executed, now, adjusted, final = years
    return Case(
        before, replace(executed, year=year - 1), replace(now, year=year),
        replace(adjusted, year=year), replace(final, year=year),
    )  # fmt: skip
