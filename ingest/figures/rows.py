"""Row labels become item paths: by code, by numbering, by '其中', by indentation, by unit.

Takes a table, one of its column groups and what each column is; gives one RowLabel a data row.
Knows nothing of amounts, periods or citations.

    科目编码 科目名称            -> path, code
    206      科学技术支出           ('科学技术支出',)                                   206
    2060101  行政运行               ('科学技术支出', '科学技术管理事务', '行政运行')    2060101
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.document import Cell, DocumentInfo, Table
from ingest.facts import Scope
from ingest.figures.columns import Column, columns_in_full
from ingest.figures.periods import folded
from ingest.structure.numbering import numbering

__all__ = ["RowLabel", "clean_label", "numbering_level", "row_labels", "scope_of", "unit_row"]

_SPACE = re.compile(r"\s+")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,20}>|\*\*")
_CHINESE = "〇零一二三四五六七八九十百"
_NUMBERING: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(rf"[{_CHINESE}]+[、.．]")),
    (2, re.compile(rf"[(（][{_CHINESE}]+[)）][、.]?")),
    (4, re.compile(r"[(（]\d{1,2}[)）][、.]?|[①-⑳]")),
    (3, re.compile(r"\d{1,2}(?:[、．]|[.](?!\d))")),
)
_OF_WHICH = re.compile(r"(?:其中|减|加)[:：]")
_UNIT_END = re.compile(
    r"(?:局|委|委员会|办公室|办公厅|办事处|厅|中心|院|处|站|所|队|学校|学院|中学|小学|幼儿园|馆|政府"
    r"|联合会|总会|协会|团|社|公司|机关|部|监狱)(?:[(（]?(?:本级|本部|机关|部门|汇总)[)）]?)?$"
)
_TOTAL = re.compile(r"[合总小]\s*计")
_ALL = re.compile(r"[合总]计|总合计")
_OWN = re.compile(r"[合总小]计|结转|结余|弥补|^使用|^动用|^减|^加")
"""Labels that open something of their own behind '其中：…'."""
_CARRIED = re.compile(r"结转|结余|弥补|^使用|^动用")
_OF_THE_YEAR = re.compile(r"[本当]年.*[合总小]计")
_UNIT_CODE = re.compile(
    r"^\s*(?!(?:19|20)\d\d年)[\[【(（]?\d{3,9}[\])】）]?[-_—:：\s]*(?=[\u4e00-\u9fff]{3})"
)
_NO_LABEL = frozenset("类款项") | {"栏次", "行次", "科目编码"}
_FLUSH = 10
"""Rows without number or blanks: above those that are set in, below none."""
_LONGEST = 40
"""A longer text beside a name is a description."""
_CODED = re.compile(r"\d{3}|\d{5}|\d{7}|[A-Z]\d*")
_CODE_AND_NAME = re.compile(
    r"[\[【(（]?(\d{3}(?:\d\d){0,2})[\])】）]?[-—_:：.、]?(?=[一-鿿“\"(（])(.+)"
)
_OF_CLASSES = re.compile(r"科目|分类|编码|代码")
_PLACE = re.compile(r"[省市区县乡镇州旗盟]|街道|国家|中国|全国")
_SELF = re.compile(r"(?:[(（]?(?:本级|本部|机关)[)）]?)$")


class RowLabel(NamedTuple):
    """What a data row is about; `path` is empty for a row without any label."""

    path: tuple[str, ...]
    code: str | None
    scope: Scope
    unit: str | None
    printed: str


def clean_label(text: str) -> str:
    """A label without spaces, numbering, '其中：' and markup: '（一） 一般公共 预算' -> '一般公共预算'."""
    label = _SPACE.sub("", _MARKUP.sub("", text))
    label = _OF_WHICH.sub("", label, count=1) if _OF_WHICH.match(label) else label
    for _, pattern in _NUMBERING:
        found = pattern.match(label)
        if found and found.end() < len(label):
            label = label[found.end() :]
            break
    return label.strip("：:，,；;。")


def numbering_level(text: str) -> int | None:
    """1 for '一、', 2 for '（一）', 3 for '1.', 4 for '(1)', None without a number."""
    label = _SPACE.sub("", text)
    for level, pattern in _NUMBERING:
        found = pattern.match(label)
        if found and found.end() < len(label):
            return level
    return None


def unit_row(label: str, info: DocumentInfo) -> bool:
    """True for the name of a budget unit: the document's own, or one that reads like an office."""
    name = folded(label).removesuffix("小计").removesuffix("合计")
    own = folded(info.unit_name or "")
    if own and len(name) >= 4 and (name == own or name.startswith(own)):
        return True
    return len(name) >= 6 and bool(_UNIT_END.search(name)) and bool(_PLACE.search(name))


