"""Whose document it is: the unit's name and region, from what the document prints.

Takes lines, gives names; owner lines count most, then the cover, the signature, headings, sentences.
Foreign words that a scraped page brought along are cut off. Knows no list of units or regions.

    '编制部门：上海市某区商务委员会 单位：元'  →  上海市某区商务委员会, 上海市某区
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ingest.structure.titles import owner_in

__all__ = [
    "Named",
    "infer_district",
    "names_in",
    "names_superior",
    "region_of",
    "same_unit",
]

_SUFFIX = (
    r"(?:局|委员会|委|办公室|办公厅|办事处|厅|法院|检察院|研究院|医院|学院|中心|政府|党委|总部|支部|部|署|站|所"
    r"|协会|联合会|联谊会|学会|工会|妇联|共青团|商会|总会|红十字会|常委会|人大|政协|纪委|监委"
    r"|大学|学校|中学|小学|幼儿园|党校|图书馆|博物馆|档案馆|文化馆|纪念馆|馆|院|剧团|总队|支队|大队|中队|队"
    r"|公司|集团|基地|管委会|开发区|街道|镇|乡|社|室|处|园|台|联|科协|厂|法庭|分院|分局)"
)
_TAIL = (
    r"(?:\s*[（(](?:本级|本部|机关|部门|汇总|单位|行政|局机关|机关本级|部门本级)[）)]|本级|机关)?"
)
_ORG = re.compile(rf"[\u4e00-\u9fffXx×＊*○〇\s]{{2,40}}?{_SUFFIX}{_TAIL}")
_FOREIGN = re.compile(
    r"[A-WYZa-wyz]{2,}|登录|登陆|入口|官网|网页|网站|注册|下载|首页|返回|版权|手机版"
)
_GENERIC = re.compile(
    r"^(?:本|各|该|我|全|其他|所属|下属|有关|相关|上级|主管|预算|财政|基层|会同|由|负责|按照|根据)"
    r"|^(?:区|县|市|省)?(?:人民)?政府$|^(?:区|县|市|省)委$"
)
_COVER_YEAR = re.compile(r"(?:20\d{2}|二[〇○零Oo0]\S{2})\s*年\s*度?")
_COVER_TAIL = re.compile(
    r"(?:区级|市级|县级|省级|本级)?(?:部门|单位)?\s*(?:收支)?(?:综合)?(?:预算|决算|预决算|信息公开|财政预算).*$"
)
_SENTENCE = (
    re.compile(rf"纳入\s*({_ORG.pattern})\s*(?:\d{{4}})?\s*年?度?(?:部门|单位)(?:预算|决算)"),
    re.compile(rf"^({_ORG.pattern})(?:部门|单位)?(?:预算|决算)(?:是|包括|由|收入)"),
)
_HEADING = re.compile(rf"({_ORG.pattern})\s*(?:部门)?(?:主要职能|主要职责|机构设置|概况|基本情况)")
_SUPERIOR = re.compile(r"[（(]?(?:预算)?(?:主管|上级|归口)(?:预算)?(?:部门|单位)")
_REGION = re.compile(
    r"(?:中国共产党|中共|中国共产主义青年团|共青团|民革|民盟|民建|民进)?"
    r"(?P<region>(?:[\u4e00-\u9fff]{2,7}?(?:省|自治区|特别行政区))?"
    r"(?:[\u4e00-\u9fff]{2,6}?(?<!城)(?<!都)(?:市|自治州|州|盟|地区))?"
    r"(?:[\u4e00-\u9fff]{2,10}?(?:高新技术产业开发区|经济技术开发区|高新区|开发区|(?<!社)(?<!园)(?<!街)区|县|旗|市))?)"
)
_NO_DISTRICT = frozenset(
    "园社地片校小景街辖全我本各发范能税作心老外内该到市省在为由特城新的和与及对向"
)


_NO_PLACE = frozenset(
    [
        "指导",
        "推动",
        "推进",
        "服务",
        "管理",
        "组织",
        "负责",
        "参加",
        "协调",
        "支持",
        "加强",
        "建设",
        "建立",
        "促进",
        "提升",
        "根据",
        "按照",
        "承担",
        "完成",
        "统筹",
        "开展",
        "优化",
        "加快",
        "实施",
        "落实",
        "联系",
        "监督",
        "保障",
        "围绕",
        "引导",
        "鼓励",
        "覆盖",
        "示范",
        "开发",
        "产业",
        "科技",
        "行政",
        "中心",
        "国家",
        "自贸",
        "合作",
        "试验",
    ]
)


class Named(NamedTuple):
    """A name with what speaks for it."""

    name: str
    weight: int


def names_in(
    cover: Sequence[str], captions: Sequence[str], headings: Sequence[str], prose: Sequence[str]
) -> list[Named]:
    """Every unit name found, the best first."""
    weights: Counter[str] = Counter()
    printed: dict[str, str] = {}
    for weight, name in _candidates(cover, captions, headings, prose):
        clean = _clean(name)
        if clean is None:
            continue
        key = _key(clean)
        printed.setdefault(key, clean)
        weights[key] += weight
    bonus = {key: weight + 4 * bool(region_of(printed[key])) for key, weight in weights.items()}
    best = sorted(bonus, key=lambda key: (-bonus[key], -len(key)))
    return [Named(printed[key], bonus[key]) for key in best]


def _candidates(
    cover: Sequence[str], captions: Sequence[str], headings: Sequence[str], prose: Sequence[str]
) -> Iterable[tuple[int, str]]:
    for text in cover:
        owner = owner_in(text)
        if owner:
            yield 3 if names_superior(text) else 30, owner
        yield 12, _cover_unit(text)
    own = [text for text in captions if not names_superior(text)]
    owners = Counter(owner for text in own if (owner := owner_in(text)))
    for owner, count in owners.items():
        yield min(16, 8 + count), owner
    above = {owner for text in captions if names_superior(text) and (owner := owner_in(text))}
    yield from ((3, owner) for owner in sorted(above))
    for text in captions:
        found = re.fullmatch(r"\d{3,6}\s*(\S{3,40})", text)
        if found:
            yield 6, found[1]
    for text in headings:
        yield from ((5, found[1]) for found in [_HEADING.search(text)] if found)
    for text in prose[-4:]:
        yield 6, text
    for text in prose:
        owner = owner_in(text) if len(text) < 60 else None
        if owner:
            yield 3 if names_superior(text) else 10, owner
        for pattern in _SENTENCE:
            yield from ((4, found[1]) for found in [pattern.search(text[:200])] if found)


def names_superior(text: str) -> bool:
    """'主管部门：某县教育局' on the budget of a school: whom it answers to, seldom whose it is."""
    return bool(_SUPERIOR.match(text.strip()))


def _cover_unit(text: str) -> str:
    """'关于某某局2024年部门预算公开的说明' -> '某某局'."""
    rest = _COVER_TAIL.sub("", _COVER_YEAR.sub("", text))
    rest = re.sub(r"^(?:附件\d*[:：.、]?)?(?:关于)?(?:公开|批复|编制)?", "", rest.strip())
    return re.sub(r"(?:关于|的|[-—：:、])+$", "", rest).strip()


def _clean(name: str) -> str | None:
    """The name without foreign words and blanks; None when it is no unit's name."""
    bare = "".join(name.split())
    for found in _FOREIGN.finditer(bare):
        bare = bare[found.end() :] if found.end() < len(bare) else ""
        return _clean(bare) if bare else None
    bare = re.sub(r"^(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、)", "", bare)
    if not 3 <= len(bare) <= 45 or not _ORG.fullmatch(bare) or _GENERIC.search(bare):
        return None
    return bare


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", name)


