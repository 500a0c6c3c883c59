"""The charts of the pages, each under an address of its own: what it shows is read by the page it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gouji.explorer.charts import Chart, Point, points
from gouji.explorer.pages import agency, home, rules
from gouji.explorer.visit import Visit

OUTCOMES = ("granted_count", "partially_granted_count", "denied_count", "unavailable_count", "not_processed_count",
            "other_count")  # fmt: skip
VERDICTS = ("pass_count", "fail_count", "not_evaluable_count")


@dataclass(frozen=True, slots=True)
class ChartAddress:
    """An address and what is drawn there."""

    path: str
    chart: Callable[[Visit], Chart]


def _years_of(visit: Visit) -> tuple[agency.AgencyYear, ...]:
    return visit.rows(agency.AgencyYear, agency.YEARS, {"agency_id": visit.path["agency_id"]})


def flow(visit: Visit) -> Chart:
    """Received, processed, carried over."""
    series = ("received_count", "processed_count", "carried_out_count")
    return Chart(series, points(_years_of(visit), series))


def outcomes(visit: Visit) -> Chart:
    """How requests ended."""
    return Chart(OUTCOMES, points(_years_of(visit), OUTCOMES), stacked=True)


def enforcement(visit: Visit) -> Chart:
    """Decisions, each kind on its own scale: licences outnumber penalties a hundredfold."""
    series = ("licensing_decision_count", "penalty_decision_count", "coercion_decision_count")
    return Chart(series, points(_years_of(visit), series), facets=True)


def challenges(visit: Visit) -> Chart:
    """Reconsiderations and lawsuits, and how many of them corrected the agency."""
    series = (
        "reconsideration_count",
        "reconsideration_corrected_count",
        "litigation_count",
        "litigation_corrected_count",
    )
    return Chart(series, points(_years_of(visit), series))


def verdicts(visit: Visit) -> Chart:
    """The mix of verdicts over the years."""
    years = visit.rows(home.YearVerdicts, home.VERDICTS)
    return Chart(VERDICTS, points(years, VERDICTS), stacked=True, share=True, verdicts=True)


def failures(visit: Visit) -> Chart:
    """The failures of one rule over the years."""
    years = visit.rows(
        rules.RuleYear, f"from ({rules.BY_YEAR}) where rule_id = $rule_id", {"rule_id": visit.path["rule_id"]}
    )
    drawn = tuple(Point(row.report_year, "fail_count", row.fail_count) for row in years if row.report_year is not None)
    return Chart(("fail_count",), drawn, stacked=True)


CHARTS = (
    ChartAddress("/charts/verdicts.svg", verdicts),
    ChartAddress("/agencies/{agency_id}/charts/flow.svg", flow),
    ChartAddress("/agencies/{agency_id}/charts/outcomes.svg", outcomes),
    ChartAddress("/agencies/{agency_id}/charts/enforcement.svg", enforcement),
    ChartAddress("/agencies/{agency_id}/charts/challenges.svg", challenges),
    ChartAddress("/rules/{rule_id}/charts/failures.svg", failures),
)
