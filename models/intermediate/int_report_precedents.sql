with prior_reports as (
    select * from {{ ref('int_prior_reports') }}
),

counted_reports as (
    select
        report_id,
        min(kind) as kind,
        min(predecessor_name) as predecessor_name,
        min(report_year) as report_year,
        count(*) as expected_count,
        count(prior_report_id) as prior_report_count,
        max(case when has_other_scope then 1 else 0 end) = 1 as has_other_scope
    from prior_reports
    group by report_id
),

-- Part of what was merged, or all of what was split, is not what this year's figures follow from.
precedents as (
    select
        report_id,
        case
            when kind = 'split' then 'agency_split: ' || predecessor_name
            when prior_report_count = expected_count then null
            when kind = 'merge'
                then
                    'incomplete_coverage: ' || cast(prior_report_count as varchar)
                    || ' of ' || cast(expected_count as varchar)
            else
                case when has_other_scope then 'scope_differs' else 'no_prior_report' end
                || coalesce(': ' || cast(report_year - 1 as varchar), '')
        end as reason,
        prior_report_count,
        report_year - 1 as prior_year
    from counted_reports
)

select * from precedents
