"""Text with a pipe after each cell, rows padded with pipes to the width of the table."""

from __future__ import annotations

from forge.document import PrintedReport
from forge.grid import Grid, GridRow
from forge.layouts.base import STATUTORY, Layout
from forge.layouts.text_blocks import in_lines, is_page_mark


def write(report: PrintedReport) -> str:
    """One paragraph or cell a line, no blank lines."""
    return in_lines(report, write_cells)


def write_cells(grid: Grid) -> str:
    """A line for each cell; all rows but the last end in as many pipes as the row lacks cells."""
    lines: list[str] = []
    for number, row in enumerate(grid.rows, start=1):
        lines += _row(row, grid.width if number < len(grid.rows) else 0)
    return "\n".join(lines)


def _row(row: GridRow, width: int) -> list[str]:
    if is_page_mark(row):
        return [cell.text for cell in row.cells]
    lines = [f"{cell.text} |".replace("\n", " ").lstrip(" ") for cell in row.cells]
    lacking = "|" * (width - len(row.cells))
    return [*lines[:-1], f"{lines[-1]} {lacking}".rstrip(" ")]


LAYOUT = Layout(
    name="text_pipe_terminated",
    summary="a pipe after each cell, rows padded with pipes",
    family="text",
    suffix=".txt",
    forms=STATUTORY,
    write=write,
)
