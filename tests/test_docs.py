"""The documents stay true: every command, setting, check and file stands in the README.

`python tests/test_docs.py` writes the generated parts of README.md anew.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
FOLDERS = {
    "ingest": "a file becomes a Document",
    "retrieval": "a question becomes an Answer",
    "extract": "a Document becomes a Record of Figures that add up",
    "evals": "gold becomes a score you can trust",
    "ui": "people and machines reach all of it",
    "benchmarks": "ratios against peers, printed as a table",
}
BEGIN, END = "<!-- tree: make readme -->", "<!-- /tree -->"


def tree() -> str:
    """Every source file with the first sentence of its docstring."""
    lines = ["```"]
    for folder, clause in FOLDERS.items():
        lines.append(f"{folder + '/':<28}{clause}")
        for path in sorted((ROOT / folder).rglob("*.py")):
            if path.name != "__init__.py" and "samples" not in path.parts:
                name = str(path.relative_to(ROOT / folder).with_suffix(""))
                lines.append(f"  {name:<26}{purpose(path)}".rstrip())
    return "\n".join([*lines, "```"])


def purpose(path: Path) -> str:
    """The first sentence of a module's docstring, without its full stop."""
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    first = " ".join(said.split("\n\n")[0].split())
    return re.split(r"(?<=[^.])\.(?:\s|$)|; ", first)[0][:110]


def test_the_tree_names_every_file_with_its_purpose() -> None:
    text = README.read_text(encoding="utf-8")
    shown = text.split(BEGIN)[1].split(END)[0].strip()
    assert shown == tree(), "README 里的文件清单过时了：运行 make readme"


def test_every_file_says_what_it_is_for() -> None:
    silent = [
        str(path)
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*.py")
        if not purpose(path)
    ]
    assert silent == []


def test_every_command_stands_in_the_readme() -> None:
    from ui.cli import app

    names = {c.name or c.callback.__name__ for c in app.registered_commands if c.callback}
    text = README.read_text(encoding="utf-8")
    assert {name for name in names if f"mingzhang {name}" not in text} == set()


def test_every_setting_stands_in_the_readme() -> None:
    settings = re.findall(r"MINGZHANG_[A-Z_]+", (ROOT / "ui" / "settings.py").read_text("utf-8"))
    text = README.read_text(encoding="utf-8")
    assert {name for name in settings if name not in text} == set()


def rules() -> str:
    """The rows of the README's table of checks: a family and its rules."""
    from extract.checks.across import ACROSS
    from extract.checks.rules import RULES

    families: dict[str, list[str]] = {}
    for rule in (*RULES, *ACROSS):
        families.setdefault(rule.family, []).append(f"{rule.id} {rule.title}")
    return "\n".join(f"| {family} | {'；'.join(told)} |" for family, told in families.items())


RULE_ROWS = re.compile(r"(?<=\| 家族 \| 规则 \|\n\|---\|---\|\n)(?:\|.*\n)+")


def test_every_check_stands_in_the_readme() -> None:
    printed = RULE_ROWS.search(README.read_text(encoding="utf-8"))
    assert printed, "README 里没有勾稽规则表"
    assert printed[0].strip() == rules(), "README 里的勾稽规则过时了：运行 make readme"


def test_every_make_target_is_shown_by_make() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^\.PHONY: (.+)$", makefile, re.M)[0].split()) - {"help", "clean"}
    shown = subprocess.run(
        ["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert {target for target in targets if f"make {target}" not in shown} == set()


def test_the_log_and_the_decisions_are_dated() -> None:
    for name in ("DECISIONS.md", "CHANGELOG.md", "evals/LOG.md"):
        assert re.search(r"20\d\d-\d\d-\d\d", (ROOT / name).read_text(encoding="utf-8")), name


def write() -> None:
    """Put the generated tree and the table of checks into the README."""
    text = RULE_ROWS.sub(lambda _: f"{rules()}\n", README.read_text(encoding="utf-8"))
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    README.write_text(f"{before}{BEGIN}\n{tree()}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(write())
