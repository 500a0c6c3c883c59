"""HTML with proper spans, all blocks of section 2 in one table."""

from __future__ import annotations

from forge.document import PrintedReport
from forge.layouts.base import STATUTORY, Layout
from forge.layouts.html_page import write_body, write_page, write_table


def write(report: PrintedReport) -> str:
    """A page with one table a section."""
    return write_page(report, write_body(report, write_table))


LAYOUT = Layout(
    name="html_one_table",
    summary="proper spans, all items of article 20 in one table",
    family="html",
    suffix=".html",
    forms=STATUTORY,
    write=write,
)