def scope_of(name: str, info: DocumentInfo) -> Scope:
    """How a named unit stands to the one that discloses: itself 部门, its 本级, or an 所属单位."""
    unit, own = folded(name).removesuffix("小计"), folded(info.unit_name or "")
    if not own or unit == own:
        return "部门"
    if unit in (_SELF.sub("", own), own.removesuffix("(部门)")):
        return "部门"
    return "本级" if _SELF.search(unit) else "所属单位"


_NAME_OF_UNIT = re.compile(r"(?:预算|基层)?(?:单位|部门)名称(?:\(科目\))?")
_CODE_OF_UNIT = re.compile(r"^(?:预算|基层|主管)?(?:单位|部门)(?:代码|编码|编号)$")


@dataclass
class _Block:
    """What the rows above say: unit, names by code, open numbered headings, columns to carry down."""

    unit: str | None = None
    scope: Scope = "部门"
    codes: dict[str, str] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)
    stack: list[tuple[int, str]] = field(default_factory=list)
    labels: dict[int, str] = field(default_factory=dict)
    last: tuple[str, ...] = ()
    taken_apart: tuple[str, ...] = ()
    counted: dict[int, int] = field(default_factory=dict)
    under: tuple[str, ...] = ()
    coded: frozenset[int] = frozenset()
    in_full: frozenset[int] = frozenset()
    source: str = ""

    def enter(self, unit: str | None, scope: Scope) -> None:
        """A unit's name opens a new block, and so does the total of all."""
        self.unit, self.scope = unit, scope
        self.codes, self.parts, self.stack, self.labels = {}, [], [], {}
        self.taken_apart, self.counted, self.under = (), {}, ()


def row_labels(
    table: Table, columns: Sequence[Column], info: DocumentInfo, source: str = ""
) -> Iterator[tuple[int, RowLabel]]:
    """Every data row with its label, for the columns of one group.

    `source` is the document's text: the blanks before a label in it say how deep it stands.
    """
    coded, in_full = _coded_columns(table, columns), columns_in_full(table, columns)
    block = _Block(coded=coded, in_full=in_full, source=source)
    for row in range(table.header_rows, table.height):
        yield row, _label_row(table, row, columns, info, block)


def _coded_columns(table: Table, columns: Sequence[Column]) -> frozenset[int]:
    """Columns whose labels begin with a code: '2040504-案件审判', '[30208]取暖费', '2010301行政运行'."""
    found: set[int] = set()
    for column in columns:
        if column.role != "label":
            continue
        texts = [row[column.index] for row in table.grid[table.header_rows :]]
        named = [_SPACE.sub("", t) for t in texts if t.strip() and not _TOTAL.search(t)]
        led = sum(1 for text in named if _CODE_AND_NAME.fullmatch(text))
        alone = led == len(named) and any(map(_OF_CLASSES.search, table.column_paths[column.index]))
        if (led >= 2 or alone) and 2 * led > len(named):
            found.add(column.index)
    return frozenset(found)


def _label_row(
    table: Table, row: int, columns: Sequence[Column], info: DocumentInfo, block: _Block
) -> RowLabel:
    code, texts, raw = _read_labels(table, row, _classified(table, row, columns), block)
    if texts and all(map(_ALL.fullmatch, texts)):
        block.enter(None, "部门")
    unit_column = _unit_column(table, row, columns)
    single = _UNIT_CODE.sub("", raw[0]) if len(raw) == 1 else None
    as_unit = single and (
        unit_row(clean_label(single), info) or (not code and _leads_unit(table, row, columns))
    )
    as_unit = as_unit and not (code and _names_projects(table, columns))
    entered = unit_column or (single if as_unit else None)
    if entered and clean_label(entered) != block.unit:
        name = clean_label(entered)
        block.enter(name, scope_of(name, info))
    printed = " ".join(raw)
    if entered and not [t for t in texts if t != clean_label(entered)]:
        block.last = (clean_label(entered),)
        return RowLabel(block.last, None, block.scope, block.unit, printed)
    path = _path(code, [t for t in texts if t != block.unit], raw, block)
    if block.unit and block.scope != "部门" and path:
        path = (block.unit, *path)
    return RowLabel(path, code, block.scope, block.unit, printed)


