-- Figures of facts that stand in no cell of their report, with the same value.
with fact_figures as (
    {{ fact_figures() }}
),

printed_cells as (
    select * from {{ ref('fct_printed_cells') }}
    where cell_state in ('number', 'stated_in_prose')
),

money_units as (
    select * from {{ ref('units') }}
    where kind = 'money'
),

printed_figures as (
    select
        printed_cells.*,
        cast(printed_cells.value * coalesce(money_units.factor, 1) as decimal(38, 6)) as comparable_value
    from printed_cells
    left join money_units on printed_cells.unit = money_units.unit
)

select fact_figures.*
from fact_figures
left join printed_figures
    on
        fact_figures.report_id = printed_figures.report_id
        and fact_figures.table_code = printed_figures.table_code
        and fact_figures.row_code = printed_figures.row_code
        and fact_figures.column_code = printed_figures.column_code
        and fact_figures.value = printed_figures.comparable_value
where printed_figures.report_id is null
