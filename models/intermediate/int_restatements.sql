with reports as (
    select * from {{ ref('int_reports') }}
    where agency_id is not null and report_year is not null and duplicate_of is null
),

-- In the order in which they give way to each other.
ordered_reports as (
    select
        report_id,
        lead(report_id) over (
            partition by agency_id, report_year, scope
            order by preference
        ) as superseded_report_id
    from reports
)

select
    report_id,
    superseded_report_id
from ordered_reports
where superseded_report_id is not null
