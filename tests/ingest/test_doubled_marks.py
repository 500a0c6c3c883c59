"""Texts in which two marks part every cell from the next."""

from __future__ import annotations

import pytest

from ingest.documents import Line, Table
from ingest.readers.text import read_text

ROWS = "|信息内容||本年制发件数||现行有效件数|\n|规章||3||5|\n|行政规范性文件||7||11|\n|行政许可||13|\n|行政处罚||17|\n"


def rows(text: str) -> list[list[str]]:
    blocks = read_text(text.encode()).blocks
    return [[cell.text for cell in row.cells] for b in blocks if isinstance(b, Table) for row in b.rows]


def test_a_cell_with_a_pipe_on_both_sides_is_one_cell() -> None:
    assert rows(ROWS)[1:3] == [["规章", "3", "5"], ["行政规范性文件", "7", "11"]]


def test_a_blank_box_is_a_blank_cell() -> None:
    assert rows(ROWS.replace("||7||", "|| ||"))[2] == ["行政规范性文件", "", "11"]


def test_where_pipes_are_not_always_doubled_two_of_them_hold_a_blank() -> None:
    assert rows(ROWS.replace("|规章||3||5|", "|规章|3||5|"))[1] == ["规章", "3", "", "5"]


def test_two_tabs_part_cells_and_four_hold_a_blank() -> None:
    text = ROWS.replace("||", "\t\t").replace("|", "").replace("件\t\t7\t\t11", "件\t\t\t\t11")
    assert rows(text)[1:3] == [["规章", "3", "5"], ["行政规范性文件", "", "11"]]


@pytest.mark.parametrize("between", ["\n||", "\n|\n|\n"])
def test_cells_on_lines_of_their_own(between: str) -> None:
    text = between.join(f"格{n}" for n in range(30))
    lines = [b.text for b in read_text(text.encode()).blocks if isinstance(b, Line)]
    assert lines == [f"格{n}" for n in range(30)]
