"""Whether other words say the same: the same units, years, items and figures beside the same marks.

Takes the text that a writer made of a draft, the draft's statements and the names of the units;
gives '' or the reason, in Chinese, why the text is not the same. Knows no model and no documents.

Both texts are cut at their marks and read as tokens: units, years, figures, formulas, and words.
Words that only join ('为', '其中', '根据文件') are free; everything else must be there, in its order,
and nothing beside it. The one unit and the one year of a piece may stand anywhere in it, or in the
piece before; words shared with the piece before may be left out.

    draft   2024年云江区财政局图书馆（预算）为 138 万元[1]。2025年云江区财政局图书馆（预算）为 140 万元[2]。
    same    云江区财政局图书馆预算2024年为138万元[1]，2025年为140万元[2]。
    not     云江区财政局图书馆预算2025年为138万元[1]，2024年为140万元[2]。
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from retrieval.writing.verify import Printed, Statement, numbers_in

__all__ = ["difference", "with_formulas"]

Kind = Literal["unit", "year", "figure", "word"]

_MARKS = re.compile(r"(?:\[\d{1,3}\])+")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年度?")
_WORD = re.compile(r"[^\W_]|[+%‰]")
_SENTENCE_END = re.compile(r"[。!?;\n]")
_JOINING = re.compile(
    "根据(?:所给|公开)?(?:的)?(?:文件|资料|材料)|据文件|所给文件|文件(?:中)?(?:显示|写明|载明|列示|记载)"
    "|写明|载明|该(?:单位|部门|局|委|办|院|厅|街道)|此外|另外|同时|以及|并且|在文件中"
    "|同一(?:数字|金额)|(?:该|这一|此|相同)(?:数字|金额|数据)|(?:同样|亦|也|还|又|另)(?:可)?见于?|可?见于"
    "|请以原文核对|具体(?:为|如下)|数额|金额|分别|达到|达(?=\\d)|算式|计算(?:过程|公式|方法|式)"
    "|结果(?=为|是)|相比之下|(?:也|则)(?=为|是)|(?<![^\\W_])(?:而|则|也|即)|为|是|的|了|和|与|及"
)
"""What may be put in or left out: says nothing of who, when, what, how much, or whether."""

_SAME = (
    (re.compile(r"(?:增长|上升|增加)了?(?=\d)"), "增加"),
    (re.compile(r"(?:下降|降低|减少)了?(?=\d)"), "减少"),
    (re.compile(r"(?:并|均)?(?:没有|无(?!形|偿|线|害|障|烟))"), "无"),
)
"""Words that mean the same where they stand: before a figure, or for there being none."""

_PUNCTUATION = "，、；：。,;:.“”‘’\"'()《》「」『』[]\n"
_FORMULA = 0xE000
_SAY = {"unit": "单位名称", "year": "年度"}


class Token(NamedTuple):
    """One thing said: ('year', '2024'), ('figure', '138万元'), ('word', '图书馆')."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class _Piece:
    """What stands before a group of marks."""

    tokens: tuple[Token, ...]
    marks: frozenset[str]
    sentences: int = 1


@dataclass
class _Wanted:
    """The pieces of the draft, and the names by which its units go."""

    pieces: list[_Piece]
    formulas: Mapping[str, str]
    names: re.Pattern[str] | None


def difference(text: str, draft: Sequence[Statement], names: Sequence[str]) -> str:
    """Why a text does not say what a draft says; '' where it does."""
    formulas = _formulas(draft)
    known = sorted({_folded(name) for name in names if name}, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, known))) if known else None
    wanted = _Wanted([], formulas, pattern)
    for statement in draft:
        pieces, rest = _pieces(statement.text, wanted)
        if rest or not pieces:
            return "草稿中有不带出处的话"
        wanted.pieces += pieces
    told, rest = _pieces(text, wanted)
    if rest or not told:
        return "每句话都要带出处标记，标记放在句末"
    if strange := _strange(text, draft, wanted):
        return f"不要用“{strange}”，标点只用逗号、顿号、分号、冒号、句号、引号和括号"
    if any(piece.sentences > 1 for piece in told):
        return "有一句话没有带出处标记"
    return _reason(told, wanted)


def with_formulas(text: str, draft: Sequence[Statement]) -> str:
    """The text with the draft's formulas spaced and written as the draft has them."""
    for statement in draft:
        for computed in statement.computed:
            if computed.formula:
                loose = r"\s*".join(map(_loosely, re.sub(r"\s+", "", computed.formula)))
                formula = computed.formula
                text = re.sub(loose, lambda _, f=formula: f, text)  # type: ignore[misc]
    return text


_ALIKE = {"（": "[（(]", "(": "[（(]", "）": "[）)]", ")": "[）)]", "−": "[−－-]", "-": "[−－-]"}


