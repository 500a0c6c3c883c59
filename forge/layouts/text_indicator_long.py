"""The statistical table up to 2018 as text, one row a line, parts indented below their totals."""

from __future__ import annotations

from forge.document import PrintedReport
from forge.grid import GridRow, Role
from forge.layouts.base import LEGACY, Layout
from forge.layouts.text_indicator import write_page

INDENT = "\u3000"
GAP = "    "


def write(report: PrintedReport) -> str:
    """The page with one row a line."""
    return write_page(report, lambda grid: "\n".join(map(_line, grid.rows)))


def _line(row: GridRow) -> str:
    """A heading leaves out what it prints in place of unit and figure."""
    is_heading = any(cell.role is Role.FOREIGN for cell in row.cells)
    printed = row.cells[:1] if is_heading else row.cells
    texts = [cell.text.replace("\n", "") for cell in printed]
    return INDENT * max(row.level - 1, 0) + GAP.join(texts)


LAYOUT = Layout(
    name="text_indicator_long",
    summary="the statistical table up to 2018, one row a line, parts indented",
    family="text",
    suffix=".txt",
    forms=LEGACY,
    write=write,
)
