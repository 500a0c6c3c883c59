with verdicts as (
    select * from {{ ref('int_verdicts') }}
    where implied_value is not null
),

reports as (
    select * from {{ ref('int_reports') }}
),

rule_terms as (
    select * from {{ ref('int_rule_terms') }}
    where period = 't'
),

empty_cells as (
    select * from {{ ref('int_printed_cells') }}
    where is_expected and cell_state in ('blank', 'dash')
),

-- The one empty cell that keeps each of these rules from being decided.
implied_cells as (
    select
        verdicts.report_id,
        verdicts.rule_id,
        verdicts.implied_value,
        empty_cells.table_code,
        empty_cells.row_code,
        empty_cells.column_code,
        empty_cells.printed_text,
        empty_cells.row_label,
        empty_cells.column_label,
        empty_cells.form_version
    from verdicts
    inner join reports on verdicts.report_id = reports.report_id
    inner join rule_terms
        on
            reports.form_version = rule_terms.form_version
            and verdicts.rule_id = rule_terms.rule_id
            and verdicts.scope_code = rule_terms.scope_code
    inner join empty_cells
        on
            verdicts.report_id = empty_cells.report_id
            and rule_terms.table_code = empty_cells.table_code
            and rule_terms.row_code = empty_cells.row_code
            and rule_terms.column_code = empty_cells.column_code
),

-- A value is certain where every rule that implies one implies the same, and it could be a count.
implied_values as (
    select
        report_id,
        table_code,
        row_code,
        column_code,
        printed_text,
        row_label,
        column_label,
        form_version,
        case when count(distinct rule_id) = 1 then min(rule_id) end as rule_id,
        string_agg(distinct rule_id, ' ' order by rule_id) as supporting_rule_ids,
        case
            when min(implied_value) <> max(implied_value) or min(implied_value) < 0 then 'possible'
            when count(distinct rule_id) > 1 then 'certain'
            else 'likely'
        end as confidence,
        case when min(implied_value) = max(implied_value) and min(implied_value) >= 0 then min(implied_value) end
            as suggested_value
    from implied_cells
    group by
        report_id,
        table_code,
        row_code,
        column_code,
        printed_text,
        row_label,
        column_label,
        form_version
)

select * from implied_values
