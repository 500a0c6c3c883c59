with reports as (
    select * from {{ ref('int_reports') }}
),

agencies as (
    select distinct
        agency_id,
        agency_name,
        region_code
    from reports
    where agency_id is not null
)

select * from agencies
