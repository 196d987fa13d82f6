"""Questions about prose: duties, institutions, goals, reasons, purposes, definitions, single facts.

Takes an Understood and Sources, gives a Composed answer of verbatim sentences in the document's
order, each cited, or None where nothing is relevant enough. Knows no figures.

    '什么是机关运行经费'   ->  the glossary's own sentence     '为什么三公经费减少'  ->  the sentence with 原因
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.document import Document, Paragraph, Span
from retrieval.chunk import sentences
from retrieval.compose import Composed, Writer
from retrieval.lexicon import folded, label_key, lexicon
from retrieval.prompts import which_unit
from retrieval.question import Item, Query, topic_of
from retrieval.reading import Target, Understood
from retrieval.scope import Listed
from retrieval.sources import Sources

__all__ = ["Passage", "passage_answer"]

MOST = 2200
"""Characters of one answer; a longer section is cut at the end of a paragraph and says so."""

MOST_DOCUMENTS = 8
"""Documents read for a question that names no unit."""

ENOUGH = 0.62
"""The share of the question's own words that a sentence and its headings must carry."""

_REASON = re.compile(r"原因|由于|因为|主要是|系因|所致|用于.*增加|为了")
_PURPOSE = re.compile(r"用于|主要(?:包括|是|为)|具体(?:包括|用于)|反映|包括")
_HOW_MANY = re.compile(r"(?:多少|几)[个家项名人次辆台]")
_COUNTED = re.compile(r"(?<!表)\d[\d,.]*(?!年|月|日|\d)|[一二三四五六七八九十两]+[个家项名]")
_DEFINES = re.compile(r"[:：,，]?(?:是指|指的是|指|反映|：|:|为|包括|即|是)")
_CONTENTS = re.compile(r"\.{4,}|…{2,}|·{4,}")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or sentence of a document with the titles above it."""

    document: Document
    spans: tuple[Span, ...]
    section: int | None

    @property
    def text(self) -> str:
        """As printed, lines joined."""
        return "".join(self.document.text[s.start : s.end] for s in self.spans)

    @property
    def key(self) -> str:
        """Folded for comparison."""
        return folded(self.text)

    @property
    def titles(self) -> str:
        """The heading path, folded."""
        return folded(self.document.section_path(self.section))


def passage_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The answer in the document's own sentences, or None."""
    query = understood.query
    target = _target(understood)
    if target is None:
        return _over_units(understood, sources)
    documents = [sources.document(row.doc_id) for row in target.own or target.documents]
    for document, row in zip(documents, target.own or target.documents, strict=True):
        answer = _in_document(document, row, query)
        if answer:
            return answer
    return None


def _over_units(understood: Understood, sources: Sources) -> Composed | None:
    """No unit is named and several fit: a definition is any glossary's, the rest is asked back."""
    query = understood.query
    if query.topics or (query.items and query.asks("reason", "purpose", "list")):
        return ask_which(understood)
    if understood.broad and query.items and not query.asks("definition"):
        return ask_which(understood)
    rows = {row.doc_id: row for row in understood.documents}
    for doc_id in _likely(query, rows, sources):
        answer = _in_document(sources.document(doc_id), rows[doc_id], query)
        if answer:
            return answer
    return None


def _likely(query: Query, rows: dict[str, Listed], sources: Sources) -> list[str]:
    """The documents whose passages the search finds best; without a search the latest few."""
    if sources.search is None:
        newest = sorted(rows.values(), key=lambda row: -(row.fiscal_year or 0))
        return [row.doc_id for row in newest[:MOST_DOCUMENTS]]
    found = sources.search(query.text, list(rows), 4 * MOST_DOCUMENTS)
    return list(dict.fromkeys(one.doc_id for one in found if one.doc_id in rows))[:MOST_DOCUMENTS]


def ask_which(understood: Understood) -> Composed | None:
    """The question back: which of the units in scope."""
    names = list(dict.fromkeys(r.unit_name for r in understood.documents if r.unit_name))
    if len(names) < 2:
        return None
    write = Writer(kind="ambiguous")
    write.say(which_unit([*names[:8], *(["…"] if len(names) > 8 else [])]))
    return write.done()


def _target(understood: Understood) -> Target | None:
    """The documents to read: of the year asked, else of the latest."""
    targets = [t for t in understood.targets if t.documents]
    if not targets or len({t.unit for t in targets}) > 1:
        return None
    return max(targets, key=lambda t: t.year or 0) if not understood.named_year else targets[0]


