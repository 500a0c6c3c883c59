with figures as (
    select * from {{ ref('narrative_figures') }}
),

reports as (
    select * from {{ ref('int_reports') }}
),

printed_cells as (
    select * from {{ ref('int_printed_cells') }}
    where is_expected
),

-- The figure of the tables that the prose speaks of: one cell, or the sum of several, none of them missing.
figures_of_tables as (
    select
        reports.report_id,
        figures.figure_code,
        coalesce(min(case when printed_cells.value is null then coalesce(printed_cells.cell_state, 'absent') end), 'number')
            as cell_state,
        {{ complete_sum('printed_cells.value') }} as value
    from reports
    inner join figures on reports.form_version = figures.form_version
    left join printed_cells
        on
            reports.report_id = printed_cells.report_id
            and figures.table_code = printed_cells.table_code
            and figures.row_code = printed_cells.row_code
            and figures.column_code = printed_cells.column_code
    where figures.table_code is not null
    group by reports.report_id, figures.figure_code
),

years as (
    select
        report_id,
        'period' as figure_code,
        case when report_year is null then 'absent' else 'number' end as cell_state,
        report_year as value
    from reports
    where form_version is not null
)

select * from figures_of_tables
union all
select * from years
