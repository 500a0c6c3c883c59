"""Text that a program took out of a page: a line for each cell, blank cells left out, the padding on its own line."""

from __future__ import annotations

from forge.document import PrintedReport
from forge.grid import Grid, GridRow
from forge.layouts.base import STATUTORY, Layout
from forge.layouts.text_blocks import in_lines, is_page_mark


def write(report: PrintedReport) -> str:
    """One paragraph or cell a line, no blank lines."""
    return in_lines(report, write_cells)


def write_cells(grid: Grid) -> str:
    """A line for each cell that is not blank; below a row as many pipes as it lacks cells."""
    return "\n".join(line for row in grid.rows for line in _row(row, grid.width))


def _row(row: GridRow, width: int) -> list[str]:
    if is_page_mark(row):
        return [cell.text for cell in row.cells]
    texts = [cell.text.replace("\n", " ").strip() for cell in row.cells if cell.text.strip()]
    padding = ["|" * (width - len(texts))] if len(texts) < width else []
    return [*(f"{text} |" for text in texts), *padding]


LAYOUT = Layout(
    name="text_extracted_cells",
    summary="taken out of a page: a line for each cell, blank cells left out, padding on its own line",
    family="text",
    suffix=".txt",
    forms=STATUTORY,
    write=write,
)
