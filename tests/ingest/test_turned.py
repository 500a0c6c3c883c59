"""Tables on their side are read where labels prove that they are, and never by names that slid along their figures."""

from __future__ import annotations

import re

import pytest

from benchmarks.scoring import read_cells
from forge import LAYOUTS, distinct_primes
from forge.grid import Grid, printed_texts, turned
from ingest.documents import Table
from ingest.readers import read
from ingest.report import read_report
from ingest.turned import upright

FIGURES = distinct_primes()
TURNED = frozenset(("requests", "legal_challenges"))


def page() -> bytes:
    return LAYOUTS["html_turned"].render(FIGURES)


@pytest.mark.parametrize(
    "layout", ["html_spans", "html_empty_header_cells", "csv_sheet", "markdown_pipes", "docx_tables"]
)
def test_every_kind_of_grid_is_turned(layout: str) -> None:
    report = LAYOUTS[layout].compose(FIGURES).map_grids(lambda grid: turned(grid) if grid.table in TURNED else grid)
    printed = printed_texts(tuple(block for block in report.blocks if isinstance(block, Grid)))
    found = read_cells(LAYOUTS[layout].written(report), LAYOUTS[layout].suffix)
    assert {code: cell.printed_text for code, cell in found.items() if cell.problem_code is None} == dict(printed)


def test_locators_point_to_the_printed_cells() -> None:
    cells = {cell[:3]: cell.locator for cell in read_report(page(), "report.html").alignment.cells}
    # The third line below the headers is the first kind of organisation's; its first figure stands behind its name.
    assert cells["requests", "carried_in", "natural_person"].endswith("row 4 cell 4")
    assert cells["legal_challenges", "reconsideration", "corrected"].endswith("row 2 cell 2")


def test_a_table_that_stands_upright_is_left_alone() -> None:
    document = read(LAYOUTS["html_spans"].render(FIGURES), "report.html")
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert all(upright(table) is table for table in tables)


@pytest.mark.parametrize("lost", ["colspan", "rowspan", "(?:col|row)span"])
def test_names_that_slid_with_lost_spans_are_not_believed(lost: str) -> None:
    damaged = re.sub(rf' {lost}="\d+"', "", page().decode()).encode()
    printed = {tuple(code): text for code, text in FIGURES.cells.items()}
    found = read_cells(damaged, ".html")
    trusted = {tuple(code): cell.printed_text for code, cell in found.items() if cell.problem_code is None}
    assert trusted.items() <= printed.items()
    assert not any(table == "requests" for table, _, _ in trusted)


def test_a_name_printed_twice_and_one_left_out_behind_it_are_not_believed() -> None:
    first, later = "<td>1.属于国家秘密</td>", "<td>8.属于行政查询事项</td>"
    assert first in page().decode()
    assert later in page().decode()
    slid = page().decode().replace(first, 2 * first, 1).replace(later, "", 1).encode()
    printed = {tuple(code): text for code, text in FIGURES.cells.items()}
    trusted = {tuple(code): c.printed_text for code, c in read_cells(slid, ".html").items() if c.problem_code is None}
    assert trusted
    assert trusted.items() <= printed.items()


def test_a_name_too_many_in_a_line_is_not_believed() -> None:
    moved = page().decode().replace("<td>1.属于国家秘密</td>", "<td>1.属于国家秘密</td><td></td>", 1).encode()
    trusted = {code: cell for code, cell in read_cells(moved, ".html").items() if cell.problem_code is None}
    assert not any(code.table == "requests" for code in trusted)
