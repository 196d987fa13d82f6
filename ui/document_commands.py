"""`mingzhang tables|extract|check`: what is read in documents, over files or over the library.

$ mingzhang tables 预算.pdf --html
$ mingzhang extract 公开文件/ --out 结果.xlsx
$ mingzhang check 公开文件/ --report 报告.html

Files are read without being kept; one that fails is said on stderr and the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ingest.errors import InputError, NothingUsable
from ui.console import Json, OptionalPaths, Store, complain, exit_for, say, say_json, workspace_of

if TYPE_CHECKING:
    from ingest.facts import Finding
    from ui.report import Report

__all__ = ["check", "extract", "tables"]

Use = Callable[[Any, Callable[[], bytes]], None]
"""What a command does with a document; the callable gives the bytes it was read from."""


def _read_each(paths: list[Path], use: Use, max_mb: int = 64) -> list[bool]:
    """Read every path without ingesting; a file that fails is said on stderr, the others go on."""
    from ui.one_document import read_source
    from ui.render import progress
    from ui.sources import find_files, sources

    done = []
    files = find_files(paths)
    with progress("读取", len(files)) as step:
        for source in (found for file in files for found in sources(file, max_mb << 20)):
            step(source.name)
            try:
                use(read_source(source, max_mb << 20), source.data)
                done.append(True)
            except InputError as error:
                complain(str(error))
                done.append(False)
    return done


def _over(paths: list[Path] | None, store: Path | None, use: Use) -> None:
    """Run over the paths given, or over the library."""
    if paths:
        exit_for(_read_each(paths, use))
        return
    workspace = workspace_of(store)
    for document in workspace.library_documents():
        use(document, partial(workspace.blob, document.doc_id))


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
                say_json(table_line(document, table))
            else:
                say(table_text(document, table))
        if not as_json:
            for title in document.info.absent_tables:
                say(f"{document.name}：目录中列有“{title}”，文件中没有这张表")

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
        say(f"已写入 {out}，用浏览器打开即可核对")
    if ended is not None:
        raise ended


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
        say(f"已写入 {out}：{len(extractor.records)} 份")
    else:
        for record in extractor.records:
            say_json(record.as_json())
    if ended is not None:
        raise ended


def check(
    paths: OptionalPaths = None,
    store: Store = None,
    as_json: Json = False,
    strict: Annotated[bool, typer.Option("--strict", help="有不符时以退出码 4 结束")] = False,
    report: Annotated[
        Path | None,
        typer.Option("--report", help="另写一份报告：.html、.xlsx，或在原 PDF 上标注的 .pdf"),
    ] = None,
    by_rule: Annotated[
        bool, typer.Option("--rules", help="只列每条规则在几份文件里相符、不符、未核")
    ] = False,
) -> None:
    """勾稽核对：列出不符之处，两边都给出位置；几份文件之间也核对。"""
    from extract.checks.across import Across
    from ui.one_document import check_one_of_several
    from ui.render import between_text, findings_text, rules_text

    written = _report_for(report)
    broken: list[Finding] = []
    told: list[Sequence[Finding]] = []
    across = Across()

    def tell(findings: Sequence[Finding], text: Callable[[], str]) -> None:
        broken.extend(f for f in findings if f.status == "broken" and f.severity != "info")
        if by_rule:
            told.append(findings)
        elif as_json:
            for finding in findings:
                say_json(finding.as_json())
        else:
            say(text())

    def show(document: Any, blob: Callable[[], bytes]) -> None:
        findings = check_one_of_several(document, across)
        if written:
            written.add(document, findings, blob)
        tell(findings, lambda: findings_text(document, findings))

    ended = _ended(paths, store, show)
    if between := across.findings():
        tell(between, lambda: between_text(between))
        if written:
            written.between(between)
    if by_rule:
        say(rules_text(told))
    if written:
        complain(written.write())
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
