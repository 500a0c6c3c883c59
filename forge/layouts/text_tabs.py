"""Text with a tab before each cell and a blank line between rows, as a word processor's table is dumped."""

from __future__ import annotations

import re
from itertools import cycle

from forge.document import PrintedReport
from forge.grid import Grid, GridCell, GridRow, Role, Slot, slots
from forge.layouts.base import STATUTORY, Layout
from forge.layouts.text_blocks import blocks_of, is_page_mark

# How figures are pushed about in their cells: before and after the figure, in turn.
DISCLOSURE_PADS = (("\u3000\u3000", ""), ("\u00a0", ""), ("\u3000", ""), ("\u3000  ", "\u3000"), ("", ""))
OTHER_PADS = (("\u00a0", ""), ("\u00a0", ""), ("", "\u00a0"), ("\u00a0", ""))
# Header labels of more characters than this break onto a line of their own, which has no tab.
LONGEST_UNBROKEN_HEADER = 6
HEADER_BREAK = 3
# An entity is one character, and no program that breaks lines cuts it.
CHARACTER = re.compile(r"&\w+;|.", re.DOTALL)


def write(report: PrintedReport) -> str:
    """Paragraphs one a line; each table row a run of tabbed lines and a blank line."""
    head = [f"{report.title}\n"] if report.title else []
    return "\n".join([*head, *blocks_of(report, write_cells)]) + "\n\u00a0\n"


def write_cells(grid: Grid) -> str:
    """Cells that continue one from the row above are printed as a tab and nothing."""
    pads = cycle(DISCLOSURE_PADS if grid.table == "disclosures" else OTHER_PADS)
    rows = []
    for row, line in zip(grid.rows, slots(grid), strict=True):
        if is_page_mark(row):
            rows.append("".join(f"{cell.text}\n" for cell in row.cells))
            continue
        places = [slot for slot in line if slot.begins_column]
        rows.append("".join(f"\t{_text(slot, row, next(pads))}\n" for slot in places))
    return "\n".join(rows) + "\n"


def _text(slot: Slot, row: GridRow, pad: tuple[str, str]) -> str:
    if not slot.begins_row:
        return ""
    cell = slot.cell
    if cell.role is Role.FIGURE:
        return f"{pad[0]}{cell.text}{pad[1]}" if cell.text.strip() else cell.text or "\u00a0"
    return _broken(cell) if row.block and cell is not row.cells[-1] else cell.text


def _broken(cell: GridCell) -> str:
    if cell.role is not Role.HEADER or len(cell.text) <= LONGEST_UNBROKEN_HEADER or "\n" in cell.text:
        return cell.text
    characters = CHARACTER.findall(cell.text)
    return f"{''.join(characters[:HEADER_BREAK])}\n{''.join(characters[HEADER_BREAK:])}"


LAYOUT = Layout(
    name="text_tabs",
    summary="a tab before each cell, a blank line between rows, figures padded with wide and no-break spaces",
    family="text",
    suffix=".txt",
    forms=STATUTORY,
    write=write,
)