def _leads_unit(table: Table, row: int, columns: Sequence[Column]) -> bool:
    """'| | | 326303 | 水上运动训练基地': the number of a unit where the items below have codes of their own,
    or where all that is named are units."""
    coded = [column for column in columns if column.role == "code"]
    units = [column for column in coded if _of_unit(table, column)]
    printed = [cell for one in units if (cell := table.at(row, one.index)) and cell.text.strip()]
    labels = [table.column_paths[c.index] for c in columns if c.role == "label"]
    alone = [path for path in labels if path and _NAME_OF_UNIT.fullmatch(folded(path[-1]))]
    only = alone == labels and not any(_CODED.fullmatch(cell.text.strip()) for cell in printed)
    return len(units) == 1 and bool(printed) and (len(coded) > 1 or only)


def _names_projects(table: Table, columns: Sequence[Column]) -> bool:
    """A column of 项目名称: what has a code there is a project, though its name ends as a unit's."""
    paths = ["".join(table.column_paths[c.index]) for c in columns if c.role == "label"]
    return any("项目名称" in path and "单位" not in path for path in paths)


def _classified(table: Table, row: int, columns: Sequence[Column]) -> list[Column]:
    """The label columns of one classification: 编码 | 名称 | 编码 | 名称 prints two side by side.

    The code beside a unit's name is no code of an item; of two classifications the first one that
    the row prints is taken.
    """
    parts: list[list[Column]] = [[]]
    for column in columns:
        if column.role == "code" and any(c.role in ("label", "unit") for c in parts[-1]):
            parts.append([])
        parts[-1].append(column)
    coded = [part for part in parts if any(column.role == "code" for column in part)]
    if len(coded) < 2:
        return list(columns)
    units = [[c for c in part if c.role == "unit"] for part in coded]
    items = [part for part, unit in zip(coded, units, strict=True) if not unit]
    printed = (part for part in items if any(_prints(table, row, column) for column in part))
    chosen = next(printed, items[0] if items else coded[0])
    named = [column for unit in units for column in unit]
    first = parts[0] if parts[0] not in coded else []
    return [*first, *(column for column in named if column not in chosen), *chosen]


def _prints(table: Table, row: int, column: Column) -> bool:
    cell = table.at(row, column.index)
    return column.role in ("label", "code") and cell is not None and bool(cell.text.strip())


def _unit_column(table: Table, row: int, columns: Sequence[Column]) -> str | None:
    for column in columns:
        if column.role == "unit":
            cell = table.at(row, column.index)
            if cell and cell.text.strip() and not _ALL.fullmatch(folded(cell.text)):
                return _UNIT_CODE.sub("", cell.text)
    return None


def _read_labels(
    table: Table, row: int, columns: Sequence[Column], block: _Block
) -> tuple[str | None, list[str], list[str]]:
    """The code, the cleaned label texts and the label texts as printed, each anchor once."""
    code_parts: list[str] = []
    texts: list[str] = []
    raw: list[str] = []
    seen: set[tuple[int, int]] = set()
    for column in columns:
        cell = table.at(row, column.index)
        text = cell.text if cell else ""
        total = column.role == "ordinal" and _TOTAL.fullmatch(text.strip())
        if column.role not in ("label", "code", "unit") and not total:
            continue
        if cell is None or not text.strip() or (cell.row, cell.col) in seen:
            if column.role == "code" and not _of_unit(table, column):
                code_parts.append("")
            continue
        seen.add((cell.row, cell.col))
        bare = folded(text)
        if _of_unit(table, column) and re.fullmatch(r"[A-Z]{0,2}\d{1,12}", bare):
            continue
        if column.role == "code" and re.fullmatch(r"[A-Z]{0,2}\d{1,12}|[A-Z]", bare):
            code_parts.append(bare)
            continue
        coded = column.index in block.coded
        led = _CODE_AND_NAME.fullmatch(_SPACE.sub("", text)) if coded else None
        if led:
            own = folded(led[1])
            code_parts = [own] if own.startswith("".join(code_parts)) else code_parts
            if texts:
                continue
            text = led[2]
        if bare in _NO_LABEL:
            raw.extend([text] if bare in ("栏次", "行次") else [])
            continue
        text = _UNIT_CODE.sub("", text) if column.role == "unit" else text
        raw.append(_blanks_before(cell, block.source) + text)
        label = clean_label(text)
        if label and label not in texts:
            texts.append(label)
    short = [text for text in texts if len(text) <= _LONGEST]
    names = _carried(table, columns, row, short or texts, block)
    return _join_code(code_parts, block), names, raw


def _of_unit(table: Table, column: Column) -> bool:
    """'单位代码' between 类 | 款 | 项 and the name is the number of an office, no part of the item's code."""
    path = table.column_paths[column.index]
    return column.role == "code" and bool(path) and bool(_CODE_OF_UNIT.search(folded(path[-1])))


