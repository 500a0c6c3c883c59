"""What the text layouts share: reading order, and tables as runs of cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from forge.document import PrintedReport
from forge.grid import Grid, GridRow, Role


def is_page_mark(row: GridRow) -> bool:
    """Whether the row is only a page mark."""
    return any(cell.role is Role.PAGE_MARK for cell in row.cells)


def blocks_of(report: PrintedReport, write_grid: Callable[[Grid], str]) -> Iterator[str]:
    """Headings, paragraphs and tables in reading order, a text each."""
    for block in report.blocks:
        yield write_grid(block) if isinstance(block, Grid) else block.text


def in_lines(report: PrintedReport, write_grid: Callable[[Grid], str]) -> str:
    """The title if the report prints one, then its blocks, a line break between them."""
    head = [report.title] if report.title else []
    return "\n".join([*head, *blocks_of(report, write_grid)])


def without_blanks(grid: Grid, write_row: Callable[[Sequence[str], int], str]) -> str:
    """A table row by row, written from what stands in the cells that are not blank, and from how many the row lacks; a
    page mark stands as it is.
    """
    rows: list[str] = []
    for row in grid.rows:
        texts = [cell.text.replace("\n", " ").strip() for cell in row.cells if cell.text.strip()]
        rows.append(row.cells[0].text if is_page_mark(row) else write_row(texts, grid.width - len(texts)))
    return "\n".join(rows)
