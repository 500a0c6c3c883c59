"""Rows of bare lines behind whose figures a number stands that may be the number of the page."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.bare_lines import OVER_PAGE
from ingest.documents import Cell
from ingest.locate import PrintedRow


def within_page(printed: PrintedRow, figures: Sequence[Cell], columns: int) -> PrintedRow:
    """A row without the number of a page, which is told by one figure more than there are columns.

    Any other row as it is: where there are as many figures as columns the last of them may still be the page's.
    """
    if printed.geometry != OVER_PAGE or not columns or len(figures) != columns + 1:
        return printed
    return printed._replace(row=printed.row._replace(cells=printed.row.cells[:-1]), geometry="none")
