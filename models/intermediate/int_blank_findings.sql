with implied_values as (
    select * from {{ ref('int_implied_values') }}
),

form_tables as (
    select * from {{ ref('form_tables') }}
),

form_cells as (
    select * from {{ ref('int_form_cells') }}
),

blank_findings as (
    select
        cells.report_id,
        cells.rule_id,
        'notice' as severity,
        cells.table_code,
        cells.row_code,
        cells.column_code,
        cells.printed_text,
        cells.supporting_rule_ids,
        cells.confidence,
        cells.suggested_value,
        form_tables.name_zh || '“' || cells.row_label || '”“' || cells.column_label || '”：未填数字'
        || coalesce('，按勾稽关系应为' || {{ plain_number('cells.suggested_value') }}, '') as message_zh,
        form_tables.name_en || ', ' || {{ place_in_english('form_cells', 'cells') }} || ': no figure is printed'
        || coalesce(', the others imply ' || {{ plain_number('cells.suggested_value') }}, '') as message_en
    from implied_values as cells
    inner join form_tables on cells.table_code = form_tables.table_code
    left join form_cells
        on
            cells.form_version = form_cells.form_version
            and cells.table_code = form_cells.table_code
            and cells.row_code = form_cells.row_code
            and cells.column_code = form_cells.column_code
)

select * from blank_findings
