"""How many cells the rows under one header have: a row that differs from most of them is not believed.

Where a row has more cells than there are columns, blanks behind its figures may be left out (a cell mark too many at
the end of each line). Where other rows of the same header have no cell too many and end in a blank all the same, there
that blank is the last column's: a row that is longer has a figure that is not its own. And where most rows have another
number of figures than the header has columns, a header is missing, and a row that fits it lacks a figure. So does a
row that ends before the others under their header.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import multimode

from ingest.documents import Cell
from ingest.rows import is_blank

# So few rows may stand under a header of their own that was not understood.
FEW_ROWS = 2


@dataclass(slots=True)
class RowWidths:
    """Rows under one header: those ``read``, and how many were ``unread`` for their number of cells, or ``short``, or
    have more figures than it has columns (``wider``).

    ``reach``: the grid columns that rows read by position reach to. Of rows read in order whose last cell is blank:
    ``held`` as their last column, ``dropped`` as one too many; ``ends_blank`` whose last column is; ``is_longer``:
    whether any row has a cell too many.
    ``with_blank``: how far rows reach whose first or last column is blank.
    """

    read: list[str] = field(default_factory=list)
    unread: int = 0
    short: int = 0
    wider: int = 0
    is_longer: bool = False
    reach: dict[str, int] = field(default_factory=dict)
    with_blank: dict[str, int] = field(default_factory=dict)
    held: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    ends_blank: list[str] = field(default_factory=list)

    def by_position(self, row_code: str, width: int) -> None:
        """Take in a row whose figures stand under the headers."""
        self.read.append(row_code)
        self.reach[row_code] = width

    def in_order(self, row_code: str, values: Sequence[Cell], chosen: Sequence[Cell], width: int) -> None:
        """Take in a row of which some cells were read, in order; ``width`` is how far it reaches."""
        count = len(chosen)
        self.read.append(row_code)
        self.is_longer = self.is_longer or len(values) > count
        if is_blank(chosen[0].text) or is_blank(chosen[-1].text):
            self.with_blank[row_code] = width
        if all(is_blank(cell.text) for cell in values) or not is_blank(values[-1].text):
            return
        if is_blank(chosen[-1].text):
            self.ends_blank.append(row_code)
        if len(values) == count:
            self.held.append(row_code)
        elif drops_behind(values, count):
            self.dropped.append(row_code)

    def unplaced(self, values: Sequence[Cell], columns: int) -> None:
        """Take in a row that could not be read for its number of cells."""
        self.unread += 1
        self.short += len(values) < columns
        self.wider += sum(not is_blank(cell.text) for cell in values) > columns
        self.is_longer = self.is_longer or len(values) > columns

    def contradicted(self, header_width: int, *, may_lack_headers: bool) -> Iterator[str]:
        """The rows that most of the others contradict; all of them where neither are the most.

        ``may_lack_headers``: some vintage has more columns beside those of the header.
        """
        lacks_headers = may_lack_headers and self.wider >= len(self.read)
        if lacks_headers or self.unread > max(len(self.read), FEW_ROWS):
            yield from self.read
            return
        if self.short and self.is_longer:
            yield from self.ends_blank
        if self.held and self.dropped:
            yield from self.held if len(self.held) <= len(self.dropped) else ()
            yield from self.dropped if len(self.dropped) <= len(self.held) else ()
        usual = min(max(multimode(self.reach.values()), default=0), header_width)
        yield from (row for row, width in (self.reach | self.with_blank).items() if width < usual)


def drops_behind(values: Sequence[Cell], count: int) -> bool:
    """Whether reading only ``count`` cells of a row leaves out a blank that stands behind a figure."""
    first = next((n for n, cell in enumerate(values) if not is_blank(cell.text)), 0)
    return len(values) - count > first
