"""What the commands share: their options, the library they name, what they print and how they end.

    $ mingzhang documents --store 我的文库 --json
    {"doc": "云江区财政局2025年部门预算.pdf", …}

Text for people and lines of JSON go to stdout, complaints to stderr.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ingest.errors import InputError, NothingUsable
from ui.settings import read_settings

if TYPE_CHECKING:
    from ui.wiring import Workspace

__all__ = [
    "Json",
    "OptionalPaths",
    "Paths",
    "Store",
    "complain",
    "exit_for",
    "say",
    "say_json",
    "workspace_of",
]

Store = Annotated[Path | None, typer.Option("--store", help="文库所在文件夹（默认 ~/.mingzhang）")]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON，每行一条")]
Paths = Annotated[list[Path], typer.Argument(help="文件或文件夹", show_default=False)]
OptionalPaths = Annotated[
    list[Path] | None, typer.Argument(help="文件或文件夹；不写则用文库", show_default=False)
]


def complain(message: str) -> None:
    """One line on stderr."""
    print(message, file=sys.stderr)


def say(message: str = "") -> None:
    """One text on stdout, for people."""
    print(message)


def say_json(data: Any) -> None:
    """One line on stdout, for machines."""
    print(json.dumps(data, ensure_ascii=False))


def workspace_of(store: Path | None) -> Workspace:
    """The library that --store or the settings name, and everything over it."""
    from ui.wiring import Workspace

    return Workspace(read_settings(store))


def exit_for(done: Iterable[bool]) -> None:
    """End with the exit code for files of which some, or all, could not be read."""
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
