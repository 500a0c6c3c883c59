with reports as (
    select distinct
        agency_id,
        report_year,
        region_code
    from {{ ref('int_reports') }}
    where agency_id is not null
),

region_years as (
    select * from {{ ref('int_region_years') }}
),

agency_regions as (
    select
        reports.agency_id,
        reports.report_year,
        region_years.region_code,
        region_years.region_code_then,
        region_years.region_name,
        region_years.region_level,
        region_years.parent_code as parent_region_code,
        region_years.province_name,
        region_years.city_name,
        region_years.county_name,
        region_years.first_year,
        region_years.last_year
    from reports
    inner join region_years
        on reports.region_code = region_years.region_code and reports.report_year = region_years.report_year
)

select * from agency_regions
