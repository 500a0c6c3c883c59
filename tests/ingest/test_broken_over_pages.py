"""Wherever the pages of a report end, its tables are read: between two rows, between two lines of headers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.scoring import bare, read_cells
from forge import LAYOUTS, distinct_primes
from forge.document import Paragraph
from forge.grid import Grid

FORM = distinct_primes("form_2021")
# More lines than a page has.
PUSHED = range(33)


def pushed_down(layout: str, lines: int) -> bytes:
    """A report whose tables begin so many lines further down."""
    report = LAYOUTS[layout].compose(FORM, [], 0)
    first = next(n for n, block in enumerate(report.blocks) if isinstance(block, Grid)) - 1
    above = (Paragraph("本机关按时更新栏目。"),) * lines
    return LAYOUTS[layout].written(replace(report, blocks=(*report.blocks[:first], *above, *report.blocks[first:])))


@pytest.mark.parametrize("lines", PUSHED)
@pytest.mark.parametrize("layout", ["pdf_ruled", "pdf_ruled_repeated", "ofd_ruled"])
def test_ruled_tables_are_read_whole(layout: str, lines: int) -> None:
    cells = read_cells(pushed_down(layout, lines), LAYOUTS[layout].suffix)
    assert {code: bare(cell.printed_text) for code, cell in cells.items() if not cell.problem_code} == FORM.cells


@pytest.mark.parametrize("lines", PUSHED)
@pytest.mark.parametrize("layout", ["pdf_displaced_labels", "pdf_text_only", "pdftotext_layout"])
def test_without_lines_nothing_is_read_wrongly_and_most_breaks_cost_a_row_at_most(layout: str, lines: int) -> None:
    cells = read_cells(pushed_down(layout, lines), LAYOUTS[layout].suffix)
    found = {code: bare(cell.printed_text) for code, cell in cells.items() if not cell.problem_code}
    assert found.items() <= FORM.cells.items()
    # What spans a break and is printed again below it looks, without lines, like headers of its own.
    lost = {code.table for code in FORM.cells if code not in found}
    assert len(FORM.cells) - len(found) <= 7 or (layout == "pdf_text_only" and len(lost) == 1)
