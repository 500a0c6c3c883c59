"""One agency: its years side by side, the chains between them, and how it stands among its peers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from gouji.errors import Wording
from gouji.explorer.pages.agencies import COLUMNS, AgencyRow
from gouji.explorer.parameters import YEAR
from gouji.explorer.visit import NothingThere, Page, Visit

PEERS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Parent:
    """The government above."""

    agency_id: str
    agency_name: str


@dataclass(frozen=True, slots=True)
class AgencyYear:
    """The key figures of a year (``agency_years``)."""

    report_year: int
    report_id: str
    form_version: str | None
    scope: str
    received_count: int | None
    carried_in_count: int | None
    processed_count: int | None
    carried_out_count: int | None
    granted_count: int | None
    partially_granted_count: int | None
    denied_count: int | None
    unavailable_count: int | None
    not_processed_count: int | None
    other_count: int | None
    disclosure_rate: float | None
    denial_rate: float | None
    not_held_rate: float | None
    carry_over_rate: float | None
    challenge_rate: float | None
    reconsideration_correction_rate: float | None
    litigation_loss_rate: float | None
    reconsideration_count: int | None
    reconsideration_corrected_count: int | None
    litigation_count: int | None
    litigation_corrected_count: int | None
    licensing_decision_count: int | None
    penalty_decision_count: int | None
    coercion_decision_count: int | None
    normative_documents_issued_count: int | None
    normative_documents_in_force_count: int | None
    fee_amount_wan_yuan: Decimal | None
    open_finding_count: int
    is_quarantined: bool
    reconciliation_status: str


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate of the years above under the name that its metric has (``dim_metrics``)."""

    column_name: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class OtherReport:
    """A report whose figures the years above do not show: a second scope, or a superseded version."""

    report_id: str
    report_year: int | None
    scope: str
    form_version: str | None
    is_current: bool
    reconciliation_status: str
    open_finding_count: int


@dataclass(frozen=True, slots=True)
class ChainLink:
    """A chain rule between the report of a year and that of the year before, over all its places."""

    report_year: int
    rule_id: str
    name_zh: str
    name_en: str
    equation: str
    pass_count: int
    fail_count: int
    not_evaluable_count: int
    failed_scopes: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class PeerFigure:
    """One figure of the agency beside those of its peers in one year; ``rank`` 1 is the highest."""

    figure: str
    own_value: float | None
    peer_median: float | None
    peer_lowest: float | None
    peer_highest: float | None
    rank: int | None
    peer_count: int


@dataclass(frozen=True, slots=True)
class Peer:
    """An agency of the same function, level and province."""

    agency_id: str
    agency_name: str
    received_count: int | None
    processed_count: int | None
    disclosure_rate: float | None
    open_finding_count: int


@dataclass(frozen=True, slots=True)
class Agency:
    """The answer."""

    agency: AgencyRow
    parent: Parent | None
    years: tuple[AgencyYear, ...]
    rates: tuple[Rate, ...]
    other_reports: tuple[OtherReport, ...]
    chains: tuple[ChainLink, ...]
    peer_year: int | None
    peer_figures: tuple[PeerFigure, ...]
    peers: tuple[Peer, ...]


YEARS = """
select
    years.report_year, report_id, years.form_version, years.scope, received_count, carried_in_count, processed_count,
    carried_out_count, granted_count, partially_granted_count, denied_count, unavailable_count, not_processed_count,
    other_count, disclosure_rate, denial_rate, not_held_rate, carry_over_rate, challenge_rate,
    reconsideration_correction_rate, litigation_loss_rate, reconsideration_count, reconsideration_corrected_count,
    litigation_count, litigation_corrected_count, licensing_decision_count, penalty_decision_count,
    coercion_decision_count, normative_documents_issued_count, normative_documents_in_force_count, fee_amount_wan_yuan,
    years.open_finding_count, years.is_quarantined, reports.reconciliation_status
from warehouse.marts.agency_years as years inner join side.reports as reports using (report_id)
where years.agency_id = $agency_id order by years.report_year
"""

RATES = """
select column_name, name_zh, name_en from warehouse.marts.dim_metrics
where unit = 'share' and column_name is not null order by ordinal
"""

OTHERS = """
select report_id, report_year, scope, form_version, is_current, reconciliation_status, open_finding_count
from side.reports
where agency_id = $agency_id and not list_contains($shown, report_id)
order by report_year, scope, report_id
"""

CHAINS = """
select
    reports.report_year, results.rule_id, rules.name_zh, rules.name_en, rules.equation,
    count(*) filter (verdict = 'pass') as pass_count,
    count(*) filter (verdict = 'fail') as fail_count,
    count(*) filter (verdict = 'not_evaluable') as not_evaluable_count,
    string_agg(scope_code, ', ' order by scope_code) filter (verdict = 'fail') as failed_scopes,
    min(reason) as reason
from warehouse.marts.fct_rule_results as results
inner join warehouse.marts.dim_rules as rules using (rule_id)
inner join side.reports as reports using (report_id)
where results.report_id in (select unnest($shown)) and rules.class = 'chain'
group by all order by min(rules.ordinal), reports.report_year
"""

