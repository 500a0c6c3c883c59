with reports as (
    select * from {{ ref('int_reports') }}
),

verdicts as (
    select * from {{ ref('int_verdicts') }}
),

open_failures as (
    select
        report_id,
        count(distinct rule_id) as failed_rule_count,
        count(*) filter (where class in ('stated', 'implied')) > 0 as breaks_the_form,
        count(*) filter (where {{ is_grave_enough_to_quarantine('severity') }}) > 0 as is_quarantined
    from verdicts
    where verdict = 'fail' and not is_acknowledged
    group by report_id
),

passes as (
    select distinct report_id
    from verdicts
    where verdict = 'pass' and class in ('stated', 'implied')
),

report_standing as (
    select
        reports.report_id,
        case
            when open_failures.breaks_the_form then 'discrepant'
            when passes.report_id is not null then 'reconciled'
            else 'not_evaluable'
        end as reconciliation_status,
        coalesce(open_failures.failed_rule_count, 0) as failed_rule_count,
        coalesce(open_failures.is_quarantined, false) as is_quarantined
    from reports
    left join open_failures on reports.report_id = open_failures.report_id
    left join passes on reports.report_id = passes.report_id
)

select * from report_standing
