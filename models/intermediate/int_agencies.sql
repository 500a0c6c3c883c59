with reports as (
    select * from {{ ref('int_reports') }}
),

named_agencies as (
    select distinct
        agency_id,
        agency_name,
        region_code
    from reports
    where agency_id is not null
),

agencies as (
    select
        agency_id,
        agency_name,
        region_code,
        count(*) over (partition by agency_name) as namesake_count
    from named_agencies
)

select * from agencies
