"""Rows of noughts with nothing between them: as many as there are columns, they can be cut in one way only."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.scoring import bare, read_cells
from forge import CellCode, ReportFigures, distinct_primes, render
from ingest.forms import INDICATORS
from ingest.run_together import columns_of_noughts

LAYOUT = "text_rows_run_together"
VERSIONS = ("form_2019", "form_2021")


def with_figures(version: str, figures: dict[CellCode, str]) -> ReportFigures:
    form = distinct_primes(version)
    return replace(form, cells={code: figures.get(code, text) for code, text in form.cells.items()})


def found_in(report: ReportFigures, layout: str = LAYOUT) -> dict[CellCode, str]:
    """What is read without a problem."""
    document = render(report, layout)
    cells = read_cells(document.content, document.suffix)
    return {code: bare(cell.printed_text) for code, cell in cells.items() if cell.problem_code is None}


@pytest.mark.parametrize("version", VERSIONS)
def test_they_are_read_where_one_vintage_has_so_many_columns(version: str) -> None:
    report = with_figures(version, dict.fromkeys(distinct_primes(version).cells, "0"))
    found = found_in(report)
    assert found.items() <= report.cells.items()
    certain = {code for code in report.cells if code.table in ("requests", "legal_challenges")}
    # 其他 alone, with a numeral that a nought could be part of, names no row here.
    certain -= {code for code in certain if code.row == "other_reason"}
    if version == "form_2019":
        certain |= {code for code in report.cells if code.table == "disclosures" and code.column != "total_public"}
        certain -= {code for code in certain if code.row in ("rules", "normative_documents")}
    assert set(found) == certain


@pytest.mark.parametrize("version", VERSIONS)
def test_a_row_of_noughts_is_read_among_others(version: str) -> None:
    rows = {"carried_in", "denied_state_secret"}
    cells = distinct_primes(version).cells
    report = with_figures(version, {code: "0" for code in cells if code.row in rows})
    assert found_in(report) == {code: "0" for code in cells if code.row in rows}


@pytest.mark.parametrize("texts", [("", "0"), ("1", "0"), ("0", "10"), ("00", "0"), ("0", "0.0")])
def test_anything_else_in_the_row_leaves_it_unread(texts: tuple[str, str]) -> None:
    columns = ("natural_person", "total")
    cells = {code: "0" for code in distinct_primes().cells if code.row == "carried_in"}
    cells |= {CellCode("requests", "carried_in", column): text for column, text in zip(columns, texts, strict=True)}
    assert found_in(with_figures("form_2021", cells)) == {}


@pytest.mark.parametrize("version", VERSIONS)
def test_a_table_in_one_word_is_not_read_even_so(version: str) -> None:
    report = with_figures(version, dict.fromkeys(distinct_primes(version).cells, "0"))
    assert set(found_in(report, "text_run_together")) <= {
        code for code in report.cells if code.table == "legal_challenges"
    }


@given(data=st.data())
def test_no_figure_is_read_that_is_not_printed(data: st.DataObject) -> None:
    version = data.draw(st.sampled_from(VERSIONS))
    codes = list(distinct_primes(version).cells)
    texts = data.draw(st.lists(st.sampled_from(["0", "0", "0", "0", "", "1", "10", "100"]), min_size=len(codes)))
    report = with_figures(version, dict(zip(codes, texts, strict=False)))
    for layout in (LAYOUT, "text_run_together"):
        assert found_in(report, layout).items() <= report.cells.items()


@pytest.mark.parametrize(
    ("table", "row", "digits", "count"),
    [
        ("requests", "received", "0" * 7, 7),
        ("requests", "received", "0" * 6, 0),
        ("requests", "received", "0" * 8, 0),
        ("requests", "received", "0000001", 0),
        ("requests", "received", "", 0),
        ("disclosures", "licensing", "000", 3),
        ("disclosures", "licensing", "0", 0),
        ("disclosures", "rules", "000", 0),
        ("disclosures", "fees", "00", 2),
        ("disclosures", "fees", "0", 0),
        (INDICATORS, "proactive_total", "00", 0),
    ],
)
def test_the_columns_are_those_of_the_widest_vintage(table: str, row: str, digits: str, count: int) -> None:
    assert len(columns_of_noughts(table, row, digits)) == count
