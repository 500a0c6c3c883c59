with reports as (
    select * from {{ ref('int_agency_year_reports') }}
),

documents as (
    select * from {{ ref('int_reports') }}
),

years as (
    select distinct report_year from reports
),

-- Who has reported once reports every year from then on: the duty of the Regulation does not lapse.
first_years as (
    select
        agency_id,
        min(report_year) as first_year
    from reports
    group by agency_id
),

-- An agency that was merged or renamed reports no more.
successions as (
    select
        predecessor_id as agency_id,
        min(effective_year) as succession_year
    from {{ ref('int_agency_successions') }}
    where predecessor_id is not null
    group by predecessor_id
),

expected_reports as (
    select
        first_years.agency_id,
        years.report_year,
        reports.report_id,
        documents.published_date
    from first_years
    inner join years on first_years.first_year <= years.report_year
    left join successions on first_years.agency_id = successions.agency_id
    left join reports
        on first_years.agency_id = reports.agency_id and years.report_year = reports.report_year
    left join documents on reports.report_id = documents.report_id
    where
        successions.succession_year is null
        or years.report_year < successions.succession_year
        or reports.report_id is not null
)

select * from expected_reports
