"""Figures: what balances, what chains, what can be told apart, and what a planted fault changes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forge import DIVIDED, UNDIVIDED, ReportFigures, balanced, chained, distinct_primes, plant
from forge.form import FormTable, form_versions, load_form
from forge.tables import build_grid

STATUTORY = ("form_2019", "form_2021")
VARIANTS = [(version, alternative) for version in STATUTORY for alternative in (DIVIDED, UNDIVIDED)]
SEEDS = st.integers(min_value=0, max_value=10_000)


def number(figures: ReportFigures, table: str, row: str, column: str) -> int:
    return int(figures.cells[table, row, column])  # type: ignore[index]


def table_of(figures: ReportFigures, code: str) -> FormTable:
    table = figures.form.table(code)
    assert table is not None
    return table


def requests_faults(figures: ReportFigures) -> Iterator[str]:
    """Columns and rows of section 3 that do not add up."""
    table = table_of(figures, "requests")
    rows = table.rows_printed(figures.alternative)
    applicants = [column.code for column in table.columns if column.code != "total"]
    for column in table.columns:
        received, carried_in, processed, carried_out = (
            number(figures, "requests", row, column.code)
            for row in ("received", "carried_in", "processed", "carried_out")
        )
        if received + carried_in != processed + carried_out:
            yield f"balance {column.code}"
        if sum(number(figures, "requests", row.code, column.code) for row in rows if row.group) != processed:
            yield f"outcomes {column.code}"
    for row in rows:
        parts = sum(number(figures, "requests", row.code, applicant) for applicant in applicants)
        if parts != number(figures, "requests", row.code, "total"):
            yield f"applicants {row.code}"


def challenge_faults(figures: ReportFigures) -> Iterator[str]:
    table = table_of(figures, "legal_challenges")
    for row in table.rows:
        *parts, total = (number(figures, "legal_challenges", row.code, column.code) for column in table.columns)
        if sum(parts) != total:
            yield f"results {row.code}"


def legacy_faults(figures: ReportFigures) -> Iterator[str]:
    totals = {"proactive_channel": "proactive_total", "request_channel": "requests_total", "reply": "replies_total"}
    table = table_of(figures, "legacy_indicators")
    rows = table.rows_printed(figures.alternative)
    for column in ("year", "cumulative"):
        for group, total in totals.items():
            parts = sum(number(figures, table.code, row.code, column) for row in rows if row.group == group)
            if parts != number(figures, table.code, total, column):
                yield f"{group} {column}"
    for row in rows:
        if number(figures, table.code, row.code, "year") > number(figures, table.code, row.code, "cumulative"):
            yield f"year within cumulative {row.code}"


def coinciding_neighbours(figures: ReportFigures) -> list[tuple[str, ...]]:
    """Figures that equal the one to their right or below, by table."""
    found: list[tuple[str, ...]] = []
    for table in figures.form.tables:
        lines = [[cell for cell in row.cells if cell.code] for row in build_grid(table, figures).rows]
        for line in lines:
            found += [(a.text, str(a.code)) for a, b in pairwise(line) if a.text == b.text]
        for upper, lower in pairwise(lines):
            # Rows of different items stand below different headers.
            if len(upper) == len(lower):
                found += [(a.text, str(a.code)) for a, b in zip(upper, lower, strict=True) if a.text == b.text]
    return found


@settings(max_examples=30, deadline=None)
@given(seed=SEEDS, variant=st.sampled_from(VARIANTS), quiet=st.booleans())
def test_a_balanced_report_balances(seed: int, variant: tuple[str, str], quiet: bool) -> None:
    version, alternative = variant
    figures = balanced(seed, version, alternative=alternative, quiet=quiet)
    assert list(figures.cells) == list(load_form(version).cells(alternative))
    assert [*requests_faults(figures), *challenge_faults(figures)] == []


@settings(max_examples=30, deadline=None)
@given(seed=SEEDS, quiet=st.booleans())
def test_a_balanced_statistical_table_balances(seed: int, quiet: bool) -> None:
    assert list(legacy_faults(balanced(seed, "form_pre2019", quiet=quiet))) == []


@settings(max_examples=30, deadline=None)
@given(seed=SEEDS, version=st.sampled_from(form_versions()))
def test_neighbouring_figures_differ_unless_the_agency_is_quiet(seed: int, version: str) -> None:
    assert coinciding_neighbours(balanced(seed, version)) == []


@settings(max_examples=30, deadline=None)
@given(seed=SEEDS, first=st.sampled_from(STATUTORY), quiet=st.booleans())
def test_a_chain_of_three_years_follows_on(seed: int, first: str, quiet: bool) -> None:
    years = [balanced(seed, first, report_year=2020, quiet=quiet)]
    years.append(chained(years[0], seed + 1, form_version="form_2021", quiet=quiet))
    years.append(chained(years[1], seed + 2, quiet=not quiet))
    assert [figures.report_year for figures in years] == [2020, 2021, 2022]
    for before, after in pairwise(years):
        assert [*requests_faults(after), *challenge_faults(after)] == []
        for column in table_of(after, "requests").columns:
            carried_out = before.text("requests", "carried_out", column.code)
            assert after.text("requests", "carried_in", column.code) == carried_out
        for route in table_of(after, "legal_challenges").rows:
            pending = number(before, "legal_challenges", route.code, "pending")
            assert pending <= number(after, "legal_challenges", route.code, "total")


@settings(max_examples=20, deadline=None)
@given(seed=SEEDS)
def test_documents_in_force_and_items_follow_from_the_year_before(seed: int) -> None:
    before = balanced(seed, "form_2021")
    after = chained(before, seed + 1)
    for row in ("rules", "normative_documents"):
        in_force, issued, repealed = (
            number(after, "disclosures", row, column) for column in ("in_force", "issued", "repealed")
        )
        assert in_force == number(before, "disclosures", row, "in_force") + issued - repealed
    before = balanced(seed, "form_2019")
    after = chained(before, seed + 1)
    for row in ("licensing", "other_services", "penalty", "coercion", "fees"):
        items, change = (number(before, "disclosures", row, column) for column in ("prior_items", "item_change"))
        assert number(after, "disclosures", row, "prior_items") == items + change


@settings(max_examples=20, deadline=None)
@given(seed=SEEDS)
def test_cumulative_figures_grow_by_the_year(seed: int) -> None:
    before = balanced(seed, "form_pre2019")
    after = chained(before, seed + 1)
    assert list(legacy_faults(after)) == []
    for row in table_of(after, "legacy_indicators").rows_printed(after.alternative):
        year, cumulative = (number(after, "legacy_indicators", row.code, column) for column in ("year", "cumulative"))
        assert cumulative == number(before, "legacy_indicators", row.code, "cumulative") + year


@pytest.mark.parametrize("version", form_versions())
def test_every_cell_prints_a_prime_of_its_own(version: str) -> None:
    figures = distinct_primes(version)
    primes = [int(text) for text in figures.cells.values()]
    assert len(set(primes)) == len(figures.cells)
    assert all(prime % divisor for prime in primes for divisor in range(2, int(prime**0.5) + 1))


def test_a_planted_figure_changes_one_cell_and_no_word() -> None:
    figures = balanced(5)
    planted = plant(figures, ("requests", "processed", "natural_person"), "1")
    changed = {cell for cell, text in planted.cells.items() if text != figures.cells[cell]}
    assert changed == {("requests", "processed", "natural_person")}
    assert planted.prose == figures.prose
    assert list(requests_faults(planted)) == [
        "balance natural_person",
        "outcomes natural_person",
        "applicants processed",
    ]


def test_planting_where_nothing_is_printed_is_refused() -> None:
    with pytest.raises(ValueError, match="prints no cell"):
        plant(balanced(5, alternative=DIVIDED), ("requests", "other_undivided", "total"), "1")


def test_equal_seeds_make_equal_reports_and_others_do_not() -> None:
    assert balanced(8) == balanced(8)
    assert balanced(8).cells != balanced(9).cells


def test_unknown_vintages_and_alternatives_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown form version"):
        balanced(1, "form_1999")
    with pytest.raises(ValueError, match="no alternative"):
        balanced(1, "form_2021", alternative="threefold")


@pytest.mark.parametrize("agency", ["昌黎县水务局", "武山县自然资源局", "容县民政局", "会泽县林业局"])
def test_the_prose_states_the_figures_of_the_tables(agency: str) -> None:
    figures = balanced(6, agency_name=agency)
    prose = "".join(passage.text for passage in figures.prose)
    assert f"{figures.text('requests', 'received', 'total')}件" in prose
    assert f"{figures.text('disclosures', 'licensing', 'decisions')}件" in prose
    assert f"行政复议{figures.text('legal_challenges', 'reconsideration', 'total')}" in prose
    assert f"{figures.report_year}年1月1日至{figures.report_year}年12月31日" in prose
