"""The bundled samples: which unit, year, layout, format and faults; all from fixed seeds.

Gives five printed documents. A sample is added by adding a line to `_made`.

    汐湾区文化和旅游局2024年部门预算.pdf   coastal, 元, clean
    汐湾区应急管理局2025年部门预算.docx    coastal, 元, three planted faults
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Literal

from evals.synthesis.budget import Budget
from evals.synthesis.coastal import coastal
from evals.synthesis.disclosure import Disclosure, Style, Table
from evals.synthesis.draw import draw, draw_years
from evals.synthesis.planted import Place, Planted, list_absent_table, misstate, stale_total
from evals.synthesis.print_docx import print_docx
from evals.synthesis.print_pdf import Paper, print_pdf
from evals.synthesis.print_text import print_text
from evals.synthesis.print_xlsx import print_xlsx
from evals.synthesis.printed import Printed
from evals.synthesis.southern import southern
from evals.synthesis.units import CULTURE, EMERGENCY, VETERANS, WATER
from evals.synthesis.wording import wan

__all__ = ["SEED", "Sample", "samples"]

SEED = 7

_WHOLE, _CENTS, _WAN = Style(0), Style(2), Style(2)
_SHORT = Decimal(4000)
_STALE = Decimal(36000)


@dataclass(frozen=True)
class Sample:
    """A printed document with everything that is known about it."""

    id: str
    file: str
    layout: Literal["coastal", "southern"]
    style: Style
    before: Budget
    now: Budget
    disclosure: Disclosure
    printed: Printed
    planted: tuple[Planted, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """The identity of its bytes."""
        return hashlib.sha256(self.printed.data).hexdigest()


@lru_cache(maxsize=1)
def samples() -> tuple[Sample, ...]:
    """All five, printed."""
    return (_culture_2024(), _culture_2025(), _emergency(), _water(), _veterans())


def _culture_years() -> list[Budget]:
    return draw_years(CULTURE, 2023, 3, SEED)


def _culture_2024() -> Sample:
    """Landscape; the header is repeated in all tables but the economic one."""
    before, now, _ = _culture_years()
    disclosure = coastal(now, before, _WHOLE)
    file = "汐湾区文化和旅游局2024年部门预算.pdf"
    printed = print_pdf(disclosure)
    return Sample("culture_2024", file, "coastal", _WHOLE, before, now, disclosure, printed)


def _culture_2025() -> Sample:
    """Portrait, smaller type; the header is repeated in the economic table only."""
    _, before, now = _culture_years()
    made = coastal(now, before, _WHOLE)
    disclosure = made.with_blocks(
        replace(b, head_repeats=not b.head_repeats) if isinstance(b, Table) else b
        for b in made.blocks
    )
    file = "汐湾区文化和旅游局2025年部门预算.pdf"
    paper = Paper(width=595, height=842, margin=50, body=11, cell=8, padding=15)
    printed = print_pdf(disclosure, paper)
    return Sample("culture_2025", file, "coastal", _WHOLE, before, now, disclosure, printed)


def _emergency() -> Sample:
    """The one that contradicts itself, in three places."""
    before, now = draw(EMERGENCY, 2025, SEED, Decimal("0.10"))
    clean = coastal(now, before, _CENTS)
    right, wrong = wan(now.sangong.total), wan(now.sangong.total - _SHORT)
    told = misstate(clean, "sangong", right, wrong)
    stale = stale_total(told, "economic", "商品和服务支出", (3, 5), _STALE)
    title = f"{now.year}年部门项目支出预算表"
    last = clean.tables[-1].title
    disclosure = list_absent_table(stale, last, f"{len(clean.tables) + 1}. {title}", title)
    planted = (_short_text(now, disclosure, wrong), _stale_row(now), _absent(title))
    file = "汐湾区应急管理局2025年部门预算.docx"
    printed = print_docx(disclosure)
    return Sample(
        "emergency_2025", file, "coastal", _CENTS, before, now, disclosure, printed, planted
    )


def _short_text(now: Budget, disclosure: Disclosure, wrong: str) -> Planted:
    total = now.sangong.total
    return Planted(
        "sangong_total_text_against_table",
        "文字与表",
        (54, 58),
        f"说明文字写“三公”经费预算数为{wrong}，表中合计为{wan(total)}",
        Place("其他相关情况说明", wrong, (total - _SHORT) / 10000, "万元"),
        (
            Place(
                disclosure.table("sangong").title, _WAN.text(total / 10000), total / 10000, "万元"
            ),
        ),
    )


def _stale_row(now: Budget) -> Planted:
    right = now.economic("302")
    title = f"{now.year}年部门一般公共预算基本支出部门预算经济分类预算表"
    return Planted(
        "stale_302_total",
        "表内",
        (15, 16, 17),
        f"302商品和服务支出少计{wan(_STALE)}，不等于所属各款之和",
        Place(title, _CENTS.text(right - _STALE), right - _STALE, "元"),
        tuple(
            Place(title, _CENTS.text(amount), amount, "元")
            for code, amount in now.basic.items()
            if code.startswith("302")
        ),
    )


def _absent(title: str) -> Planted:
    return Planted(
        "listed_table_is_absent",
        "编码名称与格式",
        (53, 84),
        f"目录列有“{title}”，正文没有这张表",
        Place("目  录", title),
        (),
    )


def _water() -> Sample:
    """A government fund, a carry-over and a new vehicle; figures are numbers with a format."""
    before, now = draw(WATER, 2024, SEED, Decimal(100))
    disclosure = southern(now, before, _WAN)
    file = "棠湾区水务局2024年部门预算.xlsx"
    printed = print_xlsx(disclosure)
    return Sample("water_2024", file, "southern", _WAN, before, now, disclosure, printed)


def _veterans() -> Sample:
    """A converter's text; no fund, no carry-over."""
    before, now = draw(VETERANS, 2024, SEED, Decimal(100))
    disclosure = southern(now, before, _WAN)
    file = "棠湾区退役军人事务局2024年部门预算.txt"
    printed = print_text(disclosure)
    return Sample("veterans_2024", file, "southern", _WAN, before, now, disclosure, printed)
