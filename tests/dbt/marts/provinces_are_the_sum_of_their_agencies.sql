-- Provinces whose figures are not those of their agencies that add up, told by the names and not by the codes of regions.
with region_sums as (
    select
        region_name as province_name,
        report_year,
        report_count,
        received_count
    from {{ ref('region_years') }}
    where region_level = 'province'
),

agency_sums as (
    select
        agencies.province_name,
        agency_years.report_year,
        count(*) as report_count,
        sum(agency_years.received_count) as received_count
    from {{ ref('agency_years') }} as agency_years
    inner join {{ ref('dim_agencies') }} as agencies on agency_years.agency_id = agencies.agency_id
    where
        agencies.region_code is not null
        and agency_years.scope <> 'summary'
        and agency_years.is_additive
        and not agency_years.is_quarantined
    group by agencies.province_name, agency_years.report_year
)

select
    coalesce(region_sums.province_name, agency_sums.province_name) as province_name,
    coalesce(region_sums.report_year, agency_sums.report_year) as report_year
from region_sums
full outer join agency_sums
    on region_sums.province_name = agency_sums.province_name and region_sums.report_year = agency_sums.report_year
where
    region_sums.report_count is distinct from agency_sums.report_count
    or region_sums.received_count is distinct from agency_sums.received_count
