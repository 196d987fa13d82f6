"""Two things asked apart are not told by the one item that the papers print of both."""

from pathlib import Path

import pytest

from tests.retrieval.budgets import ask, budget, library

POST = """

### 六、机关运行经费

机关运行经费包括办公费3.00万元、邮电费0.65万元、水费0.67万元、电费0.93万元。
"""


@pytest.mark.parametrize(
    "question", ["电话费和寄快递各占多少", "电话费和快递费分别是多少", "电话费和寄快递哪个多"]
)
def test_one_figure_is_not_told_for_two_things(tmp_path: Path, question: str) -> None:
    assert ask(f"云江区财政局2025年{question}？", library(tmp_path, budget() + POST)).refused


@pytest.mark.parametrize(
    ("question", "figures"),
    [("邮电费是多少", ["0.65"]), ("水费和电费各多少", ["0.67", "0.93"])],
)
def test_what_is_printed_is_told(tmp_path: Path, question: str, figures: list[str]) -> None:
    found = ask(f"云江区财政局2025年{question}？", library(tmp_path, budget() + POST))
    assert all(f"为 {figure} 万元" in found.text for figure in figures), found.text
