"""A question file is read whole or refused with the line that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import MissingFile, UsageError
from ui.batch import read_questions


def write(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_text(text, encoding=encoding)
    return path


def test_questions_and_conversations_are_read(tmp_path: Path) -> None:
    path = write(
        tmp_path, '{"id": 1, "question": "甲？"}\n\n{"id": "b", "turns": ["乙？", "丙呢？"]}\n'
    )
    first, second = read_questions(path)
    assert (first.id, first.turns) == ("1", ("甲？",))
    assert (second.id, second.turns) == ("b", ("乙？", "丙呢？"))


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"id": "1"}', '{"question": ""}', '{"turns": []}', '{"turns": [1]}', '"甲"'],
)
def test_a_bad_line_is_named_with_the_right_form(tmp_path: Path, line: str) -> None:
    path = write(tmp_path, f'{{"question": "甲？"}}\n{line}\n')
    with pytest.raises(UsageError, match=r"第 2 行.*每行应为"):
        read_questions(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match="打不开问题文件"):
        read_questions(tmp_path / "无.jsonl")


def test_another_encoding_is_refused_with_the_remedy(tmp_path: Path) -> None:
    path = write(tmp_path, '{"question": "财政局的预算？"}', encoding="gb18030")
    with pytest.raises(UsageError, match="UTF-8"):
        read_questions(path)
