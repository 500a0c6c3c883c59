"""Text that a program took out of a page: a pipe on a line of its own before each row, and one after each cell."""

from __future__ import annotations

from forge.document import PrintedReport
from forge.grid import Grid, GridRow
from forge.layouts.base import STATUTORY, Layout
from forge.layouts.text_blocks import in_lines, is_page_mark


def write(report: PrintedReport) -> str:
    """One paragraph or cell a line, no blank lines."""
    return in_lines(report, write_cells)


def write_cells(grid: Grid) -> str:
    """A line for each cell that is not blank; behind the last as many pipes as the row lacks cells, and one more."""
    return "\n".join(line for row in grid.rows for line in _row(row, grid.width))


def _row(row: GridRow, width: int) -> list[str]:
    if is_page_mark(row):
        return [cell.text for cell in row.cells]
    lines = [f"{cell.text.strip()} |".replace("\n", " ") for cell in row.cells if cell.text.strip()]
    return ["|", *lines[:-1], f"{lines[-1]} {'|' * (width + 1 - len(lines))}"] if lines else ["|" * (width + 2)]


LAYOUT = Layout(
    name="text_rows_opened",
    summary="taken out of a page: a pipe before each row and after each cell, blank cells left out, rows padded",
    family="text",
    suffix=".txt",
    forms=STATUTORY,
    write=write,
)
