"""The statistical table up to 2018 as text, one cell a line; the blank unit column leaves no trace but its header."""

from __future__ import annotations

from collections.abc import Callable

from forge.document import PrintedReport
from forge.grid import Grid, Role
from forge.layouts.base import LEGACY, Layout
from forge.layouts.text_blocks import blocks_of
from forge.quirks.labels import YEAR_AS_HEADER

# A site spreads the labels of its metadata with en spaces until they are as long as the longest.
METADATA_LENGTH = 4
EN_SPACE = "\u2002"


def write(report: PrintedReport) -> str:
    """The page with one cell a line."""
    return write_page(report, write_cells)


def write_page(report: PrintedReport, write_grid: Callable[[Grid], str]) -> str:
    """The site's metadata list, the report, and what stands below it on the page."""
    head = [f"{report.publisher}政府信息公开", *map(_metadata_line, report.metadata)]
    if report.title:
        head += [report.title, f"来源：{report.publisher}　时间：{report.published_date.isoformat()} 09:30"]
    foot = ["附件列表", "用手机扫码阅读本页", "图文解读"]
    return "\n".join(head) + "\n\n" + "\n\n".join([*blocks_of(report, write_grid), *foot])


def write_cells(grid: Grid) -> str:
    """One cell a line, blank lines between, units left out."""
    return "\n\n".join(cell.text for row in grid.rows for cell in row.cells if cell.role is not Role.UNIT)


def _metadata_line(pair: tuple[str, str]) -> str:
    key, value = pair
    gaps = len(key) - 1
    filling = EN_SPACE * ((METADATA_LENGTH - len(key)) // gaps * 2 if len(key) < METADATA_LENGTH else 0)
    return f"  • {filling.join(key)}：{value}"


LAYOUT = Layout(
    name="text_indicator",
    summary="the statistical table up to 2018, one cell a line, below a list of metadata",
    family="text",
    suffix=".txt",
    forms=LEGACY,
    write=write,
    habits=(YEAR_AS_HEADER,),
)
