with printed_cells as (
    select * from {{ ref('int_printed_cells') }}
),

cells_as_printed as (
    select
        report_id,
        table_code,
        row_code,
        column_code,
        printed_text,
        value,
        cell_state,
        unit,
        row_label,
        column_label,
        locator
    from printed_cells
)

select * from cells_as_printed
