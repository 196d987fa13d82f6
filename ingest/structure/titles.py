"""The lines around a table → its number, title and unit, and the notes under it.

Takes the items of a document and the index of a table, reads upwards to the last prose or table.
Knows how captions are printed; knows nothing of the table's inside but a unit in its header.

    表一 / 部门收支总表 / 部门：某某局 / 单位：万元    →  number '表一', title '部门收支总表', unit 万元
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice

from ingest.amount import Unit, unit_in, units_listed
from ingest.document import Span
from ingest.structure.canonical import PlacedTable
from ingest.structure.numbering import numbering
from ingest.structure.prose import Item, Passage

__all__ = [
    "Caption",
    "caption",
    "header_unit",
    "is_table_title",
    "owner_in",
    "split_number",
    "without_unit",
]

MOST_ABOVE = 9
"""A caption has at most so many lines."""

_NUMBER = (
    r"附?\s*表\s*(?:[一二三四五六七八九十]+|\d+(?:\s*[-－—]\s*\d+)*)"
    r"|(?:公开|预算|决算|预决算|财政|部门|单位|附件?){1,3}\s*表\s*(?:[一二三四五六七八九十]+|\d+(?:\s*[-－—]\s*\d+)*)"
    r"|附件[一二三四五六七八九十]+(?=[\s:：、.．）)]|$)"
    r"|(?:公开|预算|决算|财决|财预|附件|附表?)\s*\d+(?:[-－—]\d+)?\s*表?"
    r"|(?:公开|预算|决算|预决算|财决|财预|财政|批复|部门|单位|[省市区县]级?){1,3}\s*\d+(?:[-－—]\d+)?\s*表"
    r"|[A-Za-zＡ-Ｚａ-ｚ]{1,4}\s*\d{1,3}(?:[-－—]\d{1,2})*\s*表"
    r"|表\s*[A-Za-zＡ-Ｚａ-ｚ]{1,4}\s*[-－—]?\s*\d{1,3}(?:[-－—]\d{1,2})*"
)
_NUMBER_BEHIND = re.compile(rf"(.*\S)(?:\s+|\s*(?=[（(]))[（(]?((?:{_NUMBER}))[）)]?")
_NUMBERED = re.compile(rf"[（(]?((?:{_NUMBER}))[）)]?(?:\s*[:：、.．]\s*|\s+|$)(.*)", re.S)
_OWNER = re.compile(
    r"(?:编制|编报|申报|预算|填报|公开|报送|主管|预算主管|决算|公开单位)?(?:部门|单位)(?:\s*[（(]公章[）)])?(?:名称)?"
    r"\s*[:：]\s*(?P<owner>(?:(?!金额|单位\s*[:：]).)*?)\s*(?=$|金额|单位\s*[:：]|\s{2,}|日期|\d{4}年)"
)
_OWNER_CODE = re.compile(r"^[\[【(（]?\d{3,9}[\])】）]?[-—_\s]*(?=[\u4e00-\u9fff])")
_YEAR = re.compile(
    r"[（(]?\s*\d{4}\s*年度?\s*(?:预算|决算)?\s*[）)]?|日期\s*[:：].*|\d{4}年\d+月(?:\d+日)?"
)
_UNIT_ONLY = re.compile(
    r"[（(]?(?:金额)?\s*单位\s*(?:[:：]\s*\S{1,6}|(?:人民币)?\s*(?:亿|百万|万|千)?元)[）)]?"
)
_NOTE = re.compile(r"[（(]?(?:注|备\s*注|说\s*明|注释)\s*\d*\s*[:：.、]")
_EMPTY = re.compile(
    r"[此本该上]表(?:格)?(?:为|系|是)?(?:空表?|空白表?|无(?:相关)?(?:数据|内容|发生))[）)。]?$"
)
_BRACKETED = re.compile(r"[（(](?!.*[:：]).{2,40}[）)]")
_PART = r"\s*[-－—–]{1,2}\s*[\u4e00-\u9fff“”\"]{2,16}"
"""What part of a table is shown: '基本支出表-人员经费（工资福利支出）（按经济分类）'."""
_TITLE = re.compile(
    rf"表(?:{_PART}(?:\s*[（(][^（()）]{{1,24}}[）)]){{0,2}})?(?:\s*[（(].{{1,24}}[）)])?\s*(?:\d|[（(]?续[）)]?)?$"
)
_NO_TITLE = re.compile(r"附\s*表[:：]?|续\s*表|[本该此上下]表")
"""Words that end as titles do and name no table."""
_STOPS = re.compile(r"[。；;]|[，,].*[，,]")
_ORGANISATION = re.compile(r"\d{3,6}\s*\S{2,30}")
_UNIT_BEHIND = re.compile(
    r"(?<=\S)\s*(?:[（(【\[]\s*(?:(?:金额|计量|货币)?单位\s*[:：]?\s*)?(?:人民币)?\s*(?:亿元|百万元|万元|千元|元)\s*[）)】\]]"
    r"|\s(?:金额|计量|货币)?单位\s*[:：]\s*(?:人民币)?\s*(?:亿元|百万元|万元|千元|元))\s*$"
)
_UNIT_LAST = re.compile(
    r"(?P<before>\S(?:.*\S)?)\s+[（(]?(?:金额|计量|货币)?单位\s*[:：]\s*(?:人民币)?\s*(?:亿元|百万元|万元|千元|元)[）)]?"
)
"""A line that ends with the unit; what stands before it, with blanks between, says whose table it is."""
_FORM_LINE = re.compile(
    r"(?:项目(?:名称|编码|代码|单位|类[别型]|分类|负责人|金额|总?预算)|(?:业务)?主管部门|实施单位|(?:当年|本年|年度)?预算(?:金额|数)?"
    r"|(?:当年|本年|年度|总体|中期|长期|项目)?(?:绩效)?(?:总体)?目标)\s*(?:[（(][^（()）]{1,6}[）)])?\s*[:：]"
)
"""What a conversion of a form prints in lines of its own, between its title and its table."""
_NAMED_IN_PROSE = re.compile(
    r"(?:下表|附表|如下表?)[^。；;]{0,6}?[（(《“](?P<name>[^（）()《》“”。；;，,]{2,30}表)[）)》”]{1,2}[:：。]?"
    r"|《(?P<before>[^《》。；;，,]{2,30}表)》(?:[^。；;]{0,8}?)(?:如下|见下)[:：。]?"
)
"""'具体安排详见下表（部门收支总表）：': the sentence over a table says its name."""
_HEADS = re.compile(r"(?:情况|预算|决算|明细|统计|汇总|收支|收入|支出|目标|清单|说明)[:：]?$")
_UNIT_IN_HEADER = re.compile(r"[（(]\s*(?:单位\s*[:：]?)?\s*(亿元|百万元|万元|千元|元)\s*[）)]")


@dataclass(slots=True)
class Caption:
    """What the lines around a table say; `above` and `below` are the items that say it.

    `told` is the name that the sentence above gives it, for a table that prints no title.
    """

    number: str | None = None
    title: str = ""
    told: str = ""
    unit: Unit | None = None
    title_span: Span | None = None
    above: list[int] = field(default_factory=list)
    below: list[int] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)


def is_table_title(text: str) -> bool:
    """True for a line that ends as table titles do: '…总表', '…情况表（按经济科目）'."""
    bare = text.strip()
    named = _TITLE.search(bare) and not _NO_TITLE.fullmatch(bare)
    return bool(named) and not _STOPS.search(text)


def without_unit(text: str) -> str:
    """A title without the unit behind it: '收支总表（单位：万元）' -> '收支总表'."""
    return _UNIT_BEHIND.sub("", text)


def split_number(text: str) -> tuple[str | None, str]:
    """'表一：收支总表' -> ('表一', '收支总表'); '公开01表' -> ('公开01表', '')."""
    found = _NUMBERED.fullmatch(text.strip())
    if not found:
        return None, text.strip()
    return "".join(found[1].split()), found[2].strip()


def owner_in(text: str) -> str | None:
    """The unit an owner line names: '编制部门：某某局 单位：元' -> '某某局'; None for other lines."""
    found = _OWNER.match(_unbracketed(text))
    if not found or unit_in(text.split("：")[0].split(":")[0] + "：" + found["owner"]):
        return None
    if found["owner"] and units_listed(f"单位：{found['owner']}"):
        return None
    owner = _OWNER_CODE.sub("", found["owner"].strip("，。；、 \u3000"))
    return owner if len(owner) >= 3 else None


def header_unit(labels: Sequence[str]) -> Unit | None:
    """The unit that header cells state, when they agree: '预算数（万元）'."""
    stated = {Unit(found[1]) for text in labels for found in _UNIT_IN_HEADER.finditer(text)}
    stated |= {unit for text in labels if (unit := unit_in(text))}
    return stated.pop() if len(stated) == 1 else None


def caption(items: Sequence[Item], index: int, skip: Set[int]) -> Caption:
    """The caption and notes of the table at an index."""
    made = Caption()
    for above in _above(items, index):
        item = items[above]
        if isinstance(item, PlacedTable):
            break
        if above in skip:
            continue
        if not _reads(made, above, item) and (
            made.title or not _FORM_LINE.match(item.text.strip())
        ):
            break
    made.told = _named_in_prose(made, items, index)
    if made.unit is None:
        _reads_unit_below(made, items, index)
    for below in range(index + 1 + len(made.below), min(len(items), index + 6)):
        item = items[below]
        if isinstance(item, PlacedTable) or not _is_note(item.text.strip()):
            break
        made.below.append(below)
        made.notes.append(item.text)
    return made


def _above(items: Sequence[Item], index: int) -> Iterator[int]:
    """The nearest items above, from below, without running heads and page numbers."""
    upwards = range(index - 1, -1, -1)
    return islice((i for i in upwards if not _is_furniture(items[i])), MOST_ABOVE)


def _is_furniture(item: Item) -> bool:
    return isinstance(item, Passage) and item.furniture


def _named_in_prose(made: Caption, items: Sequence[Item], index: int) -> str:
    """The table that the end of the sentence right above names, '' for none or several."""
    over = next((i for i in range(index - 1, -1, -1) if i not in made.above), None)
    item = items[over] if over is not None else None
    if not isinstance(item, Passage) or item.furniture:
        return ""
    found = [m for m in _NAMED_IN_PROSE.finditer(item.text) if m.end() == len(item.text.rstrip())]
    return (found[0]["name"] or found[0]["before"]) if len(found) == 1 else ""


def _reads_unit_below(made: Caption, items: Sequence[Item], index: int) -> None:
    """A unit line right under a table without one; not where it may be that of the table to come."""
    item, after = next(iter(items[index + 1 : index + 2]), None), items[index + 2 : index + 6]
    if not isinstance(item, Passage) or not _UNIT_ONLY.fullmatch(item.text.strip()):
        return
    table = next((i for i, other in enumerate(after) if isinstance(other, PlacedTable)), None)
    between = [other.text for other in after[:table] if isinstance(other, Passage)]
    if table is None or any(_UNIT_ONLY.search(text) for text in between):
        made.unit = unit_in(item.text)
        made.units.extend([made.unit] if made.unit else [])
        made.below.append(index + 1)


def _is_note(text: str) -> bool:
    """'注：…', '说明：…', or a line that says the table above it is empty."""
    return bool(_NOTE.match(text) or (len(text) <= 80 and _EMPTY.search(text)))


def _reads(made: Caption, index: int, item: Passage) -> bool:
    """Take one line into the caption; False when it is not part of one."""
    text = item.text.strip()
    stated = unit_in(text) or header_unit([text])
    if len(text) > 70 or _STOPS.search(text) or _NOTE.match(text):
        return False
    number, rest = split_number(text)
    behind = None if number else _NUMBER_BEHIND.fullmatch(text)
    if behind and (_is_dressing(behind[1]) or is_table_title(behind[1])):
        number, rest = "".join(behind[2].split()), behind[1]
    if number:
        if made.number or (rest and made.title and not _is_dressing(rest)):
            return False
        made.number = number
        if _is_dressing(rest):
            made.unit = made.unit or unit_in(rest)
        elif rest:
            _entitle(made, rest, item)
    elif _is_dressing(text):
        made.unit = made.unit or unit_in(text)
    elif not made.title and _BRACKETED.fullmatch(text):
        made.unit = made.unit or header_unit([text])
        if not header_unit([text]):
            made.notes.append(text)
    elif not made.title and _may_be_title(text, item):
        _entitle(made, text, item)
    else:
        if not made.title and _UNIT_LAST.fullmatch(text):
            made.unit = made.unit or stated
        return not made.title and bool(_ORGANISATION.fullmatch(text))
    made.above.append(index)
    made.units.extend([stated] if stated else [])
    return True


def _is_dressing(text: str) -> bool:
    """Owner, year and unit lines."""
    return bool(
        _OWNER.match(_unbracketed(text))
        or _YEAR.fullmatch(text)
        or _UNIT_ONLY.fullmatch(text)
        or _is_bare_owner(text)
    )


def _is_bare_owner(text: str) -> bool:
    """'某某局      单位：万元': the owner without '部门：', the unit at the end of the line."""
    found = _UNIT_LAST.fullmatch(text)
    if found is None or numbering(text) or is_table_title(found["before"]):
        return False
    return not _HEADS.search(found["before"])


def _unbracketed(text: str) -> str:
    """Without brackets around the whole line."""
    bare = text.strip(" \u3000")
    return bare[1:-1].strip() if re.fullmatch(r"[（(].*[）)]", bare) else bare


def _may_be_title(text: str, item: Passage) -> bool:
    if is_table_title(without_unit(text)):
        return True
    return numbering(text) is None and bool(item.raw.heading) and "表" in text


def _entitle(made: Caption, text: str, item: Passage) -> None:
    made.unit = made.unit or unit_in(text) or header_unit([text])
    number = numbering(text)
    named = without_unit(number.title if number and number.rank > 10 else text)
    made.title = re.sub(r"\s+", " ", named).strip()
    made.title_span = Span(item.start, item.end)
