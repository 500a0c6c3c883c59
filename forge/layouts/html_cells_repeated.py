"""HTML of a program that takes merged cells apart: their text stands in every place that they had covered."""

from __future__ import annotations

from forge.document import PrintedReport
from forge.grid import Grid, slots
from forge.layouts.base import STATUTORY, Layout
from forge.layouts.html_page import write_body, write_page, write_text


def write(report: PrintedReport) -> str:
    """A page whose tables have no spans."""
    return write_page(report, write_body(report, _table))


def _table(grid: Grid) -> str:
    rows = ("".join(f"<td>{write_text(slot.cell.text)}</td>" for slot in line) for line in slots(grid))
    return "<table>\n" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "\n</table>"


LAYOUT = Layout(
    name="html_cells_repeated",
    summary="merged cells taken apart, their text in every place that they had covered",
    family="html",
    suffix=".html",
    forms=STATUTORY,
    write=write,
)
