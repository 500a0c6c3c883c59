-- Every raw cell must come out once, with its text as printed.
with raw_cells as (
    select
        report_id,
        count(*) as cell_count,
        sum(length(printed_text)) as text_length
    from {{ source('raw', 'cells') }}
    group by report_id
),

printed_cells as (
    select
        report_id,
        count(*) as cell_count,
        sum(length(printed_text)) as text_length
    from {{ ref('int_printed_cells') }}
    where cell_state not in ('absent', 'stated_in_prose')
    group by report_id
)

select
    raw_cells.report_id as raw_report_id,
    printed_cells.report_id,
    raw_cells.cell_count as raw_cell_count,
    printed_cells.cell_count
from raw_cells
full outer join printed_cells on raw_cells.report_id = printed_cells.report_id
where
    raw_cells.cell_count is distinct from printed_cells.cell_count
    or raw_cells.text_length is distinct from printed_cells.text_length
