"""Where a value stands in prose: sentence patterns over the flat text of each paragraph.

Takes a Document and the patterns of a Field, gives Candidates that cite their sentence. The number
is taken from the same sentence and subject, never "the first number after a keyword". Knows no
tables.

    '基本支出(?:预算)?{F}{A}'  ×  '其中：基本支出 472.53 万元，占总支出 2.58%'  -> 472.53 万元
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from extract.candidate import Basis, Candidate, How
from extract.schema import Field, compiled, needed
from ingest.amount import Unit, number, printed_place
from ingest.citation import Citation
from ingest.document import Document, Span
from ingest.figures.sentences import Flat, flatten

__all__ = [
    "Prose",
    "none_candidates",
    "of_a_part",
    "prose_candidates",
    "read_prose",
    "summed_candidates",
]

_STOPS = "。！？!?；;"
_STOP = re.compile(f"[{_STOPS}]")
_GLOSSARY = re.compile(r"名词解释|专业性?名词")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)年")
_BUDGETED = re.compile(r"(?<!公共)(?<!基金)(?<!经营)预算(?:数|安排)?(?:为|是|共|:)*$")
_OTHER_YEAR = re.compile(r"(?:比|较|与|同)?(?:上年|去年|上一年|上年度)(?!结转|结余|末)")


@dataclass(frozen=True, slots=True)
class Prose:
    """The flat paragraphs of a document, glossary left out, with the section of each."""

    document: Document
    flats: tuple[Flat, ...]
    sections: tuple[int | None, ...]
    with_numbers: tuple[Flat, ...] = ()
    """Of the paragraphs those in which a figure is printed."""
    cited: dict[tuple[tuple[Span, ...], int, int], Citation] = field(
        default_factory=dict, compare=False, repr=False
    )
    """The sentences that were cited, each once."""
    told: str = field(default="", compare=False, repr=False)
    """All paragraphs in one text: a word that is not in it is in none."""

    def of_this_year(self, flat: Flat, end: int) -> bool:
        """No other year is named between the last stop and an offset."""
        start = max(flat.text.rfind(stop, 0, end) for stop in "。;；")
        years = [int(year) for year in _YEAR.findall(flat.text[start + 1 : end])]
        fiscal = self.document.info.fiscal_year
        return not years or fiscal is None or years[-1] == fiscal

    @property
    def of_account(self) -> bool:
        """The document is a final account."""
        return (self.document.info.kind or "").endswith("决算")

    def of_this_stage(self, found: re.Match[str]) -> bool:
        """A final account is about 决算: '支出预算为8.00万元' is the figure compared with."""
        said = found.string[found.start() : found.start("a")]
        return not (self.of_account and _BUDGETED.search(said) and "决算" not in said)

    def cite(self, flat: Flat, start: int, end: int) -> Citation:
        """The sentence around `flat.text[start:end]`."""
        first = max((flat.text.rfind(stop, 0, start) for stop in _STOPS), default=-1) + 1
        stop = _STOP.search(flat.text, max(end - 1, start))
        last = stop.end() if stop else len(flat.text)
        at = (flat.spans, first, max(last, end))
        if at not in self.cited:
            self.cited[at] = self.document.cite_spans(flat.pieces(*at[1:]))
        return self.cited[at]


def read_prose(document: Document) -> Prose:
    """All paragraphs outside the glossary, flat."""
    kept = [
        p for p in document.paragraphs if not _GLOSSARY.search(document.section_path(p.section))
    ]
    flats = tuple(flatten(document, paragraph.pieces) for paragraph in kept)
    sections = tuple(paragraph.section for paragraph in kept)
    numbers = tuple(flat for flat in flats if _DIGIT.search(flat.text))
    told = "\n".join(flat.text for flat in flats)
    return Prose(document, flats, sections, numbers, told=told)


def prose_candidates(patterns: Iterable[str], field: Field, prose: Prose) -> Iterator[Candidate]:
    """Every match of the patterns that speaks of this year, in the order of the patterns."""
    for pattern in patterns:
        search, word = compiled(pattern).finditer, needed(pattern)
        for flat in prose.with_numbers if word in prose.told else ():
            for found in search(flat.text) if word in flat.text else ():
                fits = _whole(field, flat, found) and (
                    field.type == "count"
                    or (
                        _of_this_year(prose, flat, found)
                        and prose.of_this_stage(found)
                        and not _of_a_fund(flat, found)
                        and not _of_an_item(flat, found)
                        and not _of_three_expenses(flat, found)
                    )
                )
                candidate = _candidate(field, prose, flat, found) if fits else None
                if candidate:
                    yield candidate


def _whole(field: Field, flat: Flat, found: re.Match[str]) -> bool:
    """No part of another number: '行政编制46人，实有43人；事业编制168人，实有161人' tells two parts."""
    parts = list(compiled(field.parts).finditer(flat.text)) if field.parts else []
    several = len({part["k"] for part in parts}) > 1
    return not several or not any(p.start() <= found.start("a") < p.end() for p in parts)


_FUND_OPENS = re.compile(r"^[^,;:。]{0,24}(?:政府性基金|国有资本经营)预算[^,;:。]{0,40}[,;:]")


def _of_a_fund(flat: Flat, found: re.Match[str]) -> bool:
    """'政府性基金预算年初结转0万元,本年收入412.60万元': a sentence opened by one fund is about that fund."""
    start = flat.text.rfind("。", 0, found.start("a")) + 1
    opening = _FUND_OPENS.match(flat.text[start : found.start("a")])
    said = flat.text[found.start() : found.start("a")]
    return (
        opening is not None
        and not re.search(r"政府性基金|国有资本", said)
        and "总" not in opening[0]
    )


_ITEM_NAMED = re.compile(r"\((?:类|款|项)\)|(?<![\d.,])2\d{6}[一-鿿]")


def _of_an_item(flat: Flat, found: re.Match[str]) -> bool:
    """'法院(款)事业运行(项)349.5万元。其中基本支出274.4万元': what opens with 其中 is of the sentence before."""
    *_, before, sentence = ("", *re.split(r"[。;]", flat.text[: found.start("a")]))
    return sentence.startswith("其中") and bool(_ITEM_NAMED.search(before))


_WHOLE_MONEY = re.compile(r"一般公共预算|政府性基金|财政拨款|本年|收入|支出[总合]")


def _of_three_expenses(flat: Flat, found: re.Match[str]) -> bool:
    """'“三公”经费一般公共预算44.93万元' is no total of 一般公共预算."""
    clause = re.split(r"[。;:,]", flat.text[: found.start()])[-1]
    return "三公" in clause and _WHOLE_MONEY.match(found[0]) is not None


def _of_this_year(prose: Prose, flat: Flat, found: re.Match[str]) -> bool:
    """No other year is named between the last stop and the figure."""
    near = re.split(r"[,;。:)]", flat.text[max(0, found.start() - 8) : found.start()])[-1]
    if _OTHER_YEAR.search(near) and "上年" not in found.re.pattern:
        return False
    return prose.of_this_year(flat, found.start("a"))


def _candidate(field: Field, prose: Prose, flat: Flat, found: re.Match[str]) -> Candidate | None:
    value = number(found["a"])
    if value is None:
        return None
    unit = "万元" if found["u"] == "万" else found["u"]
    factor = Unit(unit).yuan if field.type == "amount" else Decimal(1)
    clause = re.split(r"[。;:,]", flat.text[: found.start("a")])[-1]
    return Candidate(
        value=value * factor,
        place=printed_place(found["a"]) * factor,
        unit=unit or "",
        printed=found["a"],
        how="正文",
        label=field.label,
        where="正文",
        cite=_citer(prose, flat, found.start(), found.end()),
        clause=clause,
        basis=_basis(prose, clause + found[0]),
    )


def _basis(prose: Prose, said: str) -> Basis:
    """总计 or 本年合计; 合计 alone means this year's in the words of a final account."""
    if re.search(
        r"本年(?:收入|支出)|当年|合计" if prose.of_account else r"本年(?:收入|支出)|当年", said
    ):
        return "year"
    return "grand" if re.search(r"总计|总预算|总额|总收入|总支出", said) else ""


