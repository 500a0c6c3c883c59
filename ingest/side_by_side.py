"""Section 4: its routes stand side by side in one line of figures, below each other, or each in a table of its own.

All of that is told by the headers; ``align`` asks here what a row of the table is and where its figures belong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ingest.documents import Cell
from ingest.forms import SIDE_BY_SIDE, group_of
from ingest.header import Header
from ingest.header_columns import OTHER_HEADING
from ingest.locate import PrintedRow
from ingest.place import one_way, place_sides, spreads
from ingest.routes import (
    Side,
    columns_without_route,
    side_by_position,
    side_in_order,
    sides_named,
    sides_of_form,
    sides_unknown,
)
from ingest.rows import Kinds, from_first_figure, is_blank, is_route

Placed = list[tuple[Side, Cell]]


def holds_figures(printed: PrintedRow, kinds: Kinds, header: Header | None, in_header: bool) -> bool:
    """Whether a row holds figures, or right below its headers nothing at all in as many cells as they are columns."""
    own = printed.row.own_cells
    if kinds.has_value or kinds.labels or not all(is_blank(cell.text) for cell in own):
        return kinds.has_value or (not kinds.labels and len(own) >= len(sides_of_form(SIDE_BY_SIDE)))
    sides = sides_named(header) if header else ()
    return (in_header or printed.geometry == "none") and bool(sides) and len(own) >= len(sides)


def is_without_routes(header: Header) -> bool:
    """Whether a header names results only: each row below it names its own route."""
    return bool(header.reading.texts) and not any(is_route(h.label) for h in header.cells)


def is_only_routes(header: Header) -> bool:
    """Whether a header names routes only: each row below it names a result, or it heads rows under older headers."""
    return not header.reading.texts and any(is_route(h.label) for h in header.cells)


def place_line(printed: PrintedRow, header: Header, values: Sequence[Cell]) -> tuple[Placed, str | None]:
    """One line of figures for the routes of its header, or why they cannot be told apart."""
    positions = side_by_position(header) if header.comparable(printed) else None
    others = _other_columns(header)
    bare = columns_without_route(header) if positions else {}
    unknown = sides_unknown(header) if positions else {}
    nobodys = {*others, *bare, *unknown}
    cells = [cell for cell in printed.row.cells if cell.first_column not in nobodys]
    if len(figures_below(printed, unknown)) < len(unknown):
        positions = None  # a line that has slid may have filled every other column
    if positions and any(cell.first_row != printed.row.number and cell.first_column in positions for cell in cells):
        return _unread(_concerned(header), values), "wrong_cell_count"  # a header reaches down among the figures
    if positions and (placed := place_sides(positions, cells)) is not None:
        return placed, None
    # Where columns are not known, neither is which figure stands in the added one.
    is_spread = printed.geometry == "spans" and spreads(header, values)
    order = None if others or is_spread else side_in_order(header)
    if order and printed.geometry == "none" and len(order) < len(sides_of_form(SIDE_BY_SIDE)):
        order = None  # a route whose header was not understood may have left no trace, and so may blanks
    if order and (chosen := one_way(values, len(order))):
        return list(zip(order, chosen, strict=True)), None
    return _unread(_concerned(header), values), "wrong_cell_count" if order or positions else "columns_uncertain"


def figures_below(printed: PrintedRow, unknown: Mapping[int, Side]) -> Placed:
    """The figures of a line that stand below headers of which nothing is known, and what they must be."""
    return [
        (unknown[cell.first_column], cell)
        for cell in printed.row.own_cells
        if cell.first_column in unknown and cell.end_column - cell.first_column == 1
    ]


def figures_unknown(printed: PrintedRow, header: Header) -> Placed:
    """The figures of a line that cannot be read for their headers alone."""
    positions = side_by_position(header) if header.comparable(printed) else None
    return figures_below(printed, sides_unknown(header)) if positions else []


def figures_without_route(printed: PrintedRow, header: Header) -> Iterator[tuple[str, Cell]]:
    """The figures of a line that are no route's, and what stands above them."""
    bare = columns_without_route(header) if side_by_position(header) and header.comparable(printed) else {}
    for cell in printed.row.own_cells:
        if cell.first_column in bare and not is_blank(cell.text):
            yield bare[cell.first_column], cell


def _other_columns(header: Header) -> frozenset[int]:
    """Where a serial number, a year or a remark stands."""
    others = (h.cell for h in header.cells if h.label and h.label[1:] == ("heading", OTHER_HEADING))
    return frozenset(column for cell in others for column in range(cell.first_column, cell.end_column))


def place_result(
    printed: PrintedRow, kinds: Kinds, header: Header, own: tuple[Cell, ...]
) -> tuple[Placed, str | None] | None:
    """A row that names a result, its figures under headers that name routes; None where the row is none."""
    named = [cell for cell in own if cell in kinds.labels and kinds.labels[cell].axis == "column"]
    if len(named) != 1 or len(kinds.labels) != 1:
        return None
    result, text = kinds.labels[named[0]].code, named[0].text
    values = from_first_figure(own[own.index(named[0]) + 1 :])
    routes = {h.cell.first_column: h for h in header.cells if h.label and h.label.axis == "row"}
    sides = {
        column: Side(h.label.code, result, h.cell.text, text)
        for column, h in routes.items()
        if h.label and h.cell.end_column - column == 1
    }
    is_grid = printed.geometry == "spans" and header.blocks == {printed.block}
    placed = [(sides[cell.first_column], cell) for cell in values if cell.first_column in sides]
    one_each = len({side[:2] for side in sides.values()}) == len(sides) == len(routes) == len(placed)
    outside = [cell for cell in values if cell.first_column not in sides and not is_blank(cell.text)]
    if is_grid and one_each and not outside and all(cell.end_column - cell.first_column == 1 for _, cell in placed):
        return placed, None
    concerned = tuple(side._replace(column_text=text) for side in _concerned(header) if side.column_code == result)
    return _unread(concerned, values), "columns_uncertain"


def _concerned(header: Header) -> tuple[Side, ...]:
    """Whose figures stand under a header: of the routes and groups it names, of all if it names none."""
    names = {h.label.code for h in header.cells if h.label and is_route(h.label)}
    groups = group_of(header.table_code)
    sides = sides_of_form(header.table_code)
    return tuple(side for side in sides if {side.row_code, groups.get(side.row_code, "")} & names) or sides


def _unread(sides: Sequence[Side], values: Sequence[Cell]) -> Placed:
    """Every place with the text of the whole line, for figures that could not be told apart."""
    first = values[0] if values else Cell("", 0, 0, 0, "")
    whole = first._replace(text=" | ".join(cell.text for cell in values))
    return [(side, whole) for side in sides]
