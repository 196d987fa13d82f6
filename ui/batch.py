"""A file of questions, one JSON a line.

{"id": "1", "question": "云江区财政局2025年收入总计是多少？"}
{"id": "2", "turns": ["云江区财政局2025年三公经费是多少？", "其中公务接待费呢？"]}
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.errors import MissingFile, UsageError

__all__ = ["BatchQuestion", "read_questions"]

SPECIMEN = '每行应为 {"id": "…", "question": "…"} 或 {"id": "…", "turns": ["…", "…"]}'


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """One line: its id, and the turns of which the last is to be answered."""

    id: str
    turns: tuple[str, ...]


def read_questions(path: Path) -> list[BatchQuestion]:
    """All lines; UsageError names the first line that is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError:
        raise MissingFile(str(path), "打不开问题文件", "请检查路径和权限") from None
    except UnicodeDecodeError:
        raise UsageError(str(path), "问题文件不是 UTF-8 编码", "请另存为 UTF-8 后再试") from None
    lines = enumerate(text.splitlines(), 1)
    return [_question(path, number, line) for number, line in lines if line.strip()]


def _question(path: Path, number: int, line: str) -> BatchQuestion:
    try:
        data: Any = json.loads(line)
        turns = data["turns"] if "turns" in data else [data["question"]]
        if not turns or not all(isinstance(turn, str) and turn.strip() for turn in turns):
            raise ValueError
        return BatchQuestion(str(data.get("id", number)), tuple(turns))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UsageError(str(path), f"第 {number} 行不是有效的问题", SPECIMEN) from None
