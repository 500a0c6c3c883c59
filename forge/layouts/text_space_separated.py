"""Text with a line for each row and a space between its cells, as a table comes out of a clipboard."""

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
    """Cells in the order in which they begin; a line break in a cell is a space, and a blank cell leaves nothing."""
    return "\n".join(" ".join(" ".join(cell.text.split("\n")) for cell in row.cells).strip(" ") for row in grid.rows)


LAYOUT = Layout(
    name="text_space_separated",
    summary="a line for each row, a space between its cells",
    family="text",
    suffix=".txt",
    forms=FORMS,
    write=write,
)
