"""What a document says of itself: unit name, region, fiscal year, kind, title, unit, what is missing.

Takes the parts of a document (cover, captions, headings, prose, listed tables); never the file name.
Where its own statements disagree it says so, in Chinese. Knows no region and no unit.

    '# 2019年深圳市龙岗区科技创新局 部门预算报告' → 深圳市龙岗区科技创新局, 2019, 部门预算
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.amount import Unit
from ingest.document import DocumentInfo, DocumentKind, Table
from ingest.structure.missing import absent_tables, is_blank_form
from ingest.structure.titles import owner_in
from ingest.structure.unit_names import (
    infer_district,
    names_in,
    names_superior,
    region_of,
    same_unit,
)

__all__ = ["Said", "identify"]

_YEAR = re.compile(r"(20\d{2}|二[〇○零]\S{2})\s*年")
_PERIOD = re.compile(r"\d{4}\s*年度|^\s*[（(]?\s*\d{4}\s*年\s*[）)]?\s*$")
_PERIOD_ALONE = re.compile(r"[（(]?\s*(?:20\d{2}|二[〇○零]\S{2})\s*年\s*度?\s*[）)]?")
_KIND = re.compile(r"(部门|单位)\s*(预算|决算)")
_ACCOUNT = re.compile(r"预算|决算")
_HAN_DIGITS = {char: str(value) for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
}
_AMOUNT = re.compile(r"\d\s*(亿元|百万元|万元|千元|元)")
_OTHER_YEAR = re.compile(r"上年|决算|执行|完成|总结|回顾|比|截至|末|结转|增减|对照")
_FUND = re.compile(
    r"(?:一般公共|公共财政|政府性基金|基金|国有资本经营|财政)预算|预算(?:单位|部门|外|内|数)|综合预算|预算管理|年初预算"
)
_OTHER_REPORT = re.compile(r"(?:执行|完成|调整)情况|总结|回顾|审计|公示|公告|通知")
_KINDS: dict[tuple[str, str], DocumentKind] = {
    ("部门", "预算"): "部门预算",
    ("单位", "预算"): "单位预算",
    ("部门", "决算"): "部门决算",
    ("单位", "决算"): "单位决算",
}


@dataclass(frozen=True, slots=True)
class Said:
    """The parts of a document that speak of the document itself."""

    cover: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    prose: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    units: tuple[tuple[str, tuple[Unit, ...]], ...] = ()

    @property
    def everything(self) -> tuple[str, ...]:
        """All of it."""
        return (*self.cover, *self.captions, *self.headings, *self.prose, *self.listed)


def identify(said: Said) -> DocumentInfo:
    """Who published what for which year."""
    name, region = _unit(said)
    year, kind = _fiscal_year(said), _kind(said)
    return DocumentInfo(
        unit_name=name,
        region=region,
        fiscal_year=year,
        kind=kind,
        title=_title(said, name),
        unit=_account_unit(said),
        contradictions=tuple(_contradictions(said, name, year, kind)),
        absent_tables=absent_tables(said.listed, said.prose, said.tables),
        blank_form=is_blank_form(said.everything, said.tables),
    )


def _unit(said: Said) -> tuple[str | None, str | None]:
    """The unit's full name and region; a name without its district gets the one the document speaks of."""
    names = names_in(said.cover, said.captions, said.headings, said.prose)
    if not names:
        return None, None
    name = names[0].name
    region = region_of(name)
    if region is None:
        district = infer_district(said.prose)
        if district is None:
            return name, None
        level = name[0] if name[0] in "区县" else ""
        name, region = district + name.removeprefix(level), district
    return name, region


def _fiscal_year(said: Said) -> int | None:
    """The year on the cover, else in headings and captions, else the one most budgets are said of.

    A caption may state it alone, or beside the unit: '编制单位：某局  2021年度'. What names a report
    on something else ('2024年财政预算执行情况报告') is asked only where nothing else tells.
    """
    parts = (said.cover, _periods(said.cover), said.headings, said.captions)
    for says in (_states_account, _ACCOUNT.search):
        for texts in parts:
            years = [year for text in texts if says(text) for year in _years(text)]
            if years:
                return Counter(years).most_common(1)[0][0]
    stated = [year for text in said.captions for year in _years(text) if _PERIOD.search(text)]
    if stated:
        return Counter(stated).most_common(1)[0][0]
    headed = [year for table in said.tables for year in _headed_years(table)]
    if headed:
        return max(headed)
    spoken = (text for text in said.prose if _ACCOUNT.search(text))
    common = Counter(year for text in spoken for year in _years(text[:40])).most_common(1)
    return common[0][0] if common else None


