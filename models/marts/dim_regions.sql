with periods as (
    select * from {{ ref('int_region_periods') }}
    where region_code = region_code_then
),

regions as (
    select * from {{ ref('int_regions') }}
)

select
    periods.region_code,
    periods.region_name,
    periods.region_level,
    periods.parent_code,
    regions.province_name,
    case periods.region_level when 'prefecture' then periods.region_name else regions.city_name end as city_name,
    case periods.region_level when 'county' then periods.region_name end as county_name,
    periods.first_year,
    periods.last_year,
    periods.last_year is null as is_current,
    periods.successor_code
from periods
inner join regions on periods.region_code = regions.region_code
