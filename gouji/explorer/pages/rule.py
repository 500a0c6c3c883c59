"""One rule: its equation, its failures over time, and where they are."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from gouji.errors import Wording
from gouji.explorer.pages.rules import BY_YEAR, RULES, RuleRow, RuleYear
from gouji.explorer.parameters import PAGING, PROVINCE, YEAR, order_by, sort_parameter
from gouji.explorer.visit import LIMIT, NothingThere, Page, Paging, Visit

SORT = sort_parameter(("report_year", "agency_name", "province_name", "residual"), "-report_year")


@dataclass(frozen=True, slots=True)
class RuleText:
    """What the rule says and rests on."""

    rule_id: str
    legal_basis: str
    form_versions: str
    scope: str
    message_zh: str
    message_en: str
    since_version: str


@dataclass(frozen=True, slots=True)
class ProvinceFailures:
    """Verdicts of the rule on current reports of one province."""

    province_name: str | None
    evaluated_count: int
    fail_count: int
    failing_report_count: int


@dataclass(frozen=True, slots=True)
class Failure:
    """One verdict that failed."""

    report_id: str
    agency_id: str | None
    agency_name: str | None
    province_name: str | None
    report_year: int | None
    scope_code: str
    left_value: Decimal | None
    right_value: Decimal | None
    residual: Decimal | None
    is_acknowledged: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """The answer."""

    rule: RuleRow
    text: RuleText
    by_year: tuple[RuleYear, ...]
    by_province: tuple[ProvinceFailures, ...]
    year: int | None
    province: str | None
    sort: str
    paging: Paging
    items: tuple[Failure, ...]


TEXT = """
select rule_id, legal_basis, form_versions, scope, message_zh, message_en, since_version
from warehouse.marts.dim_rules where rule_id = $rule_id
"""

BY_PROVINCE = """
select province_name, sum(pass_count + fail_count)::bigint as evaluated_count, sum(fail_count)::bigint as fail_count,
    sum(failing_report_count)::bigint as failing_report_count
from side.rule_years where rule_id = $rule_id group by all
order by failing_report_count desc, evaluated_count desc, province_name
"""

FAILURES = """
from side.failures as failures inner join side.reports as reports using (report_id)
where failures.rule_id = $rule_id
    and ($year is null or reports.report_year = $year)
    and ($province is null or reports.province_name = $province)
"""

COLUMNS = """reports.report_id, reports.agency_id, agency_name, province_name, report_year, scope_code, left_value,
    right_value, residual, is_acknowledged, is_current"""


def read(visit: Visit) -> Rule:
    """The rule under the address.

    Raises:
        NothingThere: there is no such rule.
    """
    only = {"rule_id": visit.path["rule_id"]}
    found = visit.rows(RuleRow, f"from ({RULES}) where rule_id = $rule_id", only)
    if not found:
        raise NothingThere(only["rule_id"])
    filters = only | {name: visit.values[name] for name in ("year", "province")}
    paging = Paging(
        visit.number("page"), visit.number("page_size"), visit.count(f"select count(*) {FAILURES}", filters)
    )
    sort = str(visit.values["sort"])
    ordered = order_by(sort, "agency_name, report_id, scope_code")
    items = visit.rows(
        Failure,
        f"select {COLUMNS} {FAILURES} {ordered} {LIMIT}",
        filters | {"page": paging.page, "page_size": paging.page_size},
    )
    year, province = filters["year"], filters["province"]
    return Rule(
        rule=found[0],
        text=visit.rows(RuleText, TEXT, only)[0],
        by_year=visit.rows(RuleYear, f"from ({BY_YEAR}) where rule_id = $rule_id", only),
        by_province=visit.rows(ProvinceFailures, BY_PROVINCE, only),
        year=year if isinstance(year, int) else None,
        province=province if isinstance(province, str) else None,
        sort=sort,
        paging=paging,
        items=items,
    )


PAGE = Page(
    "rule",
    "/rules/{rule_id}",
    Wording("一条规则", "One rule"),
    read,
    Rule,
    parameters=(YEAR, PROVINCE, SORT, *PAGING),
)
