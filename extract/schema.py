"""What to extract: fields as data, read from YAML and checked once.

Takes a YAML file (the built-in `departmental_budget` by default), gives a frozen Schema. Knows no
documents. One field as it stands in the file:

    name: basic_expenditure
    label: 基本支出
    type: amount
    table: [{kind: functional, fund: [all], row: total, measure: [basic]}]
    prose: ['基本支出(?:预算|决算)?{F}{A}']
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, field_validator

from extract.kinds import Fund, SheetKind

__all__ = ["Field", "ListSource", "Schema", "TableSource", "built_in", "needed"]

_AMOUNT = r"(?P<a>-?\d[\d,]*(?:\.\d+)?)(?P<u>亿元|百万元|万元|千元|元|万(?=[,。;、)]|$))"
_COUNT = r"(?P<a>\d+)(?P<u>)"
_FILLER = (
    r"(?:\([^()]{0,40}\)|[”\"]|(?:支出|收入)?(?:年初|全年)?预算(?:数)?为?-?[\d,.]+万?元,(?=[^。;]{0,6}决算)"
    r"|财政拨款|预算|支出|费用|决算|拨款|安排|年初|总额|总计|合计|总|金额|数|经费|项目|涉及|为|是|共|计|有|约|各|均|:|,(?=\d)|。(?=20\d\d年)"
    r"|20\d\d年(?:度)?|本年(?:度)?|当年)*"
)
_OFFICE = "年度局委办院会心处厅道站所校府室队馆团"
_AFTER_STOP = r"(?<![^。;:,、])(?<![类款项]\):)"
_AFTER_UNIT = (
    rf"(?:(?<=[{_OFFICE}])|(?<=级\))|(?<=部\))|(?<=门\))|(?<=[一二三四五六七八九十]\))|(?<=部门)|(?<=单位)|(?<=部门预算)|(?<=单位预算)"
    rf"|(?<=[{_OFFICE}]预算)|(?<=级\)预算))(?<!\(款\):\d{{4}}年预算)"
)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TableSource(_Strict):
    """Where in which table a value stands; see the head of the YAML file."""

    kind: SheetKind
    fund: tuple[Fund, ...] = ()
    side: Literal["收入", "支出"] | None = None
    row: str | None = None
    measure: tuple[str, ...] = ()
    code: str | None = None
    name: str | None = None
    item: str | None = None
    head: str | None = None
    title: str | None = None
    part: bool = False
    only: bool = False


class ListSource(_Strict):
    """Which tables give the rows of a list."""

    kind: SheetKind
    fund: tuple[Fund, ...]
    head: str | None = None


class Field(_Strict):
    """One value of the record: what it is called and where it may stand."""

    name: str
    label: str
    type: Literal["amount", "percent", "count"]
    table: tuple[TableSource, ...] = ()
    prose: tuple[str, ...] = ()
    fallback: tuple[TableSource, ...] = ()
    fallback_prose: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    change: Literal["amount", "percent"] | None = None
    parts: str | None = None

    @field_validator("prose", "fallback_prose", "none")
    @classmethod
    def _compiles(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            compiled(pattern)
        return patterns


class Schema(_Strict):
    """Fields and lists of rows, in the order of the output."""

    name: str
    title: str
    fields: tuple[Field, ...]
    lists: dict[Literal["functional", "economic", "projects"], tuple[ListSource, ...]]


@lru_cache(maxsize=512)
def compiled(pattern: str) -> re.Pattern[str]:
    """A prose pattern with its marks filled in; the head of the YAML file says what they mean."""
    for mark, meaning in _MARKS.items():
        pattern = pattern.replace(mark, meaning)
    return re.compile(pattern)


@lru_cache(maxsize=512)
def needed(pattern: str) -> str:
    """The longest text that every match of a pattern holds: '(?<!费)基本支出{F}{A}' needs 基本支出; '' if none.

    Only plain signs outside all groups count, and not the last one before ?, * or a repetition.
    """
    best, depth, run = "", 0, ""
    text = re.sub(r"\{[A-Z]\}", ".", re.sub(r"\\.|\[[^\]]*\]", ".", pattern))
    for sign in text + ".":
        if sign == "|" and not depth:
            return ""
        plain = not depth and "\u4e00" <= sign <= "\u9fff"
        run = run + sign if plain else run[:-1] if sign in "?*{" else run
        if not plain:
            best, run = max(best, run, key=len), ""
        depth += (sign == "(") - (sign == ")")
    return best


_MARKS = {
    "{F}": _FILLER,
    "{A}": _AMOUNT,
    "{N}": _COUNT,
    "{T}": _AFTER_STOP,
    "{U}": _AFTER_UNIT,
    "{Y}": r"(?<!上年)(?<!去年)(?<!上年度)",
    "{Z}": r"(?:支出|预算|拨款)*(?:均|都)?(?:未安排|没有安排|未列支|未编列|未发生|不安排|无安排)(?=[,。;]|$)",
}


@lru_cache(maxsize=8)
def built_in(name: str = "departmental_budget") -> Schema:
    """A schema that ships with the product."""
    text = (files("extract") / "schemas" / f"{name}.yaml").read_text(encoding="utf-8")
    return Schema.model_validate(yaml.safe_load(text))
