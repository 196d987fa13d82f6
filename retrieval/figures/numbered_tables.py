"""Tables named by their number: 'GK05表', '预算表二', '公开02表', '附表3'.

Takes a text made ready to be held against labels and the tables of a Document, gives where the number
stands and which tables carry it: none where no table does, so that no other table answers in its place.

    '决算gk01表总计是多少'     ->   TableSaid(2, 7), positions {0}
    '预算表二,补助的小计'       ->   表二, whatever else is printed before it
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ingest.document import Table
from ingest.structure.numbering import chinese_number
from retrieval.words.lexicon import folded

__all__ = ["TableSaid", "table_said"]

_N = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_PREFIX = r"(?P<before>公开|附件?|预算|决算|部门)*(?P<letters>[a-z]{1,3})?"
_NUMBER = re.compile(
    rf"{_PREFIX}(?:(?P<a>\d{{1,2}})(?P<sub>-\d{{1,2}})?表|表格?(?P<b>{_N})(?P<subb>-\d{{1,2}})?(?![\d个张项种类级年月万元份.]))"
)
_WORDS = re.compile(r"公开|附")


class TableSaid(NamedTuple):
    """Where a text names a table by its number, and the positions of the tables that carry it."""

    start: int
    end: int
    positions: frozenset[int]


class _Key(NamedTuple):
    words: frozenset[str]
    letters: str
    number: int
    part: str


def table_said(text: str, tables: Iterable[Table]) -> TableSaid | None:
    """The one table number that a text names; None where it names none, or more than one."""
    said = [match for match in _NUMBER.finditer(text) if _key(match).number]
    if len(said) != 1:
        return None
    match, wanted = said[0], _key(said[0])
    keys = [(key, table.position) for table in tables if (key := _printed(table))]
    same = [(k, at) for k, at in keys if k.number == wanted.number and k.part == wanted.part]
    if wanted.letters:
        same = [(key, at) for key, at in same if key.letters == wanted.letters]
    exact = [(key, at) for key, at in same if key.words == wanted.words]
    return TableSaid(*match.span(), frozenset(at for _, at in exact or same))


def _printed(table: Table) -> _Key | None:
    """The number that a table prints, beside its title or in place of it."""
    for printed in (table.number, table.title):
        match = _NUMBER.fullmatch(re.sub(r"\s+", "", folded(printed or "")))
        if match:
            return _key(match)
    return None


def _key(match: re.Match[str]) -> _Key:
    said = match["a"] or match["b"]
    number = int(said) if said.isdigit() else chinese_number(said)
    words = frozenset(_WORDS.findall(match[0]))
    return _Key(words, match["letters"] or "", number, match["sub"] or match["subb"] or "")
