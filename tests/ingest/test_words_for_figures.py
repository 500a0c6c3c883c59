"""What stands in a cell in place of a figure is printed there: never a blank, and never a reason to move others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.scoring import bare, read_cells
from forge import CellCode, distinct_primes, render

FIGURES = distinct_primes("form_2021")
UNRULED = ("pdf_text_only", "pdf_displaced_labels")
BLANKS_LEFT_OUT = (
    "text_extracted_rows",
    "text_extracted_cells",
    "text_rows_opened",
    "text_cells_indented",
    "text_pipe_below",
)
WORDS = ("减3", "见附件", "十二", "12①")
UPHELD = ("legal_challenges", "reconsideration", "upheld")


def assert_read_as_printed(layout: str, texts: dict[tuple[str, str, str], str]) -> None:
    """Every cell is read as it is printed, or not."""
    changed = {CellCode(*code): text for code, text in texts.items()}
    document = render(replace(FIGURES, cells={**FIGURES.cells, **changed}), layout)
    cells = read_cells(document.content, document.suffix)
    read = {code: bare(cell.printed_text) for code, cell in cells.items() if cell.problem_code is None}
    assert read == {code: bare(document.expected[code]) for code in read}
    # No more than the tables with such words is lost.
    assert {code.table for code in document.expected if code not in read} <= {table for table, _, _ in texts}


@pytest.mark.parametrize("layout", UNRULED)
@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize(
    "code", [UPHELD, ("legal_challenges", "direct_litigation", "pending"), ("requests", "granted", "natural_person")]
)
def test_words_under_a_header_are_no_name_of_the_row(layout: str, words: str, code: tuple[str, str, str]) -> None:
    assert_read_as_printed(layout, {code: words})


@pytest.mark.parametrize("layout", BLANKS_LEFT_OUT)
@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("blank", ["natural_person", "research_institution", "other_org"])
def test_words_at_the_end_of_a_row_do_not_hide_that_it_is_short(layout: str, words: str, blank: str) -> None:
    assert_read_as_printed(layout, {("requests", "received", "total"): words, ("requests", "received", blank): ""})
