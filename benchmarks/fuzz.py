"""`make fuzz`: every reader fed with changed documents; a crash that is no error of ours is kept.

`python -m benchmarks.fuzz 10 docx text` runs ten minutes, half of it on each of two formats. With
atheris installed the changes follow the coverage of `ingest`; without it they are drawn at random.
An office file is changed inside one of its parts, then packed again, or all of it would stop at the
checksum of the archive. What crashed is written to `.fuzz/`, and is run again by naming its file:

    python -m benchmarks.fuzz .fuzz/docx-crash-3f2a…
"""

from __future__ import annotations

import io
import random
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

from evals.synthesis.catalogue import disclosure
from evals.synthesis.formats import FORMATS
from ingest.errors import InputError
from ingest.read import read_document
from ingest.read_facts import read_facts

FOUND = Path(".fuzz")
LONGEST = 20
"""Seconds that one small document may take."""

KINDS = {
    "pdf": "pdf",
    "pdf_lines": "pdf",
    "docx": "docx",
    "xlsx": "xlsx",
    "html": "html",
    "html_word": "html",
    "text": "txt",
    "markdown": "md",
}
"""The format that is printed, and the suffix it is read under."""

LAYOUTS = ("gorge", "canyon", "ridge", "oasis")
PARTS = (
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "[Content_Types].xml",
)
MOST = 200_000
"""A part longer than this is cut: small inputs are tried more often."""


def main() -> None:
    words = sys.argv[1:]
    if words and words[0] == "--one":
        _one(words[1], float(words[2]))
    elif words and Path(words[0]).is_file():
        _read(Path(words[0]).name.split("-")[0], Path(words[0]).read_bytes())
    else:
        minutes = float(words[0]) if words else 10
        _all(words[1:] or list(KINDS), minutes)


def _all(kinds: list[str], minutes: float) -> None:
    """Each format in a process of its own: one that hangs or dies takes no other with it."""
    FOUND.mkdir(exist_ok=True)
    failed = []
    for kind in kinds:
        each = str(60 * minutes / len(kinds))
        command = [sys.executable, "-m", "benchmarks.fuzz", "--one", kind, each]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        tail = [line for line in done.stderr.splitlines() if line.strip()][-12:]
        print(f"{kind}：{'没有发现' if done.returncode == 0 else '出错'}", *tail[-1:], flush=True)
        if done.returncode:
            failed.append(kind)
            print("\n".join(tail), flush=True)
    sys.exit(1 if failed else 0)


def _one(kind: str, seconds: float) -> None:
    """One format, until the time is over or something crashed."""
    try:
        import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        _at_random(kind, seconds)
        return
    with atheris.instrument_imports(include=["ingest"]):
        for module in ("pdf", "word", "workbook", "html", "plaintext", "assemble", "facts"):
            __import__(f"ingest.{module}")
    corpus = FOUND / f"corpus-{kind}"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, start in enumerate(_starts(kind)):
        (corpus / f"start-{number}").write_bytes(start)
    options = [
        f"-max_total_time={int(seconds)}",
        f"-timeout={LONGEST}",
        "-rss_limit_mb=3000",
        f"-max_len={MOST}",
        f"-artifact_prefix={FOUND}/{kind}-",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], lambda data: _read(kind, data))
    atheris.Fuzz()


def _at_random(kind: str, seconds: float) -> None:
    drawn, until, tried = random.Random(kind), time.monotonic() + seconds, 0
    starts = list(_starts(kind))
    while time.monotonic() < until:
        data = _changed(drawn.choice(starts), drawn)
        begun = time.monotonic()
        try:
            _read(kind, data)
        except BaseException:
            (FOUND / f"{kind}-crash-{tried}").write_bytes(data)
            raise
        if time.monotonic() - begun > LONGEST:
            (FOUND / f"{kind}-slow-{tried}").write_bytes(data)
            sys.exit(f"{kind} takes longer than {LONGEST} s")
        tried += 1
    print(f"{tried} tried", file=sys.stderr)


def _changed(data: bytes, drawn: random.Random) -> bytes:
    """A few bytes changed, pieces cut out, said twice or moved."""
    made = bytearray(data)
    for _ in range(drawn.randint(1, 8)):
        at, much = drawn.randrange(len(made)), drawn.randint(1, 60)
        piece = made[at : at + much]
        other = drawn.randrange(len(made))
        change: Callable[[], object] = drawn.choice(
            (
                lambda at=at: made.__setitem__(at, drawn.randrange(256)),
                lambda at=at, much=much: made.__delitem__(slice(at, min(at + much, len(made) - 1))),
                lambda other=other, piece=piece: made.__setitem__(slice(other, other), piece),
                lambda at=at, piece=piece: made.__setitem__(slice(at, at), piece * 40),
            )
        )
        change()
    return bytes(made)


def _starts(kind: str) -> Iterator[bytes]:
    """What the changes begin with: printed documents, or the parts of printed packages."""
    for layout in LAYOUTS:
        data = FORMATS[kind].print(disclosure(1, layout)).data
        if not data.startswith(b"PK"):
            yield data[: len(data) if kind.startswith("pdf") else MOST]
            continue
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for number, part in enumerate(PARTS):
                if part in package.namelist():
                    yield bytes([number]) + package.read(part)[: MOST - 1]


def _read(kind: str, data: bytes) -> None:
    """Read what was changed: only errors of ours may come out; recognition would take minutes."""
    suffix = KINDS[kind]
    if suffix in ("docx", "xlsx") and data:
        data = _packed(kind, PARTS[data[0] % len(PARTS)], data[1:])
    with suppress(InputError), patch("ingest.pdf.is_installed", return_value=False):
        read_facts(read_document(Path(f"样例.{suffix}"), data=data))


_PACKAGES: dict[str, bytes] = {}


def _packed(kind: str, part: str, content: bytes) -> bytes:
    """The printed package with one part in place of its own."""
    if kind not in _PACKAGES:
        _PACKAGES[kind] = FORMATS[kind].print(disclosure(1, LAYOUTS[0])).data
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_PACKAGES[kind])) as package,
        zipfile.ZipFile(out, "w") as changed,
    ):
        for name in package.namelist():
            changed.writestr(name, content if name == part else package.read(name))
    return out.getvalue()


if __name__ == "__main__":
    main()
