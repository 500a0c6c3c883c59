with reports as (
    select * from {{ source('raw', 'reports') }}
),

documents as (
    select * from {{ ref('stg_documents') }}
),

reports_in_documents as (
    select
        *,
        count(*) over (partition by document_id) = 1 as is_only_report
    from reports
),

-- What a manifest says wins over what was found, but it cannot say which of several reports in one document it means.
identified_reports as (
    select
        reports.report_id,
        reports.document_id,
        {{ manifest_or_found('agency_name') }} as agency_name,
        {{ manifest_or_found('region_code') }} as region_code,
        reports.form_version,
        coalesce({{ manifest_or_found('scope') }}, 'unknown') as scope,
        reports.title,
        documents.source_uri,
        documents.source_format,
        reports.agency_evidence,
        reports.region_evidence,
        reports.year_evidence,
        reports.scope_evidence,
        reports.report_ordinal,
        {{ manifest_or_found('report_year') }} as report_year,
        reports.is_only_report and documents.manifest_agency_name is not null as is_named_by_manifest,
        coalesce(documents.is_replaced, false) as is_replaced,
        coalesce(documents.manifest_published_date, reports.published_date) as published_date
    from reports_in_documents as reports
    left join documents on reports.document_id = documents.document_id
)

select * from identified_reports
