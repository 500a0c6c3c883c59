"""Text with each table on one line and nothing between its cells: what remains of a page without its markup."""

from __future__ import annotations

from forge.document import PrintedReport
from forge.grid import Grid
from forge.layouts.base import FORMS, Layout
from forge.layouts.text_blocks import blocks_of
from forge.layouts.text_rows_run_together import write_rows


def write(report: PrintedReport) -> str:
    """One paragraph or table a line."""
    head = [report.title] if report.title else []
    return "\n".join([*head, *blocks_of(report, _on_one_line)]) + "\n"


def _on_one_line(grid: Grid) -> str:
    return write_rows(grid).replace("\n", "")


LAYOUT = Layout(
    name="text_run_together",
    summary="each table on one line, nothing between its cells",
    family="text",
    suffix=".txt",
    forms=FORMS,
    write=write,
)
