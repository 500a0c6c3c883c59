"""What every reader hands over: a document as printed, format forgotten, nothing interpreted.

A document is a sequence of blocks in reading order. A ``Line`` is one printed line outside any table; a ``Table``
is a run of
rows. Plain text often prints table cells as bare lines: those stay lines, and ``locate`` finds the tables among them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import NamedTuple

from ingest.layouts import Layout, layout_of
from ingest.records import record
from ingest.skeletons import Skeleton, skeleton_of

OBJECT_MARK = "\ufffc"
"""Stands for a picture, an embedded object or struck out text: whatever it shows, the place is not blank."""
UNMAPPED = "\ufffd"
"""Stands for a character that is printed and of which nothing says which it is."""
MARKS = frozenset((OBJECT_MARK, UNMAPPED))


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
    empty one; ``is_prose`` when the reader has looked for tables itself and the line is in none."""

    text: str
    locator: str
    is_cell: bool = False
    is_prose: bool = False

    def within(self, place: str) -> Line:
        """The line of a document inside another; ``place`` is where that one stands."""
        return self._replace(locator=place + self.locator)


class Table:
    """Rows that the document itself prints as a table.

    ``has_spans`` is true where merged cells keep their extent (HTML), false where only the order of cells in a row is
    known (tab- or pipe-separated text): columns are then comparable only between rows of equal width.

    A table is told by its rows, or by its layout with the texts and locators of its cells in reading order. The other
    one is made when first asked for: most tables are read without ever needing a ``Cell`` each.
    """

    def __init__(self, rows: tuple[Row, ...], has_spans: bool) -> None:
        """A table given row by row."""
        self.rows, self.has_spans = rows, has_spans

    @classmethod
    def laid_out(cls, layout: Layout, texts: Sequence[str], locators: Sequence[str]) -> Table:
        """A table with spans, given by its layout and what stands in its cells."""
        table = cls.__new__(cls)
        table.has_spans = True
        table.layout, table.texts, table.locators = layout, texts, locators
        return table

    def within(self, place: str) -> Table:
        """The table of a document inside another; ``place`` is where that one stands."""
        rows = (
            row._replace(cells=tuple(c._replace(locator=place + c.locator) for c in row.cells)) for row in self.rows
        )
        return Table(tuple(rows), self.has_spans)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Printed rows from top to bottom."""
        return rows_of(self.layout, self.texts, self.locators)

    @cached_property
    def layout(self) -> Layout:
        """Where its cells stand, whatever they hold."""
        numbers = {cell: n for n, cell in enumerate(self._cells)}
        places = tuple([cell[1:4] for cell in numbers])
        return layout_of(places, tuple([(row.number, tuple([numbers[c] for c in row.cells])) for row in self.rows]))

    @cached_property
    def texts(self) -> Sequence[str]:
        """What its cells hold, in the order in which they start."""
        return [cell.text for cell in self._cells]

    @cached_property
    def locators(self) -> Sequence[str]:
        """Where its cells are found again, in the same order."""
        return [cell.locator for cell in self._cells]

    @cached_property
    def skeleton(self) -> Skeleton:
        """What its cells hold beside figures."""
        return skeleton_of(self.texts)

    @property
    def row_count(self) -> int:
        """How many rows it has."""
        return len(self.layout.rows) if "layout" in self.__dict__ else len(self.rows)

    def texts_of_row(self, index: int) -> Sequence[str]:
        """What the cells that start in a row hold."""
        return [self.texts[n] for n in self.layout.own(index)]

    @cached_property
    def _cells(self) -> tuple[Cell, ...]:
        return tuple(dict.fromkeys(cell for row in self.rows for cell in row.cells))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and (self.rows, self.has_spans) == (other.rows, other.has_spans)

    def __hash__(self) -> int:
        return hash((self.rows, self.has_spans))


def rows_of(layout: Layout, texts: Sequence[str], locators: Sequence[str]) -> tuple[Row, ...]:
    """The rows of a table; a cell appears in every row it covers."""
    # What Cell(...) does, at half its price: there are hundreds.
    printed = zip(texts, layout.places, locators, strict=True)
    cells = [tuple.__new__(Cell, (text, *place, locator)) for text, place, locator in printed]
    return tuple([Row(number, tuple([cells[n] for n in covering])) for number, covering in layout.rows])


Block = Line | Table


@record
class Document:
    """One file, read. ``metadata`` holds what the format says about itself (HTML ``meta`` names, lower case)."""

    source_format: str
    encoding: str
    blocks: tuple[Block, ...]
    title: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
