"""Figures under their columns, by position and by order; no way or more than one way is no reading."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from itertools import combinations

from ingest.documents import Cell, Row
from ingest.forms import complete_sets, row_sets
from ingest.header import Header
from ingest.header_columns import OTHER, UNIT, UNKNOWN
from ingest.locate import PrintedRow
from ingest.looks import is_known_value, is_value, units
from ingest.normalise import squeeze
from ingest.routes import Side
from ingest.row_widths import drops_behind
from ingest.rows import RowName, is_blank

# Choosing which of more surplus blanks to leave out would no longer be reading.
MOST_SURPLUS_BLANKS = 4
NOBODYS = frozenset((UNIT, OTHER, UNKNOWN))
"""Columns whose texts are no figures of the form."""

Placed = list[tuple[str, Cell, str | None]]


def place(header: Header, printed: PrintedRow, values: Sequence[Cell], name: RowName) -> Placed | None:
    """Figures under their columns; None where there is no way, or more than one."""
    by_grid = header.reading.by_grid
    if by_grid and header.comparable(printed) and _reaches_beyond(printed.row, header.reach):
        return None  # a header is missing in its line
    if by_grid and header.comparable(printed):
        left = name.cell.end_column
        by_position = _one_below_each(by_grid, printed.row, left) or _place_by_position(header, printed.row, name)
        if by_position is not None:
            header.row_widths.by_position(name.code, printed.row.width)
            return by_position
        if UNKNOWN in by_grid.values():
            return None  # only its place tells that a figure is nobody's
    return _place_in_order(header, printed, values, name)


def _reaches_beyond(row: Row, end: int) -> bool:
    """Whether a row has a figure behind the line of its headers."""
    return row.cells[-1].end_column > end and any(
        cell.first_column >= end and not is_blank(cell.text) for cell in row.cells
    )


def _goes_on_outside(cell: Cell, by_grid: Mapping[int, str]) -> bool:
    return any(column not in by_grid for column in range(cell.first_column, cell.end_column))


def _one_below_each(by_grid: Mapping[int, str], row: Row, left: int) -> Placed | None:
    """What ``_place_by_position`` says of a row as the form prints it: one cell of its own below each header.

    None for any other row. Most rows are like that, and looking no further takes a fifth of the time.
    """
    if left > min(by_grid):
        return None
    below: dict[str, Cell | None] = dict.fromkeys(by_grid.values())
    for cell in row.cells:
        _, first, end, first_row, _ = cell
        if end <= left:
            continue
        code = by_grid.get(first)
        if code is None or code == UNKNOWN or end - first > 1 or first_row != row.number or below[code] is not None:
            return None
        if code == UNIT and _is_number(cell):
            return None
        below[code] = cell
    placed: Placed = [(code, cell, None) for code, cell in below.items() if cell is not None]
    if len(placed) < len(below):
        return None
    return placed if below.keys().isdisjoint(NOBODYS) else [each for each in placed if each[0] not in NOBODYS]


def _place_by_position(header: Header, row: Row, name: RowName) -> Placed | None:
    """Each figure stands under exactly one header, and no figure stands outside.

    Nor does one go on outside, where the form has more columns than headers are known: it may be of another.
    """
    by_grid, left = header.reading.by_grid or {}, name.cell.end_column
    is_whole = header.reading.is_whole(name.code)
    covering: dict[str, list[Cell]] = {code: [] for code in by_grid.values()}
    is_strange = UNKNOWN in covering
    spread: list[Cell] = []
    for cell in row.cells:
        codes = {by_grid[c] for c in range(cell.first_column, cell.end_column) if c in by_grid}
        if cell.end_column <= left:
            if codes - {OTHER, UNKNOWN} and cell.first_row == row.number:
                return None
            continue
        if not codes and (is_strange or not is_blank(cell.text)):
            return None
        if not is_whole and not is_blank(cell.text) and _goes_on_outside(cell, by_grid):
            return None
        if codes == {UNIT} and _is_number(cell):
            return None  # a row that has slid
        for code in codes:
            covering[code].append(cell)
        if len(codes) > 1:
            spread.append(cell)
    # A row, or a header, that has slid may have filled every column but that one.
    unknown = [column for column, code in by_grid.items() if code == UNKNOWN and column >= left]
    if len(unknown) != len(covering.get(UNKNOWN, ())) or (unknown and not header.reading.strangers_are_told):
        return None
    placed: Placed = []
    for code, cells in covering.items():
        if code in NOBODYS:
            continue
        printed_cells = [cell for cell in cells if not is_blank(cell.text)] or cells[:1]
        if len(printed_cells) != 1:
            return None
        cell = printed_cells[0]
        merged = cell in spread or cell.first_row != row.number
        placed.append((code, cell, "merged_cell" if merged and not is_blank(cell.text) else None))
    return placed


def _place_in_order(header: Header, printed: PrintedRow, values: Sequence[Cell], name: RowName) -> Placed | None:
    order = header.reading.in_order
    if order is None or (printed.geometry == "spans" and spreads(header, values)):
        return None
    chosen = one_way(values, len(order))
    if chosen is None and printed.geometry == "none":
        # Among bare lines an empty unit leaves no trace; where cells are marked its place would be there.
        order = tuple(code for code in order if code != UNIT)
        chosen = one_way(values, len(order))
    if chosen is None:
        return None
    is_complete = frozenset(code for code in order if not code.startswith("#")) in complete_sets(header.table_code)
    if drops_behind(values, len(order)) and not is_complete:
        return None  # the blank may be the place of the column whose header is missing
    pairs = list(zip(order, chosen, strict=True))
    if any((code == UNIT) == _is_figure(cell) for code, cell in pairs if not is_blank(cell.text)):
        return None
    # Among bare lines a row is as wide as it happens to be.
    width = printed.row.width if printed.geometry != "none" else sys.maxsize
    header.row_widths.in_order(name.code, values, chosen, width)
    return [(code, cell, None) for code, cell in pairs if not code.startswith("#")]


def below_unknown(
    header: Header, printed: PrintedRow, name: RowName, placed: Placed
) -> tuple[list[Cell], tuple[str, ...]]:
    """The figures of a row that stand below headers that are not understood, and the columns they may be of."""
    reading = header.reading
    unknown = [column for column, code in (reading.by_grid or {}).items() if code == UNKNOWN]
    behind = [cell for cell in printed.row.cells if cell.first_column >= name.cell.end_column]
    if unknown and header.comparable(printed):
        return [cell for cell in behind if cell.first_column in unknown], reading.without_header
    rest = [cell for cell in behind if all(cell != own for _, own, _ in placed)]
    is_of_row = any(reading.in_place_of in columns for columns in row_sets(header.table_code, name.code))
    return rest, (reading.in_place_of,) if reading.in_place_of and is_of_row else ()


def spreads(header: Header, values: Sequence[Cell]) -> bool:
    """Whether a figure reaches over more columns than any header: it stands for several, and order tells nothing."""
    widest = max((h.cell.end_column - h.cell.first_column for h in header.reading.columns), default=1)
    return any(cell.end_column - cell.first_column > widest and not is_blank(cell.text) for cell in values)


def _is_number(cell: Cell) -> bool:
    return any(character.isdigit() for character in cell.text) and is_value(cell.text)


def _is_figure(cell: Cell) -> bool:
    """Anything but a unit alone; whether it is a number is decided elsewhere."""
    return any(character.isdigit() for character in cell.text) or squeeze(cell.text) not in units()


def one_way(values: Sequence[Cell], count: int) -> list[Cell] | None:
    """The ``count`` figures of a row; surplus blanks may go only where it makes no difference which."""
    surplus = len(values) - count
    if surplus == 0:
        return list(values)
    blanks = [i for i, cell in enumerate(values) if is_blank(cell.text)]
    if surplus > 0 and blanks == list(range(count, len(values))):
        return list(values[:count])  # each column has its figure; a row of blanks may have lost its end
    if not 0 < surplus <= min(len(blanks), MOST_SURPLUS_BLANKS):
        return None
    readings: dict[tuple[str, ...], list[Cell]] = {}
    for dropped in combinations(blanks, surplus):
        kept = [cell for i, cell in enumerate(values) if i not in dropped]
        readings.setdefault(tuple("" if is_blank(cell.text) else cell.text for cell in kept), kept)
        if len(readings) > 1:
            return None
    return next(iter(readings.values()))


def place_sides(positions: dict[int, Side], cells: Sequence[Cell]) -> list[tuple[Side, Cell]] | None:
    """Section 4 by position: one figure of its own under each header."""
    placed: list[tuple[Side, Cell]] = []
    for cell in cells:
        if cell.first_column in positions and cell.end_column - cell.first_column == 1:
            placed.append((positions[cell.first_column], cell))
        elif not is_blank(cell.text) and is_known_value(cell.text):
            return None
    return placed if len(placed) == len(positions) else None
