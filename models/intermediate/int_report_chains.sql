with reports as (
    select * from {{ ref('int_reports') }}
),

-- Only current reports are chained, so at most one precedes another.
chained_reports as (
    select
        later.report_id,
        earlier.report_id as prior_report_id,
        later.form_version,
        earlier.form_version as prior_form_version,
        later.report_year
    from reports as later
    inner join reports as earlier
        on
            later.agency_id = earlier.agency_id
            and later.scope = earlier.scope
            and later.report_year = earlier.report_year + 1
    where later.is_current and earlier.is_current
)

select * from chained_reports
