"""Text that a program took out of a page: a pipe before the name of each row, and one on the line below each cell."""

from __future__ import annotations

from collections.abc import Sequence

from forge.document import PrintedReport
from forge.grid import Grid
from forge.layouts.base import STATUTORY, Layout
from forge.layouts.text_blocks import in_lines, without_blanks


def write(report: PrintedReport) -> str:
    """One paragraph or cell a line, no blank lines."""
    return in_lines(report, write_cells)


def write_cells(grid: Grid) -> str:
    """Two lines for each cell that is not blank; below a row as many pipes as it lacks cells, and one more."""
    return without_blanks(grid, _row)


def _row(texts: Sequence[str], lacking: int) -> str:
    cells = [line for text in texts for line in (text, "|")]
    return "\n".join([f"| {cells[0]}", *cells[1:], "|" * (lacking + 1)]) if cells else "|" * (lacking + 2)


LAYOUT = Layout(
    name="text_pipe_below",
    summary="taken out of a page: a pipe before each row and below each cell, blank cells left out, rows padded",
    family="text",
    suffix=".txt",
    forms=STATUTORY,
    write=write,
)
