"""A composed answer is put into other words by a language model, or not at all.

Takes a question, a draft that was verified, a Guest (a name and a way to ask it) and the names of
the units; gives a Worded: the draft in the model's words, or the same draft and a note for the
reader. Knows no provider and no network.

The model is given the statements and their numbered evidence and may only word them. What it
returns must say the same (`faithful.difference`) and stand on its evidence (`verify.verified`); if
not, it is told why and tried once more. It has WITHIN seconds for an answer, all tries together.

    draft   2025年云江区财政局收入总计（预算）为 3,121.42 万元[1]。
    shown   云江区财政局2025年的收入总计预算为 3,121.42 万元[1]。
    not     云江区财政局2025年的收入总计预算约为 3,121 万元[1]。
"""

from __future__ import annotations

import re
import threading
import time
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from typing import NamedTuple

from retrieval.writing.faithful import difference, with_formulas
from retrieval.writing.prompts import WORDING_RULES, model_note, wording_again, wording_request
from retrieval.writing.verify import Draft, Statement, markers, verified

__all__ = ["WITHIN", "Ask", "Guest", "Message", "Worded", "worded"]

WITHIN = 20.0
"""Seconds a model has for one answer, all tries together."""

REST = 30.0
"""Seconds for which a model that was not there, or not in time, is not asked again."""

MOST = 8
"""Statements above which an answer is a list, and stays as it is."""

LONGEST = 3
"""A text so many times as long as the draft is not read."""

Message = tuple[str, str]
"""Who speaks ('system', 'human', 'ai') and what."""

Ask = Callable[[Sequence[Message], float], str]
"""Sends messages to a model and gives its text; may take that many seconds, may raise anything."""


@dataclass(slots=True)
class Guest:
    """A language model that may word answers; `back` is when it may be asked again."""

    name: str
    ask: Ask
    within: float = WITHIN
    back: float = 0.0

    def rests(self) -> bool:
        """Whether it failed a moment ago: a batch does not wait for it at every question."""
        return time.monotonic() < self.back


class Worded(NamedTuple):
    """The draft to show; `model` where the words are the model's, `note` where they should be."""

    draft: Draft
    model: str | None = None
    note: str = ""
    told: tuple[str, ...] = ()


class _Part(NamedTuple):
    """The statements to be worded and what stands before and behind them."""

    before: tuple[Statement, ...]
    core: tuple[Statement, ...]
    behind: tuple[Statement, ...]


class _Reply(NamedTuple):
    """`gone`: the model was not there or not in time."""

    text: str = ""
    failure: str = ""
    gone: bool = False


_LATE = _Reply(failure="没有在时限内回答", gone=True)


def worded(
    question: str,
    draft: Draft,
    guest: Guest,
    names: Sequence[str],
    text_of: Callable[[str], str],
) -> Worded:
    """The draft in the guest's words, if they say the same."""
    part = _part(draft)
    if part is None:
        return Worded(draft, told=("回答是原文摘录或清单，不改写",))
    if guest.rests():
        return Worded(
            draft, note=model_note(guest.name, "暂时用不上"), told=("刚才没有应答，暂不再问",)
        )
    until = time.monotonic() + guest.within
    request = wording_request(question, [s.text for s in part.core], _evidence(part, draft))
    messages: list[Message] = [("system", WORDING_RULES), ("human", request)]
    told: list[str] = []
    for _ in range(2):
        reply = _asked(guest, messages, until - time.monotonic())
        if reply.failure:
            return Worded(
                draft, note=model_note(guest.name, reply.failure), told=(*told, reply.failure)
            )
        text = _cleaned(reply.text, part.core)
        reason, again = _checked(text, part, draft, names, text_of)
        if again is not None:
            return Worded(again, guest.name, told=(*told, "措辞与草稿一致，通过核验"))
        told.append(f"措辞未通过核验：{reason}")
        messages += [("ai", reply.text[:2000]), ("human", wording_again(reason))]
    return Worded(draft, note=model_note(guest.name, "措辞没有通过核验"), told=tuple(told))


# ── what is worded ───────────────────────────────────────────────────────────────────────────


def _part(draft: Draft) -> _Part | None:
    """The statements with marks that are no quotations; None where they are a list or scattered."""
    said = draft.statements
    where = [n for n, s in enumerate(said) if markers(s.text) and not s.verbatim]
    if not 0 < len(where) <= MOST:
        return None
    first, last = where[0], where[-1]
    inside = [s for n, s in enumerate(said[first : last + 1], first) if n not in where]
    if any(s.verbatim or s.text.endswith(("：", ":")) for s in inside):
        return None
    core = tuple(said[n] for n in where)
    if difference("".join(s.text for s in core), core, ()):
        return None
    return _Part(said[:first], core, (*inside, *said[last + 1 :]))


