"""Text copied out of a browser where cells hold paragraphs: between two cells a tab alone on its line."""

from __future__ import annotations

from forge.document import PrintedReport
from forge.grid import Grid
from forge.layouts.base import STATUTORY, Layout
from forge.layouts.text_blocks import blocks_of

EMPTY_PARAGRAPH = "\u00a0"
"""What word processors put into a cell that is blank."""


def write(report: PrintedReport) -> str:
    """Paragraphs, within cells or not, have a blank line around them."""
    head = [report.title] if report.title else []
    return "\n\n".join([*head, *blocks_of(report, write_rows)]) + "\n"


def write_rows(grid: Grid) -> str:
    """Cells in the order in which they begin, each a paragraph; nothing parts rows but the end of a paragraph."""
    rows = ("\n\n\t\n\n".join(cell.text.strip(" ") or EMPTY_PARAGRAPH for cell in row.cells) for row in grid.rows)
    return "\n\n".join(rows)


LAYOUT = Layout(
    name="text_copied_paragraphs",
    summary="copied out of a browser: a tab alone on its line between two cells",
    family="text",
    suffix=".txt",
    forms=STATUTORY,
    write=write,
)
