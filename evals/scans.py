"""Scans of the samples beside their Word prints: which numbers a picture gives, and which are marked.

Is handed what reads a file into table lines (with the `doubtful` texts of each); builds the files.

    culture_2024   669 numbers, 669 right, 0 silently wrong, 0 marked 识别存疑
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from evals.metrics import interval
from evals.reading_scorers import same_cells
from evals.synthesis.formats import FORMATS, SLOW
from evals.synthesis.samples import samples

__all__ = ["ScanScore", "scan_metrics", "scan_pairs", "scan_score", "scan_text"]

Lines = Sequence[Mapping[str, Any]]


class ScanScore(NamedTuple):
    """The numbers of one document as its scan gives them; `silent` is wrong without a mark."""

    name: str
    numbers: int
    right: int
    doubted: int
    silent: tuple[str, ...]


def scan_pairs(folder: Path) -> Iterator[tuple[str, Path, Path]]:
    """Every sample by name, its Word print and its scan of 200 dpi, askew and with noise."""
    for sample in samples():
        word, scan = folder / f"{sample.id}.docx", folder / f"{sample.id}.pdf"
        word.write_bytes(FORMATS["docx"].print(sample.disclosure).data)
        scan.write_bytes(SLOW["scan"].print(sample.disclosure).data)
        yield sample.id, word, scan


def scan_score(name: str, word: Path, scan: Path, tables: Callable[[Path], Lines]) -> ScanScore:
    """The scan of one document against its Word print, whose cells are the file's own."""
    read = tables(scan)
    numbers, right, _, silent = same_cells(tables(word), read)
    return ScanScore(
        name, numbers, right, sum(len(line["doubtful"]) for line in read), tuple(silent)
    )


def scan_metrics(scores: Sequence[ScanScore]) -> dict[str, float]:
    """Shares of all numbers: right, silently wrong, marked."""
    n = max(1, sum(score.numbers for score in scores))
    return {
        "scan_numbers_right": sum(score.right for score in scores) / n,
        "scan_numbers_silently_wrong": sum(len(score.silent) for score in scores) / n,
        "scan_numbers_marked": sum(score.doubted for score in scores) / n,
    }


def scan_text(scores: Sequence[ScanScore]) -> str:
    """A line a document, every silently wrong number, and the shares with their interval."""
    lines = ["评测 scans：样例的扫描件（200 dpi，略斜，有噪点）"]
    for score in scores:
        lines.append(
            f"  {score.name}：{score.numbers} 个数字，读对 {score.right}，"
            f"读错未注明 {len(score.silent)}，注明识别存疑 {score.doubted}"
        )
        lines += [f"    {said}" for said in score.silent]
    n = sum(score.numbers for score in scores)
    right = scan_metrics(scores)["scan_numbers_right"]
    low, high = interval(right, n)
    return "\n".join([*lines, f"  合计读对 {right:.4f}，n={n} [{low:.3f}, {high:.3f}]"])
