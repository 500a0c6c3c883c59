{{ config(materialized='view') }}

with printed_cells as (
    select * from {{ ref('int_printed_cells') }}
),

described_cells as (
    select
        report_id,
        cell_state,
        concat_ws('|', table_code, row_code, column_code, cell_state, value) as description
    from printed_cells
    where cell_state not in ('absent', 'stated_in_prose')
),

report_figures as (
    select
        report_id,
        {{ digest_of_rows('description') }} as figures_digest,
        sum(case when cell_state = 'number' then 1 else 0 end) as figure_count
    from described_cells
    group by report_id
)

select * from report_figures
