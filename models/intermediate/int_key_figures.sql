with leaf_cells as (
    select * from {{ ref('int_leaf_cells') }}
),

figure_cells as (
    select * from {{ ref('int_key_figure_cells') }}
),

key_figures as (
    select
        leaf_cells.report_id,
        figure_cells.figure_code,
        {{ complete_sum('leaf_cells.value') }} as value
    from leaf_cells
    inner join figure_cells
        on
            leaf_cells.form_version = figure_cells.form_version
            and leaf_cells.table_code = figure_cells.table_code
            and leaf_cells.row_code = figure_cells.row_code
            and leaf_cells.column_code = figure_cells.column_code
    group by leaf_cells.report_id, figure_cells.figure_code
)

select * from key_figures
