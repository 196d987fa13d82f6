"""`mingzhang gold new|check`: one's own gold, made from answers and held against the documents.

$ mingzhang gold new "云江区财政局2025年收入总计是多少？" --reason "末行总计" --out 我的标准答案.jsonl
$ mingzhang gold check 我的标准答案.jsonl
$ mingzhang eval --gold 我的标准答案.jsonl
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ingest.errors import MingzhangError, UsageError
from ui.settings import read_settings

__all__ = ["gold_app"]

gold_app = typer.Typer(
    name="gold", help="自己的标准答案：由回答生成一条，或检查整个文件。", no_args_is_help=True
)

Store = Annotated[Path | None, typer.Option("--store", help="文库所在文件夹（默认 ~/.mingzhang）")]


@gold_app.command()
def new(
    question: Annotated[str, typer.Argument(help="问题；有追问时是第一问")],
    reason: Annotated[str, typer.Option("--reason", help="为什么要有这一题")],
    turn: Annotated[list[str] | None, typer.Option("--turn", help="追问，可写多次")] = None,
    out: Annotated[Path, typer.Option("--out", help="追加到这个文件")] = Path("标准答案.jsonl"),
    store: Store = None,
) -> None:
    """由现在的回答生成一条标准答案草稿；核对原件之后才算数。"""
    from evals.cases import Question, load
    from evals.gold_file import case_from, free_id
    from ui.wiring import Workspace

    known = load(out, Question) if out.exists() else ()
    turns = [question, *(turn or [])]
    with Workspace(read_settings(store)) as workspace:
        answer = workspace.ask(turns)
    if answer.kind == "failed":
        print(answer.text)
        raise typer.Exit(MingzhangError.exit_code)
    number = free_id({case.id for case in known})
    case = case_from(turns, answer.as_json(), id=number, reason=reason)
    line = case.model_dump_json(exclude_defaults=True)
    with out.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    print(answer.text)
    print(f"已追加到 {out}（{number}）。这是草稿：请对照原件核对数字、单位、年度和出处，改好再用。")


@gold_app.command()
def check(
    file: Annotated[Path, typer.Argument(help="标准答案文件（JSONL）")], store: Store = None
) -> None:
    """检查标准答案：每条证据逐字在文件中，每个数印在证据里或由算式得出。"""
    from evals.cases import Question, load
    from evals.gold_file import problems
    from ui.wiring import Workspace

    cases = load(file, Question)
    with Workspace(read_settings(store)) as workspace:
        texts = {document.doc_id: document.text for document in workspace.library_documents()}
    wrong = problems(cases, texts.get)
    for said in wrong:
        print(said)
    absent = {sha for case in cases for sha in case.documents} - set(texts)
    if absent:
        print(f"有 {len(absent)} 份所引文件不在文库中，其证据未核对")
    if wrong:
        raise UsageError(str(file), f"{len(wrong)} 处有问题", "请对照原件改正")
    print(f"{len(cases)} 题，没有问题")
