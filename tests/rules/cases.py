"""One fault for each rule, in reports in which nothing else can notice it.

A figure stands in several equations: a row and a column cross in it. Where a fault must break one rule alone, cells of
the other equations are left blank, in the unplanted twin as well; a rule with a blank term is not evaluable.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce

from forge import NATIONAL, balanced, chained, plant, summary
from forge.model import ReportFigures
from forge.prose import NIL_CHALLENGES

from .corpus import Place

Cell = tuple[str, str, str]
Failure = tuple[int, str, str]
"""Which of the case's reports fails which rule for which scope."""
Change = Callable[[str], str]


def more(number: str) -> Change:
    """The printed figure, and that many more."""
    return lambda text: str(Decimal(text) + Decimal(number))


def times(factor: int) -> Change:
    return lambda text: str(int(Decimal(text) * factor))


def printed(text: str) -> Change:
    return lambda _: text


@dataclass(frozen=True)
class Case:
    """Reports of one place that satisfy a rule, and the cells whose change breaks it."""

    name: str
    rule_id: str
    reports: Callable[[Place], tuple[ReportFigures, ...]]
    faults: Mapping[tuple[int, Cell], Change]
    failures: frozenset[Failure]

    def planted(self, place: Place) -> tuple[ReportFigures, ...]:
        """The same reports with the fault."""
        reports = list(self.reports(place))
        for (index, cell), change in self.faults.items():
            reports[index] = plant(reports[index], cell, change(reports[index].text(*cell)))
        return tuple(reports)


def blank(figures: ReportFigures, *cells: Cell) -> ReportFigures:
    return reduce(lambda report, cell: plant(report, cell, ""), cells, figures)


def _one(version: str, *blanks: Cell) -> Callable[[Place], tuple[ReportFigures, ...]]:
    return lambda place: (blank(balanced(7, version, agency_name=f"{place.name}水务局"), *blanks),)


def _two(version: str, *blanks: Cell) -> Callable[[Place], tuple[ReportFigures, ...]]:
    def reports(place: Place) -> tuple[ReportFigures, ...]:
        first = balanced(7, version, agency_name=f"{place.name}水务局", report_year=2017 if "pre" in version else 2022)
        return blank(first, *blanks), chained(first, 8)

    return reports


def _nil(place: Place) -> tuple[ReportFigures, ...]:
    figures = balanced(7, agency_name=f"{place.name}水务局")
    figures = replace(
        figures, cells={cell: "0" if cell.table == CHALLENGES else text for cell, text in figures.cells.items()}
    )
    return (figures.with_passages(CHALLENGES, NIL_CHALLENGES.format(year=figures.report_year)),)


MEMBERS = ("水务局", "财政局", "教育局")


def _rolled_up(*blanks: Cell) -> Callable[[Place], tuple[ReportFigures, ...]]:
    """A county's summary, which comes first, and the three reports that it covers."""

    def reports(place: Place) -> tuple[ReportFigures, ...]:
        members = tuple(balanced(seed, agency_name=place.name + name) for seed, name in enumerate(MEMBERS))
        return blank(summary(members, f"{place.name}人民政府"), *blanks), *members

    return reports


REQUESTS, CHALLENGES, DISCLOSURES, LEGACY = "requests", "legal_challenges", "disclosures", "legacy_indicators"
NATURAL, OTHER, TOTAL = "natural_person", "other_org", "total"
FEES = (DISCLOSURES, "fees", "amount")
PENALTIES = (DISCLOSURES, "penalty", "decisions")
GRANTED = (REQUESTS, "granted", NATURAL)
# Without these, what is granted to natural persons stands in no sum that can be evaluated.
AROUND_GRANTED = ((REQUESTS, "partially_granted", NATURAL), (REQUESTS, "granted", TOTAL))


def _national(rule_id: str, row: str, scope_row: str, change: Change | None = None) -> Case:
    """One figure of the long table of 2014, which no other equation knows, too many."""
    return Case(
        rule_id,
        rule_id,
        lambda place: (balanced(7, "form_pre2019", alternative=NATIONAL, agency_name=f"{place.name}水务局"),),
        {(0, (LEGACY, row, "year")): change or more("1")},
        frozenset({(0, rule_id, f"{scope_row}.year")}),
    )


def _single(rule_id: str, version: str, cell: Cell, scope_code: str, *blanks: Cell, name: str = "") -> Case:
    """One figure too many in a report by itself."""
    return Case(
        name or rule_id, rule_id, _one(version, *blanks), {(0, cell): more("1")}, frozenset({(0, rule_id, scope_code)})
    )


def _chain(
    rule_id: str, version: str, fault: Mapping[tuple[int, Cell], Change], scope_code: str, *blanks: Cell
) -> Case:
    """A fault that shows beside the year before only."""
    return Case(rule_id, rule_id, _two(version, *blanks), fault, frozenset({(1, rule_id, scope_code)}))


def _rollup(rule_id: str, cell: Cell, scope_code: str, *blanks: Cell) -> Case:
    return Case(rule_id, rule_id, _rolled_up(*blanks), {(0, cell): more("1")}, frozenset({(0, rule_id, scope_code)}))


