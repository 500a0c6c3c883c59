with recursive regions as (
    select * from {{ ref('int_regions') }}
),

ancestors as (
    select
        region_code,
        region_code as ancestor_code,
        parent_code as next_code
    from regions
    union all
    select
        ancestors.region_code,
        regions.region_code as ancestor_code,
        regions.parent_code as next_code
    from ancestors
    inner join regions on ancestors.next_code = regions.region_code
)

select
    region_code,
    ancestor_code
from ancestors
