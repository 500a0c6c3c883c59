with periods as (
    select * from {{ ref('int_region_periods') }}
),

years as (
    select distinct report_year
    from {{ ref('int_reports') }}
    where report_year is not null
),

-- The year after the last goes by the old name as well, and lists are late: where no period has the year, the nearest does.
period_of_each_year as (
    select
        periods.*,
        years.report_year
    from periods
    cross join years
    qualify row_number() over (
        partition by periods.region_code, years.report_year
        order by
            greatest(
                coalesce(periods.first_year - years.report_year, 0), coalesce(years.report_year - periods.last_year, 0), 0
            ) asc,
            periods.last_year desc nulls first,
            periods.region_name asc
    ) = 1
),

regions_with_superiors as (
    select
        regions.region_code,
        regions.report_year,
        regions.region_code_then,
        regions.region_name,
        regions.region_level,
        regions.parent_code,
        superiors.parent_code as grandparent_code,
        case
            when regions.region_level = 'province' then regions.region_name
            else coalesce(provinces.region_name, superiors.region_name)
        end as province_name,
        case
            when regions.region_level = 'prefecture' then regions.region_name
            when superiors.region_level = 'prefecture' then superiors.region_name
        end as city_name,
        case when regions.region_level = 'county' then regions.region_name end as county_name,
        regions.first_year,
        regions.last_year
    from period_of_each_year as regions
    left join period_of_each_year as superiors
        on regions.parent_code = superiors.region_code and regions.report_year = superiors.report_year
    left join period_of_each_year as provinces
        on superiors.parent_code = provinces.region_code and superiors.report_year = provinces.report_year
)

select * from regions_with_superiors