def _loosely(char: str) -> str:
    return _ALIKE.get(char, re.escape(char))


# ── reading a text as tokens ─────────────────────────────────────────────────────────────────


def _folded(text: str) -> str:
    half = re.sub(r"(?<=\d)[^\S\n]+(?=\d)", "|", unicodedata.normalize("NFKC", text))
    return re.sub(r"[^\S\n]+", "", half).replace("−", "-")


def _formulas(draft: Sequence[Statement]) -> dict[str, str]:
    """Folded formula -> one private character; the longest first."""
    found = {_folded(c.formula) for s in draft for c in s.computed if c.formula}
    ordered = sorted(found, key=lambda formula: (-len(formula), formula))
    return {formula: chr(_FORMULA + n) for n, formula in enumerate(ordered)}


def _pieces(text: str, wanted: _Wanted) -> tuple[list[_Piece], bool]:
    """The text cut behind its marks; True where something is said behind the last."""
    folded = _prepared(text, wanted)
    found, start = [], 0
    for marks in _MARKS.finditer(folded):
        found.append(_piece(folded[start : marks.start()], marks[0], wanted))
        start = marks.end()
    return found, bool(_tokens(folded[start:], wanted))


def _prepared(text: str, wanted: _Wanted) -> str:
    """Folded, formulas as one character each, words for up and down as one."""
    folded = _folded(text)
    for formula, char in wanted.formulas.items():
        folded = folded.replace(formula, char)
    for old, new in _SAME:
        folded = old.sub(new, folded)
    return folded


def _strange(text: str, draft: Sequence[Statement], wanted: _Wanted) -> str:
    """A sign that may turn what is said, as '≈', '？' and '~' do; '' where there is none."""
    usual = {*_PUNCTUATION, *"".join(_prepared(s.text, wanted) for s in draft)}
    return next((c for c in _prepared(text, wanted) if not (c.isalnum() or c in usual)), "")


def _piece(text: str, marks: str, wanted: _Wanted) -> _Piece:
    said = [part for part in _SENTENCE_END.split(text) if _tokens(part, wanted)]
    listed = frozenset(re.findall(r"\d+", marks))
    return _Piece(tuple(_tokens(text, wanted)), listed, max(len(said), 1))


def _tokens(text: str, wanted: _Wanted) -> list[Token]:
    return list(_read(text, wanted.names))


def _read(text: str, names: re.Pattern[str] | None) -> Iterator[Token]:
    figures = {number.start: number for number in numbers_in(text)}
    at, word = 0, ""
    while at < len(text):
        token, end = _token(text, at, names, figures)
        if end == at and _WORD.match(text[at]):
            word, at = word + text[at], at + 1
            continue
        if word:
            yield Token("word", word)
            word = ""
        if token:
            yield token
        at = max(end, at + 1)
    if word:
        yield Token("word", word)


def _token(
    text: str, at: int, names: re.Pattern[str] | None, figures: Mapping[int, Printed]
) -> tuple[Token | None, int]:
    """What begins here and where it ends; (None, at) for a letter of a word."""
    if ord(text[at]) in range(_FORMULA, 0xF900):
        return Token("figure", text[at]), at + 1
    if names and (name := names.match(text, at)):
        return Token("unit", name[0]), name.end()
    if year := _YEAR.match(text, at):
        return Token("year", year[1]), year.end()
    if at in figures:
        return Token("figure", _figure(figures[at])), figures[at].end
    joining = _JOINING.match(text, at)
    return None, joining.end() if joining else at


def _figure(number: Printed) -> str:
    """As printed but for commas and spaces: '4.60万元' is neither '4.6万元' nor '46,000元'."""
    return f"{number.value}{number.unit or ''}"


# ── comparing ────────────────────────────────────────────────────────────────────────────────


def _reason(told: Sequence[_Piece], wanted: _Wanted) -> str:
    """'' where the pieces fit the draft's one after another, several of them to one piece or not."""
    failed: list[tuple[int, bool, int, str]] = []
    known: dict[tuple[int, int], bool] = {}

    def fits(k: int, i: int) -> bool:
        if k == len(told) or i == len(wanted.pieces):
            if k < len(told) or i < len(wanted.pieces):
                failed.append((k + i, True, 0, _left(told[k:], wanted.pieces[i:])))
            return k == len(told) and i == len(wanted.pieces)
        if (k, i) not in known:
            known[k, i] = any(step(k, i, j) for j in range(i + 1, len(wanted.pieces) + 1))
        return known[k, i]

    def step(k: int, i: int, j: int) -> bool:
        reason = _unlike(told, k, wanted.pieces, i, j)
        if reason:
            failed.append((k + i, "标记" not in reason, j, reason))
        return not reason and fits(k + 1, j)

    return "" if fits(0, 0) else max(failed)[-1]


