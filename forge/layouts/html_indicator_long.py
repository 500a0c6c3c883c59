"""HTML with the long statistical table: the sections of the table stand to the left of their rows and span them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from forge.document import PrintedReport
from forge.grid import Grid, GridCell, GridRow, Role
from forge.layouts.base import LEGACY, Layout
from forge.layouts.html_page import write_body, write_page, write_table

COUNT = "数量"
"""What the section of a total leaves out of the total's own label: 行政复议 beside 行政复议数量."""


def write(report: PrintedReport) -> str:
    """A page with one table, a column for sections in front."""
    return write_page(report, write_body(report, lambda grid: write_table(nested(grid))))


def nested(grid: Grid) -> Grid:
    """The table with its sections as cells that span their rows; rows outside any section are one cell wider."""
    return replace(grid, width=grid.width + 1, rows=tuple(_nested_rows(grid.rows)))


def _nested_rows(rows: tuple[GridRow, ...]) -> Iterator[GridRow]:
    number = 0
    while number < len(rows):
        head, end = rows[number], number + 1
        while head.level == 1 and end < len(rows) and rows[end].level != 1:
            end += 1
        # A page mark behind the last part belongs to no section.
        while rows[end - 1].level == 0 and end - 1 > number:
            end -= 1
        yield from _section(head, rows[number + 1 : end])
        number = end


def _section(head: GridRow, parts: tuple[GridRow, ...]) -> Iterator[GridRow]:
    if not parts:
        label, *others = head.cells
        is_mark = label.role is Role.PAGE_MARK
        yield head if is_mark else replace(head, cells=(replace(label, colspan=label.colspan + 1), *others))
        return
    has_figure = any(cell.code for cell in head.cells)
    first, *below = (head, *parts) if has_figure else parts
    text = head.cells[0].text.removesuffix(COUNT)
    section = GridCell(text, Role.GROUP, rowspan=1 + len(below))
    yield replace(first, cells=(section, *first.cells))
    yield from below


LAYOUT = Layout(
    name="html_indicator_long",
    summary="the statistical table up to 2018 with its sections in a column of their own",
    family="html",
    suffix=".html",
    forms=LEGACY,
    write=write,
)