def same_unit(one: str, other: str) -> bool:
    """True when two prints can be the same unit: equal, or one the shorter form of the other."""
    a, b = (re.sub(r"\(.*?\)|人民政府|本级|机关", "", _key(name)) for name in (one, other))
    return a in b or b in a or a[-4:] == b[-4:]


def region_of(name: str) -> str | None:
    """The region a name starts with: '深圳市龙岗区科技创新局' -> '深圳市龙岗区'."""
    found = _REGION.match("".join(name.split()))
    region = found["region"] if found else ""
    return region if len(region) >= 3 else None


def infer_district(texts: Sequence[str]) -> str | None:
    """The district that a document speaks of most: '龙岗区' from its sentences; None when unclear."""
    text = "\n".join(texts)
    named = Counter(
        found[1]
        for found in re.finditer(r"(?=([\u4e00-\u9fff]{2}[区县]))", text)
        if found[1][1] not in _NO_DISTRICT
        and found[1][0] not in "全我本各该"
        and found[1][:2] not in _NO_PLACE
    )
    best = named.most_common(1)
    if best and best[0][1] >= 2:
        return best[0][0]
    parts = Counter(re.findall(r"([\u4e00-\u9fff]{2})(?:开发区|分园|分局|新城)", text))
    likely = parts.most_common(1)
    return likely[0][0] + "区" if likely and likely[0][1] >= 2 else None
