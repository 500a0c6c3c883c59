with reports as (
    select * from {{ ref('int_reports') }}
    where agency_id is not null and report_year is not null and duplicate_of is null
),

report_figures as (
    select * from {{ ref('int_report_figures') }}
),

-- In the order in which they give way to each other: what was published later wins.
ordered_reports as (
    select
        reports.report_id,
        lead(reports.report_id) over (
            partition by reports.agency_id, reports.report_year, reports.scope
            order by
                reports.published_date desc nulls last,
                coalesce(report_figures.figure_count, 0) desc,
                reports.report_id asc
        ) as superseded_report_id
    from reports
    left join report_figures on reports.report_id = report_figures.report_id
)

select
    report_id,
    superseded_report_id
from ordered_reports
where superseded_report_id is not null
