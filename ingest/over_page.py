"""Rows of bare lines behind or ahead of whose figures a number stands that may be the number of the page."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.bare_lines import OVER_PAGE, UNDER_PAGE
from ingest.documents import Cell
from ingest.locate import PrintedRow


def within_page(printed: PrintedRow, figures: Sequence[Cell], columns: int) -> PrintedRow:
    """A row without the number of a page, which is told by one figure more than there are columns.

    Any other row as it is: where there are as many figures as columns one of them may still be the page's.
    """
    if printed.geometry not in (OVER_PAGE, UNDER_PAGE) or not columns or len(figures) != columns + 1:
        return printed
    page = figures[0 if printed.geometry == UNDER_PAGE else -1]
    cells = tuple(cell for cell in printed.row.cells if cell is not page)
    return printed._replace(row=printed.row._replace(cells=cells), geometry="none")