def _blanks_before(cell: Cell, source: str) -> str:
    """The blanks that indent a label by a Chinese sign and more; totals are set in, not under."""
    if not cell.pieces or not source or _TOTAL.search(_SPACE.sub("", cell.text)):
        return ""
    end = cell.pieces[0].start
    start = end
    while start > 0 and source[start - 1] in " \u3000":
        start -= 1
    width = sum(2 if blank == "\u3000" else 1 for blank in source[start:end])
    return " " * width if width >= 2 else ""


def _join_code(parts: list[str], block: _Block) -> str | None:
    """'206' | '01' | '01' -> '2060101'; parts left blank on the left repeat the row above.

    A 款 or 项 printed as '2' has lost its leading zero.
    """
    while parts and not parts[-1]:
        parts.pop()
    if not parts:
        return None
    if not parts[0] and len(parts) > 1 and block.parts:
        parts = [part or above for part, above in zip(parts, [*block.parts, "", ""], strict=False)]
    parts = [parts[0], *(part.zfill(2) if part else part for part in parts[1:])]
    block.parts = parts
    if any(parts[1:]) and len(parts[0]) > 3 and parts[-1].startswith(parts[0]):
        return parts[-1]
    return "".join(parts)


def _carried(
    table: Table, columns: Sequence[Column], row: int, texts: list[str], block: _Block
) -> list[str]:
    """Where name columns stand side by side, empty ones on the left repeat the names above."""
    names = [c.index for c in columns if c.role == "label"]
    if len(names) < 2 or not texts:
        return texts
    printed = [i for i in names if (cell := table.at(row, i)) and cell.text.strip()]
    first = printed[0] if printed else names[0]
    carried = [i for i in names if i < first and i in block.labels and i not in block.in_full]
    above = [block.labels[i] for i in carried]
    for i in names:
        if i >= first:
            block.labels.pop(i, None)
        cell = table.at(row, i) if i in printed else None
        if cell and len(cell.text) <= _LONGEST and not _TOTAL.search(cell.text):
            block.labels[i] = clean_label(cell.text)
    return [*above, *texts]


def _path(code: str | None, texts: list[str], raw: list[str], block: _Block) -> tuple[str, ...]:
    if not texts:
        return ()
    if code or len(texts) > 1:
        block.taken_apart = ()
    if code and _CODED.fullmatch(code):
        block.codes[code] = texts[0]
        parents = (block.codes.get(code[:n]) for n in range(1, len(code)))
        block.last = (*(p for p in parents if p), *texts)
        block.stack = []
    elif code or len(texts) > 1:
        block.last = tuple(texts)
    else:
        block.last = _by_numbering(texts[0], raw[0] if raw else "", block)
    return block.last


def _count(level: int | None, bare: str, block: _Block) -> None:
    """Numbers that begin again under a label without one are parts of it.

    '一、… 二、… | 年初结转和结余 | 一、一般公共预算财政拨款': the second 一 stands under 年初结转和结余.
    """
    if level is None:
        block.under = ()
        return
    found = numbering(bare)
    value = found.value if found else 0
    again = value == 1 and block.counted.get(level, 0) >= 1 and level == min(block.counted)
    if again and len(block.last) == 1 and block.stack and block.stack[-1][0] >= _FLUSH:
        block.under = () if _TOTAL.search(block.last[0]) else block.last
        block.stack = []
    block.counted[level] = value


def _beside(label: str, above: str) -> bool:
    """'年初结转和结余' set in under '本年收入合计' stands beside that total and is no part of it."""
    return bool(_CARRIED.search(label)) and bool(_OF_THE_YEAR.search(above))


def _by_numbering(label: str, raw: str, block: _Block) -> tuple[str, ...]:
    bare = _SPACE.sub("", raw)
    if bare.startswith("其中") and block.last:
        block.taken_apart = block.taken_apart or block.last
        whole = block.taken_apart
        return (*whole, label) if whole[-1] != label else whole
    level = numbering_level(raw)
    if level is None and block.taken_apart and block.counted and not _OWN.search(label):
        return (*block.taken_apart, label)
    block.taken_apart = ()
    _count(level, bare, block)
    if level is None:
        indent = len(raw) - len(raw.lstrip())
        level = 0 if not indent else _FLUSH + indent
    while block.stack and (block.stack[-1][0] >= level or _beside(label, block.stack[-1][1])):
        block.stack.pop()
    path = (*block.under, *(name for _, name in block.stack), label)
    block.stack.append((level or _FLUSH, label))
    return path
