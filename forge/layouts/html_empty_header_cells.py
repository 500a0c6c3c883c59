"""HTML without rowspan: what a cell would cover below itself is an empty cell."""

from __future__ import annotations

from dataclasses import replace

from forge.document import PrintedReport
from forge.grid import Grid, GridCell, GridRow, Slot, slots
from forge.layouts.base import STATUTORY, Layout
from forge.layouts.html_page import write_body, write_page, write_table


def write(report: PrintedReport) -> str:
    """A page whose tables know colspan only."""
    return write_page(report, write_body(report, lambda grid: write_table(_without_rowspan(grid))))


def _without_rowspan(grid: Grid) -> Grid:
    lines = ([_cell(slot) for slot in line if slot.begins_column] for line in slots(grid))
    rows = tuple(GridRow(tuple(cells), row.block) for cells, row in zip(lines, grid.rows, strict=True))
    return replace(grid, rows=rows)


def _cell(slot: Slot) -> GridCell:
    return replace(slot.cell, rowspan=1) if slot.begins_row else replace(slot.cell, rowspan=1, text="", code=None)


LAYOUT = Layout(
    name="html_empty_header_cells",
    summary="empty cells in place of rowspan",
    family="html",
    suffix=".html",
    forms=STATUTORY,
    write=write,
)