def _in_document(document: Document, row: Listed, query: Query) -> Composed | None:
    passages = list(_paragraphs(document))
    if query.asks("definition"):
        return _composed(row, _definition(passages, query), "对“{}”的解释如下：", query)
    if query.asks("reason"):
        return _composed(row, _reason(passages, query), "说明的原因如下：", query)
    if query.items and (query.asks("purpose") or _lists_item(query)):
        return _composed(row, _purpose(passages, query), "的用途说明如下：", query)
    if query.topics and not _about_amount(query):
        found = _topic(document, passages, query)
        return _composed(row, found, f"的{topic_of(query.topics[0]).title}如下：", query)
    if _about_amount(query) or query.asks(
        "contradiction", "largest", "smallest", "rank", "sum", "difference", "share"
    ):
        return None
    return _composed(row, _relevant(passages, query), "", query)


def _lists_item(query: Query) -> bool:
    """'机关运行经费包括哪些' asks what an item is spent on."""
    return query.asks("list") and any(item.concepts for item in query.items) and not query.topics


def _about_amount(query: Query) -> bool:
    """A question for the amount of a known item: a sentence beside it is no answer."""
    counted = query.asks("list", "count") or _HOW_MANY.search(query.text) is not None
    return bool(query.items) and not counted and not query.topics


def _composed(row: Listed, found: Sequence[Passage], lead: str, query: Query) -> Composed | None:
    if not found:
        return None
    write = Writer(who={row.doc_id: f"{row.unit_name} {row.fiscal_year}年 {row.kind}"})
    if lead:
        term = query.items[-1].text if query.items else query.text
        who = (
            f"{row.fiscal_year}年{row.unit_name or ''}" if row.fiscal_year else row.unit_name or ""
        )
        write.say(who + lead.format(term))
    used = 0
    for passage in found:
        shown = _shown(passage.text)
        if used and used + len(shown) > MOST:
            write.say("（以下从略，请看原文。）")
            break
        citation = passage.document.cite(passage.document.pieces(passage.spans), passage.section)
        labels = (f"{row.fiscal_year}年", row.unit_name or "", *citation.section.split(">"))
        number = write.cite(citation, None, labels)
        write.say(f"{shown}[{number}]", core=not used, verbatim=True)
        used += len(shown)
    return write.done()


def _shown(text: str) -> str:
    """A passage on one line, without marks of headings."""
    return re.sub(r"\s*\n\s*", "", text).strip(" #*\t")


# ── where to look ────────────────────────────────────────────────────────────────────────────


def _paragraphs(document: Document) -> Iterator[Passage]:
    for paragraph in document.paragraphs:
        text = "".join(document.text[s.start : s.end] for s in paragraph.pieces)
        if text.strip() and not _CONTENTS.search(text):
            yield Passage(document, _trimmed(document.text, paragraph), paragraph.section)


def _trimmed(text: str, paragraph: Paragraph) -> tuple[Span, ...]:
    """The spans without white space at their ends."""
    found = []
    for start, end in paragraph.pieces:
        printed = text[start:end]
        body = printed.strip()
        if body:
            first = start + printed.index(body)
            found.append(Span(first, first + len(body)))
    return tuple(found)


def _sentences(passage: Passage) -> Iterator[Passage]:
    for spans in sentences(passage.document.text, passage.spans):
        yield Passage(passage.document, spans, passage.section)


# ── each kind of question ────────────────────────────────────────────────────────────────────


def _topic(document: Document, passages: Sequence[Passage], query: Query) -> list[Passage]:
    """Everything under the heading that names the topic."""
    for key in query.topics:
        topic = topic_of(key)
        asked = [word for word in topic.words if word in query.text and len(word) > 2]
        for heading in (*asked, *topic.headings):
            for section in document.sections:
                if heading not in label_key(section.title):
                    continue
                inside = [p for p in passages if section.start <= p.spans[0].start < section.end]
                if sum(len(p.text) for p in inside) >= 12:
                    return inside
        worded = [p for p in passages if any(w in p.key for w in topic.headings)]
        if worded:
            return worded[:1]
    return []


def _definition(passages: Sequence[Passage], query: Query) -> list[Passage]:
    """The paragraph that starts with the term and says what it means."""
    terms = _terms(query)
    for wanted in (True, False):
        for passage in passages:
            if ("名词" in passage.titles) is not wanted:
                continue
            start = label_key(passage.text[:60])
            if any(start.startswith(t) and _DEFINES.match(start[len(t) :]) for t in terms):
                return [passage]
    for passage in passages:
        for sentence in _sentences(passage):
            if any(
                re.search(re.escape(t) + r"[:,]?(?:是指|指)", _bare(sentence.key)) for t in terms
            ):
                return [sentence]
    return []


def _bare(text: str) -> str:
    return re.sub(r"[()]", "", text)


