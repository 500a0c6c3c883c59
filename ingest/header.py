"""The header rows above the current rows of a statutory table: taken in line by line, then read as a whole.

``header_columns`` tells what the columns are; whether the columns of the header are also those of a row is told here.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.documents import Cell
from ingest.header_columns import OTHER_HEADING, HeaderCell, HeaderColumns
from ingest.labels import Label, load_labels, names_other_column
from ingest.locate import PrintedRow
from ingest.row_widths import RowWidths


@dataclass(slots=True)
class Header:
    """The header rows that stand above the current rows of one statutory table (or one item of it).

    ``reach``: where the shortest line that names columns ends.
    """

    table_code: str
    cells: list[HeaderCell] = field(default_factory=list)
    widths: set[int] = field(default_factory=set)
    lines: set[tuple[int, int]] = field(default_factory=set)
    all_lines: set[tuple[int, int]] = field(default_factory=set)
    blocks: set[int] = field(default_factory=set)
    shapes: set[tuple[str, int]] = field(default_factory=set)
    has_geometry: bool = True
    reach: int = sys.maxsize
    row_widths: RowWidths = field(default_factory=RowWidths)
    _reading: HeaderColumns | None = None
    _at: dict[tuple[int, int], int] = field(default_factory=dict)

    def add(self, printed: PrintedRow, labels: Mapping[Cell, Label]) -> None:
        """Take in one more header row."""
        self._reading = None
        self.blocks.add(printed.block)
        self.shapes.add((printed.geometry, printed.row.width))
        own = [cell for cell in printed.row.own_cells if cell.text.strip()]
        if completed := self._completed(printed, own):
            self.cells = [completed[n][1] if n in completed else header for n, header in enumerate(self.cells)]
            rests = {rest for rest, _ in completed.values()}
            own = [cell for cell in own if cell not in rests]
        if printed.geometry == "spans":
            own = [cell for cell in own if not self._is_repeated(cell)]
        added = [HeaderCell(cell, labels.get(cell) or self._other(cell)) for cell in own]
        self._at.update({_extent(cell): n for n, cell in enumerate(own, start=len(self.cells))})
        self.cells.extend(added)
        self.all_lines |= {(printed.block, printed.row.number)} if added else set()
        if any(header.label and header.label.axis == "column" for header in added):
            self.widths.add(printed.row.width)
            self.reach = min(self.reach, max(cell.end_column for cell in printed.row.cells))
            self.lines.add((printed.block, printed.row.number))
            self.has_geometry = self.has_geometry and printed.geometry != "none"

    def _is_repeated(self, cell: Cell) -> bool:
        """Whether a column has this very header already: what spans the end of a page may be printed again below it."""
        n = self._at.get(_extent(cell))
        return n is not None and self.cells[n].cell.text == cell.text and self.cells[n].label is not None

    def _completed(self, printed: PrintedRow, own: Sequence[Cell]) -> Mapping[int, tuple[Cell, HeaderCell]]:
        """Labels that a line, or the end of a page, cut in two (科研 above 机构): number -> the rest, and the whole.

        A rest stands right below a text as wide, and only together with it is a label. Nothing is put together where
        another text stands below a header: then it is not known what the row is.
        """
        found: dict[int, tuple[Cell, HeaderCell]] = {}
        for rest in own if printed.geometry != "none" else ():
            n = self._at.get(_extent(rest))
            if n is None:
                continue
            cell, label = self.cells[n]
            if (printed.block, cell.first_row) not in self.lines:
                return {}
            cell = cell._replace(text=cell.text + rest.text)
            whole = [other for other in load_labels().match(cell.text).labels if other.table_code == self.table_code]
            is_open = label is None or label.code == OTHER_HEADING
            if len(whole) != 1 or whole[0].axis != "column" or not (is_open or label == whole[0]):
                return {}
            found[n] = rest, HeaderCell(cell, whole[0])
        return found

    def _other(self, cell: Cell) -> Label | None:
        """The meaning of a header that agencies add to the form's; its column is nobody's."""
        return Label(self.table_code, "heading", OTHER_HEADING) if names_other_column(cell.text) else None

    @property
    def reading(self) -> HeaderColumns:
        """The columns, read once for all rows below."""
        if self._reading is None:
            self._reading = HeaderColumns(
                self.table_code, tuple(self.cells), len(self.lines), len(self.all_lines) == 1, self.has_geometry
            )
        return self._reading

    def comparable(self, printed: PrintedRow) -> bool:
        """Whether grid columns of header and row mean the same: one table with spans, else rows of one width."""
        if printed.geometry == "spans":
            return self._has_columns_in(printed.block) or self.widths == {printed.row.width}
        return (
            printed.geometry == "index"
            and self.widths == {printed.row.width}
            and all(block == printed.block for block, _ in self.lines)
        )

    def _has_columns_in(self, block: int) -> bool:
        return any(line[0] == block for line in self.lines)


def _extent(cell: Cell) -> tuple[int, int]:
    return cell.first_column, cell.end_column
