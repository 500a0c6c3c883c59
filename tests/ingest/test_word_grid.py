"""Columns of Word's grids that are no columns of the table."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.readers.word_grid import EVERY_COLUMN, columns_of
from tests.ingest.test_docx_reader import geometry, tc, tr

WIDTHS = (1500, 600, 2, 600)
HEADER = tr(tc("项目"), tc("其他", gridSpan="2"), tc("总计", vMerge="restart"))
BELOW = tr(tc("行"), tc("甲"), tc("", vMerge="continue", gridSpan="2"))
FIGURES = tr(tc("收到"), tc("7"), tc("9", gridSpan="2"))


def table(*rows: str, widths: Sequence[int] = WIDTHS) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def test_a_sliver_between_two_columns_is_none() -> None:
    """The total stands under its header, and the header's own lower cell is part of it."""
    assert geometry(table(HEADER, BELOW, FIGURES)) == [
        [("项目", 0, 1, 0), ("其他", 1, 2, 0), ("总计", 2, 3, 0)],
        [("行", 0, 1, 1), ("甲", 1, 2, 1), ("总计", 2, 3, 0)],
        [("收到", 0, 1, 2), ("7", 1, 2, 2), ("9", 2, 3, 2)],
    ]


def test_a_narrow_column_with_cells_of_its_own_is_one() -> None:
    rows = geometry(table(HEADER, tr(tc("收到"), tc("7"), tc("8"), tc("9"))))
    assert rows[1] == [("收到", 0, 1, 1), ("7", 1, 2, 1), ("8", 2, 3, 1), ("9", 3, 4, 1)]


@pytest.mark.parametrize(
    ("widths", "extents"),
    [
        ((1500, 600, 600), [(0, 1), (1, 2), (2, 3)]),
        ((1500, 2, 2, 2), [(0, 2), (2, 4)]),
        ((1500, 2, 600), [(0, 1), (1, 2), (2, 3)]),
        ((1500, 2, 600), [(0, 2), (2, 5)]),
    ],
    ids=["none", "most", "a cell of its own", "a cell outside the grid"],
)
def test_grids_in_which_every_column_counts(widths: Sequence[int], extents: Sequence[tuple[int, int]]) -> None:
    assert columns_of(widths, extents) is EVERY_COLUMN


def test_a_table_that_tells_no_widths_keeps_its_columns() -> None:
    assert geometry(table(FIGURES, widths=()))[0][-1] == ("9", 2, 4, 0)
