"""Text that a program took out of a page: a line for each row, blank cells left out, rows padded with pipes."""

from __future__ import annotations

from forge.document import PrintedReport
from forge.grid import Grid, GridRow
from forge.layouts.base import STATUTORY, Layout
from forge.layouts.text_blocks import in_lines, is_page_mark


def write(report: PrintedReport) -> str:
    """One paragraph or row a line."""
    return in_lines(report, write_rows)


def write_rows(grid: Grid) -> str:
    """A pipe behind each cell that is not blank, and behind each row as many as it lacks, without a space."""
    return "\n".join(_row(row, grid.width) for row in grid.rows)


def _row(row: GridRow, width: int) -> str:
    if is_page_mark(row):
        return row.cells[0].text
    texts = [cell.text.replace("\n", " ").strip() for cell in row.cells if cell.text.strip()]
    return f"{''.join(f'{text} | ' for text in texts)}{'|' * (width - len(texts))}".rstrip(" ")


LAYOUT = Layout(
    name="text_extracted_rows",
    summary="taken out of a page: a line for each row, blank cells left out, rows padded with pipes",
    family="text",
    suffix=".txt",
    forms=STATUTORY,
    write=write,
)
