"""Text that a program took out of a page: rows with pipes around their cells, each cell on a line that begins anew."""

from __future__ import annotations

from forge.document import PrintedReport
from forge.grid import Grid, GridRow
from forge.layouts.base import STATUTORY, Layout
from forge.layouts.text_blocks import in_lines, is_page_mark


def write(report: PrintedReport) -> str:
    """One paragraph or cell a line, no blank lines."""
    return in_lines(report, write_cells)


def write_cells(grid: Grid) -> str:
    """Every cell that is not blank behind a pipe and a line break; rows padded with pipes."""
    return "\n".join(_row(row, grid.width) for row in grid.rows)


def _row(row: GridRow, width: int) -> str:
    if is_page_mark(row):
        return row.cells[0].text
    texts = [cell.text.replace("\n", " ").strip() for cell in row.cells if cell.text.strip()]
    return "".join(f"| \n {text}  " for text in texts) + "| " + "|" * (width - len(texts))


LAYOUT = Layout(
    name="text_cells_indented",
    summary="taken out of a page: pipes around cells, a line for each cell, blank cells left out, rows padded",
    family="text",
    suffix=".txt",
    forms=STATUTORY,
    write=write,
)
