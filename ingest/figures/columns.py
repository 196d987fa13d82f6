"""What each column of a table holds: labels, codes, ordinals, text or numbers, and numbers of what.

Takes a table and what its document says of itself; gives one Column a position. Knows no rows as
items (`fact_rows`) and makes no facts.

    科目编码 | 科目名称 | 2019年预算 / 基本支出   -> code | label | number: amount, 万元, 2019, 年初预算
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeVar

from ingest.amount import Unit, is_blank, is_dash, is_several, number, percent
from ingest.document import DocumentInfo, Table
from ingest.facts import Fund, Kind, Measure, Side, Stage
from ingest.figures.periods import folded, fund_in, measure_in, side_in, stage_in, year_in

__all__ = [
    "COUNTERS",
    "Column",
    "ColumnRole",
    "columns_in_full",
    "columns_of",
    "counter_in",
    "groups_of",
    "is_target",
]

Found = TypeVar("Found")
ColumnRole = Literal["label", "unit", "code", "ordinal", "counter", "number", "text"]

COUNTERS = (
    "人次",
    "批次",
    "人",
    "名",
    "辆",
    "台(套)",
    "台",
    "套",
    "个",
    "家",
    "项",
    "件",
    "批",
    "次",
    "平方米",
    "份",
    "所",
    "处",
    "张",
    "床",
    "户",
    "间",
    "座",
    "艘",
    "架",
    "吨",
    "公里",
    "亩",
    "公顷",
    "册",
    "棵",
    "场",
    "万人次",
    "万人",
)

_CODE = re.compile(r"编码|代码|编号|^[类款项]$|目录序号")
_ORDINAL = re.compile(r"^(?:行次|序号|栏次|项次)$")
_UNIT_COLUMN = re.compile(
    r"^(?:预算|基层|填报|实施|主管|编制)?(?:单位|部门)(?:名称)?$|^部门\(?单位\)?名称$"
)
_LABEL = re.compile(r"名称|项目$|科目$|年度$|年份$|品目$|类别|内容|事项$")
_COUNTER_COLUMN = re.compile(r"^(?:数量|计量)?单位$")
_ROW_HEAD = re.compile(r"编码|代码|名称|项目$|科目$|^栏次$")
_ATTRIBUTE = re.compile(r"(?:形式|方式|性质|来源|规格|型号|级次)$")
_KIND_OF = re.compile(r"(?:类别|类型|种类)$")
_DESCRIBED = re.compile(r"主要内容|内容描述|(?<!支出)用途$|简介$|概况$|说明$|备注$")
_TARGET = re.compile(r"指标|目标值|绩效|评价标准|^[优良中差]$|依据|标准|说明|备注")
_MERE_NAMES = re.compile(r"^(?:主要|业务|统计|工作)?指标(?:名称)?$")
_AIMED = re.compile(r"(?:指标|目标)值|目标|完成|实际|权重|分值|得分|评分")
_AMOUNT_WORDS = re.compile(
    r"金额|合计|小计|总计|总额|费|支出|收入|预算|决算|拨款|结转|结余|资金|数$|价|拨$|经费|奖|缴款|收益|款$"
)
_SCORE_LEAF = re.compile(r"(?:得分|评分|分值|分数)(?:[(]分[)])?$")
_COUNT_WORDS = re.compile(r"数量|人数|编制数?|辆数|车辆数|个数|实有|批次|人次|保有量|面积")
_HEADS_LEAF = re.compile(
    r"(?P<of_people>(?:学生|教师|师生|教职工|职工|干部|党员|居民|村民|儿童|老人|患者|代表|委员|会员)数|人口数?)$"
    r"|(?:床位|户|班级|教学班|社区|村民?小组|站点|网点|机构|企业|车位)数$"
)
"""'在校学生数', '户籍人口', '床位数' in a table of money: heads and things, no money."""
_AMOUNT_LEAF = re.compile(r"金额|价|经费|费$|预算数")
_MONEY = frozenset(unit.value for unit in Unit)
_MONEY_WORDS = re.compile(
    r"金额|价|费|支出|收入|拨款|结转|结余|资金|经费|奖|缴款|收益|款$|资产|预算$|决算$|元"
)
_IN_BRACKETS = re.compile(r"\((?:单位:)?([^()]{1,8})\)")
_OF_WHICH = re.compile(r"^其中[:：]?")
_FUNCTIONAL = re.compile(r"\d{3}|\d{5}|\d{7}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column and, when it holds numbers, what they are numbers of.

    `plain`: its header speaks of neither money nor heads, so that rows may say what is counted.
    """

    index: int
    role: ColumnRole
    path: tuple[str, ...] = ()
    kind: Kind = "amount"
    unit: str | None = None
    year: int | None = None
    stage: Stage | None = None
    measure: Measure = "level"
    side: Side | None = None
    fund: Fund | None = None
    plain: bool = False


