with verdict_findings as (
    select * from {{ ref('int_verdict_findings') }}
),

-- An amount in the wrong unit is a component by itself.
components as (
    select
        report_id,
        rule_id,
        scope_code,
        component_code
    from {{ ref('int_components') }}
    union all
    select
        report_id,
        rule_id,
        scope_code,
        rule_id || ':' || scope_code as component_code
    from verdict_findings
    where rule_id = 'plausibility.unit'
),

component_wordings as (
    select * from {{ ref('int_component_wordings') }}
),

pointed_cells as (
    select * from {{ ref('int_pointed_cells') }}
),

suggestions as (
    select * from {{ ref('int_suggestions') }}
),

printed_cells as (
    select * from {{ ref('int_printed_cells') }}
),

placed_findings as (
    select
        findings.*,
        components.component_code,
        coalesce(pointed_cells.table_code, findings.table_code) as pointed_table_code,
        coalesce(pointed_cells.row_code, findings.row_code) as pointed_row_code,
        coalesce(pointed_cells.column_code, findings.column_code) as pointed_column_code,
        pointed_cells.report_id is not null as is_pointed
    from verdict_findings as findings
    left join components
        on
            findings.report_id = components.report_id
            and findings.rule_id = components.rule_id
            and findings.scope_code = components.scope_code
    left join pointed_cells
        on
            findings.report_id = pointed_cells.report_id
            and findings.rule_id = pointed_cells.rule_id
            and findings.scope_code = pointed_cells.scope_code
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
