"""Text that a program took out of a page: a pipe before the name of each row, and one on the line below each cell."""

from __future__ import annotations

from forge.document import PrintedReport
from forge.grid import Grid, GridRow
from forge.layouts.base import STATUTORY, Layout
from forge.layouts.text_blocks import in_lines, is_page_mark


def write(report: PrintedReport) -> str:
    """One paragraph or cell a line, no blank lines."""
    return in_lines(report, write_cells)


def write_cells(grid: Grid) -> str:
    """Two lines for each cell that is not blank; below a row as many pipes as it lacks cells, and one more."""
    return "\n".join(line for row in grid.rows for line in _row(row, grid.width))


def _row(row: GridRow, width: int) -> list[str]:
    if is_page_mark(row):
        return [cell.text for cell in row.cells]
    texts = [cell.text.replace("\n", " ").strip() for cell in row.cells if cell.text.strip()]
    cells = [line for text in texts for line in (text, "|")]
    return [f"| {cells[0]}", *cells[1:], "|" * (width + 1 - len(texts))] if cells else ["|" * (width + 2)]


LAYOUT = Layout(
    name="text_pipe_below",
    summary="taken out of a page: a pipe before each row and below each cell, blank cells left out, rows padded",
    family="text",
    suffix=".txt",
    forms=STATUTORY,
    write=write,
)
