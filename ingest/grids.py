"""A table as a grid of boxes, for those that are brought into the shape of the form before they are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ingest.documents import Cell, Row, Table
from ingest.layouts import Layout
from ingest.looks import is_known_value
from ingest.rows import is_blank


class Box(NamedTuple):
    """A cell with the place behind its last row."""

    cell: Cell
    end_row: int

    @property
    def is_figure(self) -> bool:
        """Whether a figure is printed in it."""
        return not is_blank(self.cell.text) and is_known_value(self.cell.text)


def boxes_of(table: Table) -> list[Box]:
    """The cells of a table in the order in which they start."""
    ends: dict[Cell, int] = {}
    for index, row in enumerate(table.rows):
        ends.update(dict.fromkeys(row.cells, index + 1))
    return [Box(cell, end) for cell, end in ends.items()]


def is_full(layout: Layout) -> bool:
    """Whether each place of the grid is covered by one cell, and rows are numbered as they stand.

    Where spans were lost it is not, and what stands in one column need not belong together.
    """
    width = max((end for _, end, _ in layout.places), default=0)
    for index, (number, covering) in enumerate(layout.rows):
        edges = [edge for n in covering for edge in layout.places[n][:2]]
        if number != index or edges[:1] != [0] or edges[-1:] != [width] or edges[1:-1:2] != edges[2::2]:
            return False
    return True


def table_of(boxes: Iterable[Box], has_spans: bool) -> Table:
    """The table that boxes make."""
    placed: Sequence[Box] = sorted(boxes, key=lambda box: box.cell.first_column)
    height = max((box.end_row for box in placed), default=0)
    rows = (
        Row(number, tuple([cell for cell, end in placed if cell.first_row <= number < end])) for number in range(height)
    )
    return Table(tuple(rows), has_spans)
