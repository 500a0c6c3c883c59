with suspect_cells as (
    select * from {{ ref('int_suspect_cells') }}
    where failing_count > 0
),

neighbours as (
    select
        cells.report_id,
        cells.table_code,
        {{ move_id(
            'swap',
            [('cells.row_code', 'cells.column_code'), ('others.row_code', 'others.column_code')],
            'cells.table_code'
        ) }}
            as move_id,
        cells.row_code,
        cells.column_code,
        others.row_code as other_row_code,
        others.column_code as other_column_code,
        others.value - cells.value as change
    from suspect_cells as cells
    inner join suspect_cells as others
        on
            cells.report_id = others.report_id
            and cells.table_code = others.table_code
            and cells.value <> others.value
            and (
                (cells.row_code = others.row_code and cells.column_ordinal + 1 = others.column_ordinal)
                -- Rows that no rule adds up stand beside one another, not below: section 4 prints its routes on one line.
                or (
                    cells.column_code = others.column_code
                    and cells.row_position + 1 = others.row_position
                    and cells.is_in_column_rule
                    and others.is_in_column_rule
                )
            )
),

swapped_cells as (
    select
        report_id,
        move_id,
        table_code,
        row_code,
        column_code,
        change
    from neighbours
    union all
    select
        report_id,
        move_id,
        table_code,
        other_row_code as row_code,
        other_column_code as column_code,
        -change as change
    from neighbours
)

select
    *,
    'swapped_neighbours' as cause_code,
    true as is_exact
from swapped_cells