def _states_account(text: str) -> bool:
    """'2025年部门预算公开', not '2024年财政预算执行情况报告'."""
    return not _OTHER_REPORT.search(text) and bool(_ACCOUNT.search(_FUND.sub("", text)))


def _periods(cover: Sequence[str]) -> list[str]:
    """The year that stands alone on a cover whose other lines name the account."""
    if not any(_ACCOUNT.search(text) for text in cover):
        return []
    return [f"{text}预算" for text in cover if _PERIOD_ALONE.fullmatch(text.strip())]


def _headed_years(table: Table) -> Iterable[int]:
    """'2024年预算数' over a column."""
    for path in table.column_paths:
        for text in path:
            if _ACCOUNT.search(text):
                yield from _years(text)


def _years(text: str) -> Iterable[int]:
    for found in _YEAR.finditer(text):
        digits = "".join(_HAN_DIGITS.get(char, char) for char in found[1].replace("二", "2", 1))
        if digits.isdecimal() and len(digits) == 4:
            yield int(digits)


def _kind(said: Said) -> DocumentKind | None:
    """部门 or 单位, 预算 or 决算: as the cover says, else as headings and prose mostly say."""
    counted = Counter(pair for text in said.everything for pair in _KIND.findall(text))
    parts = (said.cover, said.headings, said.captions, said.prose)
    for texts in ([_FUND.sub("", text) for text in part] for part in parts):
        pairs = [pair for text in texts for pair in _KIND.findall(text)]
        if pairs:
            return _KINDS[Counter(pairs).most_common(1)[0][0]]
        accounts = [word for text in texts for word in _ACCOUNT.findall(text)]
        if accounts:
            account = Counter(accounts).most_common(1)[0][0]
            single = counted[("单位", account)] > counted[("部门", account)]
            return _KINDS[("单位" if single else "部门", account)]
    return None


def _title(said: Said, name: str | None) -> str | None:
    """The cover line that names the account, with the unit's line before it where they stand apart.

    Where no cover does, it is the first heading, if that does.
    """
    naming = [index for index, text in enumerate(said.cover) if _names_account(text)]
    for index in sorted(naming, key=lambda at: bool(_OTHER_REPORT.search(said.cover[at]))):
        text = said.cover[index]
        before = said.cover[index - 1] if index else ""
        apart = name is not None and before.replace(" ", "") == name and name not in text
        if apart and index > 1 and _PERIOD_ALONE.fullmatch(said.cover[index - 2].strip()):
            text = re.sub(r"\s+", "", said.cover[index - 2]) + text
        return f"{before}{text}" if apart else text
    opening = said.headings[0] if said.headings else ""
    return opening if any(_years(opening)) and _states_account(opening) else None


def _names_account(text: str) -> bool:
    return bool(_ACCOUNT.search(text)) and len(text) <= 60 and owner_in(text) is None


def _account_unit(said: Said) -> Unit | None:
    """The unit of most tables; without tables, the one that its sentences count in."""
    units = Counter(table.unit for table in said.tables if table.unit)
    if not units and not said.tables:
        units = Counter(Unit(unit) for text in said.prose for unit in _AMOUNT.findall(text))
    return units.most_common(1)[0][0] if units else None


def _contradictions(
    said: Said, name: str | None, year: int | None, kind: DocumentKind | None
) -> Iterable[str]:
    """Statements about the document that do not agree with one another."""
    captions = [text for text in said.captions if not names_superior(text)]
    for owner in Counter(owner for text in captions if (owner := owner_in(text))):
        if name and not same_unit(owner, name):
            yield f"表上写的编制单位是“{owner}”，文件的单位是“{name}”"
    for heading in said.headings:
        years = set(_years(heading))
        if year and years and year not in years and not _OTHER_YEAR.search(heading):
            yield f"标题“{heading}”写的是{min(years)}年，文件是{year}年{kind or ''}"
    for title, units in said.units:
        if len(set(units)) > 1:
            yield f"表“{title}”的单位写了两种：{'、'.join(dict.fromkeys(units))}"
    for table in said.tables:
        years = set(_years(table.title))
        if year and years and year not in years and not _OTHER_YEAR.search(table.title):
            yield f"表名“{table.title}”写的是{min(years)}年，文件是{year}年{kind or ''}"
