"""`mingzhang ingest|forget|documents|reindex`: what the library keeps.

$ mingzhang ingest 公开文件/
$ mingzhang documents --json
$ mingzhang forget 云江区财政局2025年部门预算.pdf
"""

from __future__ import annotations

from typing import Annotated

import typer

from ui.console import Json, Paths, Store, exit_for, say, say_json, workspace_of

__all__ = ["documents", "forget", "ingest", "reindex"]


def ingest(
    paths: Paths,
    store: Store = None,
    as_json: Json = False,
    max_size: Annotated[int, typer.Option("--max-size", help="单个文件的上限（MB）")] = 64,
) -> None:
    """读入文件或文件夹：已读过且未变的跳过，变了的替换旧版。"""
    from ui.render import ingest_line, ingest_summary, progress
    from ui.sources import left_out

    workspace = workspace_of(store)
    outcomes = []
    with progress("读入") as step:
        for outcome in workspace.ingest(paths, max_bytes=max_size << 20, started=step):
            outcomes.append(outcome)
            if as_json:
                say_json(outcome.as_json())
            else:
                say(ingest_line(outcome))
    if not as_json:
        say(ingest_summary(outcomes, left_out(paths)))
    exit_for([outcome.error is None for outcome in outcomes])


def forget(
    document: Annotated[str, typer.Argument(help="文件名、路径或 doc_id（前几位即可）")],
    store: Store = None,
) -> None:
    """从文库中移除一份文件。"""
    for name in workspace_of(store).forget(document):
        say(f"已移除：{name}")


def documents(store: Store = None, as_json: Json = False) -> None:
    """列出文库中的文件。"""
    from ui.render import documents_table

    rows = workspace_of(store).documents()
    if as_json:
        for row in rows:
            say_json(row.as_json())
    else:
        say(documents_table(rows))


def reindex(store: Store = None) -> None:
    """换了向量模型或索引损坏后，由文库重建索引；不用重新读入文件。"""
    say(f"索引已重建：{workspace_of(store).reindex()} 段")
