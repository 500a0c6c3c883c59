"""Text copied out of a browser: a line for each row, tabs between cells, line breaks within cells left as they are."""

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
    """Cells in the order in which they begin; a blank cell leaves its tab."""
    return "\n".join("\t".join(cell.text for cell in row.cells) for row in grid.rows)


LAYOUT = Layout(
    name="text_copied_rows",
    summary="copied out of a browser: tabs between cells, line breaks within them as they are",
    family="text",
    suffix=".txt",
    forms=FORMS,
    write=write,
)
