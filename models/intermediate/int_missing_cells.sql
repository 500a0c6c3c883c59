{{ config(materialized='table_in_batches') }}

with expected_cells as (
    select * from {{ ref('int_expected_cells') }}
    where {{ in_this_batch('report_id') }}
),

printed_cells as (
    select * from {{ ref('stg_cell_places') }}
    where {{ in_this_batch('report_id') }}
),

nil_statements as (
    select * from {{ ref('int_nil_statements') }}
),

unprinted_cells as (
    select expected_cells.*
    from expected_cells
    left join printed_cells
        on
            expected_cells.report_id = printed_cells.report_id
            and expected_cells.table_code = printed_cells.table_code
            and expected_cells.row_code = printed_cells.row_code
            and expected_cells.column_code = printed_cells.column_code
    where printed_cells.report_id is null
),

printed_tables as (
    select distinct
        report_id,
        table_code
    from {{ ref('stg_cell_places') }}
    where {{ in_this_batch('report_id') }}
),

-- A sentence stands in for a table only where the report prints nothing of that table.
effective_statements as (
    select nil_statements.*
    from nil_statements
    left join printed_tables
        on nil_statements.report_id = printed_tables.report_id and nil_statements.table_code = printed_tables.table_code
    where printed_tables.report_id is null
),

missing_cells as (
    select
        unprinted_cells.report_id,
        unprinted_cells.table_code,
        unprinted_cells.row_code,
        unprinted_cells.column_code,
        unprinted_cells.form_version,
        unprinted_cells.item_code,
        unprinted_cells.group_code,
        unprinted_cells.value_kind,
        statements.sentence as printed_text,
        case when statements.report_id is null then 'absent' else 'stated_in_prose' end as cell_state,
        unprinted_cells.row_label,
        unprinted_cells.column_label,
        statements.locator,
        cast(case when statements.report_id is not null then 0 end as decimal(28, 6)) as value
    from unprinted_cells
    left join effective_statements as statements
        on
            unprinted_cells.report_id = statements.report_id
            and unprinted_cells.table_code = statements.table_code
            and unprinted_cells.row_code = coalesce(statements.row_code, unprinted_cells.row_code)
)

select * from missing_cells
