"""Printed tables: spans laid out, cut in two and widened."""

from __future__ import annotations

import pytest

from forge import distinct_primes
from forge.form import CellCode
from forge.grid import Grid, GridCell, GridRow, Role, by_block, insert_page_mark, printed_texts, slots, split_at
from forge.tables import build_grid


def requests_grid() -> Grid:
    figures = distinct_primes("form_2021")
    table = figures.form.table("requests")
    assert table is not None
    return build_grid(table, figures)


def test_a_row_that_does_not_fill_the_width_is_refused() -> None:
    grid = Grid("requests", 3, (GridRow((GridCell("a", Role.LABEL, colspan=2),)),))
    with pytest.raises(ValueError, match="fills 2 of 3"):
        slots(grid)


def test_a_cell_covers_the_places_its_spans_reach() -> None:
    laid_out = slots(requests_grid())
    assert {slot.cell.text for line in laid_out[:3] for slot in line[:3]} == {laid_out[0][0].cell.text}
    assert [slot.cell.text for slot in laid_out[5]][:3] == ["三、本年度办理结果", "（一）予以公开", "（一）予以公开"]


@pytest.mark.parametrize("index", range(1, 28))
def test_a_page_mark_anywhere_leaves_every_figure_in_its_column(index: int) -> None:
    grid = requests_grid()
    marked = insert_page_mark(grid, index, "- 4 -")
    assert printed_texts((marked,)) == printed_texts((grid,))
    assert [line for n, line in enumerate(texts(marked)) if n != index] == texts(grid)


@pytest.mark.parametrize("index", range(1, 28))
def test_a_table_cut_anywhere_prints_again_what_spans_the_cut(index: int) -> None:
    grid = requests_grid()
    upper, lower = split_at(grid, index)
    assert texts(upper) + texts(lower) == texts(grid)


def test_a_table_falls_into_its_items() -> None:
    figures = distinct_primes("form_2019")
    table = figures.form.table("disclosures")
    assert table is not None
    blocks = by_block(build_grid(table, figures))
    assert [block.rows[0].cells[0].text for block in blocks] == [
        "第二十条第（一）项",
        "第二十条第（五）项",
        "第二十条第（六）项",
        "第二十条第（八）项",
        "第二十条第（九）项",
    ]


def test_a_figure_printed_twice_is_refused() -> None:
    code = CellCode("requests", "received", "total")
    row = GridRow((GridCell("1", Role.FIGURE, code=code),))
    with pytest.raises(ValueError, match="twice"):
        printed_texts((Grid("requests", 1, (row, row)),))


def texts(grid: Grid) -> list[list[str]]:
    return [[slot.cell.text for slot in line] for line in slots(grid)]
