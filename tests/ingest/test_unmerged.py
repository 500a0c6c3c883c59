"""Tables whose merged cells were taken apart."""

from __future__ import annotations

from ingest.documents import Table
from ingest.readers.html import read_html
from ingest.unmerged import merged_again


def merged(*rows: str) -> list[list[tuple[str, int, int, int]]]:
    """The cells that begin in each row, with their columns and the row they begin in, of a table without spans."""
    markup = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row.split())}</tr>" for row in rows)
    (table,) = [b for b in read_html(f"<table>{markup}</table>".encode()).blocks if isinstance(b, Table)]
    return [[cell[:4] for cell in row.own_cells] for row in merged_again(table).rows]


def test_labels_side_by_side_and_below_each_other_are_one_cell() -> None:
    assert merged("自然人 法人或其他组织 法人或其他组织", "自然人 商业企业 科研机构") == [
        [("自然人", 0, 1, 0), ("法人或其他组织", 1, 3, 0)],
        [("商业企业", 1, 2, 1), ("科研机构", 2, 3, 1)],
    ]


def test_figures_are_one_under_a_header_that_was_one() -> None:
    assert merged("信息内容 本年处理决定数量 本年处理决定数量", "行政许可 0 0")[1] == [
        ("行政许可", 0, 1, 1),
        ("0", 1, 3, 1),
    ]


def test_different_figures_under_one_header_stay_apart() -> None:
    assert len(merged("信息内容 本年处理决定数量 本年处理决定数量", "行政许可 3 5")[1]) == 3


def test_equal_figures_under_headers_of_their_own_stay_apart() -> None:
    rows = ("行政复议 行政复议 行政复议", "结果维持 结果纠正 其他结果", "0 0 0")
    assert [len(row) for row in merged(*rows)] == [1, 3, 3]


def test_a_header_that_is_not_understood_keeps_figures_apart() -> None:
    rows = ("行政复议 行政复议 行政复议", "维持案 结果纠正 其他结果", "0 0 0")
    assert [len(row) for row in merged(*rows)] == [1, 3, 3]


def test_a_table_in_which_no_label_is_repeated_is_left_alone() -> None:
    assert [len(row) for row in merged("规章 1 1", "其他 1 1")] == [3, 3]
