with verdicts as (
    select * from {{ ref('int_verdicts') }}
),

rule_results as (
    select
        report_id,
        rule_id,
        scope_code,
        left_value,
        right_value,
        residual,
        verdict,
        reason,
        severity,
        is_acknowledged,
        implied_value
    from verdicts
)

select * from rule_results
