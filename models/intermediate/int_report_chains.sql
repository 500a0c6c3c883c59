with prior_reports as (
    select * from {{ ref('int_prior_reports') }}
),

precedents as (
    select * from {{ ref('int_report_precedents') }}
    where reason is null
),

chained_reports as (
    select
        prior_reports.report_id,
        prior_reports.prior_report_id,
        prior_reports.form_version,
        prior_reports.prior_form_version,
        prior_reports.report_year
    from prior_reports
    inner join precedents on prior_reports.report_id = precedents.report_id
)

select * from chained_reports
