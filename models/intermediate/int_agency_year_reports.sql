with reports as (
    select * from {{ ref('int_reports') }}
),

report_standing as (
    select * from {{ ref('int_report_standing') }}
),

-- The report on an agency's own work counts what no other report counts; a summary repeats the agencies below it.
ranked_reports as (
    select
        *,
        row_number() over (
            partition by agency_id, report_year
            order by case scope when 'own' then 1 when 'unknown' then 2 else 3 end, report_id
        ) as preference
    from reports
    where
        is_current
        and duplicate_of is null
        and agency_id is not null
        and report_year is not null
),

report_of_each_agency_year as (
    select
        ranked_reports.report_id,
        ranked_reports.agency_id,
        ranked_reports.form_version,
        ranked_reports.scope,
        ranked_reports.report_year,
        report_standing.is_quarantined
    from ranked_reports
    inner join report_standing on ranked_reports.report_id = report_standing.report_id
    where ranked_reports.preference = 1
)

select * from report_of_each_agency_year
