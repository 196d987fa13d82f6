"""Rules about counts in prose: vehicles by use, 编制 and 实有, "共 N 个单位" and the names behind it.

Each function takes a Context and gives Outcomes; nothing at all means that no sentence of the needed
form is printed. They are named in rules.yaml. Knows no tables.

    共有车辆 6 辆，其中一般公务用车 2 辆、其他用车 2 辆  -> broken
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extract.checks.context import Context
from extract.checks.verdict import Outcome
from extract.narrative import of_a_part
from ingest.citation import Citation
from ingest.facts import FindingSide
from ingest.figures.sentences import Flat
from ingest.structure.numbering import chinese_number

__all__ = [
    "bodies_listed",
    "posts_by_kind",
    "staff_within_posts",
    "vehicles_by_use",
    "vehicles_in_two_places",
]

_VEHICLES = re.compile(
    r"车辆(?:共计|合计|总数|数量|保有量|共|为|有|计|:|,)*(?P<n>\d+)(?:辆|台)(?:\([^()]*\))?[,。;:(]?其中[:,]?(?P<rest>[^。;]*)"
)
_BRACKETS = re.compile(r"\([^()]*\)")
"""'特种专业技术用车 5 辆（救护车 4 辆、移动体检车 1 辆）': brackets tell of the use before them."""
_BY_USE = re.compile(r"(?P<n>\d+)(?:辆|台)(?!\(套\))")


def _side(label: str, count: int, unit: str, citation: Citation) -> FindingSide:
    return FindingSide(label, Decimal(count), unit, citation)


def vehicles_by_use(context: Context) -> Iterator[Outcome]:
    """车辆总数 = Σ by use; fewer are a contradiction only where the list ends in 其他."""
    for flat in context.prose.flats:
        for found in _VEHICLES.finditer(flat.text):
            rest = re.split(r"单价|设备|其中", _BRACKETS.sub("", found["rest"]))[0]
            total, parts = int(found["n"]), [int(m["n"]) for m in _BY_USE.finditer(rest)]
            added = sum(parts)
            complete = "其他" in rest and len(parts) > 1
            if not parts or (added < total and not complete):
                continue
            citation = context.prose.cite(flat, found.start(), found.end())
            sides = (
                _side("正文“车辆总数”", total, "辆", citation),
                _side("按用途相加", added, "辆", citation),
            )
            message = f"正文写车辆共 {total} 辆，按用途相加为 {added} 辆"
            yield Outcome("ties" if added == total else "broken", message, sides=sides)


_ALL_VEHICLES = re.compile(
    r"(?:共有|实有|拥有|保有)(?:各类|公务)?车辆(?:共计|合计|总数|数量|共|为|:)*(?P<n>\d+)(?:辆|台)"
    r"|(?<![一-鿿])(?:公务)?车辆(?:共计|合计|总数|共有)(?:为|:)*(?P<m>\d+)(?:辆|台)"
)
_LISTED = re.compile(r"^(?:\d{1,2}|[(]?[一二三四五六七八九十]{1,3}[)]?)[.、]")

_WHOLE = re.compile(r"(?:本|全)(?:部门|单位|系统)")


def vehicles_in_two_places(context: Context) -> Iterator[Outcome]:
    """The number of all vehicles is the same wherever the text tells it of the whole."""
    told: list[tuple[int, Citation]] = []
    for flat in context.prose.flats:
        for found in _ALL_VEHICLES.finditer(flat.text):
            clause = re.split(r"[。;]", flat.text[: found.start()])[-1]
            scope = _WHOLE.sub("", clause)
            if _LISTED.match(flat.text) or of_a_part(scope, context.document):
                continue
            number = int(found["n"] or found["m"])
            told.append((number, context.prose.cite(flat, found.start(), found.end())))
    if len(told) < 2 or len(told) > _MOST_PLACES:
        return
    (first, place), *rest = told
    other = next((one for one in rest if one[0] != first), rest[0])
    sides = (_side("正文“车辆”", first, "辆", place), _side("正文“车辆”", other[0], "辆", other[1]))
    same = other[0] == first
    message = f"正文一处写车辆共 {first} 辆，另一处写 {other[0]} 辆"
    yield Outcome("ties" if same else "broken", message, sides=sides)


_MOST_PLACES = 3
"""More totals of vehicles than these are of several units."""

_POSTS = re.compile(r"编制(?:人数|总数|数|共|为|有|:|\([^()]*\))*(?P<n>\d+)(?:人|名|个)")
_ACTUAL = re.compile(
    r"(?:实有|现有)(?:在职|在编|在岗|人数|人员|人|数|共|为|有|:)*(?P<n>\d+)(?:人|名)"
)


def staff_within_posts(context: Context) -> Iterator[Outcome]:
    """实有人数 ≤ 编制数 of the same sentence; with retired people or people without posts counted: no claim."""
    for flat in context.prose.flats:
        for sentence in re.finditer(r"[^。;]+", flat.text):
            actual = _ACTUAL.search(sentence[0])
            posts = [
                int(m["n"]) for m in _POSTS.finditer(sentence[0][: actual.start() if actual else 0])
            ]
            if actual is None or not posts or len(_ACTUAL.findall(sentence[0])) > 1:
                continue
            behind = sentence[0][actual.end() :]
            if re.match(r"[,(]?(?:其中|含|包括)", behind) and re.search(
                "退休|编外|聘用|雇员", behind
            ):
                continue
            count, allowed = int(actual["n"]), max(sum(posts), *posts)
            start = sentence.start()
            citation = context.prose.cite(flat, start, start + actual.end())
            sides = (
                _side("正文“实有人数”", count, "人", citation),
                _side("正文“编制数”", allowed, "人", citation),
            )
            message = f"正文写实有 {count} 人，编制 {allowed} 人"
            if count > allowed:
                message += "：实有人数多于编制数"
            yield Outcome("broken" if count > allowed else "ties", message, sides=sides)


_KINDS_OF_POSTS = re.compile(
    r"编制(?:人数|总数|数|共|为|有|:)*(?P<n>\d+)(?:人|名|个)[,(]?其中[:,]?(?P<rest>[^。;)]*)"
)
_KIND_OF_POST = re.compile(
    r"(?P<k>[一-鿿]{2,8}?)(?:人员)?编制(?:数|为|共|:)*(?P<n>\d+)(?:人|名|个)"
)


def posts_by_kind(context: Context) -> Iterator[Outcome]:
    """编制总数 = 行政编制 + 事业编制 + …, where at least two kinds are listed behind 其中."""
    for flat in context.prose.flats:
        for found in _KINDS_OF_POSTS.finditer(flat.text):
            rest = re.split("实有|现有|实际|在职|离休|离退|退休", found["rest"])[0]
            parts = list(_KIND_OF_POST.finditer(rest))
            kinds = [part["k"] for part in parts]
            if len(parts) < 2 or len(parts) != len(re.findall(r"\d+", rest)):
                continue
            if len(set(kinds)) < len(kinds) or not {"行政", "事业"} <= set(kinds):
                continue
            total, added = int(found["n"]), sum(int(part["n"]) for part in parts)
            citation = context.prose.cite(flat, found.start(), found.end())
            sides = (
                _side("正文“编制总数”", total, "名", citation),
                _side("各类编制相加", added, "名", citation),
            )
            message = f"正文写编制 {total} 名，{'、'.join(kinds)}编制相加为 {added} 名"
            yield Outcome("ties" if added == total else "broken", message, sides=sides)


_COUNT = r"\d{1,2}|[一二三四五六七八九十两]{1,3}"
_BODIES = re.compile(
    rf"(?:(?:共有?|包括|下设|下属|所属|设有|设|辖|[和及与](?={_COUNT}[个家](?:下属|所属|直属|二级|预算)))(?P<n>{_COUNT})[个家](?P<what>[^,。;:、\d]{{0,12}})"
    rf"|(?P<what2>单位|机构|科室)(?:共有?|为|有)?(?P<n2>{_COUNT})[个家])"
    r"(?::|(?:,其中[^。:]{1,60}。)?(?:[,。]?[^,。;:、个家]{0,36}?)(?:分别(?:是|为)|包括|即|具体[为是]):?)"
    r"(?P<list>1[.、)][^;。:]+(?:;\d{1,2}[.、)][^;。:]+)+|[^。;:]+)(?:[。;]|$)"
)
"""'…和4个下属单位决算组成。纳入决算编制范围的二级预算单位包括：1.甲站；2.乙所；…'."""
_BODY = re.compile(
    r".*(?:局|委|委员会|办|办公室|院|所|站|中心|馆|校|学校|园|队|支队|大队|科|处|室|股|厅|会|社|部|本级|本部|机关|公司|署|台|医院|街道)(?:\([^()]*\))?"
)


def bodies_listed(context: Context) -> Iterator[Outcome]:
    """'共 3 个：甲局（本部）、乙馆、丙馆': the number is the number of names, where each name is one."""
    for flat in context.prose.flats:
        for found in _BODIES.finditer(flat.text):
            outcome = _bodies(context, flat, found)
            if outcome:
                yield outcome
        yield from _own_and_below(context, flat)


_ALL_UNITS = re.compile(
    rf"共(?:有)?(?P<n>{_COUNT})[个家](?:预算|编报|二级预算|独立核算)?单位(?=[,。;])"
)
_UNITS_BELOW = re.compile(
    rf"(?:所属|下属|直属)(?:事业|预算|二级|基层)*单位(?:共|有|为)*(?P<n>{_COUNT})[个家]"
)


def _own_and_below(context: Context, flat: Flat) -> Iterator[Outcome]:
    """'包括本级预算和所属单位预算，共 3 个预算单位。…所属单位 2 个': the own office and those below it."""
    whole, below = _ALL_UNITS.search(flat.text), list(_UNITS_BELOW.finditer(flat.text))
    own = whole and re.search("本级|本部|机关", flat.text[: whole.start()])
    counts = [_number(found["n"]) for found in (*below, *([whole] if whole else []))]
    if not whole or not own or len(below) != 1 or None in counts:
        return
    under, every = (count or 0 for count in counts)
    citation = context.prose.cite(flat, whole.start(), whole.end())
    sides = (
        _side("正文“预算单位”个数", every, "个", citation),
        _side("本级和所属单位", under + 1, "个", context.prose.cite(flat, *below[0].span())),
    )
    message = f"正文写预算单位共 {every} 个，本级和所属 {under} 个单位合为 {under + 1} 个"
    yield Outcome("ties" if every == under + 1 else "broken", message, sides=sides)


def _bodies(context: Context, flat: Flat, found: re.Match[str]) -> Outcome | None:
    names = _names(found["list"])
    if _OF_WHICH_LAST.search(flat.text[: found.start()]):
        return None
    count = _number(found["n"] or found["n2"])
    if count is None or len(names) < 2 or not all(_BODY.fullmatch(name) for name in names):
        return None
    citation = context.prose.cite(flat, found.start(), found.end())
    what = found["what"] or found["what2"] or "单位"
    sides = (
        _side(f"正文“{what}”个数", count, "个", citation),
        _side("列出的名称", len(names), "个", citation),
    )
    message = f"正文写{what}共 {count} 个，列出 {len(names)} 个"
    below = len(names) - any(map(_OWN_OFFICE.search, names))
    return Outcome("ties" if count in (len(names), below) else "broken", message, sides=sides)


_OF_WHICH_LAST = re.compile(r"其中[^。;]*[,、](?:其他|其余)?[^。;,、]{0,10}$")
"""'…单位4个，其中：参公事业单位1个，其他事业单位3个。主要包括：…': the last of 其中 is not what is listed."""
_OWN_OFFICE = re.compile(r"(?:本级|本部|机关)$")


def _names(text: str) -> list[str]:
    """The names of a list: 'numbered', each behind its number, or set apart by marks."""
    if re.match(r"1[.、)]", text):
        return [re.sub(r"^\d{1,2}[.、)]|\([^()]*\)$", "", part) for part in text.split(";")]
    return re.split(r"[、,]|和(?=[^、,]*$)", re.sub(r"\([^()]*\)", "", text))


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else chinese_number(text.replace("两", "二"))
