"""Text that a program took out of a page: a line for each row, two tabs between cells."""

from __future__ import annotations

from forge.document import PrintedReport
from forge.grid import Grid
from forge.layouts.base import STATUTORY, Layout
from forge.layouts.text_blocks import blocks_of


def write(report: PrintedReport) -> str:
    """Paragraphs are followed by a blank line, rows by none."""
    head = [report.title] if report.title else []
    return "\n\n".join([*head, *blocks_of(report, write_rows)]) + "\n"


def write_rows(grid: Grid) -> str:
    """Blank cells keep their tabs, but not at the end of a row."""
    return "\n".join(
        "\t\t".join(cell.text.replace("\n", " ").strip() for cell in row.cells).rstrip("\t") for row in grid.rows
    )


LAYOUT = Layout(
    name="text_double_tabs",
    summary="taken out of a page: a line for each row, two tabs between cells, none at the end of a row",
    family="text",
    suffix=".txt",
    forms=STATUTORY,
    write=write,
)
