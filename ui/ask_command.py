"""`mingzhang ask`: one question, or a file of questions into a file of answers.

$ mingzhang ask "云江区财政局2025年收入总计是多少？" --explain
$ mingzhang ask --batch 问题.jsonl --out 回答.jsonl
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ingest.errors import MingzhangError, UsageError
from ui.console import Json, Store, complain, say, say_json, workspace_of

if TYPE_CHECKING:
    from ui.wiring import Workspace

__all__ = ["ask"]


def ask(
    question: Annotated[str | None, typer.Argument(help="问题", show_default=False)] = None,
    store: Store = None,
    as_json: Json = False,
    batch: Annotated[Path | None, typer.Option("--batch", help="问题文件，每行一条 JSON")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="回答写到这个文件")] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="说明问题怎么理解、各种查法找到什么、为何采用这一处")
    ] = False,
) -> None:
    """提问：回答附出处；文库中没有的，如实说没有。"""
    if (question is None) == (batch is None):
        raise UsageError(
            "ask", "要么写一个问题，要么用 --batch 给出问题文件", '例：mingzhang ask "…？"'
        )
    workspace = workspace_of(store)
    if batch is not None:
        answered = _ask_batch(workspace, batch, out, explain)
    else:
        answered = _ask_one(workspace, question or "", as_json, explain)
    if workspace.complaint:
        complain(workspace.complaint)
    if not answered:
        raise typer.Exit(MingzhangError.exit_code)


def _ask_one(workspace: Workspace, question: str, as_json: bool, explain: bool) -> bool:
    """False where the program itself failed."""
    from ui.render import answer_line, answer_text, explained_text

    answer = workspace.ask([question], explain=explain)
    if as_json:
        say_json(answer_line(answer, None, explain))
        return answer.kind != "failed"
    say(answer_text(answer))
    if explain:
        say(explained_text(answer))
    return answer.kind != "failed"


def _ask_batch(workspace: Workspace, batch: Path, out: Path | None, explain: bool) -> bool:
    """False where the program itself failed on one question or more; the others are answered."""
    from ui.batch import read_questions
    from ui.render import answer_line, progress

    questions = read_questions(batch)
    failed: list[str] = []
    with _sink(out) as write, progress("回答", len(questions)) as step:
        for question in questions:
            step(question.id)
            answer = workspace.ask(question.turns, explain=explain)
            write(answer_line(answer, question.id, explain))
            failed += [question.id] if answer.kind == "failed" else []
    if failed:
        complain(f"{len(failed)} 个问题因程序出错没能处理：{'、'.join(failed)}")
    return not failed


class _sink:  # noqa: N801 - used as a verb: with _sink(out) as write
    """Where lines go: a file, replaced whole at the end, or stdout."""

    def __init__(self, out: Path | None) -> None:
        self.out = out
        self.part = out.with_name(out.name + ".part") if out else None

    def __enter__(self) -> Callable[[Any], None]:
        try:
            self.stream = self.part.open("w", encoding="utf-8") if self.part else sys.stdout
        except OSError as error:
            raise UsageError(
                str(self.out), f"不能写入：{error.strerror}", "请换一个可写的位置"
            ) from None
        return lambda data: print(json.dumps(data, ensure_ascii=False), file=self.stream)

    def __exit__(self, kind: object, *_: object) -> None:
        if self.part is None or self.out is None:
            return
        self.stream.close()
        if kind is None:
            self.part.replace(self.out)
        else:
            self.part.unlink(missing_ok=True)
