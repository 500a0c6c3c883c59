{{ config(materialized='view') }}

with reports as (
    select * from {{ ref('stg_reports') }}
),

national_agencies as (
    select * from {{ ref('national_agencies') }}
),

regions as (
    select * from {{ ref('int_regions') }}
),

-- 湖北省黄石市大冶市应急管理局 and 大冶市应急管理局 are one agency: what stands before its own region says nothing new.
named_reports as (
    select
        reports.* exclude (agency_name),
        case
            when not reports.is_named_by_manifest and strpos(reports.agency_name, regions.region_name) > 0
                then substr(reports.agency_name, strpos(reports.agency_name, regions.region_name))
            else reports.agency_name
        end as agency_name
    from reports
    left join regions on reports.region_code = regions.region_code
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
    from named_reports as reports
    left join national_agencies
        on replace(reports.agency_name, '中华人民共和国', '') = national_agencies.agency_name
)

select * from identified_reports
