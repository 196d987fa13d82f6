"""How rows of a text conversion become tables; the drawings show tabs as ' | '."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ingest.blocks import RawTable
from ingest.plaintext import read_text


def tables(drawing: str) -> list[RawTable]:
    text = "\n".join(
        line.strip().replace(" | ", "\t").replace("· ", "") for line in drawing.splitlines()
    )
    text = text.replace("·", "")
    raw = read_text(Path("样例.txt"), text.encode())
    return [block for block in raw.blocks if isinstance(block, RawTable)]


def grid(table: RawTable) -> list[list[str]]:
    rows = [[""] * table.columns for _ in range(table.height)]
    for cell in table.cells:
        rows[cell.row][cell.col] = cell.text
    return rows


def test_a_page_cut_with_the_header_repeated_is_one_table() -> None:
    (table,) = tables("""
        云水区水务局

        单位：万元

        科目编码 | 科目名称 | 金额
        201 | 一般公共服务支出 | 12.00

        云水区水务局

        单位: 万元

        科目编码 | 科目名称 | 金额
        213 | 农林水支出 | 30.00
    """)
    assert [row[0] for row in grid(table)] == ["科目编码", "201", "213"]


def test_a_page_cut_without_anything_between_is_one_table() -> None:
    (table,) = tables("""
        科目编码 | 科目名称 | 金额
        201 | 一般公共服务支出 | 12.00

        213 | 农林水支出 | 30.00
    """)
    assert table.height == 3


def test_a_row_broken_by_the_page_is_one_row_with_its_pieces_joined() -> None:
    (table,) = tables("""
        项目 | 金额 | 说明
        一、河道整治 | 12.00 | 清淤疏浚和堤防加
        ·

        · | · | 固，完成三公里。
        二、供水保障 | 30.00 | 管网改造。
    """)
    assert grid(table)[1] == ["一、河道整治", "12.00", "清淤疏浚和堤防加固，完成三公里。"]
    assert table.height == 3


def test_a_broken_cell_of_a_merged_label_continues_the_cell_that_began_it() -> None:
    (table,) = tables("""
        活动 | 金额 | 内容 | 指标 | 值
        河道整治 | 12.00 | 编制各 | 长度 | ≥3
        · | · | · | 数量 | ≥5

        活动 | 金额 | 内容 | 指标 | 值
        · | · | 类规划。 | · | ·
        供水保障 | 30.00 | 改造。 | 长度 | ≥9
    """)
    assert grid(table)[1] == ["河道整治", "12.00", "编制各类规划。", "长度", "≥3"]
    assert table.height == 4


def test_a_row_without_figures_that_opens_with_a_number_is_a_row_of_its_own() -> None:
    (table,) = tables("""
        活动 | 金额 | 内容
        一、河道整治 | 12.00 | 清淤

        二、防汛宣传 | · | 宣传
        三、供水 | 8.00 | 改造
    """)
    assert table.height == 4


def test_two_tables_with_titles_of_their_own_stay_two() -> None:
    found = tables("""
        表一

        收入预算表

        单位：万元

        科目编码 | 科目名称 | 金额
        201 | 一般公共服务支出 | 12.00

        表二

        支出预算表

        单位：万元

        科目编码 | 科目名称 | 金额
        201 | 一般公共服务支出 | 12.00
    """)
    assert len(found) == 2


def test_a_full_row_of_amounts_with_their_unit_after_a_blank_line_goes_on() -> None:
    (table,) = tables("""
        科目 | 2031年 | 2032年
        221 住房保障支出 | 403.70万元 | 391.33万元

        22102 住房改革支出 | 403.70万元 | 391.33万元
        2210201 住房公积金 | 403.70万元 | 391.33万元
    """)
    assert table.height == 4


def test_a_full_row_of_labels_after_a_blank_line_opens_a_table() -> None:
    found = tables("""
        科目编码 | 科目名称 | 金额
        201 | 一般公共服务支出 | 12.00

        单位名称 | 单位性质 | 人数
        水务站 | 事业 | 12
    """)
    assert len(found) == 2


def test_the_fuller_print_of_a_repeated_header_is_kept() -> None:
    (table,) = tables("""
        项目 | 金额 | ·
        · | 合计 | 其中
        甲 | 1 | 1

        项目 | 金额 | ·
        名称 | 合计 | 其中
        乙 | 2 | 2
    """)
    assert grid(table)[1] == ["名称", "合计", "其中"]


def test_rows_that_lost_the_cell_of_a_merged_label_move_back() -> None:
    (table,) = tables("""
        任务 | 名称 | 总额 | 财政 | 其他
        · | 河道整治 | 80.00 | 80.00 | 0.00
        供水保障 | 48.60 | 48.60 | 0.00
        金额合计 | 128.60 | 128.60 | 0.00
    """)
    assert [row[1] for row in grid(table)[1:]] == ["河道整治", "供水保障", "金额合计"]
    assert "移正" in table.uncertain[0]


def test_stray_tags_are_left_out_of_a_cell() -> None:
    (table,) = tables("项目 | 金额\n甲 | <p>一、整治。</p> <p>二、<math>\\geq 8</math>次</p>")
    (cell,) = [cell for cell in table.cells if cell.row == 1 and cell.col == 1]
    assert [part.text for part in cell.parts] == ["一、整治。", "二、", "\\geq 8", "次"]


@given(
    st.lists(
        st.tuples(
            st.text(alphabet="甲乙丙丁戊", min_size=1, max_size=6),
            st.integers(0, 10**6).map(str),
            st.integers(0, 10**6).map(str),
        ),
        min_size=2,
        max_size=12,
    ),
    st.data(),
)
def test_a_table_is_the_same_wherever_the_page_cuts_it(
    rows: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(1, len(rows) - 1))
    body = ["项目\t金额\t其中"] + ["\t".join(row) for row in rows]
    repeated = data.draw(st.booleans())
    whole = "\n".join(body)
    parts = [
        *body[: cut + 1],
        "",
        *(["单位：万元", "", body[0]] if repeated else []),
        *body[cut + 1 :],
    ]
    head = "单位：万元\n"
    found = [
        [
            grid(block)
            for block in read_text(Path("a.txt"), text.encode()).blocks
            if isinstance(block, RawTable)
        ]
        for text in (head + whole, head + "\n".join(parts))
    ]
    assert found[0] == found[1]


def test_a_header_of_two_rows_after_a_blank_line_opens_a_table() -> None:
    found = tables("""
        科目编码 | 科目名称 | 金额
        201 | 一般公共服务支出 | 12.00

        年度 | 三公经费 | ·
        · | 合计 | 公务接待费
        2025年 | 3.00 | 3.00
    """)
    assert len(found) == 2


def test_another_header_under_the_same_caption_lines_opens_a_table() -> None:
    found = tables("""
        部门：云水区水务局

        单位：万元

        科目编码 | 科目名称 | 金额
        201 | 一般公共服务支出 | 12.00

        部门：云水区水务局

        单位：万元

        收入 | · | 支出
        财政拨款 | 12.00 | 12.00
    """)
    assert len(found) == 2


def test_a_page_number_between_two_parts_is_stepped_over() -> None:
    (table,) = tables("""
        科目编码 | 科目名称 | 金额
        201 | 一般公共服务支出 | 12.00

        - 7 -

        213 | 农林水支出 | 30.00
    """)
    assert table.height == 3


def test_a_cell_of_sentences_cut_by_the_page_goes_on_in_lines_of_sentences() -> None:
    text = (
        "表三\n整体支出绩效目标表\n单位：万元\n"
        "任务名称\t主要内容\t金额\n防汛\t购置防汛物资\t20.00\n"
        "总体目标\t一、完成汛前检查并及时处置隐患。\n二、做好物资储备和队伍演练工作。\t\t\n合计\t\t20.00\n"
    )
    [table] = [
        b for b in read_text(Path("样例.txt"), text.encode()).blocks if isinstance(b, RawTable)
    ]
    assert table.height == 4
    cut = next(cell for cell in table.cells if cell.text.startswith("一、"))
    assert cut.text.endswith("二、做好物资储备和队伍演练工作。")
    assert len(cut.parts) == 2
