{{ config(materialized='view') }}

with cells as (
    select * from {{ ref('int_printed_cells') }}
),

reports as (
    select * from {{ ref('int_reports') }}
),

report_standing as (
    select * from {{ ref('int_report_standing') }}
),

-- Figures of a report that was replaced, merely repeats another, or is in quarantine must not be summed.
countable_reports as (
    select reports.report_id
    from reports
    inner join report_standing on reports.report_id = report_standing.report_id
    where
        reports.is_current
        and reports.duplicate_of is null
        and not report_standing.is_quarantined
),

-- Cells outside the alternative of the form that a report prints would count the same requests twice.
leaf_cells as (
    select cells.*
    from cells
    inner join countable_reports on cells.report_id = countable_reports.report_id
    where cells.is_expected and cells.column_code <> 'total'
)

select * from leaf_cells
