"""CSV: a worksheet saved as text, merged cells in the first of their places, every row as wide as the widest."""

from __future__ import annotations

import csv
from io import StringIO

from forge.document import PrintedReport
from forge.grid import Grid, slots
from forge.layouts.base import FORMS, Layout


def write(report: PrintedReport) -> str:
    """A row of the sheet a line; line breaks in cells are quoted."""
    rows = [[report.title]] if report.title else []
    for block in report.blocks:
        rows += _rows(block) if isinstance(block, Grid) else [[block.text]]
    width = max(map(len, rows))
    file = StringIO()
    csv.writer(file).writerows(row + [""] * (width - len(row)) for row in rows)
    return file.getvalue()


def _rows(grid: Grid) -> list[list[str]]:
    return [[slot.cell.text if slot.begins_row and slot.begins_column else "" for slot in line] for line in slots(grid)]


LAYOUT = Layout(
    name="csv_sheet",
    summary="a worksheet saved as CSV: merged cells in the first of their places, rows of one width",
    family="text",
    suffix=".csv",
    forms=FORMS,
    write=write,
)
