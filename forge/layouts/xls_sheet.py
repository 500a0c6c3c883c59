"""XLS: the same sheet as ``xlsx_sheet``, as Excel wrote it from 1997 on."""

from __future__ import annotations

from forge.document import PrintedReport
from forge.grid import Grid, GridCell, begun
from forge.layouts.base import FORMS, Layout
from forge.layouts.workbook_97 import Area, Sheet97, Style97, workbook
from forge.layouts.xlsx_sheet import HIDDEN_SHEET, HIDDEN_TEXTS, PAGE_WIDTH, shown_as

PROSE = Style97()


def write(report: PrintedReport) -> bytes:
    """A workbook of one sheet that is seen and one that is not."""
    writer = _Writer()
    if report.title:
        writer.prose(report.title)
    for block in report.blocks:
        if isinstance(block, Grid):
            writer.table(block)
        else:
            writer.prose(block.text)
    label, figure = HIDDEN_SHEET
    notes = Sheet97("填报说明", is_hidden=True, cells=[(0, 0, label, 0), (0, 1, figure, 0)])
    return workbook([writer.sheet, notes], writer.styles)


class _Writer:
    """Writes downwards; ``row`` is the next free row."""

    def __init__(self) -> None:
        self.sheet, self.row = Sheet97("年度报告"), 0
        self.styles = [PROSE]

    def prose(self, text: str) -> None:
        """One paragraph in a cell as wide as the page."""
        self.sheet.cells.append((self.row, 0, text, 0))
        self.sheet.merged.append(Area(self.row, self.row, 0, PAGE_WIDTH - 1))
        self.row += 1

    def table(self, grid: Grid) -> None:
        """One table, below it a row that is hidden and one that is empty."""
        for number, column, cell in begun(grid):
            self._cell(self.row + number, column, cell)
        self.row += len(grid.rows)
        self.sheet.hidden_rows.append(self.row)
        style = self._style("General")
        self.sheet.cells += [(self.row, column, value, style) for column, value in enumerate(HIDDEN_TEXTS)]
        self.row += 2

    def _cell(self, row: int, column: int, cell: GridCell) -> None:
        value, number_format = shown_as(cell.text)
        style = self._style(number_format)
        last_row, last_column = row + cell.rowspan - 1, column + cell.colspan - 1
        for below in range(row, last_row + 1):
            for beside in range(column, last_column + 1):
                self.sheet.cells.append((below, beside, value if (below, beside) == (row, column) else "", style))
        if (row, column) != (last_row, last_column):
            self.sheet.merged.append(Area(row, last_row, column, last_column))

    def _style(self, number_format: str) -> int:
        style = Style97(number_format, has_border=True)
        if style not in self.styles:
            self.styles.append(style)
        return self.styles.index(style)


LAYOUT = Layout(
    name="xls_sheet",
    summary="the same spreadsheet in the format of before 2007",
    family="office",
    suffix=".xls",
    forms=FORMS,
    write=write,
)
