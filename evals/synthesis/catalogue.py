"""All layouts by name, and the one way to a document: `disclosure(seed, layout)`.

>>> disclosure(7, "delta").tables[0].title
'部门收支总体情况表'
"""

from __future__ import annotations

from decimal import Decimal

from evals.synthesis.cases import case
from evals.synthesis.coastal import coastal
from evals.synthesis.compose import compose
from evals.synthesis.disclosure import Disclosure, Style
from evals.synthesis.draw import YUAN
from evals.synthesis.layout import Layout
from evals.synthesis.layouts_account import ACCOUNTS
from evals.synthesis.layouts_budget import BUDGETS
from evals.synthesis.layouts_town import TOWNS
from evals.synthesis.southern import southern

__all__ = ["LAYOUTS", "NAMES", "disclosure"]

LAYOUTS: dict[str, Layout] = {layout.name: layout for layout in (*BUDGETS, *TOWNS, *ACCOUNTS)}
"""The layouts that are data."""

NAMES = ("coastal", "southern", *LAYOUTS)
"""Every layout: two that are modules of their own, and those that are data."""


def disclosure(seed: int, layout: str, year: int = 2024) -> Disclosure:
    """A document of an invented unit; the same for the same seed.

    With an even seed all amounts are whole hundreds of 元, with an odd one 万元 are rounded.
    """
    exact = seed % 2 == 0
    made = case(seed, year, Decimal(100) if exact else YUAN)
    if layout == "coastal":
        return coastal(made.now, made.before, Style(0))
    if layout == "southern":
        return southern(made.now, made.before, Style(2))
    return compose(made, LAYOUTS[layout])
