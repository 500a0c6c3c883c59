with verdicts as (
    select * from {{ ref('int_verdicts') }}
    where verdict = 'fail'
),

rules as (
    select * from {{ ref('reconciliation_rules') }}
),

reports as (
    select * from {{ ref('int_reports') }}
),

printed_cells as (
    select * from {{ ref('int_printed_cells') }}
),

form_cells as (
    select * from {{ ref('int_form_cells') }}
),

-- Each failing verdict beside the cell it points at.
failures as (
    select
        verdicts.report_id,
        verdicts.rule_id,
        verdicts.scope_code,
        verdicts.severity,
        verdicts.table_code,
        verdicts.row_code,
        verdicts.column_code,
        printed_cells.printed_text,
        printed_cells.row_label,
        printed_cells.column_label,
        form_cells.row_name,
        form_cells.column_name,
        rules.message_zh,
        rules.message_en,
        verdicts.left_value,
        verdicts.right_value,
        verdicts.residual,
        reports.report_year,
        verdicts.is_acknowledged
    from verdicts
    inner join rules on verdicts.rule_id = rules.rule_id
    inner join reports on verdicts.report_id = reports.report_id
    left join printed_cells
        on
            verdicts.report_id = printed_cells.report_id
            and verdicts.table_code = printed_cells.table_code
            and verdicts.row_code = printed_cells.row_code
            and verdicts.column_code = printed_cells.column_code
    left join form_cells
        on
            reports.form_version = form_cells.form_version
            and verdicts.table_code = form_cells.table_code
            and verdicts.row_code = form_cells.row_code
            and verdicts.column_code = form_cells.column_code
),

verdict_findings as (
    select
        report_id,
        rule_id,
        scope_code,
        severity,
        table_code,
        row_code,
        column_code,
        printed_text,
        {{ fill_rule_message('message_zh') }} as message_zh,
        {{ fill_rule_message('message_en') }} as message_en,
        cast(null as decimal(38, 6)) as suggested_value,
        is_acknowledged
    from failures
)

select * from verdict_findings
