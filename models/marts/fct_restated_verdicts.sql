with restatements as (
    select * from {{ ref('int_restatements') }}
),

verdicts as (
    select * from {{ ref('int_verdicts') }}
),

-- A rule that another vintage does not have has no verdict to compare with.
restated_verdicts as (
    select
        restatements.report_id,
        restatements.superseded_report_id,
        restated.rule_id,
        restated.scope_code,
        superseded.verdict as superseded_verdict,
        restated.verdict as restated_verdict
    from restatements
    inner join verdicts as restated on restatements.report_id = restated.report_id
    inner join verdicts as superseded
        on
            restatements.superseded_report_id = superseded.report_id
            and restated.rule_id = superseded.rule_id
            and restated.scope_code = superseded.scope_code
    where restated.verdict <> superseded.verdict
)

select * from restated_verdicts
