"""Home: what the warehouse covers, how its figures agree, which rules are broken, what came in last."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from gouji.errors import Wording
from gouji.explorer.parameters import YEAR
from gouji.explorer.tiles import step, tiles
from gouji.explorer.visit import Page, Visit

RULES_SHOWN = 8
LOADS_SHOWN = 5
REJECTS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Totals:
    """How much there is."""

    agency_count: int
    report_count: int
    document_count: int
    rejected_count: int
    open_finding_count: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Current reports of one province for one year; null where either is unknown."""

    province_name: str | None
    report_year: int | None
    report_count: int
    agency_count: int
    discrepant_count: int


@dataclass(frozen=True, slots=True)
class YearVerdicts:
    """Verdicts on the current reports of one year."""

    report_year: int | None
    pass_count: int
    fail_count: int
    not_evaluable_count: int


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule with its failures in current reports."""

    rule_id: str
    name_zh: str
    name_en: str
    severity: str
    evaluated_count: int
    fail_count: int
    failing_report_count: int


@dataclass(frozen=True, slots=True)
class Load:
    """One run of ingest."""

    load_id: str
    started_at: datetime | None
    finished_at: datetime | None
    source_count: int | None
    read_count: int | None
    skipped_count: int | None
    rejected_count: int | None


@dataclass(frozen=True, slots=True)
class Reject:
    """One document that was not accepted."""

    document_id: str
    source_uri: str
    reason_code: str
    detail: str | None
    load_id: str | None


@dataclass(frozen=True, slots=True)
class Home:
    """The answer of the home page."""

    year: int | None
    totals: Totals
    coverage: tuple[Coverage, ...]
    verdicts: tuple[YearVerdicts, ...]
    broken_rules: tuple[BrokenRule, ...]
    loads: tuple[Load, ...]
    rejects: tuple[Reject, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have a report, latest first."""
        return tuple(sorted({row.report_year for row in self.coverage if row.report_year}, reverse=True))

    def reports_by_province(self, year: int | None) -> dict[str | None, int]:
        """Reports of each province for a year; for all years where it is None."""
        counts: Counter[str | None] = Counter()
        for row in self.coverage:
            if year in (None, row.report_year):
                counts[row.province_name] += row.report_count
        return dict(counts)


TOTALS = """
select
    (select count(*) from side.agencies) as agency_count,
    (select count(*) from side.reports where is_current) as report_count,
    (select count(distinct document_id) from warehouse.raw.sources) as document_count,
    (select count(distinct document_id) from warehouse.raw.rejects) as rejected_count,
    (select coalesce(sum(finding_count), 0)::bigint from side.open_findings) as open_finding_count
"""

VERDICTS = """
select report_year, sum(pass_count)::bigint as pass_count, sum(fail_count)::bigint as fail_count,
    sum(not_evaluable_count)::bigint as not_evaluable_count
from side.rule_years group by report_year order by report_year
"""

BROKEN_RULES = """
select rule_id, name_zh, name_en, any_value(counts.severity) as severity,
    sum(pass_count + fail_count)::bigint as evaluated_count, sum(fail_count)::bigint as fail_count,
    sum(failing_report_count)::bigint as failing_report_count
from side.rule_years as counts inner join warehouse.marts.dim_rules using (rule_id)
group by rule_id, name_zh, name_en
having sum(fail_count) > 0
order by failing_report_count desc, fail_count desc, rule_id
limit $shown
"""

LOADS = """
select load_id, started_at, finished_at, source_count, read_count, skipped_count, rejected_count
from warehouse.raw.loads order by started_at desc, load_id desc limit $shown
"""

REJECTS = """
select document_id, source_uri, reason_code, detail, load_id
from warehouse.raw.rejects order by load_id desc, source_uri limit $shown
"""


def read(visit: Visit) -> Home:
    """Everything from the side tables and the last rows of ``raw``."""
    year = visit.values["year"]
    coverage = visit.rows(
        Coverage,
        "select province_name, report_year, report_count, agency_count, discrepant_count "
        "from side.coverage order by all",
    )
    return Home(
        year=year if isinstance(year, int) else None,
        totals=visit.rows(Totals, TOTALS)[0],
        coverage=coverage,
        verdicts=visit.rows(YearVerdicts, VERDICTS),
        broken_rules=visit.rows(BrokenRule, BROKEN_RULES, {"shown": RULES_SHOWN}),
        loads=visit.rows(Load, LOADS, {"shown": LOADS_SHOWN}),
        rejects=visit.rows(Reject, REJECTS, {"shown": REJECTS_SHOWN}),
    )


def view(answer: Home, lang: str) -> dict[str, object]:
    """The map and the table of coverage."""
    del lang
    counts = answer.reports_by_province(answer.year)
    placed = {tile.province_name: counts.get(tile.province_name, 0) for tile in tiles()}
    largest = max(placed.values(), default=0)
    by_place = {(row.province_name, row.report_year): row.report_count for row in answer.coverage}
    provinces = [tile.province_name for tile in tiles()] + sorted(
        {name for name in counts if name and name not in placed}
    )
    covered = {row.province_name for row in answer.coverage}
    listed = [name for name in (*provinces, None) if name in covered]
    return {
        "map": [(tile, placed[tile.province_name], step(placed[tile.province_name], largest)) for tile in tiles()],
        "largest": largest,
        "elsewhere": sum(counts.values()) - sum(placed.values()),
        "matrix": [(name, [(year, by_place.get((name, year), 0)) for year in answer.years]) for name in listed],
    }


PAGE = Page(
    "home",
    "/",
    Wording("覆盖与核对概况", "Coverage and verdicts at a glance"),
    read,
    Home,
    parameters=(YEAR,),
    view=view,
)
