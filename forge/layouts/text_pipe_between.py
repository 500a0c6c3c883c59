"""Text that a program took out of a page: a pipe before each cell but the first of its row, and one below the row."""

from __future__ import annotations

from forge.document import PrintedReport
from forge.grid import Grid, GridRow
from forge.layouts.base import STATUTORY, Layout
from forge.layouts.text_blocks import in_lines, is_page_mark


def write(report: PrintedReport) -> str:
    """One paragraph or cell a line, no blank lines."""
    return in_lines(report, write_cells)


def write_cells(grid: Grid) -> str:
    """A line for each cell; of a blank one its pipe is left."""
    return "\n".join(line for row in grid.rows for line in _row(row))


def _row(row: GridRow) -> list[str]:
    if is_page_mark(row):
        return [cell.text for cell in row.cells]
    first, *others = [cell.text.replace("\n", " ").strip() for cell in row.cells]
    return [first, *(f"| {text}".rstrip() for text in others), "|"]


LAYOUT = Layout(
    name="text_pipe_between",
    summary="taken out of a page: a line for each cell, a pipe before all but the first of a row, one below the row",
    family="text",
    suffix=".txt",
    forms=STATUTORY,
    write=write,
)
