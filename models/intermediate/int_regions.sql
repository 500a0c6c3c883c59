{{ config(materialized='view') }}

with regions as (
    select * from {{ ref('regions') }}
),

former_regions as (
    select * from {{ ref('former_regions') }}
),

-- A region that was renamed and kept its code is called by today's name; a code that is gone, by its last name.
gone_regions as (
    select former_regions.*
    from former_regions
    left join regions on former_regions.region_code = regions.region_code
    where regions.region_code is null
    qualify row_number() over (
        partition by former_regions.region_code order by former_regions.last_year desc, former_regions.region_name asc
    ) = 1
),

prefectures as (
    select
        region_code,
        region_name
    from regions
    where region_level = 'prefecture'
    union all
    select
        region_code,
        region_name
    from gone_regions
    where region_level = 'prefecture'
)

select
    region_code,
    region_name,
    region_level,
    parent_code,
    province_name,
    city_name,
    county_name
from regions
union all
select
    gone_regions.region_code,
    gone_regions.region_name,
    gone_regions.region_level,
    gone_regions.parent_code,
    provinces.region_name as province_name,
    case gone_regions.region_level when 'prefecture' then gone_regions.region_name else prefectures.region_name end
        as city_name,
    case gone_regions.region_level when 'county' then gone_regions.region_name end as county_name
from gone_regions
inner join regions as provinces on substr(gone_regions.region_code, 1, 2) || '0000' = provinces.region_code
left join prefectures on gone_regions.parent_code = prefectures.region_code
