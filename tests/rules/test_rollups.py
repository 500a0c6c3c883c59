"""A summary is held against the reports it covers where the set is known and complete, or says why not."""

from __future__ import annotations

import pytest

from forge.model import ReportFigures

from .conftest import Project
from .corpus import Filed
from .histories import COVERED, PARTIAL, UNKNOWN, UNLISTED, scopes, summaries

ROLLUPS = ("rollup.requests", "rollup.legal_challenges", "rollup.disclosures")
# What a summary in the form of 2021 prints: 25 rows by 7 columns, 3 routes by 5, and 10 figures.
CELLS = {"rollup.requests": 175, "rollup.legal_challenges": 15, "rollup.disclosures": 10}


def outcome(project: Project, report: Filed, rule_id: str) -> list[tuple[str, str | None, int]]:
    return project.rows(
        "select verdict, reason, count(*) from marts.fct_rule_results"
        f" where report_id = '{report.report_id}' and rule_id = '{rule_id}' group by all"
    )


def summary_of(place: object) -> Filed:
    [found] = [filed for filed in summaries() if filed.place == place and is_summary(filed.figures)]
    return found


def is_summary(figures: ReportFigures) -> bool:
    return figures.scope == "summary"


@pytest.mark.parametrize("rule_id", ROLLUPS)
def test_every_cell_of_a_complete_set_is_compared(project: Project, rule_id: str) -> None:
    assert outcome(project, summary_of(COVERED), rule_id) == [("pass", None, CELLS[rule_id])]


@pytest.mark.parametrize("rule_id", ROLLUPS)
@pytest.mark.parametrize(
    ("place", "reason"),
    [
        (PARTIAL, "incomplete_coverage: 2 of 3"),
        (UNLISTED, f"unlisted_member: {UNLISTED.name}审计局"),
        (UNKNOWN, "coverage_unknown: 2 at hand"),
    ],
)
def test_a_partial_set_is_never_compared(project: Project, rule_id: str, place: object, reason: str) -> None:
    assert outcome(project, summary_of(place), rule_id) == [("not_evaluable", reason, 1)]


@pytest.mark.parametrize("rule_id", ROLLUPS)
def test_a_report_that_is_no_summary_says_so(project: Project, rule_id: str) -> None:
    [own, *_] = summaries()
    *_, unknown = scopes()
    assert outcome(project, own, rule_id) == [("not_evaluable", "not_a_summary: own", 1)]
    assert outcome(project, unknown, rule_id) == [("not_evaluable", "not_a_summary: unknown", 1)]
