"""The command line: speaks Chinese to people and JSON to machines.

    $ mingzhang ingest 公开文件/
    $ mingzhang ask "云江区财政局2025年收入总计是多少？"
    云江区财政局2025年收入总计为 31,214,205.80 元［1］。

Takes the words typed, gives text on stdout, errors on stderr and the exit codes of ingest.errors.
Every command imports what it needs when it runs, so that `--help` and figures stay quick.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ingest.errors import InputError, MingzhangError, NothingUsable, UsageError
from ui.gold_commands import gold_app
from ui.schema_commands import schema_app
from ui.settings import quiet_third_parties, read_settings

if TYPE_CHECKING:
    from ingest.facts import Finding
    from ui.report import Report
    from ui.wiring import Workspace

__all__ = ["app", "main"]

app = typer.Typer(
    name="mingzhang",
    help="明账：读懂部门预算、决算公开，回答有出处，数字能勾稽。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.add_typer(gold_app)
app.add_typer(schema_app)

Store = Annotated[Path | None, typer.Option("--store", help="文库所在文件夹（默认 ~/.mingzhang）")]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON，每行一条")]
Paths = Annotated[list[Path], typer.Argument(help="文件或文件夹", show_default=False)]
OptionalPaths = Annotated[
    list[Path] | None, typer.Argument(help="文件或文件夹；不写则用文库", show_default=False)
]


INTERRUPTED = 130
"""The exit code of Ctrl-C; Typer turns the interrupt into it."""

_BadUsage: type[Exception] = typer.BadParameter.__bases__[0]
"""What Typer raises for a command line it cannot read; it shows no public name for it."""


def main() -> None:
    """Run the command line; every error of ours becomes one Chinese line and its exit code."""
    quiet_third_parties()
    try:
        code = app(standalone_mode=False) or 0
        if code == INTERRUPTED:
            raise KeyboardInterrupt
        sys.exit(code)
    except MingzhangError as error:
        _complain(str(error))
        sys.exit(error.exit_code)
    except _BadUsage as error:
        _complain(_usage(error))
        sys.exit(UsageError.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        _complain("已中断：正在处理的文件没有存入，其余都已保存。再运行一次同样的命令即可继续。")
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


def _complain(message: str) -> None:
    print(message, file=sys.stderr)


def _say(message: str = "") -> None:
    print(message)


def _line(data: Any) -> None:
    print(json.dumps(data, ensure_ascii=False))


def _workspace(store: Path | None) -> Workspace:
    from ui.wiring import Workspace

    return Workspace(read_settings(store))


@app.command()
def ingest(
    paths: Paths,
    store: Store = None,
    as_json: Json = False,
    max_size: Annotated[int, typer.Option("--max-size", help="单个文件的上限（MB）")] = 64,
) -> None:
    """读入文件或文件夹：已读过且未变的跳过，变了的替换旧版。"""
    from ui.render import ingest_line, ingest_summary, progress
    from ui.wiring import left_out

    workspace = _workspace(store)
    outcomes = []
    with progress("读入") as step:
        for outcome in workspace.ingest(paths, max_bytes=max_size << 20, started=step):
            outcomes.append(outcome)
            if as_json:
                _line(outcome.as_json())
            else:
                _say(ingest_line(outcome))
    if not as_json:
        _say(ingest_summary(outcomes, left_out(paths)))
    _exit_for([outcome.error is None for outcome in outcomes])


@app.command()
def forget(
    document: Annotated[str, typer.Argument(help="文件名、路径或 doc_id（前几位即可）")],
    store: Store = None,
) -> None:
    """从文库中移除一份文件。"""
    for name in _workspace(store).forget(document):
        _say(f"已移除：{name}")


@app.command()
def documents(store: Store = None, as_json: Json = False) -> None:
    """列出文库中的文件。"""
    from ui.render import documents_table

    rows = _workspace(store).documents()
    if as_json:
        for row in rows:
            _line(row.as_json())
    else:
        _say(documents_table(rows))


@app.command()
def reindex(store: Store = None) -> None:
    """换了向量模型或索引损坏后，由文库重建索引；不用重新读入文件。"""
    _say(f"索引已重建：{_workspace(store).reindex()} 段")


@app.command()
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
    from ui.render import answer_line, answer_text, explained_text

    if (question is None) == (batch is None):
        raise UsageError(
            "ask", "要么写一个问题，要么用 --batch 给出问题文件", '例：mingzhang ask "…？"'
        )
    workspace = _workspace(store)
    if batch is not None:
        _ask_batch(workspace, batch, out, explain)
        return
    answer = workspace.ask([question or ""], explain=explain)
    if as_json:
        _line(answer_line(answer, None, explain))
        return
    _say(answer_text(answer))
    if explain:
        _say(explained_text(answer))


def _ask_batch(workspace: Workspace, batch: Path, out: Path | None, explain: bool) -> None:
    from ui.batch import read_questions
    from ui.render import answer_line, progress

    questions = read_questions(batch)
    with _sink(out) as write, progress("回答", len(questions)) as step:
        for question in questions:
            step(question.id)
            answer = workspace.ask(question.turns, explain=explain)
            write(answer_line(answer, question.id, explain))


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


Use = Callable[[Any, Callable[[], bytes]], None]
"""What a command does with a document; the callable gives the bytes it was read from."""


def _read_each(paths: list[Path], use: Use, max_mb: int = 64) -> list[bool]:
    """Read every path without ingesting; a file that fails is said on stderr, the others go on."""
    from ui.render import progress
    from ui.wiring import find_files, read_source, sources

    done = []
    files = find_files(paths)
    with progress("读取", len(files)) as step:
        for source in (found for file in files for found in sources(file, max_mb << 20)):
            step(source.name)
            try:
                use(read_source(source, max_mb << 20), source.data)
                done.append(True)
            except InputError as error:
                _complain(str(error))
                done.append(False)
    return done


def _exit_for(done: Iterable[bool]) -> None:
    results = list(done)
    if not results:
        raise NothingUsable(
            "没有可读的文件",
            "给出的位置里没有能读的文件（PDF、DOCX、XLSX、网页、图片、TXT、MD、ZIP）",
            "请检查路径",
        )
    if not any(results):
        raise typer.Exit(NothingUsable.exit_code)
    if not all(results):
        raise typer.Exit(InputError.exit_code)


def _over(paths: list[Path] | None, store: Path | None, use: Use) -> None:
    """Run over the paths given, or over the library."""
    if paths:
        _exit_for(_read_each(paths, use))
        return
    workspace = _workspace(store)
    for document in workspace.library_documents():
        use(document, partial(workspace.blob, document.doc_id))


@app.command()
def tables(
    paths: OptionalPaths = None,
    store: Store = None,
    as_json: Json = False,
    as_html: Annotated[
        bool, typer.Option("--html", help="写成网页：每张表与原页并排，供人核对")
    ] = False,
    out: Annotated[
        Path, typer.Option("--out", help="--html 写到哪个文件；写 - 则输出到标准输出")
    ] = Path("表格核对.html"),
) -> None:
    """列出读到的表格。"""
    from ui.render import table_line, table_text

    def show(document: Any, _: Callable[[], bytes]) -> None:
        for table in document.tables:
            if as_json:
                _line(table_line(document, table))
            else:
                _say(table_text(document, table))
        if not as_json:
            for title in document.info.absent_tables:
                _say(f"{document.name}：目录中列有“{title}”，文件中没有这张表")

    if as_html:
        _tables_page(paths, store, out)
    else:
        _over(paths, store, show)


def _tables_page(paths: list[Path] | None, store: Path | None, out: Path) -> None:
    """Write the page for checking; the file appears whole or not at all."""
    from ui.tables_page import written_page

    with written_page(out) as add:
        ended = _ended(paths, store, add)
    if str(out) != "-":
        _say(f"已写入 {out}，用浏览器打开即可核对")
    if ended is not None:
        raise ended


@app.command()
def extract(
    paths: OptionalPaths = None,
    store: Store = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="写到 .jsonl、.csv、.xlsx 或 .parquet 文件")
    ] = None,
    schema: Annotated[
        str,
        typer.Option(
            "--schema",
            help="字段表：departmental_budget、final_account、projects、performance_targets、"
            "staff_and_vehicles，或自己的 .yaml、.json、文件.py:类名",
        ),
    ] = "departmental_budget",
    workers: Annotated[int, typer.Option("--workers", min=1, help="几个进程同时提取")] = 1,
) -> None:
    """按字段表（默认“部门预算”）提取数字，每个值附出处和状态。"""
    from extract.export import export_records, write_records
    from ui.extracting import Extractor

    export = export_records(out) if out else None
    extractor = Extractor(schema, workers)
    ended = extractor.run(paths) if paths and workers > 1 else None
    if not (paths and workers > 1):
        ended = _ended(paths, store, extractor.add)
    if export and out:
        write_records(extractor.records, out, extractor.findings)
        _say(f"已写入 {out}：{len(extractor.records)} 份")
    else:
        for record in extractor.records:
            _line(record.as_json())
    if ended is not None:
        raise ended


@app.command()
def check(
    paths: OptionalPaths = None,
    store: Store = None,
    as_json: Json = False,
    strict: Annotated[bool, typer.Option("--strict", help="有不符时以退出码 4 结束")] = False,
    report: Annotated[
        Path | None,
        typer.Option("--report", help="另写一份报告：.html、.xlsx，或在原 PDF 上标注的 .pdf"),
    ] = None,
) -> None:
    """勾稽核对：列出不符之处，两边都给出位置。"""
    from ui.render import findings_text
    from ui.wiring import check_document

    written = _report_for(report)
    broken: list[Finding] = []

    def show(document: Any, blob: Callable[[], bytes]) -> None:
        findings = check_document(document)
        broken.extend(f for f in findings if f.status == "broken" and f.severity != "info")
        if written:
            written.add(document, findings, blob)
        if as_json:
            for finding in findings:
                _line(finding.as_json())
        else:
            _say(findings_text(document, findings))

    ended = _ended(paths, store, show)
    if written:
        _complain(written.write())
    if ended is not None:
        raise ended
    if strict and broken:
        raise typer.Exit(4)


def _report_for(path: Path | None) -> Report | None:
    from ui.report import report_for

    return report_for(path) if path else None


def _ended(paths: list[Path] | None, store: Path | None, use: Use) -> typer.Exit | None:
    """Run over everything; how it ended where some files failed, at once where nothing was usable."""
    try:
        _over(paths, store, use)
    except typer.Exit as ended:
        if ended.exit_code == NothingUsable.exit_code:
            raise
        return ended
    return None


@app.command(name="eval")
def evaluate(
    suite: Annotated[
        str,
        typer.Argument(
            help="samples、reading、prints、real、synthetic、robustness、faults、held 或 all（held 只在发布前跑）"
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
) -> None:
    """评测：按标准答案打分，低于基线则失败。"""
    from ui.evaluate import EvalOptions, run_suites

    options = EvalOptions(as_json, accept, html, log, against, workers, seed)
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

    serve(_workspace(store), host=host, port=port, auth=auth)


@app.command()
def demo(
    no_serve: Annotated[bool, typer.Option("--no-serve", help="只打印，不打开网页")] = False,
    port: Annotated[int, typer.Option("--port", help="端口")] = 7860,
) -> None:
    """用自带样例跑一遍：读入、三个问答、一份提取、一处勾稽不符，再打开网页。"""
    from ui.demo import run_demo

    run_demo(serve=not no_serve, port=port)
