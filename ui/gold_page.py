"""An answer on the page becomes a gold case of one's own: a draft, and the file of all drafts so far.

    drafted(turns, answer_line, "末行总计", lines, ask)
        -> Draft("已加入第 1 题（user-001）……", ('{"id": "user-001", …}',))

Takes what was asked and answered, gives lines of JSON; knows no widgets. Every visitor has their own.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from evals.gold_file import case_from, free_id

__all__ = ["Draft", "alone_if_same", "drafted", "written"]

Ask = Callable[[Sequence[str]], Mapping[str, Any]]

NO_ANSWER = "还没有回答：请先提问。"
NO_REASON = "请写明为什么要有这一题（例如：末行总计；容易与上年数混淆）。"
REVIEW = "这是草稿：请对照原件核对数字、单位、年度和出处，改好再用。"


class Draft(NamedTuple):
    """What to say, and the lines of the file as it stands now."""

    said: str
    lines: tuple[str, ...]


def drafted(
    turns: Sequence[str],
    answer: Mapping[str, Any] | None,
    reason: str,
    lines: Sequence[str],
    ask: Ask,
) -> Draft:
    """The file with one more case, or the same file and what is missing."""
    if answer is None or not turns:
        return Draft(NO_ANSWER, tuple(lines))
    if not reason.strip():
        return Draft(NO_REASON, tuple(lines))
    number = free_id({json.loads(line)["id"] for line in lines})
    case = case_from(alone_if_same(turns, answer, ask), answer, id=number, reason=reason.strip())
    line = case.model_dump_json(exclude_defaults=True)
    said = f"已加入标准答案（{number}，共 {len(lines) + 1} 题）。{REVIEW}"
    return Draft(said, (*lines, line))


def alone_if_same(turns: Sequence[str], answer: Mapping[str, Any], ask: Ask) -> list[str]:
    """The last turn alone where the conversation before it changes nothing, else all turns."""
    if len(turns) > 1 and _core(ask(turns[-1:])) == _core(answer):
        return [turns[-1]]
    return list(turns)


def _core(answer: Mapping[str, Any]) -> tuple[Any, ...]:
    return answer["kind"], answer["figures"], answer["citations"]


def written(lines: Sequence[str]) -> str:
    """The path of a file of these lines, ready to be fetched by one visitor."""
    file = Path(tempfile.mkdtemp(prefix="mingzhang-gold-")) / "标准答案.jsonl"
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return str(file)
