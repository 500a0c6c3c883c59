"""Text that a program took out of a page: a line for each cell, a pipe before all but the first of a table."""

from __future__ import annotations

from forge.document import PrintedReport
from forge.grid import Grid
from forge.layouts.base import STATUTORY, Layout
from forge.layouts.text_blocks import in_lines


def write(report: PrintedReport) -> str:
    """One paragraph or cell a line."""
    return in_lines(report, write_cells)


def write_cells(grid: Grid) -> str:
    """Blank cells are left out."""
    return "\n|".join(cell.text.replace("\n", " ") for row in grid.rows for cell in row.cells if cell.text.strip())


LAYOUT = Layout(
    name="text_pipe_before",
    summary="taken out of a page: a line for each cell, a pipe before each, blank cells left out",
    family="text",
    suffix=".txt",
    forms=STATUTORY,
    write=write,
)
