"""A printed table: rows of cells with spans, and the few pure operations that layouts and quirks need on them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby

from forge.form import CellCode


class Role(Enum):
    """What a printed cell is for."""

    TITLE = "title"
    HEADER = "header"
    GROUP = "group"
    LABEL = "label"
    UNIT = "unit"
    FIGURE = "figure"
    FOREIGN = "foreign"
    PAGE_MARK = "page_mark"


@dataclass(frozen=True)
class GridCell:
    """One printed cell; ``code`` says which figure it is. A line break in ``text`` is one within the cell."""

    text: str
    role: Role
    colspan: int = 1
    rowspan: int = 1
    code: CellCode | None = None


@dataclass(frozen=True)
class GridRow:
    """The cells that begin in one printed row.

    ``block`` is the disclosure item the row belongs to, ``level`` how deep an indicator stands where its table says so.
    """

    cells: tuple[GridCell, ...]
    block: str = ""
    level: int = 0


@dataclass(frozen=True)
class Grid:
    """One printed table of ``width`` columns."""

    table: str
    width: int
    rows: tuple[GridRow, ...]


@dataclass(frozen=True)
class Slot:
    """One place of the table once spans are laid out: which cell covers it, and where that cell begins.

    ``row`` and ``index`` are the cell's position in ``Grid.rows``; ``begins_row`` and ``begins_column`` say whether
    this place is in the first row and the first column that the cell covers.
    """

    cell: GridCell
    row: int
    index: int
    begins_row: bool
    begins_column: bool


def begun(grid: Grid) -> Iterator[tuple[int, int, GridCell]]:
    """Every cell of the table once, with the row and the column that it begins in."""
    for row, line in enumerate(slots(grid)):
        for column, slot in enumerate(line):
            if slot.begins_row and slot.begins_column:
                yield row, column, slot.cell


def slots(grid: Grid) -> list[list[Slot]]:
    """The table laid out, ``width`` slots a row.

    Raises:
        ValueError: the spans of a row do not fill the width exactly.
    """
    laid_out: list[list[Slot]] = []
    for number, row in enumerate(grid.rows):
        covered = {place: slot for place, slot in enumerate(laid_out[-1] if laid_out else []) if _reaches(slot, number)}
        free = [place for place in range(grid.width) if place not in covered]
        begun = [
            Slot(cell, number, index, begins_row=True, begins_column=n == 0)
            for index, cell in enumerate(row.cells)
            for n in range(cell.colspan)
        ]
        if len(begun) != len(free):
            raise ValueError(f"row {number} of {grid.table} fills {len(begun)} of {len(free)} free columns")
        line = {place: replace(slot, begins_row=False) for place, slot in covered.items()}
        line |= dict(zip(free, begun, strict=True))
        laid_out.append([line[place] for place in range(grid.width)])
    return laid_out


def _reaches(slot: Slot, row: int) -> bool:
    return slot.row + slot.cell.rowspan > row


def figure_cells(grid: Grid) -> Iterator[tuple[CellCode, str]]:
    """The figures that a table prints, in printed order; white space around a figure is not part of it."""
    for row in grid.rows:
        for cell in row.cells:
            if cell.code is not None:
                yield cell.code, cell.text.strip()


def turned(grid: Grid) -> Grid:
    """The table on its side: rows and columns exchanged."""
    laid_out = slots(grid)
    lines = (
        [laid_out[row][column] for row in range(len(laid_out)) if laid_out[row][column].begins_row]
        for column in range(grid.width)
    )
    rows = (
        GridRow(
            tuple(
                replace(slot.cell, colspan=slot.cell.rowspan, rowspan=slot.cell.colspan)
                for slot in line
                if slot.begins_column
            )
        )
        for line in lines
    )
    return Grid(grid.table, len(laid_out), tuple(rows))


def map_words(grid: Grid, change: Callable[[str], str]) -> Grid:
    """A copy whose labels, headers and titles are changed, its figures untouched."""

    def changed(cell: GridCell) -> GridCell:
        is_figure = cell.role in (Role.FIGURE, Role.FOREIGN)
        return cell if is_figure else replace(cell, text=change(cell.text))

    return replace(grid, rows=tuple(replace(row, cells=tuple(map(changed, row.cells))) for row in grid.rows))


def map_places(grid: Grid, places: Collection[tuple[int, int]], change: Callable[[str], str]) -> Grid:
    """A copy in which the cells at ``places``, row and index in the row, are changed."""
    rows = (
        replace(
            row,
            cells=tuple(
                replace(cell, text=change(cell.text)) if (number, index) in places else cell
                for index, cell in enumerate(row.cells)
            ),
        )
        for number, row in enumerate(grid.rows)
    )
    return replace(grid, rows=tuple(rows))


def by_block(grid: Grid) -> tuple[Grid, ...]:
    """A table for each block of rows."""
    groups = groupby(grid.rows, key=lambda row: row.block)
    return tuple(replace(grid, rows=tuple(rows)) for _, rows in groups)


def insert_page_mark(grid: Grid, index: int, mark: str) -> Grid:
    """A copy with a page mark as row ``index``; cells that span the place grow by a row."""
    place = slots(grid)[index]
    spanning = {(slot.row, slot.index) for slot in place if not slot.begins_row}
    free = sum(slot.begins_row for slot in place)
    marked = GridRow((GridCell(mark, Role.PAGE_MARK, colspan=free),), grid.rows[index].block)
    upper = _respan(grid.rows[:index], dict.fromkeys(spanning, 1))
    return replace(grid, rows=(*upper, marked, *grid.rows[index:]))


def cut_row(grid: Grid, index: int, place: int, upper: Collection[int]) -> Grid:
    """A copy with row ``index`` as two: its label cut at ``place``, its figures in the upper half or in the lower.

    ``upper`` numbers the cells of the row whose text stays in the upper half; cells that span the place, and those
    before the label, grow by a row.
    """
    row = grid.rows[index]
    label = next(n for n, cell in enumerate(row.cells) if cell.role is Role.LABEL)
    spanning = {(slot.row, slot.index) for slot in slots(grid)[index] if not slot.begins_row}
    grown = tuple(replace(cell, rowspan=cell.rowspan + 1) for cell in row.cells[:label])
    name = row.cells[label]
    behind = [(n, cell) for n, cell in enumerate(row.cells) if n > label]
    blank = [replace(cell, text="", code=None) for _, cell in behind]
    first = [cell if n in upper else empty for (n, cell), empty in zip(behind, blank, strict=True)]
    second = [empty if n in upper else cell for (n, cell), empty in zip(behind, blank, strict=True)]
    halves = (
        replace(row, cells=(*grown, replace(name, text=name.text[:place]), *first)),
        replace(row, cells=(replace(name, text=name.text[place:]), *second)),
    )
    above = _respan(grid.rows[:index], dict.fromkeys(spanning, 1))
    return replace(grid, rows=(*above, *halves, *grid.rows[index + 1 :]))


def split_at(grid: Grid, index: int) -> tuple[Grid, Grid]:
    """Two tables, cut before row ``index``; a cell that spans the cut is printed again on the second."""
    line = [slot for slot in slots(grid)[index] if slot.begins_column]
    below = {(slot.row, slot.index): slot.row + slot.cell.rowspan - index for slot in line if not slot.begins_row}
    upper = _respan(grid.rows[:index], {place: -depth for place, depth in below.items()})
    cells = (replace(s.cell, rowspan=below.get((s.row, s.index), s.cell.rowspan)) for s in line)
    first = replace(grid.rows[index], cells=tuple(cells))
    return replace(grid, rows=upper), replace(grid, rows=(first, *grid.rows[index + 1 :]))


def _respan(rows: tuple[GridRow, ...], changes: Mapping[tuple[int, int], int]) -> tuple[GridRow, ...]:
    """The rows with the row spans of some cells, named by row and index, changed by so many rows."""
    return tuple(
        replace(
            row,
            cells=tuple(
                replace(cell, rowspan=cell.rowspan + changes.get((number, index), 0))
                for index, cell in enumerate(row.cells)
            ),
        )
        for number, row in enumerate(rows)
    )


def printed_texts(grids: tuple[Grid, ...]) -> Mapping[CellCode, str]:
    """What the cells of several tables print.

    Raises:
        ValueError: a figure is printed twice.
    """
    pairs = [pair for grid in grids for pair in figure_cells(grid)]
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a figure is printed twice")
    return dict(pairs)
