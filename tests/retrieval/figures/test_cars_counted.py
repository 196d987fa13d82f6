"""Cars that a paper counts under a name of their own are not all of its cars."""

from __future__ import annotations

import pytest

from tests.retrieval.budgets import ask, library

CARS = """# 苇塘区环境卫生中心2024年部门预算

## 国有资产占用情况

截至2023年12月31日，本部门共有车辆186台，其中公务用车22台，环卫作业车164台。
"""


@pytest.mark.parametrize("asks", ["公务用车有多少台", "公务用车的数量是多少"])
def test_cars_of_one_name_are_not_all_cars(
    tmp_path_factory: pytest.TempPathFactory, asks: str
) -> None:
    cars = library(tmp_path_factory.mktemp("cars"), CARS)
    found = ask(f"苇塘区环境卫生中心2024年{asks}？", cars)
    assert [str(figure.value) for figure in found.figures] == ["22"]
