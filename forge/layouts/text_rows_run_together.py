"""Text with a line for each row and nothing between its cells, as converters write it that know no tables."""

from __future__ import annotations

from forge.document import PrintedReport
from forge.grid import Grid
from forge.layouts.base import FORMS, Layout
from forge.layouts.text_blocks import blocks_of


def write(report: PrintedReport) -> str:
    """One paragraph or row a line."""
    head = [report.title] if report.title else []
    return "\n".join([*head, *blocks_of(report, write_rows)]) + "\n"


def write_rows(grid: Grid) -> str:
    """The cells of a row as one word."""
    return "\n".join("".join(cell.text.replace("\n", "") for cell in row.cells) for row in grid.rows)


LAYOUT = Layout(
    name="text_rows_run_together",
    summary="a line for each row, nothing between its cells",
    family="text",
    suffix=".txt",
    forms=FORMS,
    write=write,
)
