"""Sentences about money and change, and the figures inside them, composed so that they tie.

Takes Decimals in 元, gives Chinese phrases in 万元. Knows nothing of layouts.

>>> change(Decimal(12000000), Decimal(10000000), "2023年预算")
'比2023年预算增加200.00万元，增长20.00%'
"""

from __future__ import annotations

from decimal import Decimal

from evals.synthesis.disclosure import grouped, rounded

__all__ = ["change", "percent", "rate", "share", "wan", "wan_number"]


def wan_number(yuan: Decimal, places: int = 2, *, comma: bool = False) -> str:
    """元 as a number of 万元: 156211123 -> '15621.11'."""
    value = yuan / 10000
    return grouped(value, places) if comma else f"{rounded(value, places):f}"


def wan(yuan: Decimal, places: int = 2) -> str:
    """元 as printed in prose: '15621.11万元'."""
    return f"{wan_number(yuan, places)}万元"


def percent(value: Decimal, places: int = 2) -> str:
    """'20.36%'."""
    return f"{rounded(value, places):f}%"


def rate(now: Decimal, before: Decimal) -> Decimal:
    """The signed change in per cent of what was before."""
    return (now - before) * 100 / before


def share(part: Decimal, whole: Decimal, places: int = 2) -> str:
    """A share of a whole: '17.04%'."""
    return percent(part * 100 / whole if whole else Decimal(0), places)


def change(
    now: Decimal, before: Decimal, against: str, places: int = 2, *, with_rate: bool = True
) -> str:
    """'比2023年预算减少12.30万元，下降4.05%', '与2023年预算持平', or that there was none before."""
    if now == before:
        return f"与{against}持平"
    word, way = ("增加", "增长") if now > before else ("减少", "下降")
    phrase = f"比{against}{word}{wan(abs(now - before))}"
    if not with_rate:
        return phrase
    if before == 0:
        return f"{phrase}（{against}为0.00万元，不计算增幅）"
    return f"{phrase}，{way}{percent(abs(rate(now, before)), places)}"
