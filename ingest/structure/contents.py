"""What a document lists of itself: the contents pages, and lists of its tables.

Takes passages, says which of them are entries and what the entry is; knows nothing of headings.

    '<b>第一部分 部门概况.....</b>\\t<b>1</b>'  →  '第一部分 部门概况'
    '表一：部门收支总表' '表二：部门收入总表' …  →  entries of a table list
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest.structure.canonical import PlacedTable
from ingest.structure.numbering import numbering
from ingest.structure.outline import squeeze
from ingest.structure.prose import Item, Passage
from ingest.structure.titles import split_number

__all__ = ["ancestors", "contents", "table_list"]

_CONTENTS = re.compile(r"目\s*录")
_LEADER = re.compile(r"(?:[\s.．·…‥]+[（(]?\d{1,3}[）)]?)?[\s.．·…‥]*$")
_DOTS = re.compile(r"[.．·…‥]{4,}|…{2,}")


def contents(items: Sequence[Item]) -> dict[int, str]:
    """The items of the contents pages, each with its entry ('' for the word 目录 itself).

    The sheet of a workbook that lists the others holds nothing else, and ends before the next.
    """
    found: dict[int, str] = {}
    seen: set[str] = set()
    inside = False
    last: Passage | None = None
    for index, item in enumerate(items):
        if isinstance(item, PlacedTable):
            inside = False
        elif _CONTENTS.fullmatch(item.text.strip()):
            on_a_sheet = item.furniture and "!" in item.raw.place
            inside, found[index], last = not on_a_sheet, "", None
        elif _DOTS.search(item.text) and (item.furniture or inside):
            found[index], last = _entry(item.text), item
            seen.add(squeeze(found[index]))
        elif inside and not item.furniture:
            entry = _entry(item.text)
            inside = squeeze(entry) not in seen and _goes_on(last, item)
            if inside:
                seen.add(squeeze(entry))
                found[index], last = entry, item
    return found


def _entry(text: str) -> str:
    """A contents line without its dot leaders and page number."""
    return _LEADER.sub("", re.sub(r"</?\w+>", "", text)).strip()


def _goes_on(last: Passage | None, item: Passage) -> bool:
    """Whether a line can be the next entry: short, and numbered or wrapped as the entries are."""
    text = item.text
    if len(text) > 70 or re.search(r"[。；;]", text):
        return False
    if numbering(text) or split_number(text)[0] or last is None:
        return True
    if re.search(r"\s\d{1,3}$", text):
        return True
    wrapped = numbering(last.text) is not None and last.raw.page is not None and len(last.text) > 15
    return wrapped and len(text) <= 12 and text.endswith(("表", "说明", "情况"))


def table_list(items: Sequence[Item], taken: set[int]) -> dict[int, str]:
    """Runs of '表一：…' '表二：…' lines that no table follows directly: the document lists its tables."""
    found: dict[int, str] = {}
    run: list[int] = []
    for index, item in enumerate([*items, None]):
        title = _listed_title(item, index, taken)
        if title:
            run.append(index)
            continue
        if len(run) >= 2:
            found.update({i: _text(items[i]) for i in run})
        run = []
    return found


def _listed_title(item: Item | None, index: int, taken: set[int]) -> bool:
    if not isinstance(item, Passage) or index in taken:
        return False
    number, title = split_number(item.text)
    return bool(number and title)


def _text(item: Item) -> str:
    return item.text if isinstance(item, Passage) else ""


def ancestors(entries: Mapping[int, str], index: int) -> list[str]:
    """The entries above an entry, outermost first, by the order in which kinds of numbers appear.

    '二、表格部分' stands above '(一) 收支总表'; where '一、文字部分' holds '第一部分', it stands above that.
    """
    open_: list[tuple[int, str]] = []
    for at in sorted(entries):
        number = numbering(entries[at])
        rank = number.rank if number else 15
        if not entries[at]:
            continue
        kinds = [kind for kind, _ in open_]
        if rank in kinds:
            del open_[kinds.index(rank) :]
        if at == index:
            return [entry for _, entry in open_]
        open_.append((rank, entries[at]))
    return []
