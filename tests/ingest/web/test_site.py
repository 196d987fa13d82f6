"""What on a page is the site's, and what is not."""

from __future__ import annotations

import pytest

from ingest.web.site import is_foreign, is_site_line


@pytest.mark.parametrize(
    "line",
    [
        "当前位置：首页 > 政务公开",
        "您现在所在的位置：首页",
        "上一篇：某某局2024年预算支出3万元",
        "【打印】【关闭】",
        "发布时间：2025-02-13 来源：本站 浏览次数：12",
        "主办：云水区人民政府　承办：云水区政务服务局",
        "粤ICP备05068888号",
        "首页",
        "无障碍浏览",
    ],
)
def test_lines_of_the_site(line: str) -> None:
    assert is_site_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "收入来源：财政拨款12万元。",
        "上年结转3万元",
        "下一步工作",
        "位置服务经费",
        "首页改版项目预算12万元",
        "技术支持费12万元。",
        "登录系统维护费",
        "单位：万元",
        "关闭污染企业补助5万元",
    ],
)
def test_lines_of_the_document(line: str) -> None:
    assert not is_site_line(line)


def test_a_line_in_another_script_is_foreign_and_a_figure_is_not() -> None:
    assert is_foreign("best online casino bonus 100%")
    assert is_foreign("Онлайн казино")
    assert not is_foreign("1,234.50")
    assert not is_foreign("OA 系统")
