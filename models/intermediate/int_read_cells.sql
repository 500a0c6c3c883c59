{{ config(materialized='view') }}

with cells as (
    select * from {{ ref('stg_cells') }}
),

reports as (
    select * from {{ ref('stg_reports') }}
),

form_cells as (
    select
        *,
        case when value_kind = 'amount' then 'money' else 'count' end as unit_kind
    from {{ ref('int_form_cells') }}
),

report_alternatives as (
    select * from {{ ref('int_report_alternatives') }}
),

units as (
    select * from {{ ref('units') }}
),

-- What a figure counts is known only now: a fraction is no count, and neither is a figure printed with a unit of money.
read_cells as (
    select
        cells.report_id,
        cells.table_code,
        cells.row_code,
        cells.column_code,
        reports.form_version,
        form_cells.item_code,
        form_cells.group_code,
        form_cells.value_kind,
        cells.printed_text,
        case
            when cells.cell_state <> 'number' then cells.cell_state
            when units.kind <> form_cells.unit_kind then 'unreadable'
            when form_cells.unit_kind = 'count' and cells.value % 1 <> 0 then 'unreadable'
            else 'number'
        end as cell_state,
        coalesce(
            cells.unit, case when label_units.kind = form_cells.unit_kind then cells.label_unit end, form_cells.printed_unit
        ) as unit,
        coalesce(
            case when label_units.kind = form_cells.unit_kind then cells.label_unit end, form_cells.printed_unit
        ) as header_unit,
        coalesce(cells.row_label, form_cells.row_label) as row_label,
        coalesce(cells.column_label, form_cells.column_label) as column_label,
        cells.locator,
        cells.problem_code,
        cells.value,
        cells.decimal_places,
        form_cells.row_code is not null
        and (
            form_cells.alternative_of is null
            or form_cells.alternative_of = report_alternatives.expected_alternative
        ) as is_expected
    from cells
    left join reports on cells.report_id = reports.report_id
    left join form_cells
        on
            reports.form_version = form_cells.form_version
            and cells.table_code = form_cells.table_code
            and cells.row_code = form_cells.row_code
            and cells.column_code = form_cells.column_code
    left join report_alternatives
        on
            cells.report_id = report_alternatives.report_id
            and form_cells.table_code = report_alternatives.table_code
            and form_cells.choice_code = report_alternatives.choice_code
    left join units on cells.unit = units.unit
    left join units as label_units on cells.label_unit = label_units.unit
)

select * from read_cells