def is_target(texts: Sequence[str]) -> bool:
    """True for a column of performance targets, grounds or remarks: never facts."""
    return bool(texts) and bool(_TARGET.search(folded(texts[-1])))


def counter_in(text: str) -> str | None:
    """The counter a folded label states in brackets: '车辆(台、辆)' -> '辆', '设备(台、套)' -> '台(套)'."""
    for inside in _IN_BRACKETS.findall(text):
        if inside in COUNTERS:
            return str(inside)
        if re.fullmatch(r"[台套辆架]?[、/,][台套辆架][.…]*", inside):
            return "辆" if "辆" in inside else "台(套)"
        if re.fullmatch(r"台、套[.…]*", inside):
            return "台(套)"
    return None


def groups_of(table: Table) -> tuple[tuple[int, int], ...]:
    """The column groups; one that still holds two pairs of labels and figures is cut in two.

    '收入 / 项目 金额 | 支出 / 科目 金额 | 支出 / 用途 金额' are three groups under two headers.
    """
    cut: list[tuple[int, int]] = []
    for start, end in table.groups or ((0, table.columns),):
        profiles = _Profiles(table)
        begun = start
        for i in range(start + 1, end - 1):
            if _starts_pair(table, i, begun, profiles):
                cut.append((begun, i))
                begun = i
        cut.append((begun, end))
    return tuple(cut)