def _left(told: Sequence[_Piece], wanted: Sequence[_Piece]) -> str:
    if wanted:
        marks = "".join(f"[{m}]" for m in sorted(wanted[0].marks, key=int))
        return f"缺少草稿中带出处{marks}的内容“{_shown(wanted[0].tokens)}”"
    return f"多出了草稿中没有的内容“{_shown(told[0].tokens)}”"


def _unlike(told: Sequence[_Piece], k: int, wanted: Sequence[_Piece], i: int, j: int) -> str:
    """Why piece k is not the draft's pieces i to j; '' where it is."""
    marks = frozenset(m for piece in wanted[i:j] for m in piece.marks)
    if told[k].marks != marks:
        return f"“{_shown(told[k].tokens)}”的出处标记与草稿不一致，每个标记须跟在它所证明的内容后面"
    context = {kind: _last(told[:k], kind) for kind in ("unit", "year")}
    for piece, tokens in zip(wanted[i:j], _shares(told[k], wanted[i:j]), strict=True):
        before = wanted[i - 1] if i else None
        if reason := _other(tokens, piece, before, context):
            return reason
        for kind in ("unit", "year"):
            context[kind] = next(
                (t.text for t in reversed(tokens) if t.kind == kind), context[kind]
            )
        i += 1
    return ""


def _last(told: Sequence[_Piece], kind: str) -> str:
    return next((t.text for p in reversed(told) for t in reversed(p.tokens) if t.kind == kind), "")


def _shares(piece: _Piece, wanted: Sequence[_Piece]) -> list[tuple[Token, ...]]:
    """One piece that stands for several of the draft, cut behind the last figure of each."""
    shares, rest = [], list(piece.tokens)
    for part in wanted[:-1]:
        many, cut = sum(t.kind == "figure" for t in part.tokens), 0
        while cut < len(rest) and many:
            many -= rest[cut].kind == "figure"
            cut += 1
        shares.append(tuple(rest[:cut]))
        rest = rest[cut:]
    return [*shares, tuple(rest)]


def _other(
    tokens: Sequence[Token], piece: _Piece, before: _Piece | None, context: Mapping[str, str]
) -> str:
    """Why tokens do not say what a piece of the draft says."""
    free = [
        kind
        for kind in ("unit", "year")
        if len({t.text for t in piece.tokens if t.kind == kind}) == 1
    ]
    for kind in free:
        [name] = {t.text for t in piece.tokens if t.kind == kind}
        said = {t.text for t in tokens if t.kind == kind} or {context[kind]}
        if said != {name}:
            return f"{_SAY[kind]}应为“{name}”，不是“{'、'.join(sorted(said - {name}))}”"
    told = _joined([t for t in tokens if t.kind not in free])
    for left_out in range(_shared_words(piece, before, free) + 1):
        if told == _joined([t for t in piece.tokens if t.kind not in free][left_out:]):
            return ""
    return _what_differs(told, _joined([t for t in piece.tokens if t.kind not in free]))


def _shared_words(piece: _Piece, before: _Piece | None, free: Sequence[str]) -> int:
    """How many words at the head of a piece are also at the head of the piece before."""
    if before is None:
        return 0
    heads = [[t for t in p.tokens if t.kind not in free] for p in (piece, before)]
    count = 0
    for one, other in zip(*heads, strict=False):
        if one != other or one.kind != "word":
            break
        count += 1
    return count


def _joined(tokens: Sequence[Token]) -> list[Token]:
    """Words side by side become one, however they were parted."""
    found: list[Token] = []
    for token in tokens:
        if token.kind == "word" and found and found[-1].kind == "word":
            found[-1] = Token("word", found[-1].text + token.text)
        else:
            found.append(token)
    return found


def _what_differs(told: Sequence[Token], wanted: Sequence[Token]) -> str:
    for kind, name in (("figure", "数字"), ("year", "年度"), ("unit", "单位名称")):
        said = [t.text for t in told if t.kind == kind]
        meant = [t.text for t in wanted if t.kind == kind]
        if said != meant:
            return f"{name}应为“{'、'.join(map(_plainly, meant)) or '无'}”，写成了“{'、'.join(map(_plainly, said)) or '无'}”"
    return f"只能用草稿中的词，应为“{_shown(wanted)}”，写成了“{_shown(told)}”"


def _shown(tokens: Sequence[Token]) -> str:
    return "".join(_plainly(t.text) + ("年" if t.kind == "year" else "") for t in tokens)[:80]


def _plainly(text: str) -> str:
    return "算式" if ord(text[0]) in range(_FORMULA, 0xF900) else text
