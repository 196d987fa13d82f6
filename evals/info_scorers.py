"""What a document says of itself against gold written from the page: each fact right or not, apart.

    score_document_info(gold, {"unit_name": "区科技局", "region": None, …})
        -> InfoScore('587fa56f', parts={'unit_name': True, 'region': False, …}, said=('地区 应为 …',))

White space is not compared. A unit is the same with the divisions of its own region before
its name or without them (广东省深圳市龙岗区 + 科技创新局). A blank form names no unit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from evals.cases import InfoGold
from evals.scorers import fold

__all__ = ["INFO_PARTS", "InfoScore", "score_document_info"]

INFO_PARTS = {
    "unit_name": "单位名称",
    "region": "地区",
    "fiscal_year": "年度",
    "kind": "文种",
    "title": "标题",
    "money_unit": "金额单位",
    "blank_form": "空白样表",
}

_DIVISIONS = re.compile(r"(?<=[省市区县])")


class InfoScore(NamedTuple):
    """Which facts of one document are right; those the gold says nothing of are not among them."""

    document: str
    parts: Mapping[str, bool]
    said: tuple[str, ...] = ()


def score_document_info(gold: InfoGold, info: Mapping[str, Any]) -> InfoScore:
    """Compare each fact; what is wrong is told in words."""
    due = [name for name in INFO_PARTS if name == "blank_form" or name in gold.model_fields_set]
    parts = {name: _agrees(name, gold, info.get(name)) for name in due}
    said = tuple(
        f"{INFO_PARTS[name]} 应为 {getattr(gold, name)}，得到 {info.get(name)}"
        for name, right in parts.items()
        if not right
    )
    return InfoScore(gold.sha256[:8], parts, said)


def _agrees(name: str, gold: InfoGold, given: Any) -> bool:
    accepted = gold.accepted(name)
    if name == "unit_name":
        return any(_same_unit(wanted, given, gold) for wanted in accepted)
    if name == "region":
        return any(_same_region(wanted, given) for wanted in accepted)
    if name == "title":
        return any(fold(wanted or "") == fold(given or "") for wanted in accepted)
    return given in accepted


def _same_unit(wanted: str | None, given: str | None, gold: InfoGold) -> bool:
    if gold.blank_form:
        return given is None or fold(given) == fold(wanted or "")
    if wanted is None or given is None:
        return wanted == given
    region = fold(gold.region or "")
    return _bare(fold(wanted), region) == _bare(fold(given), region)


def _bare(name: str, region: str) -> str:
    """The name without its region before it: 星渚市云江区科技局, 云江区科技局, 区科技局 -> 科技局."""
    before = next((part for part in (*_tails(region), region[-1:]) if name.startswith(part)), "")
    return name.removeprefix(before)


def _tails(region: str) -> list[str]:
    """上海市普陀区 -> [上海市普陀区, 普陀区]."""
    divisions = [part for part in _DIVISIONS.split(region) if part]
    return ["".join(divisions[at:]) for at in range(len(divisions))]


def _same_region(wanted: str | None, given: str | None) -> bool:
    """The same place; the divisions above it (广东省 over 深圳市) may be said or left out."""
    if wanted is None or given is None:
        return wanted == given
    short, long = sorted((fold(wanted), fold(given)), key=len)
    return short in _tails(long)
