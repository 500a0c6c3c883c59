"""Checks that every rule reached every report it holds for, and that each verdict says what it rests on."""

from __future__ import annotations

from expectations.checks import Check, count_of
from expectations.tables import ANY_APPLICABLE_RULE, APPLICABLE_RULES, RULE_RESULTS

RULES_REACH = Check(
    expectation_id="verdicts.every_rule",
    description_zh="每条规则对其适用的每份报告都至少作出一项判定",
    description_en="Every rule has at least one verdict for every report that it holds for",
    unexpected_sql=f"""
    select
        applicable.report_id as report_id,
        cast(null as varchar) as scope_code,
        'rule_id=' || applicable.rule_id || ', verdicts=0' as detail
    from ({APPLICABLE_RULES}) as applicable
    where not exists (
        select 1 from marts.fct_rule_results as verdicts
        where verdicts.report_id = applicable.report_id and verdicts.rule_id = applicable.rule_id
    )
""",
    population_sql=ANY_APPLICABLE_RULE,
    # Rules that hold for no report at all are a fault as soon as there are reports on a known form.
    premise_sql=count_of("(select 1 from marts.dim_reports where form_version is not null)"),
)

RULES_STAY_IN_FORM = Check(
    expectation_id="verdicts.own_form",
    description_zh="没有规则对其不适用的报告作出判定",
    description_en="No rule has a verdict for a report that it does not hold for",
    unexpected_sql=f"""
    select
        verdicts.report_id as report_id,
        verdicts.scope_code as scope_code,
        'rule_id=' || verdicts.rule_id as detail
    from marts.fct_rule_results as verdicts
    inner join marts.dim_reports as reports on verdicts.report_id = reports.report_id
    inner join marts.dim_rules as rules on verdicts.rule_id = rules.rule_id
    where not exists (
        select 1 from ({APPLICABLE_RULES}) as applicable
        where applicable.report_id = verdicts.report_id and applicable.rule_id = verdicts.rule_id
    )
""",
    population_sql=count_of("marts.fct_rule_results"),
    premise_sql=RULE_RESULTS.premise_sql,
)

REASONS_GIVEN = Check(
    expectation_id="verdicts.reason",
    description_zh="凡“无法判定”均说明原因",
    description_en="Every verdict of not_evaluable gives its reason",
    unexpected_sql="""
    select report_id, scope_code, 'rule_id=' || coalesce(rule_id, 'null') as detail
    from marts.fct_rule_results
    where verdict = 'not_evaluable' and coalesce(trim(reason), '') = ''
""",
    population_sql=count_of("marts.fct_rule_results"),
    premise_sql=RULE_RESULTS.premise_sql,
)

NULL_DECIDES_NOTHING = Check(
    expectation_id="verdicts.compared",
    description_zh="通过与不通过均出于两个具体数值的比较，空值不作判定",
    description_en="A verdict of pass or fail compares two values; null decides nothing",
    unexpected_sql="""
    select report_id, scope_code, 'rule_id=' || coalesce(rule_id, 'null') || ', verdict=' || verdict as detail
    from marts.fct_rule_results
    where verdict in ('pass', 'fail') and (left_value is null or right_value is null or residual is null)
""",
    population_sql=count_of("marts.fct_rule_results"),
    premise_sql=RULE_RESULTS.premise_sql,
)

FAILURES_BECOME_FINDINGS = Check(
    expectation_id="verdicts.findings",
    description_zh="每项不通过的判定都有对应的问题记录",
    description_en="Every failing verdict has its finding",
    unexpected_sql="""
    select verdicts.report_id, verdicts.scope_code, 'rule_id=' || verdicts.rule_id as detail
    from marts.fct_rule_results as verdicts
    where verdicts.verdict = 'fail'
        and not exists (
            select 1 from marts.fct_findings as findings
            where findings.report_id = verdicts.report_id and findings.rule_id = verdicts.rule_id
        )
""",
    population_sql=count_of("marts.fct_rule_results"),
    premise_sql=RULE_RESULTS.premise_sql,
)

VERDICT_CHECKS = (RULES_REACH, RULES_STAY_IN_FORM, REASONS_GIVEN, NULL_DECIDES_NOTHING, FAILURES_BECOME_FINDINGS)
