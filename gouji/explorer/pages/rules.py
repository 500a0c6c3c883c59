"""Rules: every equation with its verdicts over the years."""

from __future__ import annotations

from dataclasses import dataclass

from gouji.errors import Wording
from gouji.explorer.parameters import order_by, sort_parameter
from gouji.explorer.visit import Page, Visit

SORTS = ("ordinal", "rule_id", "severity_rank", "fail_count", "failing_report_count", "evaluated_count")
SORT = sort_parameter(SORTS, "ordinal")


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule with its verdicts on current reports."""

    rule_id: str
    name_zh: str
    name_en: str
    rule_class: str
    severity: str
    equation: str
    ordinal: int
    severity_rank: int
    evaluated_count: int
    pass_count: int
    fail_count: int
    not_evaluable_count: int
    acknowledged_count: int
    failing_report_count: int


@dataclass(frozen=True, slots=True)
class RuleYear:
    """Verdicts of one rule on the current reports of one year."""

    rule_id: str
    report_year: int | None
    pass_count: int
    fail_count: int
    not_evaluable_count: int


@dataclass(frozen=True, slots=True)
class Rules:
    """The answer of the list."""

    sort: str
    items: tuple[RuleRow, ...]
    by_year: tuple[RuleYear, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years that any rule was evaluated for, earliest first."""
        return tuple(sorted({row.report_year for row in self.by_year if row.report_year}))

    def of(self, rule_id: str, year: int) -> RuleYear | None:
        """The verdicts of a rule in a year, if it was evaluated."""
        return next((row for row in self.by_year if (row.rule_id, row.report_year) == (rule_id, year)), None)


RULES = """
select
    rules.rule_id, rules.name_zh, rules.name_en, rules.class as rule_class, rules.severity, rules.equation,
    rules.ordinal,
    list_position(['critical', 'error', 'warning', 'notice'], rules.severity)::integer as severity_rank,
    coalesce(sum(pass_count + fail_count), 0)::bigint as evaluated_count,
    coalesce(sum(pass_count), 0)::bigint as pass_count,
    coalesce(sum(fail_count), 0)::bigint as fail_count,
    coalesce(sum(not_evaluable_count), 0)::bigint as not_evaluable_count,
    coalesce(sum(acknowledged_count), 0)::bigint as acknowledged_count,
    coalesce(sum(failing_report_count), 0)::bigint as failing_report_count
from warehouse.marts.dim_rules as rules
left join side.rule_years as counts using (rule_id)
group by all
"""

BY_YEAR = """
select rule_id, report_year, sum(pass_count)::bigint as pass_count, sum(fail_count)::bigint as fail_count,
    sum(not_evaluable_count)::bigint as not_evaluable_count
from side.rule_years group by all order by all
"""


def read(visit: Visit) -> Rules:
    """All rules: there are dozens, so the list has one page."""
    sort = str(visit.values["sort"])
    return Rules(
        sort,
        visit.rows(RuleRow, f"from ({RULES}) {order_by(sort, 'ordinal')}"),
        visit.rows(RuleYear, BY_YEAR),
    )


PAGE = Page("rules", "/rules", Wording("勾稽规则", "Reconciliation rules"), read, Rules, parameters=(SORT,))
