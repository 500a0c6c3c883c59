"""One fault in each of many forged reports, through the models: what is wrong is named, what is right is left alone."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from benchmarks.localisation import (
    REQUIRED_SHARE,
    all_reports,
    build,
    clean_reports,
    faulty_reports,
    findings_of_clean,
    score,
)
from forge.figures import CellCode, balanced, plant
from forge.raw_rows import report_id_of

FAULTS = faulty_reports(120)
CLEAN = clean_reports(40)
WHOLE = balanced(3, agency_name="丙县水务局")
RECEIVED = [CellCode("requests", "received", column) for column in ("natural_person", "commercial_enterprise")]
ROUTE = [CellCode("legal_challenges", "reconsideration", column) for column in ("upheld", "corrected", "other_result")]


def more(cell: CellCode, difference: int) -> str:
    return str(int(WHOLE.cells[cell]) + difference)


OFFSETTING = plant(plant(WHOLE, RECEIVED[0], more(RECEIVED[0], 1)), RECEIVED[1], more(RECEIVED[1], -1))
PROCESSED = ("requests", "processed", "natural_person")
# What real reports were found to print: statutory-forms, figures that are wrong in the original.
SECTION_4_ZERO = WHOLE
for _cell, _text in [*zip(ROUTE, ("10", "1", "0"), strict=True),
                     (CellCode("legal_challenges", "reconsideration", "pending"), "0"),
                     (CellCode("legal_challenges", "reconsideration", "total"), "0")]:  # fmt: skip
    SECTION_4_ZERO = plant(SECTION_4_ZERO, _cell, _text)
# One column in which the outcomes come to 27 and the total beside them says 21; all other equations hold.
REQUESTS_TOTAL = "processed"
BESIDE_27 = WHOLE
for _cell, _text in WHOLE.cells.items():
    if _cell.table == "requests" and _cell.column in ("natural_person", "total"):
        _figures = {
            "granted": "20",
            "partially_granted": "7",
            REQUESTS_TOTAL: "27",
            "received": "30",
            "carried_out": "3",
        }
        BESIDE_27 = plant(BESIDE_27, _cell, _figures.get(_cell.row, "0"))
    elif _cell.table == "requests":
        BESIDE_27 = plant(BESIDE_27, _cell, "0")
TOTAL_21 = plant(BESIDE_27, ("requests", REQUESTS_TOTAL, "natural_person"), "21")
BOTH_TOTALS_21 = plant(TOTAL_21, ("requests", REQUESTS_TOTAL, "total"), "21")
LEGACY = balanced(5, "form_pre2019", agency_name="丁市水务局")
for _row, _text in (("proactive_total", "2026"), ("proactive_website", "1795"), ("proactive_gazette", "0")):
    LEGACY = plant(LEGACY, ("legacy_indicators", _row, "year"), _text)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("localisation") / "gouji.duckdb"
    named = {
        "offsetting": OFFSETTING, "section 4": SECTION_4_ZERO, "channels": LEGACY, "21 beside 27": TOTAL_21,
        "21 in both": BOTH_TOTALS_21,
    }  # fmt: skip
    build(file, all_reports(FAULTS) | CLEAN | named)
    return file


def first_ranked(file: Path, name: str) -> list[tuple[str, str, str, int, str, str]]:
    with duckdb.connect(str(file), read_only=True) as connection:
        return connection.execute(
            "select explanation_id, row_code, column_code, suggested_value::bigint, cause_code, confidence"
            " from marts.fct_explanations where explanation_rank = 1 and report_id = ? order by all",
            [report_id_of(name)],
        ).fetchall()


def test_the_fault_is_explained_with_its_true_figures(built: Path) -> None:
    visible, explained, missed = score(built, FAULTS)
    assert visible.total() > 80
    assert explained.total() / visible.total() >= REQUIRED_SHARE, missed


def test_clean_reports_have_no_finding(built: Path) -> None:
    assert findings_of_clean(built, CLEAN) == 0


def test_total_typed_as_zero_beside_its_parts(built: Path) -> None:
    assert [row[1:5] for row in first_ranked(built, "section 4")] == [
        ("reconsideration", "total", 11, "total_typed_as_zero")
    ]


def test_a_total_of_21_beside_outcomes_of_27(built: Path) -> None:
    assert [row[1:] for row in first_ranked(built, "21 beside 27")] == [
        ("processed", "natural_person", 27, "wrong_digit", "certain")
    ]


def test_a_total_of_21_carried_into_the_column_of_totals(built: Path) -> None:
    """Wrong in both columns, because the second was added up from the first: one explanation says both."""
    explanations: dict[str, set[tuple[str, str, int]]] = {}
    for explanation_id, row, column, value, *_ in first_ranked(built, "21 in both"):
        explanations.setdefault(explanation_id, set()).add((row, column, value))
    assert list(explanations.values()) == [{("processed", "natural_person", 27), ("processed", "total", 27)}]


def test_offsetting_errors_are_found_though_totals_balance(built: Path) -> None:
    explanations = {row[0]: set() for row in first_ranked(built, "offsetting")}  # type: ignore[var-annotated]
    for explanation_id, row, column, value, *_ in first_ranked(built, "offsetting"):
        explanations[explanation_id].add((row, column, value))
    assert {(c.row, c.column, int(WHOLE.cells[c])) for c in RECEIVED} in explanations.values()
    assert all(row[5] == "possible" for row in first_ranked(built, "offsetting"))


def test_a_missing_channel_leaves_three_figures_open(built: Path) -> None:
    found = {row[1:5] for row in first_ranked(built, "channels") if row[2] == "year"}
    assert found >= {("proactive_gazette", "year", 231, "figure_omitted")}
