"""Numbers, codes and counters of a question are read in the forms that documents print."""

import pytest

from retrieval.understand.printed_forms import as_printed


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("单价一百万元以上的设备有几台(套)", "单价100万元以上的设备有几台"),
        ("超过两千万元的采购", "超过2000万元的采购"),
        ("几十万元的项目", "几十万元的项目"),
        ("科目212-01-01的项目支出", "科目2120101的项目支出"),
        ("208-05这一款", "20805这一款"),
        ("2024-05-01以前", "2024-05-01以前"),
        ("2010601这项除基本支出外列作项目支出的", "2010601这项列作项目支出的"),
        ("除基本支出外还有多少", "除基本支出外还有多少"),
        ("准备买几台麻醉机?", "准备买麻醉机几台?"),
        ("准备买几台公务用车?", "准备买几台公务用车?"),
    ],
)
def test_what_is_said_otherwise_is_read_as_printed(said: str, printed: str) -> None:
    assert as_printed(said) == printed
