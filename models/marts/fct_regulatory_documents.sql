with figures as (
    select * from {{ ref('int_leaf_figures') }}
),

document_kinds as (
    select * from {{ ref('document_kinds') }}
),

documents_by_kind as (
    select
        figures.report_id,
        document_kinds.code as document_kind_code,
        cast(max(figures.value) filter (where figures.column_code = 'issued') as bigint) as issued_count,
        cast(max(figures.value) filter (where figures.column_code = 'repealed') as bigint) as repealed_count,
        cast(max(figures.value) filter (where figures.column_code = 'in_force') as bigint) as in_force_count,
        cast(max(figures.value) filter (where figures.column_code = 'newly_public') as bigint) as newly_public_count,
        cast(max(figures.value) filter (where figures.column_code = 'total_public') as bigint) as total_public_count
    from figures
    inner join document_kinds on figures.row_code = document_kinds.code
    where figures.table_code = 'disclosures'
    group by figures.report_id, document_kinds.code
)

select * from documents_by_kind
