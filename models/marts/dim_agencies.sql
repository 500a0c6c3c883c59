with agencies as (
    select
        agency_id,
        agency_name,
        agency_level,
        agency_function,
        region_code,
        region_name,
        province_name,
        city_name,
        county_name,
        parent_agency_id
    from {{ ref('int_agency_hierarchy') }}
)

select * from agencies
