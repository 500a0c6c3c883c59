"""Acknowledged, no longer acknowledged, and kept out of the facts: the same fault in different standing."""

from __future__ import annotations

import pytest

from forge.raw_rows import report_id_of

from .conftest import Evaluated
from .discrepancies import APPLICANTS, BALANCE, COUNTED, REPEATED, STANDINGS


@pytest.mark.parametrize("name", STANDINGS)
def test_a_verdict_counts_as_acknowledged_as_long_as_figures_and_date_allow(evaluated: Evaluated, name: str) -> None:
    for failures in ("(from marts.fct_rule_results where verdict = 'fail')", "marts.fct_findings"):
        standing = evaluated.rows(
            f"select distinct is_acknowledged from {failures} where report_id = ? and rule_id = ?",
            report_id_of(name),
            BALANCE,
        )
        assert standing == [(name in COUNTED,)], failures


@pytest.mark.parametrize("name", STANDINGS)
def test_only_open_failures_keep_a_report_out_of_the_facts(evaluated: Evaluated, name: str) -> None:
    [(is_quarantined, failed_rule_count)] = evaluated.rows(
        "select is_quarantined, failed_rule_count from marts.dim_reports where report_id = ?", report_id_of(name)
    )
    assert is_quarantined == (name not in COUNTED)
    assert failed_rule_count == (1 if name in COUNTED else 2)
    [(figures,)] = evaluated.rows("select count(*) from marts.fct_requests where report_id = ?", report_id_of(name))
    assert (figures == 0) == is_quarantined
    [(findings,)] = evaluated.rows("select count(*) from marts.fct_findings where report_id = ?", report_id_of(name))
    assert findings == 2


def test_the_chosen_severity_decides_about_quarantine(evaluated: Evaluated) -> None:
    """The row of the fault fails too, and is open in every report, but by its chosen severity it is a notice."""
    severities = evaluated.rows("select distinct severity from marts.fct_findings where rule_id = ?", APPLICANTS)
    assert severities == [("notice",)]
    open_in = evaluated.rows(
        "select distinct report_id from marts.fct_rule_results"
        " where rule_id = ? and verdict = 'fail' and not is_acknowledged and scope_code = 'carried_out'",
        APPLICANTS,
    )
    assert {(report_id_of(name),) for name in STANDINGS} <= set(open_in)


def test_entries_that_no_longer_fire_are_told(evaluated: Evaluated) -> None:
    """One for other figures, one for a rule that holds; an expired one has ended, one of an unknown report waits."""
    assert evaluated.test_results["known_discrepancies_still_fire"] == ("warn", 2)
    assert evaluated.test_results["known_discrepancies_are_well_formed"][0] == "pass"


def test_a_sound_report_stays_sound(evaluated: Evaluated) -> None:
    assert evaluated.failures.get(REPEATED, set()) == set()
