"""`mingzhang schema new|check`: one's own fields, written from an example and tried on documents.

$ mingzhang schema new --out 我的字段表.yaml
$ mingzhang schema check 我的字段表.yaml 公开文件/
$ mingzhang extract 公开文件/ --schema 我的字段表.yaml --out 结果.xlsx
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.errors import InputError, NothingUsable, UsageError

if TYPE_CHECKING:
    from extract.record import Figure, Record

__all__ = ["schema_app"]

schema_app = typer.Typer(
    name="schema", help="自己的字段表：写一份样例，或检查一份并在文件上试。", no_args_is_help=True
)


@schema_app.command()
def new(
    out: Annotated[Path | None, typer.Option("--out", help="写到这个文件；不写则打印")] = None,
) -> None:
    """写一份带说明的样例。"""
    from extract.whole_file import replaced_whole, writable

    text = (files("extract") / "schemas" / "example.yaml").read_text(encoding="utf-8")
    if out is None:
        print(text, end="")
        return
    if out.exists():
        raise UsageError(str(out), "文件已经存在", "请换一个文件名，或先移走它")
    replaced_whole(writable(out), lambda stream: stream.writelines([text.encode("utf-8")]))
    print(f"已写入 {out}。改好后用 mingzhang schema check {out} 文件… 试一试")


@schema_app.command()
def check(
    schema: Annotated[str, typer.Argument(help="字段表：文件、文件.py:类名，或内置的名称")],
    paths: Annotated[list[Path] | None, typer.Argument(help="在这些文件或文件夹上试")] = None,
) -> None:
    """检查字段表；给了文件就试一试：每个字段在哪里找到，哪些没有。"""
    from extract.own_schema import own_schema
    from ingest.read import MAX_BYTES
    from ui.one_document import own_record, read_source
    from ui.sources import find_files, sources

    fields = own_schema(schema)
    print(f"字段表“{fields.title or fields.name}”没有问题：{len(fields.fields)} 个字段")
    read = failed = 0
    for source in (found for file in find_files(paths or []) for found in sources(file, MAX_BYTES)):
        try:
            record, _ = own_record(read_source(source), fields)
        except InputError as error:
            print(f"失败  {error}")
            failed += 1
            continue
        read += 1
        print(_report(record))
    if paths and not read:
        raise NothingUsable(str(paths[0]), "没有可读的文件", "请检查路径")
    if failed:
        raise typer.Exit(InputError.exit_code)


def _report(record: Record) -> str:
    """Where each field of one document was found."""
    lines = [f"{record.doc}："]
    for name, figure in record.figures.items():
        lines.append(f"  {_label(record, name)}：{_found(figure)}")
    for name, rows in record.lists.items():
        inner = sum(len(one) for row in rows for one in row.rows.values())
        more = f"（其中 {inner} 行）" if inner else ""
        where = rows[0].evidence if rows else None
        place = f"　{where.section} {where.place}" if where else ""
        empty = record.reasons.get(name, "没有找到")
        lines.append(
            f"  {_label(record, name)}：{f'{len(rows)} 行{more}{place}' if rows else empty}"
        )
    return "\n".join(lines)


def _label(record: Record, name: str) -> str:
    return f"{record.labels.get(name, name)}（{name}）"


def _found(figure: Figure) -> str:
    if figure.state == "not_stated":
        return figure.reason or "没有写"
    text = figure.shown if len(figure.shown) <= 30 else figure.shown[:29] + "…"
    said = "写明没有" if figure.state == "stated_none" else f"{text}{figure.unit or ''}"
    cited = figure.evidence
    place = f"　{cited.place}　{cited.section}" if cited else ""
    return f"{said}　{figure.status}{place}"
