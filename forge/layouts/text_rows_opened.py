"""Text that a program took out of a page: a pipe on a line of its own before each row, and one after each cell."""

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
    """A line for each cell that is not blank; behind the last as many pipes as the row lacks cells, and one more."""
    return without_blanks(grid, _row)


def _row(texts: Sequence[str], lacking: int) -> str:
    lines = [f"{text} |" for text in texts]
    if not lines:
        return "|" * (lacking + 2)
    return "\n".join(["|", *lines[:-1], f"{lines[-1]} {'|' * (lacking + 1)}"])


LAYOUT = Layout(
    name="text_rows_opened",
    summary="taken out of a page: a pipe before each row and after each cell, blank cells left out, rows padded",
    family="text",
    suffix=".txt",
    forms=STATUTORY,
    write=write,
)
