{{ config(materialized='view') }}

with reports as (
    select * from {{ ref('stg_reports') }}
),

form_cells as (
    select * from {{ ref('int_form_cells') }}
),

report_alternatives as (
    select * from {{ ref('int_report_alternatives') }}
),

expected_cells as (
    select
        reports.report_id,
        form_cells.*
    from reports
    inner join form_cells on reports.form_version = form_cells.form_version
    left join report_alternatives
        on
            reports.report_id = report_alternatives.report_id
            and form_cells.table_code = report_alternatives.table_code
            and form_cells.choice_code = report_alternatives.choice_code
    where
        form_cells.alternative_of is null
        or form_cells.alternative_of = report_alternatives.expected_alternative
)

select * from expected_cells
