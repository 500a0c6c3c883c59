"""HTML converted from pages: the requests table is cut in two, what spans the cut printed again."""

from __future__ import annotations

from forge.document import PrintedReport
from forge.grid import Grid, Role, split_at
from forge.layouts.base import STATUTORY, Layout
from forge.layouts.html_page import write_body, write_page, write_table

PAGE_BREAK = '<p style="page-break-after:always;text-align:center">— 5 —</p>'


def write(report: PrintedReport) -> str:
    """A page in which the second half of section 3 is a table without a header."""
    return write_page(report, write_body(report, _tables))


def _tables(grid: Grid) -> str:
    if grid.table != "requests":
        return write_table(grid)
    upper, lower = split_at(grid, _middle_group(grid))
    return f"{write_table(upper)}\n{PAGE_BREAK}\n{write_table(lower)}"


def _middle_group(grid: Grid) -> int:
    """The first row of the group that begins nearest to the middle of the table."""
    begins = [n for n, row in enumerate(grid.rows) if row.cells[0].role is Role.GROUP]
    return min(begins, key=lambda n: abs(n - len(grid.rows) // 2))


LAYOUT = Layout(
    name="html_split_tables",
    summary="the requests table cut in two at a page break, 三、本年度办理结果 printed again",
    family="html",
    suffix=".html",
    forms=STATUTORY,
    write=write,
)
