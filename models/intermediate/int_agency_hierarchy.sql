with agencies as (
    select * from {{ ref('int_agencies') }}
),

regions as (
    select * from {{ ref('int_regions') }}
),

name_patterns as (
    select * from {{ ref('agency_name_patterns') }}
),

national_agencies as (
    select * from {{ ref('national_agencies') }}
),

first_pattern_of_each_name as (
    select
        agencies.agency_id,
        min(name_patterns.ordinal) as ordinal
    from agencies
    inner join name_patterns on agencies.agency_name like name_patterns.name_pattern
    group by agencies.agency_id
),

described_agencies as (
    select
        agencies.agency_id,
        agencies.agency_name,
        name_patterns.function_code as agency_function,
        case
            when national_agencies.agency_name is not null then 'national'
            when name_patterns.ordinal is null then 'department'
            else name_patterns.agency_level
        end as level_of_name,
        case when name_patterns.function_code = 'government' then {{ level_of_region('regions.region_level') }} end
            as level_of_region,
        regions.region_code,
        regions.region_name,
        regions.province_name,
        regions.city_name,
        regions.county_name,
        regions.parent_code
    from agencies
    left join first_pattern_of_each_name on agencies.agency_id = first_pattern_of_each_name.agency_id
    left join name_patterns on first_pattern_of_each_name.ordinal = name_patterns.ordinal
    left join national_agencies
        on replace(agencies.agency_name, '中华人民共和国', '') = national_agencies.agency_name
    left join regions on agencies.region_code = regions.region_code
),

agencies_with_level as (
    select
        *,
        coalesce(level_of_name, level_of_region) as agency_level,
        coalesce(coalesce(level_of_name, level_of_region) = level_of_region, false) as governs_its_region
    from described_agencies
),

-- Two agencies that both seem to govern a region leave it open which of them is the parent.
only_government_of_each_region as (
    select
        region_code,
        min(agency_id) as agency_id
    from agencies_with_level
    where governs_its_region
    group by region_code
    having count(*) = 1
),

agencies_with_superior_region as (
    select
        *,
        case
            when governs_its_region then parent_code
            when agency_level in ('town', 'department') then region_code
        end as superior_region_code
    from agencies_with_level
),

agencies_with_parent as (
    select
        agencies.agency_id,
        agencies.agency_name,
        agencies.agency_level,
        agencies.agency_function,
        agencies.region_code,
        agencies.region_name,
        agencies.province_name,
        agencies.city_name,
        agencies.county_name,
        governments.agency_id as parent_agency_id
    from agencies_with_superior_region as agencies
    left join only_government_of_each_region as governments
        on agencies.superior_region_code = governments.region_code
)

select * from agencies_with_parent
