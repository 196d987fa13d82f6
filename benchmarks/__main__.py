"""`make bench`: absolute where an issue sets a limit, else ratios against peers in the same run.

`python -m benchmarks pdf finding` runs some of it; `asking=1000` with a library of 1,000 documents.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from benchmarks.asking import bench_asking
from benchmarks.checks import bench_checks
from benchmarks.finding import bench_finding
from benchmarks.pdf import bench_pdf
from benchmarks.tables import bench_tables
from ui.settings import quiet_third_parties

BENCHES: dict[str, Callable[..., None]] = {
    "asking": bench_asking,
    "pdf": bench_pdf,
    "tables": bench_tables,
    "finding": bench_finding,
    "checks": bench_checks,
}


def main() -> None:
    quiet_third_parties()
    chosen = sys.argv[1:] or list(BENCHES)
    for name in chosen:
        bench, _, number = name.partition("=")
        BENCHES[bench](*([int(number)] if number else []))


if __name__ == "__main__":
    main()
