"""Text that a program took out of a page: rows with pipes around their cells, each cell on a line that begins anew."""

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
    """Every cell that is not blank behind a pipe and a line break; rows padded with pipes."""
    return without_blanks(grid, _row)


def _row(texts: Sequence[str], lacking: int) -> str:
    return "".join(f"| \n {text}  " for text in texts) + "| " + "|" * lacking


LAYOUT = Layout(
    name="text_cells_indented",
    summary="taken out of a page: pipes around cells, a line for each cell, blank cells left out, rows padded",
    family="text",
    suffix=".txt",
    forms=STATUTORY,
    write=write,
)