def _evidence(part: _Part, draft: Draft) -> list[str]:
    """One line for every piece of evidence that the statements cite."""
    wanted = dict.fromkeys(mark for s in part.core for mark in markers(s.text))
    return [_evidence_line(mark, draft) for mark in wanted]


def _evidence_line(mark: int, draft: Draft) -> str:
    source = draft.evidence[mark - 1]
    citation = source.citation
    place = f"第{citation.page}页" if citation.page else citation.place
    labels = "、".join(dict.fromkeys(label.strip() for label in source.labels if label.strip()))
    parts = [f"文件：{citation.doc}", f"位置：{place} {citation.section}", f"标签：{labels}"]
    parts += [f"单位：{source.unit}"] if source.unit else []
    return f"[{mark}] {'；'.join(parts)}；原文：{citation.quote[:500]}"


# ── asking ───────────────────────────────────────────────────────────────────────────────────


def _asked(guest: Guest, messages: Sequence[Message], seconds: float) -> _Reply:
    """What the guest says in time; it rests after it failed to be there."""
    reply = _waited(guest.ask, messages, seconds) if seconds > 0 else _LATE
    if reply.gone:
        guest.back = time.monotonic() + REST
    return reply


def _waited(ask: Ask, messages: Sequence[Message], seconds: float) -> _Reply:
    """The thread is a daemon: one that hangs holds nobody up, not even the end of the program."""
    replies: SimpleQueue[_Reply] = SimpleQueue()

    def run() -> None:
        try:
            text = ask(messages, seconds)
            replies.put(_Reply(text) if text.strip() else _Reply(failure="返回了空的内容"))
        except Exception as error:  # every client and server raises its own
            replies.put(_failed(error))

    threading.Thread(target=run, daemon=True, name="model").start()
    try:
        return replies.get(timeout=seconds)
    except Empty:
        return _LATE


def _failed(error: Exception) -> _Reply:
    """What went wrong, in words of ours: an error's own text may hold the key or the address."""
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if any("Timeout" in kind for kind in kinds):
        return _LATE
    if any("Connect" in kind for kind in kinds):
        return _Reply(failure="连接不上", gone=True)
    known = next((words for kind, words in _FAILURES.items() if kind in kinds), "返回的内容读不懂")
    return _Reply(failure=known)


_FAILURES = {
    "AuthenticationError": "不接受所设的密钥",
    "PermissionDeniedError": "不接受所设的密钥",
    "NotFoundError": "地址不对，或没有所设名称的模型",
    "RateLimitError": "请求过多，暂不受理",
    "APIStatusError": "服务出错",
}
"""What the kinds of errors of an OpenAI-compatible client mean; the special before the general."""

_THOUGHT = re.compile(r"<think>.*?</think>|^.*</think>", re.DOTALL)
_FENCE = re.compile(r"^```\w*\n?|\n?```$")
_OTHER_MARK = re.compile(r"[［【\[]\s*(?:出处|证据)?\s*(\d{1,3})\s*[］】\]]")


def _cleaned(text: str, core: Sequence[Statement]) -> str:
    """The text without thoughts, fences and signs of layout; marks and formulas as the draft has them."""
    bare = _FENCE.sub("", _THOUGHT.sub("", text).strip()).strip()
    bare = _OTHER_MARK.sub(r"[\1]", re.sub(r"[*#`]+|^\s*[-•]\s+", "", bare, flags=re.MULTILINE))
    bare = "".join(c for c in bare if c == "\n" or unicodedata.category(c)[0] != "C")
    return with_formulas(re.sub(r"\n\s*\n", "\n", bare).strip(), core)


# ── deciding ─────────────────────────────────────────────────────────────────────────────────


def _checked(
    text: str, part: _Part, draft: Draft, names: Sequence[str], text_of: Callable[[str], str]
) -> tuple[str, Draft | None]:
    """Why the text is not shown, or the draft with it."""
    if len(text) > LONGEST * sum(len(s.text) for s in part.core):
        return "太长", None
    if reason := difference(text, part.core, names):
        return reason, None
    computed = [c for s in part.core for c in s.computed]
    said = tuple(
        Statement(line, tuple(c for c in computed if c.formula in line), core=True)
        for line in _sentences(text)
    )
    again = verified(replace(draft, statements=(*part.before, *said, *part.behind)), text_of)
    if again is None or len(again.evidence) != len(draft.evidence):
        return "有数字在所标的出处里找不到", None
    return "", again


def _sentences(text: str) -> list[str]:
    """Sentences with their marks: '…为 5 万元[1]。' and '…为 5 万元。[1]' alike."""
    parts = [part.strip() for part in re.split(r"(?<=。)(?!\[\d)|\n", text)]
    joined: list[str] = []
    for part in parts:
        if not part:
            continue
        if joined and not markers(part):
            joined[-1] += part
        else:
            joined.append(part)
    return joined
