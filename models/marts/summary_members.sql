with members as (
    select * from {{ ref('int_rollup_members') }}
)

select
    report_id,
    cast(row_number() over (
        partition by report_id order by member_agency_name asc, member_agency_id asc nulls last
    ) as integer) as member_ordinal,
    member_agency_name,
    member_agency_id,
    member_report_id,
    is_covered
from members
