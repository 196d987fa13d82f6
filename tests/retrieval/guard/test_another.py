"""What is told is what is named: no other place, nothing set aside, no part left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.retrieval.budgets import ask, library

PAPER = """# 2025年礁口县法院部门预算

## 第一部分 部门预算表

### 表1 部门收支总表

单位：万元

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 预算数 | 项目 | 预算数 |
| 一般公共预算拨款收入 | 6,500.00 | 公共安全支出 | 6,500.00 |
| 收入总计 | 6,500.00 | 支出总计 | 6,500.00 |

### 表8 一般公共预算“三公”经费支出表

单位：万元

| 合计 | 因公出国（境）费 | 公务接待费 | 公务用车运行费 |
|---|---|---|---|
| 27.50 | 0.00 | 19.30 | 8.20 |

### 表11 项目支出预算表

单位：万元

| 项目名称 | 金额 |
|---|---|
| 东港人民法庭维修改造 | 301.40 |
| 聘用制书记员经费 | 388.40 |
| 办案业务费 | 181.80 |
| 诉讼服务 | 60.00 |
| 合计 | 931.60 |

## 第二部分 情况说明

礁口县法院2025年收支总预算6500.00万元，比上年增加65.20万元，增长1.01%。“三公”经费预算27.50万元，比上年减少3.40万元，下降11.00%。全县法庭共有书记员52人。
"""


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("“三公”经费预算是多少，与上年预算相比怎么变化", ("27.50", "3.40"), ("65.20",)),
        ("最花钱的三个项目是啥，各多少", ("388.40", "301.40", "181.80"), ("6,500.00",)),
        ("“三公”经费预算总额和公务接待费、公务用车运行费各多少", ("27.50", "19.30", "8.20"), ()),
        ("银滩人民法庭的维修经费是多少", (), ("301.40",)),
        ("河口派出所有多少书记员", (), ("52",)),
        ("办案业务费里的东西，三公经费占它几成", (), ("27.50 万元 ÷ 6,500",)),
    ],
)
def test_the_thing_named_is_told_and_no_other(
    tmp_path: Path, question: str, told: tuple[str, ...], untold: tuple[str, ...]
) -> None:
    said = ask(f"礁口县法院2025年{question}？", library(tmp_path, PAPER)).text
    for figure in told:
        assert figure in said
    for figure in untold:
        assert figure not in said
