"""Damaged documents: a rejection, or cells that the document does print; rows moved about keep their figures."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.mutations import (
    MOVES,
    MUTATIONS,
    Move,
    Mutation,
    flip_bytes,
    numbers,
    printed_numbers,
    rows_moved,
    truncate,
)
from benchmarks.scoring import bare, read_cells
from benchmarks.table_slips import SLIPS, Slip, slipped, some_slips
from forge import LAYOUTS, ForgedDocument, distinct_primes, render
from ingest.aligned import AlignedCell
from ingest.errors import Rejection
from ingest.report import read_reports
from tests.depth import examples

CHANCES = st.integers(0, 10_000).map(Random)
bounded = settings(
    max_examples=examples(15), derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
# What a script writes is no text of the page; the other layouts of these families show all they print.
READABLE = sorted(
    name for name, layout in LAYOUTS.items() if layout.family in ("html", "text", "markdown") and "script" not in name
)
# Layouts that can print rows whose spans no longer fit: the others would have to lay the table out first.
UNCHECKED = ("html_one_table", "html_spans", "html_word_paste") + tuple(
    f"text_{kind}" for kind in ("blank_lines", "pipe_separated", "space_separated")
)


def forged(name: str) -> ForgedDocument:
    """A report of distinct primes in the newest vintage that the layout prints."""
    return render(distinct_primes(max(LAYOUTS[name].forms)), name)


def cells_or_rejection(content: bytes, suffix: str) -> list[AlignedCell]:
    """The cells of all reports of a document; none where it is rejected. Anything else raised fails the test."""
    try:
        document = read_reports(content, f"document{suffix}")
    except Rejection:
        return []
    return [cell for report in document.reports for cell in report.alignment.cells]


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_damaged_bytes_are_read_or_rejected(name: str) -> None:
    document = forged(name)

    @bounded
    @given(CHANCES, st.sampled_from((flip_bytes, truncate)))
    def survives(chance: Random, mutate: Mutation) -> None:
        cells_or_rejection(mutate(document.content, chance), document.suffix)

    survives()


@pytest.mark.parametrize("name", READABLE)
def test_no_number_is_read_that_is_not_printed(name: str) -> None:
    document = forged(name)

    @bounded
    @given(CHANCES, st.sampled_from(MUTATIONS))
    def invents_nothing(chance: Random, mutate: Mutation) -> None:
        content = mutate(document.content, chance)
        cells = cells_or_rejection(content, document.suffix)
        printed = printed_numbers(content, document.suffix) if cells else set()
        for cell in cells:
            assert cell.problem_code or numbers(cell.printed_text) <= printed, (mutate.__name__, cell)

    invents_nothing()


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("name", UNCHECKED)
def test_rows_keep_their_figures(name: str, move: Move) -> None:
    version = max(LAYOUTS[name].forms)
    original = forged(name).expected

    @bounded
    @given(CHANCES, st.sampled_from(("requests", "disclosures")))
    def keeps_figures(chance: Random, table: str) -> None:
        document = render(distinct_primes(version), name, [rows_moved(table, move, chance)])
        for code, cell in read_cells(document.content, document.suffix).items():
            assert cell.problem_code or bare(cell.printed_text) == original.get(code), (table, cell)

    keeps_figures()


@pytest.mark.parametrize(
    "name", ["html_word_paste", "html_empty_header_cells", "html_one_table", "html_indicator_long"]
)
def test_what_is_read_of_a_table_with_slips_is_what_stood_there(name: str) -> None:
    document = forged(name)
    printed = {cell[:3]: bare(cell.printed_text) for cell in cells_or_rejection(document.content, document.suffix)}

    @bounded
    @given(CHANCES)
    def moves_nothing(chance: Random) -> None:
        slips = some_slips(chance)
        for cell in cells_or_rejection(slipped(document.content, slips, chance), document.suffix):
            text = bare(cell.printed_text)
            assert cell.problem_code or not numbers(text) or text == printed.get(cell[:3]), (slips, cell)

    moves_nothing()


@pytest.mark.parametrize("slip", SLIPS)
def test_every_slip_changes_a_page(slip: Slip) -> None:
    document = forged("html_spans")
    assert any(
        slipped(document.content, [slip], Random(n)) != slipped(document.content, [], Random(n)) for n in range(9)
    )
