"""Tables printed on their side: applicants below each other and results across, or section 4 down in one column.

Only labels prove it: names of rows stand side by side, names of columns below each other, and nowhere the other way
round. Such a table is turned and then read like any other; its locators point to the printed cells. It must be a whole
grid in which every line of figures has a name of its own: where spans were lost, names may have slid along the figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from ingest.documents import Table
from ingest.forms import SIDE_BY_SIDE
from ingest.grids import Box, boxes_of, is_full, table_of
from ingest.layouts import LAYOUTS_KEPT, Layout
from ingest.looks import is_count, is_long, table_labels
from ingest.rows import is_blank
from ingest.skeletons import SKELETONS_KEPT, Skeleton

TURNED = frozenset(("requests", SIDE_BY_SIDE))
# Section 3 has two dozen rows; half of them side by side may be one of two tables.
NARROWEST = 8
# Section 4 has fifteen figures; its routes may have tables of their own, with two columns of names, or three.
FEWEST_SIDES, MOST_NAMES_IN_FRONT = 5, 3
# So many names of either kind are no chance.
FEWEST_NAMES = 2


class _Name(NamedTuple):
    """A label that is certain by its words alone, and the place where it stands."""

    table: str
    axis: str
    code: str
    row: int
    column: int


def upright(table: Table) -> Table:
    """The table as the form prints it; the table itself where nothing proves that it stands on its side."""
    if not _may_be_on_its_side(table.layout):
        return table
    names = _names_on_side(table.layout, table.skeleton)
    if not names:
        return table
    boxes = boxes_of(table)
    is_clean = is_full(table.layout) and not _names_twice(names) and _names_every_line(boxes, names)
    return _turned(boxes, table) if is_clean else table


@lru_cache(maxsize=LAYOUTS_KEPT)
def _may_be_on_its_side(layout: Layout) -> bool:
    """Whether a table is wide and low, as section 3 is on its side, or narrow and high, as section 4 is."""
    width, height = max((end for _, end, _ in layout.places), default=0), len(layout.rows)
    return width > max(height, NARROWEST) or (width <= MOST_NAMES_IN_FRONT + 1 and height >= FEWEST_SIDES)


@lru_cache(maxsize=SKELETONS_KEPT)
def _names_on_side(layout: Layout, skeleton: Skeleton) -> Sequence[_Name]:
    """The certain labels of a table that stands on its side; none as soon as anything tells that it does not."""
    names: list[_Name] = []
    across: dict[int, str] = {}
    for text, (column, _, row) in zip(skeleton.texts, layout.places, strict=True):
        name = _name(text, row, column)
        if name is None:
            continue
        # Two names of columns side by side, as in most tables.
        if name.axis == "column" and across.setdefault(row, name.code) != name.code:
            return ()
        names.append(name)
    return tuple(names) if _is_on_its_side(names) else ()


def _name(text: str | None, row: int, column: int) -> _Name | None:
    if not text or is_long(text) or is_count(text):
        return None
    labels = table_labels(text).labels
    if len(labels) != 1 or labels[0].axis not in ("row", "column") or labels[0].table_code not in TURNED:
        return None
    return _Name(*labels[0], row, column)


def _is_on_its_side(names: Sequence[_Name]) -> bool:
    if len({name.table for name in names}) != 1:
        return False
    down = max((len(codes) for codes in _codes_by(names, "column", "column")), default=0)
    across = max((len(codes) for codes in _codes_by(names, "row", "row")), default=0)
    if names[0].table == SIDE_BY_SIDE:
        # With its routes across it is read as it stands.
        return down >= FEWEST_NAMES and across == 1
    return down >= FEWEST_NAMES <= across


def _names_twice(names: Sequence[_Name]) -> bool:
    """Whether section 3 has a name twice: where another one is left out, too, all between them stand one line off."""
    codes = [(name.axis, name.code) for name in names if name.table != SIDE_BY_SIDE]
    return len(set(codes)) < len(codes)


def _codes_by(names: Sequence[_Name], axis: str, line: str) -> Iterator[frozenset[str]]:
    """The codes of one axis in each row, or in each column, of the grid."""
    places = {getattr(name, line) for name in names if name.axis == axis}
    for place in places:
        yield frozenset(name.code for name in names if name.axis == axis and getattr(name, line) == place)


def _names_every_line(boxes: Sequence[Box], names: Sequence[_Name]) -> bool:
    """Whether names stand above and left of the figures alone, and each line of figures has one that is its own."""
    at = {(name.row, name.column): name for name in names}
    own = [(box, at.get((box.cell.first_row, box.cell.first_column))) for box in boxes]
    left = max(box.cell.end_column for box, name in own if name and name.axis == "column")
    is_line = names[0].table == SIDE_BY_SIDE
    top = 0 if is_line else max(box.end_row for box, name in own if name and name.axis == "row")
    figures = [box for box in boxes if box.cell.first_row >= top and box.cell.first_column >= left]
    values = [box for box in figures if box.is_figure]
    outside = [box for box in boxes if box not in figures and box.is_figure]
    if outside or not values or any(box.end_row - box.cell.first_row > 1 for box in values):
        return False
    if any(box.cell.end_column - box.cell.first_column > 1 for box in values):
        return False
    rows_named = all(_is_named(_left_of(box, boxes, left), "column", at) for box in values)
    return rows_named and (is_line or all(_is_named(_above(box, boxes, top), "row", at) for box in values))


def _left_of(figure: Box, boxes: Sequence[Box], left: int) -> list[Box]:
    """The cells in front of a line, the nearest last; none where the nearest is that of other lines, too."""
    row = figure.cell.first_row
    beside = [b for b in boxes if b.cell.first_row <= row < b.end_row and b.cell.end_column <= left]
    named = [b for b in sorted(beside, key=lambda b: b.cell.first_column) if not is_blank(b.cell.text)]
    return named if named and named[-1].end_row - named[-1].cell.first_row == 1 else []


def _above(figure: Box, boxes: Sequence[Box], top: int) -> list[Box]:
    """The cells above a column of figures, the nearest last; none where the nearest is that of others, too."""
    column = figure.cell.first_column
    above = [b for b in boxes if b.cell.first_column <= column < b.cell.end_column and b.end_row <= top]
    named = [b for b in sorted(above, key=lambda b: b.cell.first_row) if not is_blank(b.cell.text)]
    return named if named and named[-1].cell.end_column - named[-1].cell.first_column == 1 else []


def _is_named(cells: Sequence[Box], axis: str, at: Mapping[tuple[int, int], _Name]) -> bool:
    """Whether a line has a name of its own; a second one behind it would be another line's that slid there."""
    further = [at.get((box.cell.first_row, box.cell.first_column)) for box in cells[:-1]]
    return bool(cells) and not any(name and name.axis == axis for name in further)


def _turned(boxes: Sequence[Box], table: Table) -> Table:
    """The table with rows and columns exchanged."""
    exchanged = (
        Box(cell._replace(first_column=cell.first_row, end_column=end, first_row=cell.first_column), cell.end_column)
        for cell, end in boxes
    )
    return table_of(exchanged, table.has_spans)
