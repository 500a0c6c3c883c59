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

pointed_cells as (
    select * from {{ ref('int_pointed_cells') }}
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
)

select * from placed_findings
