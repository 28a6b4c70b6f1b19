"""Plain text becomes lines and grids, whichever of the two ways its tables are written."""

import pytest

from analytics.reading import read
from analytics.reading.blocks import Grid, Line
from analytics.reading.errors import UnreadableError


def blocks(text: str) -> list[str | list[list[str]]]:
    document = read("made-up.txt", text.encode())
    return [
        block.text
        if isinstance(block, Line)
        else [[cell.text for cell in row] for row in block.rows]
        for block in document.blocks
    ]


def test_tab_separated_rows_are_one_grid_over_blank_lines() -> None:
    text = "# 收入决算表\n科目\t金额\n甲\t1.00\n\n乙\t\n----\t----\n注：说明\n"
    assert blocks(text) == [
        "收入决算表",
        [["科目", "金额"], ["甲", "1.00"], ["乙", ""]],
        "注：说明",
    ]


def test_one_cell_a_line_with_blank_lines_between_rows() -> None:
    text = (
        "[bookmark: a1]收支总表\n\t项目\n\t预算数\n\n\t甲\n\t1.00\n\n\t社会\n效益\n\t2.00\n"
        "[bookmark: a2]支出总表\n\t项目\n\t预算数\n"
    )
    assert blocks(text) == [
        "收支总表",
        [["项目", "预算数"], ["甲", "1.00"], ["社会\n效益", "2.00"]],
        "支出总表",
        [["项目", "预算数"]],
    ]


def test_a_row_that_a_blank_line_has_cut_is_whole_again() -> None:
    text = "\ta\n\tb\n\tc\n\n\td\n\te\n\tf\n\n\tg\n\n\th\n\ti\n"
    assert blocks(text) == [[["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]]]


def test_a_cell_is_found_by_its_line() -> None:
    document = read("made-up.txt", "甲\n\nx\t1\n".encode())
    grid = document.blocks[1]
    assert isinstance(grid, Grid)
    assert grid.rows[0][1].place.locator == "line 3"
    assert grid.rows[0][1].place.page is None


def test_marks_of_converters_are_taken_out() -> None:
    assert blocks("**备注：**无\n项目<input checked>\t<p>甲</p>\n- 一、职责\n") == [
        "备注：无",
        [["项目", "甲"]],
        "一、职责",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_encodings_and_line_ends_of_notepads_are_read(encoding: str, end: str) -> None:
    document = read("made-up.txt", f"部门决算{end}单位：万元".encode(encoding))
    assert [line.text for line in document.lines()] == ["部门决算", "单位：万元"]


def test_utf_16_with_its_high_bytes_first_is_read() -> None:
    document = read("made-up.txt", b"\xfe\xff" + "部门决算".encode("utf-16-be"))
    assert [line.text for line in document.lines()] == ["部门决算"]


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"PK\x03\x04\x00\x00\x00"])
def test_what_is_no_text_is_refused_with_a_remedy(content: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        read("made-up.txt", content)
    assert caught.value.problem
    assert caught.value.remedy
