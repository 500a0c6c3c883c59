with covers as (
    select * from {{ ref('int_move_covers') }}
),

move_cells as (
    select * from {{ ref('int_move_cells') }}
),

suspect_cells as (
    select * from {{ ref('int_suspect_cells') }}
),

changed_cells as (
    select
        covers.report_id,
        covers.component_ordinal,
        covers.cover_id,
        covers.move_id,
        move_cells.table_code,
        move_cells.row_code,
        move_cells.column_code,
        move_cells.cause_code,
        {{ plain_number('suspect_cells.value') }} as printed_figure,
        {{ plain_number('suspect_cells.value + move_cells.change') }} as suggested_figure,
        suspect_cells.row_ordinal,
        suspect_cells.column_ordinal,
        suspect_cells.value as printed_value,
        case when move_cells.is_exact then suspect_cells.value + move_cells.change end as suggested_value,
        move_cells.change,
        move_cells.is_exact,
        suspect_cells.is_total
    from covers
    inner join move_cells on covers.report_id = move_cells.report_id and covers.move_id = move_cells.move_id
    inner join suspect_cells
        on
            move_cells.report_id = suspect_cells.report_id
            and move_cells.table_code = suspect_cells.table_code
            and move_cells.row_code = suspect_cells.row_code
            and move_cells.column_code = suspect_cells.column_code
),

explained_cells as (
    select
        *,
        coalesce(
            cause_code,
            case when not is_exact then 'out_of_bounds' end,
            case when is_total and printed_value = 0 then 'total_typed_as_zero' end,
            {{ typing_mistake('printed_figure', 'suggested_figure') }},
            case when printed_value = 0 then 'figure_omitted' end,
            'other_figure'
        ) as cell_cause_code
    from changed_cells
)

select * from explained_cells
