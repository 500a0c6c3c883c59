{{ config(materialized='view') }}

with leaf_cells as (
    select * from {{ ref('int_leaf_cells') }}
),

units as (
    select * from {{ ref('units') }}
),

-- Where neither the cell nor the form names a unit of money, an amount is in yuan.
leaf_figures as (
    select
        leaf_cells.report_id,
        leaf_cells.table_code,
        leaf_cells.row_code,
        leaf_cells.column_code,
        leaf_cells.value,
        case
            when leaf_cells.value_kind = 'amount'
                then cast(leaf_cells.value * coalesce(units.factor, 1) as decimal(38, 6))
        end as amount_yuan
    from leaf_cells
    left join units on leaf_cells.unit = units.unit
    where leaf_cells.value is not null
)

select * from leaf_figures
