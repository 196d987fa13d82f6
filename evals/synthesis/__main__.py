"""Writes the samples, their truth and the gold: `python -m evals.synthesis --out evals/samples`.

The gold files go to `gold/samples` beside the output folder unless --gold names another place.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from evals.synthesis.questions import question_lines
from evals.synthesis.samples import samples
from evals.synthesis.truth import record_line, tables_line, truth

__all__ = ["main", "write"]


def write(out: Path, gold: Path) -> list[Path]:
    """All files; what was there before under the same names is replaced."""
    made = samples()
    written = []
    for sample in made:
        written.append(_put(out / sample.file, sample.printed.data))
    written.append(_put(out / "truth.json", _one_a_line(truth(made))))
    lines = {
        "questions.jsonl": question_lines(made),
        "records.jsonl": [record_line(i, sample) for i, sample in enumerate(made, 1)],
        "tables.jsonl": [tables_line(sample) for sample in made],
    }
    return written + [_put(gold / name, _lines(each)) for name, each in lines.items()]


def _put(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(values: Iterable[dict[str, Any]]) -> bytes:
    return "".join(_json(value) + "\n" for value in values).encode()


def _one_a_line(whole: dict[str, Any]) -> bytes:
    """A JSON object whose last list, `documents`, has an element a line."""
    head = {key: value for key, value in whole.items() if key != "documents"}
    documents = ",\n".join(_json(document) for document in whole["documents"])
    return f'{_json(head)[:-1]}, "documents": [\n{documents}\n]}}\n'.encode()


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.synthesis", description="重新生成自带样例"
    )
    parser.add_argument("--out", type=Path, default=Path("evals/samples"), help="样例文件夹")
    parser.add_argument(
        "--gold", type=Path, help="标准答案文件夹（默认：样例文件夹旁的 gold/samples）"
    )
    chosen = parser.parse_args(arguments)
    gold = chosen.gold or chosen.out.parent / "gold" / "samples"
    for path in write(chosen.out, gold):
        sys.stdout.write(f"{path}  {path.stat().st_size:,} 字节\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
