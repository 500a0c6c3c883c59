with unmapped_rows as (
    select * from {{ ref('stg_unmapped_rows') }}
    where carries_figures
),

reports as (
    select * from {{ ref('stg_reports') }}
),

form_rows as (
    select * from {{ ref('form_rows') }}
),

summed_parts as (
    select * from {{ ref('int_summed_parts') }}
),

rules as (
    select * from {{ ref('reconciliation_rules') }}
),

printed_cells as (
    select * from {{ ref('int_printed_cells') }}
    where cell_state not in ('absent', 'stated_in_prose')
),

unknown_rows_in_parts as (
    select
        unmapped_rows.report_id,
        summed_parts.rule_id,
        'unmapped_row: ' || coalesce(unmapped_rows.label, '') as reason
    from unmapped_rows
    inner join reports on unmapped_rows.report_id = reports.report_id
    left join form_rows
        on
            reports.form_version = form_rows.form_version
            and unmapped_rows.table_code = form_rows.table_code
            and unmapped_rows.previous_row_code = form_rows.row_code
    inner join summed_parts
        on
            reports.form_version = summed_parts.form_version
            and unmapped_rows.table_code = summed_parts.table_code
            and coalesce(form_rows.ordinal, 0)
            between summed_parts.first_previous_ordinal and summed_parts.last_previous_ordinal
),

overlapping_rows as (
    select
        printed_cells.report_id,
        rules.rule_id,
        'overlapping_row: ' || printed_cells.row_code as reason
    from printed_cells
    inner join rules on printed_cells.table_code = rules.table_code and printed_cells.group_code = rules.unless_group
),

obstacles as (
    select * from unknown_rows_in_parts
    union all
    select * from overlapping_rows
)

select
    report_id,
    rule_id,
    min(reason) as reason
from obstacles
group by report_id, rule_id
