-- Failing verdicts without a finding that can be sent: no message may show a name in braces where a figure belongs.
with failing_verdicts as (
    select
        report_id,
        rule_id,
        is_acknowledged,
        count(*) as verdict_count
    from {{ ref('fct_rule_results') }}
    where verdict = 'fail'
    group by report_id, rule_id, is_acknowledged
),

complete_findings as (
    select
        report_id,
        rule_id,
        is_acknowledged,
        count(*) as finding_count
    from {{ ref('fct_findings') }}
    where
        message_zh not like '%{_%'
        and message_en not like '%{_%'
    group by report_id, rule_id, is_acknowledged
)

select failing_verdicts.*
from failing_verdicts
left join complete_findings
    on
        failing_verdicts.report_id = complete_findings.report_id
        and failing_verdicts.rule_id = complete_findings.rule_id
        and failing_verdicts.is_acknowledged = complete_findings.is_acknowledged
where coalesce(complete_findings.finding_count, 0) < failing_verdicts.verdict_count