_OF_A_PART = re.compile(
    r"本级|本部(?!门)|机关(?!运行|事业)|中心|下属|所属|基层|[站所院校馆队处园](?=收入|支出|预算|基本|项目)"
)


def of_a_part(clause: str, document: Document) -> bool:
    """True when a clause speaks of one unit of the department: '区城建中心支出预算 200 万元'."""
    name = document.info.unit_name or ""
    return any(found[0] not in name for found in _OF_A_PART.finditer(clause))


def _citer(prose: Prose, flat: Flat, start: int, end: int) -> Callable[[], Citation]:
    return lambda: prose.cite(flat, start, end)


def summed_candidates(field: Field, prose: Prose) -> Iterator[Candidate]:
    """Counts printed only by kind make the value together: 行政编制 32 名，事业编制 18 名.

    All kinds of one paragraph are added and cited; where one kind has two numbers, or two paragraphs
    have kinds, they speak of several units, and nothing is claimed.
    """
    if field.parts is None:
        return
    groups = [(flat, found) for flat in prose.flats if (found := _parts(flat, field.parts))]
    totals = {_total(found) for _, found in groups}
    if len(totals) == 1 and None not in totals:
        for flat, found in groups:
            yield _summed(field, prose, flat, found)


def _parts(flat: Flat, pattern: str) -> list[re.Match[str]]:
    """The parts of a paragraph; those behind 其中 are parts of another number."""
    found = compiled(pattern).finditer(flat.text)
    return [part for part in found if not _of_another(flat, part.start())]


def _of_another(flat: Flat, start: int) -> bool:
    """'实有人数 39 人，其中：行政编制 17 人，…' tells of the 39; brackets end where they close."""
    clause = re.split(r"[。;!?]", flat.text[:start])[-1]
    return "其中" in re.sub(r"\([^()]*\)", "", clause)


def _total(found: Sequence[re.Match[str]]) -> Decimal | None:
    """Every kind once; None where a kind is printed with two numbers."""
    kinds = {(part["k"], part["a"]) for part in found}
    if len({kind for kind, _ in kinds}) < len(kinds):
        return None
    return sum((Decimal(count) for _, count in kinds), Decimal(0))


def _summed(field: Field, prose: Prose, flat: Flat, found: list[re.Match[str]]) -> Candidate:
    total = _total(found) or Decimal(0)
    how: How = "正文合计" if len(found) > 1 else "正文"
    start, end = found[0].start(), found[-1].end()
    cite = _citer(prose, flat, start, end)
    printed = "，".join(part[0] for part in found)
    return Candidate(total, Decimal(1), "", printed, how, field.label, "正文", cite)


def none_candidates(field: Field, prose: Prose) -> Iterator[Candidate]:
    """Sentences that say there is none: '本部门无政府性基金预算支出'."""
    for pattern in field.none:
        search, word = compiled(pattern).finditer, needed(pattern)
        for flat in prose.flats if word in prose.told else ():
            for found in search(flat.text) if word in flat.text else ():
                cite = _citer(prose, flat, found.start(), found.end())
                yield Candidate(
                    Decimal(0),
                    Decimal(1),
                    "",
                    found[0],
                    "正文",
                    field.label,
                    "正文",
                    cite,
                    none=True,
                )
