"""Operations said in a roundabout way are put plainly; what is asked of stays as it was."""

from __future__ import annotations

import pytest

from retrieval.understand.plain_operations import in_plain_operations


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("某局2025年收入缩水了吗,缩了多少", "某局2025年收入减少多少"),
        ("某局2025年支出涨了没有,涨了百分之几", "某局2025年支出增加百分之几"),
        ("某局培训费比上年执行数涨了还是跌了,涨跌幅多少", "某局培训费比上年执行数增加还是减少,增减幅度多少"),
        ("某局会议费同比多出来的金额和增速分别是?", "某局会议费同比增减的金额和增幅分别是?"),
        ("某局行政运行实际花的占年初预算几成", "某局行政运行完成年初预算的几成"),
        ("某局修缮费的年初预算执行得怎么样,完成率是百分之几", "某局修缮费的年初预算完成率是百分之几"),
        ("照这么说,完成了年初预算的百分之几", "完成了年初预算的百分之几"),
        ("某局22、23、24三年的会议费,哪年最低", "某局2022年、2023年、2024年三年的会议费,哪年最低"),
        ("某局22、23年的会议费", "某局2022年、2023年的会议费"),
        ("哪年最低?最高那年比它多出几何", "哪年最低?最高与最低相差几何"),
        ("各是多少,后者比前者少多少", "各是多少,两者相差多少"),
        ("某局2025年项目支出除以总支出是多少", "某局2025年项目支出占总支出的百分之几"),
        ("某局2025年公用支出与人员支出之比是多少", "某局2025年公用支出占人员支出的百分之几"),
        ("某局2025年办公费加上印刷费是水费的几成", "某局2025年办公费和印刷费合计占水费的几成"),
        ("分下去以后哪一块分得最多,是多少", "其中哪一块最多,是多少"),
    ],
)  # fmt: skip
def test_an_operation_is_put_plainly(said: str, plain: str) -> None:
    assert in_plain_operations(said) == plain


@pytest.mark.parametrize(
    "said",
    [
        "某局2025年收入预算去年是多少,增了多少",
        "某局2025年基本支出占全部预算支出百分之几",
        "某局2025年机关运行经费占总支出多少个百分点",
        "某局购置12、13号设备花了多少",
        "某局2025年预算收支总表里,预算支出多少",
    ],
)
def test_other_words_stay_as_they_are(said: str) -> None:
    assert in_plain_operations(said) == said
