with expected_reports as (
    select * from {{ ref('int_expected_reports') }}
),

agencies as (
    select * from {{ ref('dim_agencies') }}
),

described as (
    select
        expected_reports.*,
        coalesce(agencies.region_code, 'unknown') as region_code,
        agencies.region_name,
        agencies.province_name,
        coalesce(agencies.agency_level, 'unknown') as agency_level,
        -- The report on a year is due by 31 January of the next.
        make_date(expected_reports.report_year + 1, 1, 31) as due_date
    from expected_reports
    inner join agencies on expected_reports.agency_id = agencies.agency_id
),

report_coverage as (
    select
        region_code,
        agency_level,
        report_year,
        any_value(region_name) as region_name,
        any_value(province_name) as province_name,
        count(*) as expected_count,
        count(report_id) as received_count,
        count(*) - count(report_id) as missing_count,
        count(*) filter (where published_date <= due_date) as on_time_count,
        count(*) filter (where published_date > due_date) as late_count,
        count(*) filter (where report_id is not null and published_date is null) as undated_count,
        count(report_id) / count(*) as received_share
    from described
    group by region_code, agency_level, report_year
)

select * from report_coverage
