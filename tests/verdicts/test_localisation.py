"""One fault in each of many forged reports, through the models: what is wrong is named, what is right is left alone."""

from __future__ import annotations

from benchmarks.localisation import REQUIRED_SHARE, findings_of_clean, score
from forge.raw_rows import report_id_of

from .conftest import Evaluated
from .localised import CLEAN, FAULTS, RECEIVED, WHOLE


def first_ranked(evaluated: Evaluated, name: str) -> list[tuple[str, str, str, int, str, str]]:
    return evaluated.rows(
        "select explanation_id, row_code, column_code, suggested_value::bigint, cause_code, confidence"
        " from marts.fct_explanations where explanation_rank = 1 and report_id = ? order by all",
        report_id_of(name),
    )


def test_the_fault_is_explained_with_its_true_figures(evaluated: Evaluated) -> None:
    visible, explained, missed = score(evaluated.database, FAULTS)
    assert visible.total() > 80
    assert explained.total() / visible.total() >= REQUIRED_SHARE, missed


def test_clean_reports_have_no_finding(evaluated: Evaluated) -> None:
    assert findings_of_clean(evaluated.database, CLEAN) == 0


def test_total_typed_as_zero_beside_its_parts(evaluated: Evaluated) -> None:
    assert [row[1:5] for row in first_ranked(evaluated, "section 4")] == [
        ("reconsideration", "total", 11, "total_typed_as_zero")
    ]


def test_a_total_of_21_beside_outcomes_of_27(evaluated: Evaluated) -> None:
    assert [row[1:] for row in first_ranked(evaluated, "21 beside 27")] == [
        ("processed", "natural_person", 27, "wrong_digit", "certain")
    ]


def test_a_total_of_21_carried_into_the_column_of_totals(evaluated: Evaluated) -> None:
    """Wrong in both columns, because the second was added up from the first: one explanation says both."""
    explanations: dict[str, set[tuple[str, str, int]]] = {}
    for explanation_id, row, column, value, *_ in first_ranked(evaluated, "21 in both"):
        explanations.setdefault(explanation_id, set()).add((row, column, value))
    assert list(explanations.values()) == [{("processed", "natural_person", 27), ("processed", "total", 27)}]


def test_offsetting_errors_are_found_though_totals_balance(evaluated: Evaluated) -> None:
    explanations = {row[0]: set() for row in first_ranked(evaluated, "offsetting")}  # type: ignore[var-annotated]
    for explanation_id, row, column, value, *_ in first_ranked(evaluated, "offsetting"):
        explanations[explanation_id].add((row, column, value))
    assert {(c.row, c.column, int(WHOLE.cells[c])) for c in RECEIVED} in explanations.values()
    assert all(row[5] == "possible" for row in first_ranked(evaluated, "offsetting"))


def test_a_missing_channel_leaves_three_figures_open(evaluated: Evaluated) -> None:
    found = {row[1:5] for row in first_ranked(evaluated, "channels") if row[2] == "year"}
    assert found >= {("proactive_gazette", "year", 231, "figure_omitted")}
