with unexplained_reports as (
    select report_id from {{ ref('int_unexplained_rules') }}
),

-- Only where rows as such add up while columns do not can whole rows have slipped.
suspect_cells as (
    select
        cells.*,
        max(cells.row_position) over (partition by cells.report_id, cells.table_code) as last_position
    from {{ ref('int_suspect_cells') }} as cells
    inner join unexplained_reports on cells.report_id = unexplained_reports.report_id
    where cells.is_in_column_rule
),

slipped_tables as (
    select
        report_id,
        table_code
    from {{ ref('int_suspect_terms') }}
    group by report_id, table_code
    having
        count(distinct case when axis = 'column' and is_failing then column_code end) >= 2
        and count(distinct case when axis = 'row' and is_failing then row_code end) = 0
),

first_rows as (
    select distinct
        cells.report_id,
        cells.table_code,
        cells.row_position as first_position,
        cells.last_position
    from suspect_cells as cells
    inner join slipped_tables on cells.report_id = slipped_tables.report_id and cells.table_code = slipped_tables.table_code
    where cells.row_position < cells.last_position
),

displacements as (
    select
        *,
        1 as step,
        last_position as end_position
    from first_rows
    union all
    select
        *,
        -1 as step,
        first_position as end_position
    from first_rows
),

-- From a first displaced row to the end of the table, every row prints what belongs to the one before or after it.
displaced_cells as (
    select
        cells.report_id,
        concat_ws(' ', 'rows', cells.table_code, displacements.step, displacements.first_position) as move_id,
        cells.table_code,
        cells.row_code,
        cells.column_code,
        cells.row_position = displacements.end_position as is_end,
        case when cells.row_position <> displacements.end_position then beyond.value - cells.value end as change
    from displacements
    inner join suspect_cells as cells
        on
            displacements.report_id = cells.report_id
            and displacements.table_code = cells.table_code
            and displacements.first_position <= cells.row_position
    left join suspect_cells as beyond
        on
            cells.report_id = beyond.report_id
            and cells.table_code = beyond.table_code
            and cells.column_code = beyond.column_code
            and cells.row_position + displacements.step = beyond.row_position
)

select * from displaced_cells
