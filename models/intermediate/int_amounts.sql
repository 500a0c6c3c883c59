with cells as (
    select * from {{ ref('int_read_cells') }}
    where value_kind = 'amount' and is_expected
),

absent_cells as (
    select * from {{ ref('int_missing_cells') }}
    where value_kind = 'amount'
),

units as (
    select * from {{ ref('units') }}
    where kind = 'money'
),

-- Where cell and header name different units the figure can be read twice; the cell's own unit is what facts go by.
amounts as (
    select
        cells.report_id,
        cells.form_version,
        cells.table_code,
        cells.row_code,
        cells.column_code,
        cells.cell_state,
        case when units.unit is not null then '元' end as unit,
        cells.decimal_places,
        case when cells.cell_state = 'number' then cells.value * coalesce(units.factor, 1) end as amount,
        case
            when cells.cell_state = 'number' and cells.unit <> cells.header_unit then cells.value * header_units.factor
        end as amount_by_header
    from cells
    left join units on cells.unit = units.unit
    left join units as header_units on cells.header_unit = header_units.unit
),

unprinted_amounts as (
    select
        report_id,
        form_version,
        table_code,
        row_code,
        column_code,
        cell_state,
        cast(null as varchar) as unit,
        0 as decimal_places,
        value as amount,
        cast(null as decimal(28, 6)) as amount_by_header
    from absent_cells
)

select
    report_id,
    form_version,
    table_code,
    row_code,
    column_code,
    cell_state,
    unit,
    decimal_places,
    cast(amount as decimal(38, 6)) as amount,
    cast(amount_by_header as decimal(38, 6)) as amount_by_header
from amounts
union all
select * from unprinted_amounts