def _terms(query: Query) -> list[str]:
    """The wordings under which what is asked for may be printed."""
    concepts = lexicon().concepts
    found: list[str] = []
    for item in query.items:
        found += sorted(item.labels)
        for key in item.concepts:
            found += [label_key(concepts[key].title), *concepts[key].labels]
        found.append(item.text)
    found += [word for word in query.residue if len(word) > 1]
    return list(dict.fromkeys(found))


def _reason(passages: Sequence[Passage], query: Query) -> list[Passage]:
    """Sentences that give a reason, in the paragraph or under the heading that names the item."""
    terms = _terms(query) or ["收支", "收入支出", "预算收入"]
    near: list[Passage] = []
    far: list[Passage] = []
    for passage in passages:
        bare = _bare(passage.key)
        named = any(t in bare for t in terms)
        titled = any(t in _bare(passage.titles.rsplit(">", 1)[-1]) for t in terms)
        if not (named or titled):
            continue
        before: Passage | None = None
        for sentence in _from_item(passage, terms, titled):
            if _REASON.search(sentence.text) and "原因是。" not in sentence.text:
                (near if named else far).append(_with_before(before, sentence, terms))
            before = sentence
    best = [s for s in near if any(t in _bare(s.key) for t in terms)] or near or far
    with_word = [s for s in best if "原因" in s.text] or best
    return with_word[:3]


def _with_before(before: Passage | None, sentence: Passage, terms: Sequence[str]) -> Passage:
    """'主要原因是…' together with the sentence that says of what."""
    if before is None or any(t in _bare(sentence.key) for t in terms):
        return sentence
    return Passage(sentence.document, (*before.spans, *sentence.spans), sentence.section)


def _from_item(passage: Passage, terms: Sequence[str], titled: bool) -> Iterator[Passage]:
    """The sentences of a paragraph from the one that names the item on."""
    started = titled
    for sentence in _sentences(passage):
        started = started or any(t in _bare(sentence.key) for t in terms)
        if started:
            yield sentence


def _purpose(passages: Sequence[Passage], query: Query) -> list[Passage]:
    """From the sentence that names the item on, those that say what it is for."""
    terms = _terms(query)
    residue = [word for word in query.residue if len(word) > 1]
    hits: list[Passage] = []
    for passage in passages:
        if "名词" in passage.titles or not any(t in _bare(passage.key) for t in terms):
            continue
        for sentence in _from_item(passage, terms, titled=False):
            known = any(t in _bare(sentence.key) for t in terms)
            if _PURPOSE.search(sentence.text) and (known or sentence.text.startswith("主要")):
                hits.append(sentence)
    exact = [s for s in hits if all(word in s.key + s.titles for word in residue)]
    return exact[:2]


def _relevant(passages: Sequence[Passage], query: Query) -> list[Passage]:
    """The sentence that carries the question's own words; nothing where it carries too few."""
    words = _content(query)
    if not words:
        return []
    pool = [s for p in passages for s in _sentences(p)]
    if query.asks("count") or "多少" in query.text or _HOW_MANY.search(query.text):
        pool = [s for s in pool if _COUNTED.search(s.key)]
    weights = _weights(words, pool)
    total = sum(weights.values())
    scored = []
    for number, sentence in enumerate(pool):
        text = sentence.key + "|" + sentence.titles
        got = sum(weight for word, weight in weights.items() if word in text)
        own = sum(weight for word, weight in weights.items() if word in sentence.key)
        scored.append((got / total, own / total, -number))
    if not scored:
        return []
    got, own, minus = max(scored)
    if got < ENOUGH or own < ENOUGH / 2 or not _explained(pool[-minus], query):
        return []
    return [pool[-minus]]


def _explained(sentence: Passage, query: Query) -> bool:
    """Every word that nothing else accounts for is in the sentence or its headings."""
    text = sentence.key + sentence.titles
    return all(_has(word, text) for word in query.residue)


def _has(word: str, text: str) -> bool:
    if len(word) <= 3:
        return word in text
    pairs = _pairs(word)
    return sum(pair in text for pair in pairs) >= 0.7 * len(pairs)


def _content(query: Query) -> list[str]:
    """Pairs of characters of the words that carry the question."""
    texts = [*(item.text for item in query.items), *query.residue]
    texts += [word for key in query.topics for word in topic_of(key).words if word in query.text]
    return list(dict.fromkeys(pair for text in texts for pair in _pairs(text)))


def _pairs(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)] or [text]


def _weights(words: Iterable[str], pool: Sequence[Passage]) -> dict[str, float]:
    counts = Counter(word for word in words for s in pool if word in s.key)
    return {word: math.log(1 + len(pool) / (1 + counts[word])) for word in words}


def asked_item(query: Query) -> Item | None:
    """The item that the prose is asked about."""
    return query.items[-1] if query.items else None
