"""What every reader hands over: a document as printed, format forgotten, nothing interpreted.

A document is a sequence of blocks in reading order. A ``Line`` is one printed line outside any table; a ``Table``
is a run of
rows. Plain text often prints table cells as bare lines: those stay lines, and ``locate`` finds the tables among them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

OBJECT_MARK = "\ufffc"
"""Stands for a picture, an embedded object or struck out text: whatever it shows, the place is not blank."""


class Cell(NamedTuple):
    """One printed cell. ``first_column``/``end_column`` are grid columns, half-open; ``first_row`` the row it
    starts in."""

    text: str
    first_column: int
    end_column: int
    first_row: int
    locator: str


class Row(NamedTuple):
    """One printed row: every cell that covers it, left to right, including those begun in a row above."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def own_cells(self) -> tuple[Cell, ...]:
        """The cells that start in this row."""
        return tuple([cell for cell in self.cells if cell.first_row == self.number])

    @property
    def width(self) -> int:
        """Grid columns the row reaches to."""
        return max((cell.end_column for cell in self.cells), default=0)


class Line(NamedTuple):
    """One printed line outside a table. ``is_cell`` when the text itself marks it as a cell (``9 |``), even an
    empty one."""

    text: str
    locator: str
    is_cell: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that the document itself prints as a table.

    ``has_spans`` is true where merged cells keep their extent (HTML), false where only the order of cells in a row is
    known (tab- or pipe-separated text): columns are then comparable only between rows of equal width.
    """

    rows: tuple[Row, ...]
    has_spans: bool


Block = Line | Table


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read. ``metadata`` holds what the format says about itself (HTML ``meta`` names, lower case)."""

    source_format: str
    encoding: str
    blocks: tuple[Block, ...]
    title: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
