with cells as (
    select * from {{ source('raw', 'cells') }}
),

cell_places as (
    select
        report_id,
        table_code,
        row_code,
        column_code
    from cells
)

select * from cell_places