PEERS_OF_YEAR = """
    select agencies.agency_id, agencies.agency_name, years.*
    from side.agencies as agencies
    inner join warehouse.marts.agency_years as years using (agency_id)
    where years.report_year = $year and not years.is_quarantined
        and agencies.agency_function = $function and agencies.agency_level = $level
        and agencies.province_name = $province
"""

FIGURES = ("received_count", "processed_count", "disclosure_rate", "carried_out_count", "reconsideration_count",
           "litigation_count", "open_finding_count")  # fmt: skip

PEER_FIGURES = f"""
with peers as ({PEERS_OF_YEAR}),
long as (
    unpivot (select agency_id, {", ".join(f"{name}::double as {name}" for name in FIGURES)} from peers)
    on {", ".join(FIGURES)} into name figure value value
)
select
    figure,
    max(value) filter (agency_id = $agency_id) as own_value,
    median(value) filter (agency_id <> $agency_id) as peer_median,
    min(value) filter (agency_id <> $agency_id) as peer_lowest,
    max(value) filter (agency_id <> $agency_id) as peer_highest,
    case when own_value is not null then 1 + count(*) filter (value > own.own_value) end::integer as rank,
    count(*) filter (agency_id <> $agency_id) as peer_count
from long
left join (select figure, value as own_value from long where agency_id = $agency_id) as own using (figure)
group by figure, own.own_value
order by list_position([{", ".join(f"'{name}'" for name in FIGURES)}], figure)
"""

PEERS = f"""
select agency_id, agency_name, received_count, processed_count, disclosure_rate, open_finding_count
from ({PEERS_OF_YEAR}) where agency_id <> $agency_id
order by received_count desc nulls last, agency_name limit $shown
"""


def read(visit: Visit) -> Agency:
    """The agency under the address.

    Raises:
        NothingThere: there is no such agency.
    """
    agency_id = visit.path["agency_id"]
    only = {"agency_id": agency_id}
    found = visit.rows(AgencyRow, f"select {COLUMNS} from side.agencies where agency_id = $agency_id", only)
    if not found:
        raise NothingThere(agency_id)
    agency, years = found[0], visit.rows(AgencyYear, YEARS, only)
    shown = [year.report_id for year in years]
    peer_year = _peer_year(visit, years)
    figures, peers = _peers(visit, agency, peer_year) if peer_year else ((), ())
    return Agency(
        agency=agency,
        parent=_parent(visit, agency_id),
        years=years,
        rates=visit.rows(Rate, RATES, {}) if visit.has_table("marts", "dim_metrics") else (),
        other_reports=visit.rows(OtherReport, OTHERS, only | {"shown": shown}),
        chains=visit.rows(ChainLink, CHAINS, {"shown": shown}),
        peer_year=peer_year,
        peer_figures=figures,
        peers=peers,
    )


def _parent(visit: Visit, agency_id: str) -> Parent | None:
    found = visit.rows(
        Parent,
        "select above.agency_id, above.agency_name from side.agencies as agencies "
        "inner join side.agencies as above on agencies.parent_agency_id = above.agency_id "
        "where agencies.agency_id = $agency_id",
        {"agency_id": agency_id},
    )
    return found[0] if found else None


def _peer_year(visit: Visit, years: tuple[AgencyYear, ...]) -> int | None:
    """The year asked for, else the latest; None where the agency has no such year."""
    asked = visit.values["year"]
    known = [year.report_year for year in years]
    if asked is None:
        return max(known, default=None)
    return asked if isinstance(asked, int) and asked in known else None


def _peers(visit: Visit, agency: AgencyRow, year: int) -> tuple[tuple[PeerFigure, ...], tuple[Peer, ...]]:
    """Same function, same level, same province; where one of these is unknown there are no peers."""
    alike = {"function": agency.agency_function, "level": agency.agency_level, "province": agency.province_name}
    if None in alike.values():
        return (), ()
    asked: Mapping[str, object] = alike | {"year": year, "agency_id": agency.agency_id}
    return (
        visit.rows(PeerFigure, PEER_FIGURES, asked),
        visit.rows(Peer, PEERS, {**asked, "shown": PEERS_SHOWN}),
    )


def view(agency: Agency, lang: str) -> dict[str, object]:
    """The chains by rule and year, to be drawn between the years."""
    del lang
    links = {(link.rule_id, link.report_year): link for link in agency.chains}
    rules = {link.rule_id: link for link in agency.chains}
    return {"chain_rules": tuple(rules.values()), "links": links}


PAGE = Page(
    "agency",
    "/agencies/{agency_id}",
    Wording("一个机关的历年数据", "One agency over the years"),
    read,
    Agency,
    parameters=(YEAR,),
    view=view,
)
