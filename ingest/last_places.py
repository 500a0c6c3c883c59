"""Blanks at the ends of rows: the place of a figure that is not there, or nothing, but not both under one header.

Where a row has more cells than there are columns, blanks behind its figures may be left out (a cell mark too many at
the end of each line). Where other rows of the same header have no cell too many and end in a blank all the same, there
that blank is the last column's: a row that is longer has a figure that is not its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.documents import Cell
from ingest.rows import is_blank


@dataclass(slots=True)
class LastPlaces:
    """Rows under one header whose last cell is blank: ``held`` as their last column, ``dropped`` as one too many."""

    held: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)

    def note(self, row_code: str, values: Sequence[Cell], count: int) -> None:
        """Take in a row of which ``count`` cells were read, in order."""
        if all(is_blank(cell.text) for cell in values) or not is_blank(values[-1].text):
            return
        if len(values) == count:
            self.held.append(row_code)
        elif drops_behind(values, count):
            self.dropped.append(row_code)

    def contradicted(self) -> Iterator[str]:
        """The rows that most of the others contradict; all of them where neither are the most."""
        if self.held and self.dropped:
            yield from self.held if len(self.held) <= len(self.dropped) else ()
            yield from self.dropped if len(self.dropped) <= len(self.held) else ()


def drops_behind(values: Sequence[Cell], count: int) -> bool:
    """Whether reading only ``count`` cells of a row leaves out a blank that stands behind a figure."""
    first = next((n for n, cell in enumerate(values) if not is_blank(cell.text)), 0)
    return len(values) - count > first
