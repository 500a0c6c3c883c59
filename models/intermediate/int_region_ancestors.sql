with region_years as (
    select * from {{ ref('int_region_years') }}
),

ancestors as (
    select
        region_code,
        report_year,
        region_code as ancestor_code
    from region_years
    union all
    select
        region_code,
        report_year,
        parent_code as ancestor_code
    from region_years
    where parent_code is not null
    union all
    select
        region_code,
        report_year,
        grandparent_code as ancestor_code
    from region_years
    where grandparent_code is not null
)

select * from ancestors
