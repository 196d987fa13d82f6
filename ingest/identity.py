"""What a document says of itself: unit name, region, fiscal year, kind, title, what is missing.

Takes passages and tables; never the file name. First version: cover, owner lines, titles, sentences.

    '# 2019年深圳市龙岗区科技创新局 部门预算报告' → 深圳市龙岗区科技创新局, 2019, 部门预算
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ingest.document import DocumentInfo, DocumentKind, Table
from ingest.prose import Passage

__all__ = ["identify"]

_OWNER = re.compile(
    r"(?:编制|预算|填报|公开|主管|预算主管)?(?:部门|单位)(?:名称)?\s*[:：]\s*(\S{3,40})"
)
_UNIT = re.compile(
    r"[\u4e00-\u9fff]{2,25}(?:局|委员会|办公室|办公厅|办事处|厅|院|法院|检察院|中心|政府|党委|部|署|站|所|会|大学|学校|管委会)(?:[（(](?:本级|本部|机关)[）)])?"
)
_YEAR = re.compile(r"(20\d{2})\s*年")
_REGION = re.compile(
    r"(?:[\u4e00-\u9fff]{2,7}?(?:省|自治区|市))?(?:[\u4e00-\u9fff]{2,7}?(?:区|县|市|州|盟))?"
)


def identify(passages: Sequence[Passage], tables: Sequence[Table]) -> DocumentInfo:
    """Who published what for which year."""
    texts = [passage.text for passage in passages]
    name = _unit_name(texts)
    units = Counter(table.unit for table in tables if table.unit)
    return DocumentInfo(
        unit_name=name,
        region=_region(name),
        fiscal_year=_fiscal_year(texts),
        kind=_kind(texts),
        title=next(
            (text for text in texts[:10] if re.search(r"预算|决算", text) and len(text) < 60), None
        ),
        unit=units.most_common(1)[0][0] if units else None,
    )


def _unit_name(texts: Sequence[str]) -> str | None:
    owners = Counter(found[1] for text in texts if (found := _OWNER.match(text)))
    if owners:
        return owners.most_common(1)[0][0]
    units = Counter(name for text in texts[:40] for name in _UNIT.findall(text))
    return units.most_common(1)[0][0] if units else None


def _region(name: str | None) -> str | None:
    found = _REGION.match(name or "")
    return found[0] or None if found else None


def _fiscal_year(texts: Sequence[str]) -> int | None:
    years: Iterable[str] = (found[1] for text in texts[:30] for found in _YEAR.finditer(text))
    common = Counter(years).most_common(1)
    return int(common[0][0]) if common else None


def _kind(texts: Sequence[str]) -> DocumentKind | None:
    words = Counter(
        found for text in texts for found in re.findall(r"(?:部门|单位)(?:预算|决算)", text)
    )
    best = words.most_common(1)
    kinds: dict[str, DocumentKind] = {
        "部门预算": "部门预算",
        "单位预算": "单位预算",
        "部门决算": "部门决算",
        "单位决算": "单位决算",
    }
    return kinds[best[0][0]] if best else None
