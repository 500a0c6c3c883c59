with placed_findings as (
    select * from {{ ref('int_placed_findings') }}
),

component_wordings as (
    select * from {{ ref('int_component_wordings') }}
),

suggestions as (
    select * from {{ ref('int_suggestions') }}
),

printed_cells as (
    select * from {{ ref('int_printed_cells') }}
),

explained_findings as (
    select
        findings.report_id,
        findings.rule_id,
        findings.scope_code,
        findings.severity,
        findings.table_code as anchor_table_code,
        findings.row_code as anchor_row_code,
        findings.column_code as anchor_column_code,
        findings.pointed_table_code as table_code,
        findings.pointed_row_code as row_code,
        findings.pointed_column_code as column_code,
        case when findings.is_pointed then printed_cells.printed_text else findings.printed_text end as printed_text,
        findings.message_zh || coalesce('；' || wordings.wording_zh, '') as message_zh,
        findings.message_en || coalesce('; ' || wordings.wording_en, '') as message_en,
        wordings.confidence,
        case
            when wordings.rank_count = 0 then 'no_explanation_found'
            else suggestions.cause_code
        end as cause_code,
        coalesce(wordings.supporting_rule_ids, findings.rule_id) as supporting_rule_ids,
        coalesce(suggestions.suggested_value, findings.suggested_value) as suggested_value,
        findings.is_acknowledged
    from placed_findings as findings
    left join component_wordings as wordings
        on findings.report_id = wordings.report_id and findings.component_code = wordings.component_code
    left join suggestions
        on
            findings.report_id = suggestions.report_id
            and findings.component_code = suggestions.component_code
            and findings.pointed_table_code = suggestions.table_code
            and findings.pointed_row_code = suggestions.row_code
            and findings.pointed_column_code = suggestions.column_code
    left join printed_cells
        on
            findings.report_id = printed_cells.report_id
            and findings.pointed_table_code = printed_cells.table_code
            and findings.pointed_row_code = printed_cells.row_code
            and findings.pointed_column_code = printed_cells.column_code
)

select * from explained_findings
