"""Text with a line holding a lone pipe between all cells, within rows and between rows alike."""

from __future__ import annotations

from forge.document import PrintedReport
from forge.grid import Grid
from forge.layouts.base import STATUTORY, Layout
from forge.layouts.text_blocks import blocks_of


def write(report: PrintedReport) -> str:
    """Paragraphs are followed by a blank line; tables are one run of cells and pipes."""
    head = [report.title] if report.title else []
    return "\n\n".join([*head, *blocks_of(report, write_cells)]) + "\n"


def write_cells(grid: Grid) -> str:
    """Cells and pipes in turn; a blank cell leaves two pipes in a row."""
    texts = [cell.text for row in grid.rows for cell in row.cells]
    lines = [line for text in texts for line in ("|", *([text] if text else []))]
    return "\n".join(lines[1:])


LAYOUT = Layout(
    name="text_pipe_separated",
    summary="a lone pipe between all cells",
    family="text",
    suffix=".txt",
    forms=STATUTORY,
    write=write,
)
