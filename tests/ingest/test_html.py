"""What a reader of a government web page finds in it, by features of such pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.amount import Unit
from ingest.assemble import assemble
from ingest.document import Document
from ingest.errors import EmptyFile, InputError, NoTextLayer, WrongFormat
from ingest.html import read_html, read_mht

TABLE = """
<table border=1>
<tr><td>科目编码</td><td>科目名称</td><td>合计</td><td>基本支出</td></tr>
<tr><td>201</td><td>一般公共服务支出</td><td>1,234.50</td><td>1,000.00</td></tr>
<tr><td></td><td>合计</td><td>1,234.50</td><td>1,000.00</td></tr>
</table>
"""
PROSE = "<p>2025年云水区水务局收入预算1,234.50万元，比上年增加34.50万元，增长2.88%。其中：财政拨款1,234.50万元。</p>"


def read(body: str, encoding: str = "utf-8") -> Document:
    data = f"<html><body>{body}</body></html>".encode(encoding)
    return assemble(read_html(Path("a.html"), data), "d" * 64, "a.html")


def prose(document: Document) -> list[str]:
    return ["".join(document.text[s:e] for s, e in p.pieces) for p in document.paragraphs]


def grid(document: Document, table: int = 0) -> list[list[str]]:
    return [list(row) for row in document.tables[table].grid]


def test_owner_and_unit_in_a_bar_called_meta_are_the_tables_own() -> None:
    bar = "<div class=meta><span>公开单位：云水区福利院</span><span>单位：元</span></div>"
    document = read(f"<div>收入支出总表</div>{bar}{TABLE}{PROSE}")
    assert document.tables[0].unit == Unit.YUAN


def test_a_table_between_paragraphs_has_its_title_unit_and_cells() -> None:
    document = read(f"<p>表一</p><p>2025年部门支出总表</p><p>单位：万元</p>{TABLE}{PROSE}")
    (table,) = document.tables
    assert (table.number, table.title, str(table.unit)) == ("表一", "2025年部门支出总表", "万元")
    assert grid(document)[1] == ["201", "一般公共服务支出", "1,234.50", "1,000.00"]
    cell = table.at(1, 2)
    assert cell is not None
    assert document.cite_cell(table, cell).quote == "1,234.50"
    assert cell.pieces[0].place == "表1行2列3"


def test_merged_header_cells_keep_their_spans() -> None:
    document = read(
        "<table><thead><tr><th rowspan=2>项目<th colspan=2>2025年预算<tr><th>基本支出<th>项目支出</thead>"
        "<tr><td>合计<td>10.00<td>20.00</table>"
    )
    assert document.tables[0].header_rows == 2
    assert document.tables[0].column_paths == (
        ("项目",),
        ("2025年预算", "基本支出"),
        ("2025年预算", "项目支出"),
    )


@pytest.mark.parametrize("spans", ["rowspan=0", "rowspan=99999999999", "rowspan=2 colspan=0"])
def test_absurd_spans_end_where_the_table_ends(spans: str) -> None:
    document = read(
        "<table><tr><td>项目<td>金额<td>备注</tr>"
        f"<tr><td {spans}>支出<td>1.00<td>甲</tr><tr><td>2.00<td>乙</tr></table>"
    )
    assert grid(document) == [["项目", "金额", "备注"], ["支出", "1.00", "甲"], ["", "2.00", "乙"]]


def test_spans_that_overlap_are_cut_and_said() -> None:
    document = read(
        "<table><tr><td>项目<td>甲<td rowspan=2>1.00</tr><tr><td colspan=3>小计<td>2.00</tr></table>"
    )
    assert document.tables[0].uncertain


def test_two_numbers_on_two_lines_of_a_cell_are_not_one_number() -> None:
    document = read("<table><tr><td>项目<td>金额</tr><tr><td>收入<br>合计<td>12<br>34</tr></table>")
    assert grid(document)[1] == ["收入合计", "12 34"]


def test_blanks_before_a_name_are_its_indentation() -> None:
    document = read(
        "<table><tr><td>科目<td>金额</tr><tr><td>教育支出<td>2.00</tr>"
        "<tr><td>&nbsp;&nbsp;普通教育<td>2.00</tr><tr><td>&emsp;&emsp;小学教育<td>2.00</tr></table>"
    )
    assert [row[0] for row in grid(document)[1:]] == ["教育支出", "普通教育", "小学教育"]
    assert "\n  普通教育\t" in document.text
    assert "\n    小学教育\t" in document.text


def test_tables_that_lay_out_the_page_are_read_through() -> None:
    document = read(
        "<table><tr><td><ul><li><a href=/>首页</a><li><a href=/a>政务公开</a><li><a href=/b>互动</a></ul></td>"
        f"<td><table><tr><td><h1>云水区水务局2025年部门预算</h1>{PROSE}{TABLE}</td></tr></table></td></tr></table>"
    )
    assert len(document.tables) == 1
    assert document.tables[0].columns == 4
    assert prose(document)[1].startswith("2025年云水区水务局收入预算")
    assert not any("政务公开" in said for said in prose(document))


def test_what_the_page_hides_is_not_read() -> None:
    document = read(
        "<style>.tip{display:none}</style><p>部门职责<span style='display:none'>澳门博彩</span>如下。</p>"
        "<p class=tip>隐藏的段落999万元。</p><p hidden>另一段。</p><script>var a='支出5万元。'</script>"
        "<div style='position:absolute;left:-9999px'>赌场支出10万元。</div><!-- 注释 -->"
        "<p style='mso-hide:all'>再一段。</p><noscript>请打开脚本</noscript><template>模板</template>"
        + PROSE
    )
    assert prose(document)[0] == "部门职责如下。"
    assert len(prose(document)) == 2


def test_a_hidden_table_with_figures_is_said() -> None:
    document = read(PROSE + f"<div style='display:none'>{TABLE}</div>")
    assert document.tables == ()
    assert "隐藏" in document.warnings[0]


def test_the_site_around_the_document_is_never_prose() -> None:
    document = read(
        "<div class='header'><a href=/>云水区人民政府</a> 今天是2025年2月13日</div>"
        "<div class=nav><a href=/1>首页</a><a href=/2>新闻</a></div>"
        "<div class='BreadCrumb'>当前位置：<a href=/>首页</a> &gt; 部门预算</div>"
        "<h1>云水区水务局2025年部门预算</h1><div class=info>发布时间：2025-02-13 浏览次数：1234 【打印】【关闭】</div>"
        f"<div id=zoom>{PROSE}<p>单位：万元</p>{TABLE}</div>"
        "<div>上一篇：某某区2025年一般公共预算支出500万元。</div>"
        "<ul><li><a href=/n1>某某镇2025年预算支出88亿元</a><li><a href=/n2>另一镇</a><li><a href=/n3>第三镇</a></ul>"
        "<p>The best online casino, play now and win 500 million yuan today</p>"
        "<div class=footer>主办：云水区人民政府 版权所有</div>"
    )
    assert prose(document) == ["云水区水务局2025年部门预算", PROSE[3:-4]]
    assert "浏览次数：1234" in document.text
    assert str(document.tables[0].unit) == "万元"


def test_a_budget_paragraph_is_kept_whatever_its_box_is_called() -> None:
    document = read(f"<div class='footer'>{PROSE}</div><div class=nav>{TABLE}</div>")
    assert len(prose(document)) == 1
    assert len(document.tables) == 1


def test_headings_of_the_page_become_sections() -> None:
    document = read(
        f"<h2>第一部分 部门概况</h2><h3>一、主要职责</h3>{PROSE}<h2>第二部分 预算说明</h2>{PROSE}"
    )
    assert [s.title for s in document.sections] == [
        "第一部分 部门概况",
        "一、主要职责",
        "第二部分 预算说明",
    ]


def test_a_caption_names_its_table() -> None:
    document = read(TABLE.replace("<table border=1>", "<table><caption>部门支出总表</caption>"))
    assert document.tables[0].title == "部门支出总表"


def test_title_and_unit_rows_inside_the_table_are_its_caption() -> None:
    top = "<tr><td colspan=4>部门支出总表</td></tr><tr><td colspan=4 align=right>单位：元</td></tr>"
    document = read(TABLE.replace("<table border=1>", f"<table>{top}"))
    assert document.tables[0].title == "部门支出总表"
    assert str(document.tables[0].unit) == "元"
    assert grid(document)[0][0] == "科目编码"


def test_a_table_cut_by_the_sites_paging_is_one_table() -> None:
    other = TABLE.replace("201", "205").replace("一般公共服务支出", "教育支出")
    document = read(f"<p>部门支出总表</p>{TABLE}<div class=pager>上一页 1 2 下一页</div>{other}")
    assert [row[0] for row in grid(document)] == ["科目编码", "201", "", "205", ""]


def test_a_table_with_a_title_of_its_own_stays_apart() -> None:
    document = read(f"<p>部门支出总表</p>{TABLE}<p>财政拨款支出表</p>{TABLE}")
    assert [table.title for table in document.tables] == ["部门支出总表", "财政拨款支出表"]


def test_word_pages_with_split_runs_and_office_marks_read_whole() -> None:
    document = read(
        "<p class=MsoNormal><![if !supportLists]><span style='mso-list:Ignore'>一、</span><![endif]>"
        "<b><span lang=EN-US>2025</span><span>年收\n支</span></b>情况<o:p></o:p></p>"
        "<!--[if gte mso 9]><xml><w:x>不可见</w:x></xml><![endif]-->"
        "<p class=MsoNormal><span lang=EN-US>2025</span>年支出预算<span lang=EN-US>12<span>.50</span></span>万元。</p>"
    )
    assert document.sections[0].title == "一、2025年收支情况"
    assert prose(document) == ["2025年支出预算12.50万元。"]


def test_excel_pages_keep_rows_columns_and_indentation() -> None:
    document = read(
        "<style>.xl66{mso-char-indent-count:1;}</style><table><col width=64><tr height=19><td class=xl65>科目</td>"
        "<td>金额</td></tr><tr><td>支出</td><td x:num='5.004'>5.00</td></tr>"
        "<tr><td class=xl66>教育</td><td align=right>3.00</td></tr>"
        "<![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=64></td></tr><![endif]></table>"
    )
    assert grid(document) == [["科目", "金额"], ["支出", "5.00"], ["教育", "3.00"]]
    assert "  教育\t3.00" in document.text


@pytest.mark.parametrize(
    ("declared", "real"),
    [
        ("gb2312", "gb18030"),
        ("gbk", "utf-8"),
        ("utf-8", "gb18030"),
        ("", "gb18030"),
        ("", "utf-16"),
    ],
)
def test_the_declared_encoding_may_be_wrong(declared: str, real: str) -> None:
    meta = (
        f"<meta http-equiv=Content-Type content='text/html; charset={declared}'>"
        if declared
        else ""
    )
    assert prose(read(f"{meta}<p>负责全区水务工作，含䶮溪、镕江。</p>", real)) == [
        "负责全区水务工作，含䶮溪、镕江。"
    ]


@pytest.mark.parametrize(
    ("body", "kind", "remedy"),
    [
        ("<frameset><frame src=sheet001.htm></frameset>", EmptyFile, "框架"),
        ("<div id=app></div><script src=app.js></script>", EmptyFile, "脚本"),
        ("<h1>404 Not Found</h1>", WrongFormat, "出错"),
        (
            "<form>用户名<input>密码<input type=password></form><script></script>",
            WrongFormat,
            "登录",
        ),
        ("<img src=a.jpg><img src=b.jpg>", NoTextLayer, "图片"),
        ("<a href='/f/预算.pdf'>2025年预算</a>", EmptyFile, "附件"),
        ("", EmptyFile, "重新下载"),
    ],
)
def test_a_page_that_is_no_document_says_why(
    body: str, kind: type[InputError], remedy: str
) -> None:
    with pytest.raises(kind, match=remedy):
        read(body)


def test_an_archive_of_a_page_is_read() -> None:
    import base64

    page = base64.encodebytes(
        f"<html><body>{PROSE}{TABLE}</body></html>".encode("gb18030")
    ).decode()
    data = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n'
        'Content-Type: text/html; charset="gb2312"\nContent-Transfer-Encoding: base64\n\n'
        f"{page}\n--x\nContent-Type: image/png\n\nAAAA\n--x--\n"
    ).encode()
    document = assemble(read_mht(Path("a.mht"), data), "d" * 64, "a.mht")
    assert grid(document)[1][2] == "1,234.50"


def test_ten_thousand_levels_are_read() -> None:
    document = read("<div>" * 10_000 + PROSE + TABLE)
    assert len(document.tables) == 1
    assert "<table>" * 3000 not in document.text
    nested = read("<table><tr><td>" * 3000 + PROSE + TABLE)
    assert len(nested.tables) == 1


PAGE = (
    "<html><head><meta charset=gb2312><style>.a{display:none}</style></head><body><div class=nav>"
    f"<a href=/>首页</a></div><h1>预算</h1><p class=a>x</p>{PROSE}{TABLE}"
    "<table><tr><td colspan=2 rowspan=0><table><tr><td>1</table><td>2<p>3</table>"
    "<!--[if gte mso 9]><xml></xml><![endif]--><pre>a\tb\n c</pre></body></html>"
)
PARTS = st.sampled_from(
    [
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "<td",
        "rowspan=0",
        "colspan=9>",
        "</td>",
        "<p>",
        "</p>",
        "<div",
        "class=nav>",
        "</div>",
        "<b>",
        "<br>",
        "<style>",
        "</style>",
        "<script>",
        "<!--",
        "-->",
        "<![if",
        "<a",
        "href=#x>",
        "</a>",
        "<ul>",
        "<li>",
        "1,234.5",
        "收入预算12万元。",
        "&nbsp;",
        "&#0;",
        "&#xD800;",
        "<thead>",
        "<tfoot>",
        "<caption>",
        "<pre>",
        "<textarea>",
        "<title>",
        "<frameset>",
        "<svg>",
        "<font",
        "size=9>",
        "\x00",
        "\ud7ff",
        "<",
        "<?",
        "]]>",
        "{}",
    ]
)


def survives(data: bytes) -> None:
    for reader in (read_html, read_mht):
        try:
            document = assemble(reader(Path("a.html"), data), "d" * 64, "a.html")
        except InputError:
            continue
        for table in document.tables:
            assert all(
                document.text[p.start : p.end].strip() for c in table.cells for p in c.pieces
            )


@settings(max_examples=150)
@given(st.lists(PARTS, max_size=40))
def test_any_heap_of_tags_is_read_or_refused(parts: list[str]) -> None:
    survives("".join(parts).encode("utf-8", "replace"))


@settings(max_examples=100)
@given(
    st.lists(st.tuples(st.integers(0, 2000), st.binary(max_size=6)), max_size=12),
    st.sampled_from(["utf-8", "gb18030", "utf-16"]),
)
def test_a_damaged_page_is_read_or_refused(changes: list[tuple[int, bytes]], encoding: str) -> None:
    data = PAGE.encode(encoding)
    for at, bytes_ in changes:
        data = data[: at % len(data)] + bytes_ + data[at % len(data) + len(bytes_) // 2 :]
    survives(data)


def test_the_same_cells_come_out_of_every_print(shared_documents: Path) -> None:
    from ingest.read import read_document

    prints = shared_documents / "prints"
    page, word = (read_document(next(prints.glob(f"*.{kind}"))) for kind in ("html", "docx"))
    assert [table.grid for table in page.tables] == [table.grid for table in word.tables]
    assert [table.name for table in page.tables] == [table.name for table in word.tables]
    assert [table.column_paths for table in page.tables] == [t.column_paths for t in word.tables]


def test_what_the_site_says_is_nothing_the_document_says_of_itself() -> None:
    document = read(
        "<div class=nav>某省财政厅2031年部门决算</div>"
        f"<table><tr><td>索引号：<td>1<td>发布机构：<td>某区办</table>{PROSE}"
    )
    assert (document.info.fiscal_year, document.info.kind) == (
        2025,
        None,
    ) or document.info.kind == "部门预算"
    assert document.tables == ()


def test_what_else_a_site_recommends_beside_a_document_with_its_title_is_none_of_its_words() -> (
    None
):
    document = read(
        "<div class=side><b>热点推荐</b><ul><li>云水区2023年财政预算执行情况报告</li>"
        "<li>2023年惠民补贴公示（3.86亿元）</li></ul></div>"
        f"<div class=main><h1>云水区水务局2025年部门预算公开报告</h1>{PROSE}{TABLE}</div>"
    )
    assert document.info.fiscal_year == 2025
    assert not [said for said in prose(document) if "2023年" in said]


def test_a_page_saved_as_a_workbook_is_read_as_the_page_it_is(tmp_path: Path) -> None:
    from ingest.read import read_document

    path = tmp_path / "预算.xls"
    path.write_bytes(f"<html><body>{TABLE}</body></html>".encode())
    document = read_document(path)
    assert document.format == "html"
    assert grid(document)[1][2] == "1,234.50"


def test_the_source_view_marks_the_quote_and_shows_no_markup_of_the_page() -> None:
    from ui.source import source_html

    document = read(
        f"<p>收入&lt;img src=x onerror=alert(1)&gt;预算12万元，支出预算12万元。</p>{TABLE}"
    )
    at = document.text.index("预算12万元")
    from ingest.document import Span

    shown = source_html(document, [Span(at, at + 6)], lambda: b"")
    assert "<mark>预算12万元"[:14] in shown
    assert "<img" not in shown
    cell = document.tables[0].at(1, 2)
    assert cell is not None
    shown = source_html(document, [Span(p.start, p.end) for p in cell.pieces], lambda: b"")
    assert "<mark>1,234.50</mark>" in shown


def test_entries_of_the_pages_own_contents_are_no_prose() -> None:
    document = read(
        f"<p><a href='#a'>一、收支情况</a></p><p><a href='#b'>二、三公经费</a></p><h2 id=a>一、收支情况</h2>{PROSE}"
    )
    assert [s.title for s in document.sections] == ["一、收支情况"]
    assert len(prose(document)) == 1


def test_text_without_size_is_hidden_but_not_what_is_set_in_a_size_inside() -> None:
    document = read(
        "<div style='font-size:0'>赌场支出5万元。<p style='font-size:14px'>收入预算12万元。</p></div>"
    )
    assert prose(document) == ["收入预算12万元。"]


@pytest.mark.parametrize(
    "line",
    [
        "技术支持服务费预算12万元，比上年减少1万元。",
        "注册会计师培训经费预算3万元。",
        "无障碍设施改造项目预算50万元",
        "编辑出版经费20万元。",
    ],
)
def test_a_sentence_of_the_budget_is_no_line_of_the_site(line: str) -> None:
    assert line in prose(read(f"{PROSE}<p>{line}</p>"))


def test_the_calendar_of_a_site_is_no_table_of_the_document() -> None:
    days = "".join(f"<td>{day}</td>" for day in range(1, 8))
    week = "".join(f"<td>{day}</td>" for day in "日一二三四五六")
    document = read(f"{PROSE}<table><tr>{week}</tr><tr>{days}</tr></table>{TABLE}")
    assert len(document.tables) == 1


def test_a_menu_laid_out_as_a_table_is_no_table_of_the_document() -> None:
    menu = "".join(
        f'<td><a href="/{i}">{t}</a></td>' for i, t in enumerate(("首页", "公开", "办事"))
    )
    document = read(
        f"<table><tr>{menu}</tr></table><p>部门支出总表</p><p>单位：万元</p>"
        "<table><tr><td>项目</td><td>金额</td></tr><tr><td>行政运行</td><td>12.50</td></tr></table>"
    )
    assert [table.title for table in document.tables] == ["部门支出总表"]


def test_short_sentences_under_the_title_alone_are_the_documents_own() -> None:
    document = read("<h1>云水区档案馆2025年部门预算</h1><p>2025年收入总计120.00万元。</p>")
    assert "2025年收入总计120.00万元。" in prose(document)
