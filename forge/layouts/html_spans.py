"""HTML with proper spans, a table for each block of section 2."""

from __future__ import annotations

from forge.document import PrintedReport
from forge.grid import Grid, by_block
from forge.layouts.base import STATUTORY, Layout
from forge.layouts.html_page import write_body, write_page, write_table


def write(report: PrintedReport) -> str:
    """A page whose statutory tables are as the form draws them."""
    return write_page(report, write_body(report, _tables))


def _tables(grid: Grid) -> str:
    return "\n<br>\n".join(write_table(block) for block in by_block(grid))


LAYOUT = Layout(
    name="html_spans",
    summary="proper colspan and rowspan, a table for each item of article 20",
    family="html",
    suffix=".html",
    forms=STATUTORY,
    write=write,
)
