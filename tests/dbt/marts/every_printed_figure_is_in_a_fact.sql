-- Figures that a countable report prints, totals apart, and that no fact holds with the same value.
with printed_cells as (
    select * from {{ ref('fct_printed_cells') }}
    where value is not null and column_code <> 'total'
),

expected_cells as (
    select * from {{ ref('int_printed_cells') }}
    where is_expected
),

reports as (
    select * from {{ ref('dim_reports') }}
    where is_current and duplicate_of is null and not is_quarantined
),

money_units as (
    select * from {{ ref('units') }}
    where kind = 'money'
),

fact_figures as (
    {{ fact_figures() }}
),

printed_figures as (
    select
        printed_cells.report_id,
        printed_cells.table_code,
        printed_cells.row_code,
        printed_cells.column_code,
        cast(printed_cells.value * coalesce(money_units.factor, 1) as decimal(38, 6)) as value
    from printed_cells
    inner join reports on printed_cells.report_id = reports.report_id
    inner join expected_cells
        on
            printed_cells.report_id = expected_cells.report_id
            and printed_cells.table_code = expected_cells.table_code
            and printed_cells.row_code = expected_cells.row_code
            and printed_cells.column_code = expected_cells.column_code
    left join money_units on printed_cells.unit = money_units.unit
)

select printed_figures.*
from printed_figures
left join fact_figures
    on
        printed_figures.report_id = fact_figures.report_id
        and printed_figures.table_code = fact_figures.table_code
        and printed_figures.row_code = fact_figures.row_code
        and printed_figures.column_code = fact_figures.column_code
        and printed_figures.value = fact_figures.value
where fact_figures.report_id is null
