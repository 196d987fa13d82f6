"""The command line: speaks Chinese to people and JSON to machines.

    $ mingzhang ingest 公开文件/
    $ mingzhang ask "云江区财政局2025年收入总计是多少？"
    云江区财政局2025年收入总计为 31,214,205.80 元［1］。

Takes the words typed, gives text on stdout, errors on stderr and the exit codes of ingest.errors.
Every command imports what it needs when it runs, so that `--help` and figures stay quick.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from ingest.errors import MingzhangError, UsageError
from ui.ask_command import ask
from ui.console import Json, Store, complain, workspace_of
from ui.document_commands import check, extract, tables
from ui.gold_commands import gold_app
from ui.library_commands import documents, forget, ingest, reindex
from ui.schema_commands import schema_app
from ui.settings import quiet_third_parties

__all__ = ["app", "main"]

app = typer.Typer(
    name="mingzhang",
    help="明账：读懂部门预算、决算公开，回答有出处，数字能勾稽。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for command in (ingest, forget, documents, reindex, ask, tables, extract, check):
    app.command()(command)
app.add_typer(gold_app)
app.add_typer(schema_app)

GARBAGE_AFTER = 50_000
"""New objects after which Python looks for unreachable ones. At its own 700 it looks 280 times
while a question is answered, at objects that nearly all stay: a tenth of the time."""

INTERRUPTED = 130
"""The exit code of Ctrl-C; Typer turns the interrupt into it."""

_BadUsage: type[Exception] = typer.BadParameter.__bases__[0]
"""What Typer raises for a command line it cannot read; it shows no public name for it."""


def main() -> None:
    """Run the command line; every error of ours becomes one Chinese line and its exit code."""
    quiet_third_parties()
    gc.set_threshold(GARBAGE_AFTER)
    try:
        code = app(standalone_mode=False) or 0
        if code == INTERRUPTED:
            raise KeyboardInterrupt
        sys.exit(code)
    except MingzhangError as error:
        complain(str(error))
        sys.exit(error.exit_code)
    except _BadUsage as error:
        complain(_usage(error))
        sys.exit(UsageError.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        complain("已中断：正在处理的文件没有存入，其余都已保存。再运行一次同样的命令即可继续。")
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


def _usage(error: Any) -> str:
    """What is wrong with the command line, and where its help is."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return str(error)
    wrong = {
        "MissingParameter": "缺少参数",
        "NoSuchOption": "没有这个选项",
        "BadParameter": "参数不对",
    }.get(kind, "用法不对")
    command = error.ctx.command_path if getattr(error, "ctx", None) else "mingzhang"
    return f"{wrong}：{error.format_message()}。用 {command} --help 查看用法。"


@app.command(name="eval")
def evaluate(
    suite: Annotated[
        str,
        typer.Argument(
            help="samples、reading、prints、real、synthetic、plain、robustness、faults、scans、ordinary、hard、held 或 all（后三项按名字才跑）"
        ),
    ] = "all",
    gold: Annotated[Path | None, typer.Option("--gold", help="自己的标准答案（JSONL）")] = None,
    as_json: Json = False,
    accept: Annotated[str | None, typer.Option("--accept", help="接受新的基线，并写明理由")] = None,
    html: Annotated[Path | None, typer.Option("--html", help="写一份网页报告")] = None,
    log: Annotated[Path | None, typer.Option("--log", help="逐题记录追加到这个文件")] = None,
    against: Annotated[
        Path | None, typer.Option("--against", help="与先前 --log 写出的记录相比")
    ] = None,
    workers: Annotated[int, typer.Option("--workers", min=1, help="几个进程同时回答")] = 1,
    seed: Annotated[int, typer.Option("--seed", help="生成的文件用哪个种子")] = 1,
    store: Store = None,
) -> None:
    """评测：按标准答案打分，低于基线则失败。"""
    from ui.evaluate import EvalOptions, run_suites

    options = EvalOptions(as_json, accept, html, log, against, workers, seed, store)
    raise typer.Exit(run_suites(suite, gold, options))


@app.command()
def chat(
    store: Store = None,
    host: Annotated[str, typer.Option("--host", help="监听地址")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="端口")] = 7860,
    auth: Annotated[str | None, typer.Option("--auth", help="用户名:密码")] = None,
) -> None:
    """打开网页：上传、提问、点出处看原文。"""
    from ui.app import serve

    serve(workspace_of(store), host=host, port=port, auth=auth)


@app.command()
def demo(
    no_serve: Annotated[bool, typer.Option("--no-serve", help="只打印，不打开网页")] = False,
    port: Annotated[int, typer.Option("--port", help="端口")] = 7860,
) -> None:
    """用自带样例跑一遍：读入、三个问答、一份提取、一处勾稽不符，再打开网页。"""
    from ui.demo import run_demo

    run_demo(serve=not no_serve, port=port)
