"""A corrected report beside the one it supersedes: what was changed, and which verdicts turned."""

from __future__ import annotations

from itertools import pairwise

from forge.raw_rows import report_id_of

from .conftest import Evaluated
from .restated import CORRECTED, FIRST, LAST, LEFT_OUT, MENDED_FILE, RAISED, REWRITTEN, SOUND, WRONG_TEXT

CELLS = """
    select table_code, row_code, column_code, superseded_text, restated_text, change, superseded_value, restated_value
    from marts.fct_restated_cells where report_id = ? and superseded_report_id = ? order by all
"""


def test_one_figure_was_corrected(evaluated: Evaluated) -> None:
    right = SOUND.cells[CORRECTED]
    assert evaluated.rows(CELLS, report_id_of("corrected"), report_id_of("first")) == [
        (*CORRECTED, WRONG_TEXT, right, "changed", int(WRONG_TEXT), int(right))
    ]


def test_verdicts_that_turned(evaluated: Evaluated) -> None:
    turned = evaluated.rows(
        "select rule_id, scope_code, superseded_verdict, restated_verdict from marts.fct_restated_verdicts"
        " where report_id = ? order by all",
        report_id_of("corrected"),
    )
    assert turned == [
        ("requests.applicants", "processed", "fail", "pass"),
        ("requests.balance", "natural_person", "fail", "pass"),
        ("requests.outcomes", "natural_person", "fail", "pass"),
    ]


def test_rewritten_left_out_and_changed_are_told_apart(evaluated: Evaluated) -> None:
    decisions, penalties = SOUND.cells[REWRITTEN], SOUND.cells[RAISED]
    left_out = SOUND.cells[LEFT_OUT]
    assert evaluated.rows(CELLS, report_id_of("last"), report_id_of("corrected")) == sorted(
        [
            (*REWRITTEN, decisions, f"{decisions}件", "rewritten", int(decisions), int(decisions)),
            (*RAISED, penalties, LAST.cells[RAISED], "changed", int(penalties), int(penalties) + 1),
            (*LEFT_OUT, left_out, None, "removed", int(left_out), None),
        ]
    )


def test_a_report_is_compared_with_the_one_right_before_it(evaluated: Evaluated) -> None:
    pairs = evaluated.rows("select distinct superseded_report_id, report_id from marts.fct_restated_cells order by all")
    names = ("first", "corrected", "last")
    assert set(pairs) >= {(report_id_of(a), report_id_of(b)) for a, b in pairwise(names)}
    assert not [pair for pair in pairs if report_id_of("first once more") in pair]
    assert (report_id_of("first"), report_id_of("last")) not in pairs


def test_only_the_last_printing_is_current(evaluated: Evaluated) -> None:
    [(report_id,)] = evaluated.rows(
        "select report_id from marts.dim_reports inner join marts.dim_agencies using (agency_id)"
        " where agency_name = ? and is_current",
        FIRST.agency_name,
    )
    assert report_id == report_id_of("last")


def test_a_file_that_was_mended_in_place_is_what_counts(evaluated: Evaluated) -> None:
    """Whatever its bytes hash to: the document that stood at the address before is history, with its own verdicts."""
    found = evaluated.rows("""
        select sources.load_id, reports.is_current, reports.failed_rule_count > 0,
            (select count(*) > 0 from marts.fct_requests as facts where facts.report_id = reports.report_id)
        from raw.sources as sources inner join marts.dim_reports as reports using (document_id)
        where sources.source_uri like '%in_place.html' order by all
    """)
    assert found == [("load-000001", False, True, False), ("load-000002", True, False, True)]
    [change] = evaluated.rows(
        "select row_code, superseded_text, restated_text from marts.fct_restated_cells"
        " inner join marts.dim_reports using (report_id) where source_uri like '%in_place.html'"
    )
    assert change == (CORRECTED.row, "99999", MENDED_FILE.cells[CORRECTED])


def test_a_file_that_was_changed_back_is_what_counts_again(evaluated: Evaluated) -> None:
    found = evaluated.rows("""
        select sources.load_id, sources.since_load_id, reports.is_current, reports.failed_rule_count > 0
        from raw.sources as sources inner join marts.dim_reports as reports using (document_id)
        where sources.source_uri like '%changed_back.html' order by all
    """)
    assert found == [("load-000001", "load-000003", True, False), ("load-000002", "load-000002", False, True)]
