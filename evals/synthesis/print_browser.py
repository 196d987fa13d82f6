"""A Disclosure printed from a browser: its web page put on paper by an installed Chromium.

Takes a Disclosure, gives PDF bytes; raises FileNotFoundError where no Chromium is installed. The
bytes differ from run to run (the browser writes its clock into them).

    chromium --headless --print-to-pdf=page.pdf page.html
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.synthesis.disclosure import Disclosure
from evals.synthesis.print_html import HtmlHabit, print_html
from evals.synthesis.printed import Printed

__all__ = ["browser", "print_browser"]

_LIMIT = 60


def browser() -> str | None:
    """The path of an installed Chromium."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


def print_browser(disclosure: Disclosure, habit: HtmlHabit = "clean") -> Printed:
    """The web page on A4, without the browser's own header and footer."""
    found = browser()
    if found is None:
        raise FileNotFoundError("chromium")
    with TemporaryDirectory() as folder:
        page, out = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_bytes(print_html(disclosure, habit).data)
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        options += [f"--user-data-dir={folder}/profile", f"--print-to-pdf={out}", page.as_uri()]
        subprocess.run([found, *options], check=True, capture_output=True, timeout=_LIMIT)
        return Printed(out.read_bytes())
