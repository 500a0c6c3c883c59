"""Text that a program took out of a page: a line for each cell, blank cells left out, the padding on its own line."""

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
    """A line for each cell that is not blank; below a row as many pipes as it lacks cells."""
    return without_blanks(grid, _row)


def _row(texts: Sequence[str], lacking: int) -> str:
    padding = ["|" * lacking] if lacking > 0 else []
    return "\n".join([*(f"{text} |" for text in texts), *padding])


LAYOUT = Layout(
    name="text_extracted_cells",
    summary="taken out of a page: a line for each cell, blank cells left out, padding on its own line",
    family="text",
    suffix=".txt",
    forms=STATUTORY,
    write=write,
)
