"""HTML with sections 3 and 4 on their side: applicants below each other, figures of section 4 in one column."""

from __future__ import annotations

from forge.document import PrintedReport
from forge.grid import Grid, turned
from forge.layouts.base import STATUTORY, Layout
from forge.layouts.html_page import write_body, write_page, write_table

TURNED = frozenset(("requests", "legal_challenges"))


def write(report: PrintedReport) -> str:
    """A page whose two later tables have rows and columns exchanged."""
    return write_page(report, write_body(report, _table))


def _table(grid: Grid) -> str:
    return write_table(turned(grid) if grid.table in TURNED else grid)


LAYOUT = Layout(
    name="html_turned",
    summary="sections 3 and 4 on their side: applicants down, results across; all figures of section 4 down",
    family="html",
    suffix=".html",
    forms=STATUTORY,
    write=write,
)
