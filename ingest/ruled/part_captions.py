"""What stands over the parts of one wide table: which lines are of a caption, and what a part adds to it.

Takes printed lines, says whether two parts can be of one table by their titles and numbers, and which
lines of the later part the first one does not have. Knows nothing of rows and columns.

    over page 7   支出决算明细表 / 部门：某局        over page 8   公开07表 / 部门：某局 / 单位：万元
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from ingest.blocks import RawLine
from ingest.label_rows import is_caption_line, is_label_row, is_title
from ingest.ruled.fragments import Fragment

__all__ = [
    "as_furniture",
    "contradict",
    "is_caption",
    "news",
    "page_of",
    "repeats",
    "says_it_goes_on",
    "titles",
]

SHORTEST = 6

_BRACKETED = re.compile(r"[（(]续[^（()）]{0,4}[）)]")
_GOES_ON = re.compile(r"续\s*[表页]?\s*[一二三四五六七八九十\d]{0,2}|[（(]续[^（()）]{0,4}[）)]")


def is_caption(text: str) -> bool:
    """A title, a number, a unit, whose table it is, or '续表'."""
    bare = text.strip()
    return is_title(_plain(bare)) or is_label_row([bare]) or _GOES_ON.fullmatch(bare) is not None


def repeats(text: str, lines: Sequence[RawLine]) -> bool:
    """A caption that the lines have, or the beginning of one that its page had no room for."""
    plain = _plain(text)
    return len(plain) >= SHORTEST and any(_plain(line.text).startswith(plain) for line in lines)


def says_it_goes_on(line: RawLine) -> bool:
    """'续表', '支出表（续）'."""
    bare = "".join(line.text.split())
    return _BRACKETED.search(bare) is not None or _GOES_ON.fullmatch(bare) is not None


def titles(lines: Sequence[RawLine]) -> set[str]:
    """The titles among the lines, without the words that say that they go on."""
    return {text for text in map(_named, lines) if text and not _is_number(text)}


def contradict(mine: Sequence[RawLine], others: Sequence[RawLine]) -> bool:
    """Both have a title, or both a number, and it is not the same."""
    one, other = titles(mine), titles(others)
    numbered = [
        {text for text in map(_named, lines) if _is_number(text)} for lines in (mine, others)
    ]
    return bool(one and other and not other <= one) or bool(
        numbered[0] and numbered[1] and not numbered[1] <= numbered[0]
    )


def news(mine: Sequence[RawLine], others: Sequence[RawLine]) -> list[RawLine]:
    """The lines of the others that the first part does not have, each once."""
    said = {_plain(line.text) for line in mine}
    out: list[RawLine] = []
    for line in others:
        plain = _plain(line.text)
        known = plain in said or repeats(line.text, mine)
        if plain and not known and _GOES_ON.fullmatch(line.text.strip()) is None:
            said.add(plain)
            out.append(line)
    return out


def as_furniture(block: RawLine | Fragment, over: Set[int]) -> RawLine | Fragment:
    """A line of a caption that stands over the whole table is not said again; `over`: the ids of those."""
    repeated = isinstance(block, RawLine) and id(block) in over
    return replace(block, furniture=True) if repeated and isinstance(block, RawLine) else block


def page_of(block: RawLine | Fragment) -> int | None:
    """The page on which a line stands or a table begins."""
    return block.page if isinstance(block, RawLine) else block.pages[0]


def _named(line: RawLine) -> str:
    plain = _plain(line.text)
    return plain if is_title(plain) else ""


def _is_number(text: str) -> bool:
    return bool(text) and is_caption_line(text)


def _plain(text: str) -> str:
    bare = "".join(text.split())
    return "" if _GOES_ON.fullmatch(bare) else _BRACKETED.sub("", bare)
