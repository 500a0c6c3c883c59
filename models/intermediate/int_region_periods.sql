{{ config(materialized='view') }}

with today as (
    select * from {{ ref('regions') }}
),

first_years as (
    select * from {{ ref('region_first_years') }}
),

former_regions as (
    select * from {{ ref('former_regions') }}
),

regions_of_today as (
    select
        today.region_code,
        today.region_code as region_code_then,
        today.region_name,
        today.region_level,
        today.parent_code,
        first_years.first_year,
        cast(null as integer) as last_year,
        today.region_code as successor_code
    from today
    left join first_years on today.region_code = first_years.region_code
),

-- Reports of a region of which only the code changed go by today's code in all years.
recoded_regions as (
    select
        former_regions.successor_code as region_code,
        former_regions.region_code as region_code_then,
        former_regions.region_name,
        former_regions.region_level,
        former_regions.parent_code,
        former_regions.first_year,
        former_regions.last_year,
        former_regions.successor_code
    from former_regions
    inner join today
        on
            former_regions.successor_code = today.region_code
            and former_regions.region_name = today.region_name
            and former_regions.region_level = today.region_level
)

select * from regions_of_today
union all
select * from recoded_regions
union all
select
    region_code,
    region_code as region_code_then,
    region_name,
    region_level,
    parent_code,
    first_year,
    last_year,
    successor_code
from former_regions
