with regions as (
    select * from {{ ref('int_regions') }}
),

former_regions as (
    select * from {{ ref('former_regions') }}
),

today as (
    select * from {{ ref('regions') }}
),

named_regions as (
    select
        region_code,
        region_name,
        region_level,
        parent_code,
        cast(null as integer) as last_year,
        region_code as successor_code
    from today
    union all
    select
        region_code,
        region_name,
        region_level,
        parent_code,
        last_year,
        successor_code
    from former_regions
)

select
    named_regions.region_code,
    named_regions.region_name,
    named_regions.region_level,
    named_regions.parent_code,
    regions.province_name,
    regions.city_name,
    case when named_regions.region_level = 'county' then named_regions.region_name end as county_name,
    named_regions.last_year,
    named_regions.last_year is null as is_current,
    named_regions.successor_code
from named_regions
inner join regions on named_regions.region_code = regions.region_code