CASES = (
    _single("requests.balance", "form_2021", (REQUESTS, "received", NATURAL), NATURAL, (REQUESTS, "received", OTHER)),
    _single("requests.outcomes", "form_2019", GRANTED, NATURAL, (REQUESTS, "granted", OTHER)),
    _single(
        "requests.applicants",
        "form_2021",
        (REQUESTS, "granted", TOTAL),
        "granted",
        (REQUESTS, "partially_granted", TOTAL),
    ),
    _chain(
        "requests.carry_over",
        "form_2021",
        {
            (0, (REQUESTS, "carried_out", NATURAL)): more("1"),
            (0, (REQUESTS, "received", NATURAL)): more("1"),
            (0, (REQUESTS, "received", TOTAL)): more("1"),
        },
        NATURAL,
        (REQUESTS, "carried_out", TOTAL),
    ),
    _single("legal_challenges.results", "form_2021", (CHALLENGES, "reconsideration", "upheld"), "reconsideration"),
    _chain(
        "legal_challenges.pending",
        "form_2021",
        {
            (0, (CHALLENGES, "direct_litigation", "pending")): more("60"),
            (0, (CHALLENGES, "direct_litigation", TOTAL)): more("60"),
        },
        "direct_litigation",
    ),
    _chain("disclosures.items", "form_2019", {(1, (DISCLOSURES, "licensing", "prior_items")): more("1")}, "licensing"),
    _chain("disclosures.in_force", "form_2021", {(1, (DISCLOSURES, "rules", "in_force")): more("1")}, "rules"),
    _single("legacy.channels", "form_pre2019", (LEGACY, "proactive_website", "year"), "proactive_total.year"),
    _single(
        "legacy.request_channels",
        "form_pre2019",
        (LEGACY, "requests_online", "cumulative"),
        "requests_total.cumulative",
    ),
    _single("legacy.replies", "form_pre2019", (LEGACY, "replies_denied", "cumulative"), "replies_total.cumulative"),
    _national("legacy.completions", "completed_extended", "requests_completed"),
    _national("legacy.denial_reasons", "replies_denied_privacy", "replies_denied"),
    _national("legacy.reconsideration_results", "reconsiderations_corrected", "reconsiderations"),
    _national("legacy.litigation_results", "litigations_other", "litigations"),
    _national("legacy.staff", "staff_part_time", "staff_total"),
    _national("legacy.normative_documents", "proactive_normative_documents", "proactive_total", more("9999")),
    _national("legacy.press_conferences", "press_conferences_by_leader", "press_conferences", more("9999")),
    _national("legacy.online_interviews", "online_interviews_by_leader", "online_interviews", more("9999")),
    _chain(
        "legacy.cumulative",
        "form_pre2019",
        {(1, (LEGACY, "complaints", "cumulative")): more("1")},
        "complaints.cumulative",
    ),
    Case(
        "legacy.year_within_cumulative",
        "legacy.year_within_cumulative",
        _one("form_pre2019"),
        {(0, (LEGACY, "complaints", "year")): more("999")},
        frozenset({(0, "legacy.year_within_cumulative", "complaints.year")}),
    ),
    _rollup("rollup.requests", GRANTED, "granted.natural_person", *AROUND_GRANTED),
    _rollup(
        "rollup.legal_challenges",
        (CHALLENGES, "reconsideration", "upheld"),
        "reconsideration.upheld",
        (CHALLENGES, "reconsideration", TOTAL),
    ),
    _rollup("rollup.disclosures", PENALTIES, "penalty.decisions"),
    Case(
        "narrative.nil_statement",
        "narrative.nil_statement",
        _nil,
        {
            (0, (CHALLENGES, "reconsideration", "upheld")): more("2"),
            (0, (CHALLENGES, "reconsideration", TOTAL)): more("2"),
        },
        frozenset({(0, "narrative.nil_statement", CHALLENGES)}),
    ),
    Case(
        "plausibility.year_over_year",
        "plausibility.year_over_year",
        _two("form_2021"),
        {(1, PENALTIES): times(11)},
        frozenset({(1, "plausibility.year_over_year", "penalty.decisions")}),
    ),
    Case(
        "total_typed_as_nothing",
        "plausibility.year_over_year",
        _two("form_2019"),
        {(1, PENALTIES): printed("0")},
        frozenset({(1, "plausibility.year_over_year", "penalty.decisions")}),
    ),
    Case(
        "plausibility.unit",
        "plausibility.unit",
        _two("form_2021"),
        {(1, FEES): times(10_000)},
        frozenset({(1, "plausibility.unit", "fees.amount")}),
    ),
    Case(
        "unit_of_cell_and_header",
        "plausibility.unit",
        _one("form_2021"),
        {(0, FEES): printed("5000元")},
        frozenset({(0, "plausibility.unit", "fees.amount")}),
    ),
    # Errors that cancel between columns break the columns too: there is no such fault that only this rule sees.
    Case(
        "plausibility.offsetting",
        "plausibility.offsetting",
        _one("form_2021"),
        {(0, GRANTED): more("1"), (0, (REQUESTS, "granted", "commercial_enterprise")): more("-1")},
        frozenset(
            {
                (0, "requests.outcomes", NATURAL),
                (0, "requests.outcomes", "commercial_enterprise"),
                (0, "plausibility.offsetting", "report"),
            }
        ),
    ),
)

# A rule that is nothing but a row, added to a copy of the project; its fault is the only other thing to write.
NEW_RULE = {
    "rule_id": "requests.granted_within_processed",
    "class": "implied",
    "severity": "error",
    "form_versions": "form_2019 form_2021",
    "table_code": "requests",
    "scope": "column",
    "scope_template": "{column}",
    "equation": "granted <= processed",
    "anchor_code": "granted",
    "needs_all_rows": "false",
}
NEW_RULE_CASE = Case(
    NEW_RULE["rule_id"],
    NEW_RULE["rule_id"],
    _one("form_2021", *AROUND_GRANTED),
    {(0, GRANTED): more("99999")},
    frozenset({(0, NEW_RULE["rule_id"], NATURAL)}),
)
ALL_CASES = (*CASES, NEW_RULE_CASE)
