"""Text with one cell a line and a blank line between, as copied from a page whose table markup was dropped."""

from __future__ import annotations

from forge.document import PrintedReport
from forge.grid import Grid
from forge.layouts.base import STATUTORY, Layout
from forge.layouts.text_blocks import blocks_of


def write(report: PrintedReport) -> str:
    """Every paragraph and every cell is a block of its own; spans leave no trace."""
    head = [f"{report.title}\n发布时间：{report.published_date.isoformat()}"] if report.title else []
    return "\n\n".join([*head, *blocks_of(report, write_cells)])


def write_cells(grid: Grid) -> str:
    """One cell a line, blank lines between; a label broken in two becomes two lines as if it were two cells."""
    cells = [cell.text.replace("\n", "\n\n") for row in grid.rows for cell in row.cells]
    return "\n\n".join(cells) + "\n"


LAYOUT = Layout(
    name="text_blank_lines",
    summary="one cell a line, a blank line between",
    family="text",
    suffix=".txt",
    forms=STATUTORY,
    write=write,
)
