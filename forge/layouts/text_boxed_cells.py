"""Text that a program took out of a page: a line for each row, a pipe on both sides of each cell."""

from __future__ import annotations

from collections.abc import Sequence

from forge.document import PrintedReport
from forge.grid import Grid
from forge.layouts.base import STATUTORY, Layout
from forge.layouts.text_blocks import in_lines, without_blanks


def write(report: PrintedReport) -> str:
    """One paragraph or row a line."""
    return in_lines(report, write_rows)


def write_rows(grid: Grid) -> str:
    """Blank cells are left out."""
    return without_blanks(grid, _row)


def _row(texts: Sequence[str], lacking: int) -> str:
    return "".join(f"|{text}|" for text in texts)


LAYOUT = Layout(
    name="text_boxed_cells",
    summary="taken out of a page: a line for each row, a pipe on both sides of each cell, blank cells left out",
    family="text",
    suffix=".txt",
    forms=STATUTORY,
    write=write,
)