class _Profiles(dict[int, "_Profile"]):
    """How the columns of a table read, each looked at when it is first asked for."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, index: int) -> _Profile:
        self[index] = _Profile.of(self._table, index)
        return self[index]


def _starts_pair(table: Table, index: int, begun: int, profiles: Mapping[int, _Profile]) -> bool:
    """Row labels after figures: the first header again, names under another top header, or a header of figures again."""
    begun += bool(_ORDINAL.search(_leaf(table, begun)))
    own, right, first = (table.column_paths[i] for i in (index, index + 1, begun))
    if own == table.column_paths[index - 1] != ():
        return False
    leaf = _leaf(table, index)
    begins_again = bool(leaf and leaf == _leaf(table, begun) and _ROW_HEAD.search(leaf))
    again = right and right in table.column_paths[begun + 1 : index]
    apart = again or (len(own) > 1 and len(first) > 1 and own[:-1] != first[:-1])
    if not begins_again and (not apart or own[:-1] != right[:-1]):
        return False
    if any(row[index - 1].isalpha() for row in table.grid[table.header_rows :]):
        return False
    if profiles[index - 1].texts or not profiles[index].texts + profiles[index].numbers:
        return False
    named = profiles[index].texts >= 2 and profiles[index].texts > profiles[index].numbers
    return begins_again or (named and not profiles[index + 1].texts)


def columns_of(table: Table, group: tuple[int, int], info: DocumentInfo) -> tuple[Column, ...]:
    """All columns of one group, from left to right."""
    indexes = range(*group)
    profiles = {index: _Profile.of(table, index) for index in indexes}
    numbers = [i for i in indexes if _holds_numbers(table, i, profiles[i])]
    first = min(numbers, default=group[1])
    return tuple(
        _number_column(table, i, info)
        if i in numbers
        else Column(i, _other_role(table, i, profiles[i], first))
        for i in indexes
    )


@dataclass(frozen=True, slots=True)
class _Profile:
    """How the data cells of a column read."""

    numbers: int
    dashes: int
    texts: int
    codes: int
    zero_led: int

    @classmethod
    def of(cls, table: Table, index: int) -> _Profile:
        """Count the cells that start in the column below the header."""
        texts = [row[index] for row in table.grid[table.header_rows :] if not is_blank(row[index])]
        dashes = [t for t in texts if is_dash(t)]
        plain = [t for t in texts if number(t) is not None]
        several = sum(map(is_several, texts))
        shares = [t for t in texts if percent(t) is not None]
        with_unit = [t for t in texts if re.fullmatch(r"[\d,.]+(?:亿|万|千)?元", folded(t))]
        return cls(
            numbers=len(plain) + several + len(shares) + len(with_unit),
            dashes=len(dashes),
            texts=len(texts) - several - len(dashes) - len(plain) - len(shares) - len(with_unit),
            codes=sum(bool(_FUNCTIONAL.fullmatch(folded(t))) for t in plain),
            zero_led=sum(bool(re.fullmatch(r"0\d{1,3}", folded(t))) for t in plain),
        )

    @property
    def is_blank(self) -> bool:
        """Nothing is printed in the column."""
        return not (self.numbers or self.dashes or self.texts)


def _leaf(table: Table, index: int) -> str:
    path = table.column_paths[index] if index < len(table.column_paths) else ()
    return folded(path[-1]) if path else ""


def _holds_numbers(table: Table, index: int, profile: _Profile) -> bool:
    leaf = _leaf(table, index)
    if _CODE.search(leaf) or _is_ordinal(leaf, profile) or _looks_like_codes(table, index, profile):
        return False
    if is_target((leaf,)) and not profile.numbers:
        return False
    if profile.is_blank:
        return bool(_AMOUNT_WORDS.search(leaf)) and not (
            _LABEL.search(leaf) or _UNIT_COLUMN.search(leaf) or is_target((leaf,))
        )
    if _LABEL.search(leaf) and not leaf.endswith(("项目", "年度")):
        return profile.numbers > 4 * profile.texts and profile.numbers >= 3
    if profile.numbers:
        return profile.numbers >= 3 or profile.numbers >= profile.texts
    return bool(profile.dashes) and not profile.texts


def _is_ordinal(leaf: str, profile: _Profile) -> bool:
    """A '行次' column of numbers; the corner cell '栏次' over row labels is none."""
    return bool(_ORDINAL.search(leaf)) and profile.texts <= profile.numbers


def _looks_like_codes(table: Table, index: int, profile: _Profile) -> bool:
    """Numbers of 3, 5 or 7 digits left of a column of names, or '01' '02': codes without a header."""
    if profile.zero_led and profile.zero_led * 2 >= profile.numbers:
        return True
    if profile.numbers < 3 or profile.codes * 10 < profile.numbers * 9:
        return False
    leaf = _leaf(table, index)
    if re.search(r"科目$", leaf) and profile.numbers > profile.texts:
        return True
    if _AMOUNT_WORDS.search(leaf):
        return False
    if index + 1 >= table.columns:
        return False
    right = _Profile.of(table, index + 1)
    return right.texts >= right.numbers and right.texts >= 3


def _other_role(table: Table, index: int, profile: _Profile, first: int) -> ColumnRole:
    leaf = _leaf(table, index)
    if _is_ordinal(leaf, profile):
        return "ordinal"
    both = "名称" in leaf and profile.texts > profile.numbers
    if (_CODE.search(leaf) and not both) or _looks_like_codes(table, index, profile):
        return "code"
    if _COUNTER_COLUMN.search(leaf) and _longest(table, index) <= 4:
        return "counter"
    if _UNIT_COLUMN.search(leaf) and index < first:
        return "unit"
    said_of_names = _DESCRIBED.search(leaf) or _KIND_OF.search(leaf)
    described = said_of_names and _named_before(table, index)
    if _ATTRIBUTE.search(leaf) or described:
        return "text"
    if index < first and (not is_target((leaf,)) or _names_measures(table, leaf)):
        return "label"
    return "label" if "名称" in leaf and profile.texts else "text"


def _names_measures(table: Table, leaf: str) -> bool:
    """'指标' over what is measured (门急诊人次), in a table that sets no aims and gives no marks."""
    heads = (folded(head) for path in table.column_paths for head in path)
    return bool(_MERE_NAMES.search(leaf)) and not any(map(_AIMED.search, heads))


def _named_before(table: Table, index: int) -> bool:
    """A column of texts stands further left: what this one says is said of those names."""
    return any(_Profile.of(table, left).texts >= 2 for left in range(index))


def _longest(table: Table, index: int) -> int:
    """The length of the longest text of a column: units of measure are short, offices are not."""
    return max((len(row[index].strip()) for row in table.grid[table.header_rows :]), default=0)


def _number_column(table: Table, index: int, info: DocumentInfo) -> Column:
    path = table.column_paths[index] if index < len(table.column_paths) else ()
    words = [folded(text) for text in path]
    kind, unit = _kind(words, table.unit or info.unit)
    changes = any(measure_in(word) == "change" for word in words)
    stated = any(_states_unit(word) for word in words)
    return Column(
        index=index,
        role="number",
        path=_plain_path(path),
        kind=kind,
        unit=unit,
        year=_last(year_in(w, info.fiscal_year) for w in words),
        stage=_last(stage_in(w) for w in words),
        measure="rate" if kind == "percent" else "change" if changes else "level",
        side=side_in(words[0]) if words else None,
        fund=_last(fund_in(w) for w in words),
        plain=kind == "amount" and not stated and not any(_MONEY_WORDS.search(w) for w in words),
    )


def _states_unit(word: str) -> bool:
    return any(inside in _MONEY for inside in _IN_BRACKETS.findall(word))


def _plain_path(path: Sequence[str]) -> tuple[str, ...]:
    """The header texts without '其中': 其中 / 基本支出 and '其中：基本支出' are both 基本支出."""
    texts = [re.sub(r"\s+", "", text) for text in path]
    bare = [_OF_WHICH.sub("", text) for text in texts]
    return tuple(text for text in bare if text) or tuple(texts)


def _kind(words: Sequence[str], table_unit: Unit | None) -> tuple[Kind, str | None]:
    """amount, percent or count, and the unit, from the header or else from the table."""
    for word in reversed(words):
        for inside in _IN_BRACKETS.findall(word):
            if inside in ("%", "百分比"):
                return "percent", "%"
            if inside in _MONEY:
                return "amount", inside
        if counter := counter_in(word):
            return "count", counter
    leaf = words[-1] if words else ""
    if measure_in(leaf) == "rate":
        return "percent", "%"
    if _SCORE_LEAF.search(leaf):
        return "count", "分"
    if counted := _HEADS_LEAF.search(leaf):
        return "count", "人" if counted["of_people"] else None
    if any(_COUNT_WORDS.search(word) for word in words) and not _AMOUNT_LEAF.search(leaf):
        return "count", _default_counter(words)
    return "amount", table_unit.value if table_unit else None


def _default_counter(words: Sequence[str]) -> str | None:
    text = "".join(words)
    if re.search(r"人|编制|实有|聘用", text):
        return "人"
    return "辆" if "车" in text else None


def _last(values: Iterable[Found | None]) -> Found | None:
    """The innermost header text that says something."""
    found: Found | None = None
    for value in values:
        found = value if value is not None else found
    return found


def columns_in_full(table: Table, columns: Sequence[Column]) -> frozenset[int]:
    """Columns that print one label row by row under itself: where they are blank nothing is meant."""
    found: set[int] = set()
    for column in (column.index for column in columns if column.role == "label"):
        texts = [row[column].strip() for row in table.grid[table.header_rows :]]
        if sum(one == other != "" for one, other in pairwise(texts)) > texts.count(""):
            found.add(column)
    return frozenset(found)
