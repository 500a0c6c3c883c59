with documents as (
    select * from {{ source('raw', 'documents') }}
),

sources as (
    select * from {{ ref('stg_sources') }}
),

manifest_entries as (
    select * from {{ ref('stg_manifest_entries') }}
),

-- A document may be found at several addresses; the first that a manifest names speaks for it.
document_entries as (
    select
        sources.document_id,
        manifest_entries.*,
        row_number() over (partition by sources.document_id order by sources.load_id, sources.source_uri) as entry_ordinal
    from sources
    inner join manifest_entries on sources.source_uri = manifest_entries.source_uri
),

replaced_documents as (
    select document_id
    from sources
    group by document_id
    having count(*) = count(case when is_replaced then 1 end)
),

described_documents as (
    select
        documents.document_id,
        coalesce(entries.original_uri, entries.source_uri, sources.source_uri) as source_uri,
        documents.source_format,
        documents.encoding,
        documents.reader_version,
        documents.load_id,
        entries.agency_name as manifest_agency_name,
        entries.region_code as manifest_region_code,
        entries.scope as manifest_scope,
        documents.byte_count,
        entries.report_year as manifest_report_year,
        entries.published_date as manifest_published_date,
        replaced_documents.document_id is not null as is_replaced
    from documents
    left join replaced_documents on documents.document_id = replaced_documents.document_id
    left join sources on documents.document_id = sources.document_id and sources.is_first_address
    left join document_entries as entries on documents.document_id = entries.document_id and entries.entry_ordinal = 1
)

select * from described_documents
