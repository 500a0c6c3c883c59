"""XLSX: the whole report on one sheet, prose in cells merged across the page, tables with borders and merged cells."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from forge.document import Heading, PrintedReport
from forge.grid import Grid, GridCell, begun
from forge.layouts.base import FORMS, Layout

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# A fixed day keeps equal documents equal bytes.
NO_DATE = datetime(2000, 1, 1)
PAGE_WIDTH = 15
"""Columns: the widest table's, section 4."""
THOUSANDS_FROM = 1000
HIDDEN_TEXTS: tuple[float | str, ...] = ("上年数", 11, 22, 33)
HIDDEN_SHEET: tuple[str, float] = ("本年新收政府信息公开申请数量", 999)


def write(report: PrintedReport) -> bytes:
    """A workbook of one sheet that is seen and one that is not."""
    from xlsxwriter import Workbook  # a dependency of development only

    file = BytesIO()
    book = Workbook(file, {"in_memory": True})
    book.set_properties({"title": report.title, "created": NO_DATE})
    sheet = book.add_worksheet("年度报告")
    writer = _Writer(book, sheet)
    if report.title:
        writer.prose(report.title)
    for block in report.blocks:
        if isinstance(block, Grid):
            writer.table(block)
        else:
            writer.prose(block.text, is_heading=isinstance(block, Heading))
    notes = book.add_worksheet("填报说明")
    notes.write_row(0, 0, HIDDEN_SHEET)
    notes.hide()
    book.close()
    return file.getvalue()


class _Writer:
    """Writes downwards; ``row`` is the next free row."""

    def __init__(self, book: Workbook, sheet: Worksheet) -> None:
        self.book, self.sheet = book, sheet
        self.row = 0
        self._formats: dict[str, Format] = {}
        self._prose = book.add_format({"text_wrap": True, "valign": "vcenter"})
        self._heading = book.add_format({"text_wrap": True, "bold": True})

    def prose(self, text: str, is_heading: bool = False) -> None:
        """One paragraph in a cell as wide as the page."""
        style = self._heading if is_heading else self._prose
        self.sheet.merge_range(self.row, 0, self.row, PAGE_WIDTH - 1, text, style)
        self.row += 1

    def table(self, grid: Grid) -> None:
        """One table, below it a row that is hidden and one that is empty."""
        for number, column, cell in begun(grid):
            self._cell(self.row + number, column, cell)
        self.row += len(grid.rows)
        self.sheet.set_row(self.row, None, None, {"hidden": True})
        for column, value in enumerate(HIDDEN_TEXTS):
            self.sheet.write(self.row, column, value, self._style("General"))
        self.row += 2

    def _cell(self, row: int, column: int, cell: GridCell) -> None:
        value, style = shown_as(cell.text)
        last_row, last_column = row + cell.rowspan - 1, column + cell.colspan - 1
        if (row, column) != (last_row, last_column):
            self.sheet.merge_range(row, column, last_row, last_column, value, self._style(style))
        elif isinstance(value, float):
            self.sheet.write_number(row, column, value, self._style(style))
        elif value:
            self.sheet.write_string(row, column, value, self._style(style))
        else:
            self.sheet.write_blank(row, column, None, self._style(style))

    def _style(self, number_format: str) -> Format:
        if number_format not in self._formats:
            wanted = {"border": 1, "text_wrap": True, "align": "center", "num_format": number_format}
            self._formats[number_format] = self.book.add_format(wanted)
        return self._formats[number_format]


def shown_as(text: str) -> tuple[float | str, str]:
    """What the cell holds and its number format: a plain number as one, everything else as text."""
    whole, point, places = text.partition(".")
    if not whole.removeprefix("-").isdecimal() or not whole.isascii() or (point and not places.isdecimal()):
        return text, "@"
    if point:
        return float(text), "0." + "0" * len(places)
    if str(int(whole)) != whole:
        return text, "@"
    return float(whole), "#,##0" if abs(int(whole)) >= THOUSANDS_FROM else "General"


LAYOUT = Layout(
    name="xlsx_sheet",
    summary="a spreadsheet: merged cells, figures as numbers, a hidden row and a hidden sheet",
    family="office",
    suffix=".xlsx",
    forms=FORMS,
    write=write,
)
