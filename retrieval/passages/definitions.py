"""What a term means: the paragraph of the glossary, or the sentence that says 'X是指…'.

Takes a document's paragraphs and a Query, gives the passages of the definition. The term as asked
goes before its other wordings.

    '什么是机关运行经费'  ->  '六、机关运行经费：指…'  with the paragraphs that continue it
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.printed.prose import Passage, bare, sentences
from retrieval.understand.accounted import content
from retrieval.understand.focus import asked_term, rest, terms
from retrieval.understand.question import Query
from retrieval.words.lexicon import folded, label_key

__all__ = [
    "as_one_term",
    "continued",
    "definition",
    "entry_names",
    "entry_term",
    "members",
    "term_told",
]

_DEFINES = re.compile(
    r"[(（]?[^:：。]{0,14}?[:：,，。]?(?:是指|指的是|指|反映|：|:|为|包括|即|是|含)"
)
_NEW_TERM = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]+[)）、.．:：]|.{2,24}?[：:](?:是指|指|是|反映)|.{2,20}?(?:是指|指的是))"
)
_MEANS = re.compile(
    r"^[^。]{0,40}?(?:是指|指的是|指|反映|是|包括|含|即|[：:])(?!\s*\d)(?!\s*$)(?!.{0,12}空表)(?!.{0,6}如下)"
)
_ENTRY = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．:：]\s*)?[“\"]?([^：:。，,；;]{2,24}?)[”\"]?\s*(?:[（(][^)）]*[)）])?\s*(?:[：:。]|[，,]?(?:是指|指的是|指|是))"
)

_LEVEL = re.compile(r"([^()（）]{2,40})[（(][类款项][)）]")
_LEVELS = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*)?[“\"]?((?:\d{3,7}\s*)?(?:[^()（）：:。，,]{2,40}[（(][类款项][)）]){2,3})[”\"]?\s*[：:，,]?\s*(?:是指|指|反映|主要)"
)
"""An entry that is led by its class: '农林水支出（类）农业农村（款）执法监管（项）：反映'."""
_QUOTED = re.compile(r"[“\"]([^”\"]{2,12})[”\"]")


def definition(passages: Sequence[Passage], query: Query, *, exact: bool) -> list[Passage]:
    """The passages that define the term asked for; `exact`: by the wording of the question only."""
    wordings = _wordings(query, exact)
    found = _in_glossary(passages, wordings) or _elsewhere(passages, wordings)
    return found if found or exact else _entry_named(passages, query)


def term_told(found: Sequence[Passage], query: Query) -> str:
    """The term as the question says it, where the entry says it too; else the item it names."""
    term = asked_term(query)
    said = label_key(found[0].text[:70]) if found else ""
    named = [item.text for item in query.items if label_key(item.text) in said]
    return term if label_key(term) in said or not named else max(named, key=len)


def _wordings(query: Query, exact: bool) -> list[str]:
    asked = label_key(asked_term(query))
    short = re.sub(r"(?:经费|费用|费|支出|预算)$", "", asked)
    if exact:
        return [word for word in (asked,) if len(word) > 1]
    named = [item for item in query.items if item.text in asked] or query.items
    found = [asked, *terms(named), short]
    return [word for word in dict.fromkeys(found) if len(word) > 1]


def _in_glossary(passages: Sequence[Passage], wordings: Sequence[str]) -> list[Passage]:
    """A paragraph that starts with the term; those under 名词解释 first."""
    for wanted in (True, False):
        for number, passage in enumerate(passages):
            inside = "名词" in passage.titles
            if (
                inside is wanted
                and (_starts(passage, wordings) or (inside and _is_called(passage, wordings)))
                and (inside or _MEANS.search(passage.text))
            ):
                return [passage, *continued(passages, number)]
    return []


def _entry_named(passages: Sequence[Passage], query: Query) -> list[Passage]:
    """The entry whose term stands in the question: '说明里“部门预算”怎么解释' asks for 部门预算."""
    asked = as_one_term(label_key(rest(query, "definition")))
    entries = [
        (len(term), number)
        for number, passage in enumerate(passages)
        if "名词" in passage.titles
        and (term := _stem(entry_term(passage), asked)) in asked
        and term
    ]
    if not entries:
        return []
    _, number = max(entries, key=lambda entry: entry[0])
    return [passages[number], *continued(passages, number)]


def _stem(term: str, asked: str) -> str:
    """'其他运转类项目' as '其他运转类', where the question says no more of it."""
    short = re.sub(r"(?:项目|资金|收入|支出|经费)$", "", term)
    return term if term in asked or len(short) < _LONG else short


_LONG = 4

_MEMBERS = re.compile(
    r"(?P<whole>[\u4e00-\u9fff]{2,12}?)[\"”]?(?:具体|主要|都|各)?(?:是|指的?是?|包括|包含|含|有|分别是)+(?:了)?哪(?:几|[两二三四五六七八九十])[个家类项种处样](?!单位|部门|机构|项目|科目|表|人)"
)


_OF_ANY = frozenset(
    {"单位", "项目", "部门", "机构", "科目", "经费", "支出", "收入", "资金", "预算"}
)
"""'下属事业单位是哪几家' asks for no term that starts with 单位."""


def members(passages: Sequence[Passage], query: Query) -> list[Passage]:
    """'三馆是哪三个': the entry of the glossary that starts with the whole and names its members."""
    entries = [
        (term, number)
        for number, passage in enumerate(passages)
        if "名词" in passage.titles
        and "、" in passage.text[3:]
        and (term := re.sub(r"[\"“”]", "", entry_term(passage)))
    ]
    for match in _MEMBERS.finditer(content(query)) if entries else ():
        whole = as_one_term(label_key(match["whole"]))
        for start in range(len(whole) - 1):
            if whole[start:] in _OF_ANY:
                break
            for term, number in entries:
                if term.startswith(whole[start:]) or whole[start:] == term:
                    return [passages[number], *continued(passages, number)]
    return []


def entry_term(passage: Passage) -> str:
    """The term that an entry of a glossary starts with, folded; '' where it starts with none."""
    match = _ENTRY.match(passage.text)
    term = as_one_term(label_key(match[1])) if match else ""
    return term if len(term) > 1 else ""


def entry_names(passage: Passage) -> tuple[str, ...]:
    """What an entry may be asked by: its term, the word it quotes, the last of the levels it is led by.

    '农林水支出（类）农业农村（款）执法监管（项）：反映…'   ->   '执法监管'
    """
    quoted = _QUOTED.search(passage.text[:16])
    levels = _LEVELS.match(passage.text)
    last = _LEVEL.findall(levels[1])[-1] if levels else ""
    named = (entry_term(passage), label_key(quoted[1]) if quoted else "", label_key(last))
    plain = (re.sub(r"[“”\"]|\([项款类]\)", "", as_one_term(name)) for name in named)
    return tuple(dict.fromkeys(name for name in plain if len(name) > 1))


def as_one_term(term: str) -> str:
    """'机关运行费' and '机关运行经费' are one term."""
    return re.sub(r"经费|费用", "费", term)


def _starts(passage: Passage, wordings: Sequence[str]) -> bool:
    start = label_key(passage.text[:70])
    plain = bare(folded(re.sub(r"^[^一-鿿“\"]+", "", passage.text[:70])))
    for word in wordings:
        for text in (start, plain):
            if text.startswith(word) and (match := _DEFINES.match(text[len(word) :])):
                return not match[0][:1].isdigit() and _is_same(text[len(word) :])
    return False


def _is_called(passage: Passage, wordings: Sequence[str]) -> bool:
    """Whether an entry led by its class is called so."""
    return _LEVELS.match(passage.text) is not None and bool(
        {as_one_term(word) for word in wordings} & set(entry_names(passage))
    )


def _is_same(after: str) -> bool:
    """What stands between the term and its meaning is a bracket or a mark, not another noun."""
    return (
        re.match(
            r"(?:[(（][^)）]*[)）])?(?:[:：,，。]|是指|指|反映|为|包括|即|是|含|预算|支出|经费)",
            after,
        )
        is not None
    )


def continued(passages: Sequence[Passage], number: int) -> Iterator[Passage]:
    """The paragraphs that go on with the same term: a list after a colon, a paragraph cut in two."""
    before = passages[number]
    for passage in passages[number + 1 : number + 6]:
        if passage.section != before.section or _NEW_TERM.match(passage.text):
            return
        if not before.text.rstrip().endswith(("：", ":", "；", ";", "，", ",")):
            return
        yield passage
        before = passage


def _elsewhere(passages: Sequence[Passage], wordings: Sequence[str]) -> list[Passage]:
    for passage in passages:
        for sentence in sentences(passage):
            key = bare(sentence.key)
            if any(re.search(re.escape(word) + r"[:,，]?(?:是指|指)", key) for word in wordings):
                return [sentence]
    return []
