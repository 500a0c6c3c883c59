{{ config(materialized='view') }}

with reports as (
    select * from {{ ref('stg_reports') }}
),

national_agencies as (
    select * from {{ ref('national_agencies') }}
),

-- Two agencies of one name in unknown regions may be different bodies, so each such report stands alone.
identified_reports as (
    select
        reports.*,
        case
            when reports.agency_name is null then null
            when
                reports.region_code is not null
                or reports.is_named_by_manifest
                or national_agencies.agency_name is not null
                then {{ stable_id(['reports.region_code', 'reports.agency_name']) }}
            else {{ stable_id(['reports.region_code', 'reports.agency_name', 'reports.report_id']) }}
        end as agency_id
    from reports
    left join national_agencies
        on replace(reports.agency_name, '中华人民共和国', '') = national_agencies.agency_name
)

select * from identified_reports
