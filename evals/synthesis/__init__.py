"""Invented budget disclosures with known truth: `python -m evals.synthesis --out evals/samples`.

    unit ─▶ draw: Budget (元, Decimal) ─▶ coastal | southern: Disclosure ─▶ print_*: bytes
                       └──────────────────────────┴──────────────────────▶ truth, gold

A new region is one module that turns two Budgets (this year, the year before) into a Disclosure;
a new file format is one `print_*` module that takes any Disclosure. Nothing here reads a file, and
no unit, region or sentence is taken from a real disclosure.
"""
