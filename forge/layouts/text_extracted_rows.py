"""Text that a program took out of a page: a line for each row, blank cells left out, rows padded with pipes."""

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
    """A pipe behind each cell that is not blank, and behind each row as many as it lacks, without a space."""
    return without_blanks(grid, _row)


def _row(texts: Sequence[str], lacking: int) -> str:
    return f"{''.join(f'{text} | ' for text in texts)}{'|' * lacking}".rstrip(" ")


LAYOUT = Layout(
    name="text_extracted_rows",
    summary="taken out of a page: a line for each row, blank cells left out, rows padded with pipes",
    family="text",
    suffix=".txt",
    forms=STATUTORY,
    write=write,
)
