"""Pictures and drawings that stand in one cell of a table: what they print is not known, but the cell is not blank."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.readers.paged.cells import Placed
from ingest.readers.paged.chars import Char
from ingest.readers.paged.lattice import Lattice
from ingest.readers.paged.page import LEFT_OUT, Area

# Points. Less is a spot; what reaches so near to the sides of its cell is the ground that the cell is printed on.
SMALLEST = 3.0
MARGIN = 1.0


def drawn_in_cells(drawings: Sequence[Area], tables: Sequence[Lattice]) -> list[list[Placed]]:
    """For each table a mark for each drawing that stands wholly within one cell, with its column and row.

    A seal or a watermark stands over several cells.
    """
    found: list[list[Placed]] = [[] for _ in tables]
    large = [each for each in drawings if min(each.right - each.left, each.bottom - each.top) >= SMALLEST]
    for left, top, right, bottom in large:
        for table, marks in zip(tables, found, strict=True):
            corners = [table.at(x, y) for x in (left - MARGIN, right + MARGIN) for y in (top - MARGIN, bottom + MARGIN)]
            place = corners[0]
            if place is not None and corners == [place] * len(corners):
                marks.append((Char(LEFT_OUT, left, right, bottom, bottom - top), place))
    return found
