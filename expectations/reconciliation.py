"""The suite *reconciliation*: one expectation for each rule, over the verdicts that the build already reached.

No equation is stated here. A failing verdict is a finding about the publisher; it is counted and published, and it
never stops a build. A rule whose verdicts are missing is this pipeline's fault, which *integrity* looks for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from expectations.checks import NEVER, Check, count_of, quoted

SUITE = "reconciliation"


@dataclass(frozen=True)
class Rule:
    """What the suite needs to know of one row of ``marts.dim_rules``."""

    rule_id: str
    name_zh: str
    name_en: str
    severity: str


RULES_SQL = "select rule_id, name_zh, name_en, severity from marts.dim_rules order by rule_id"


def reconciliation_checks(rules: Iterable[Rule]) -> tuple[Check, ...]:
    """One check for each rule; its population is the verdicts that could be decided, one way or the other."""
    return tuple(_check(rule) for rule in rules)


def _check(rule: Rule) -> Check:
    rule_id = quoted(rule.rule_id)
    return Check(
        expectation_id=f"rule.{rule.rule_id}",
        description_zh=rule.name_zh,
        description_en=rule.name_en,
        unexpected_sql=f"""
    select
        report_id,
        scope_code,
        concat_ws(
            ', ',
            'left=' || cast(left_value as varchar),
            'right=' || cast(right_value as varchar),
            'residual=' || cast(residual as varchar),
            case when is_acknowledged then 'acknowledged' end
        ) as detail
    from marts.fct_rule_results
    where rule_id = {rule_id} and verdict = 'fail'
""",
        population_sql=count_of(
            f"(select 1 from marts.fct_rule_results where rule_id = {rule_id} and verdict in ('pass', 'fail'))"
        ),
        premise_sql=NEVER,
        severity=rule.severity,
        rule_id=rule.rule_id,
    )
