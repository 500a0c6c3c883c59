{{ config(materialized='view') }}

with reports as (
    select * from {{ ref('int_reports') }}
),

rules_about_cells as (
    select distinct
        rule_id,
        form_version,
        severity,
        equation,
        minimum_base,
        member_code_count > 0 as is_rollup
    from {{ ref('int_rule_scopes') }}
    where scope = 'cell' and prior_code_count + member_code_count > 0
),

reached_reports as (
    select distinct
        compared_cells.report_id,
        rule_scopes.rule_id
    from {{ ref('int_compared_cells') }} as compared_cells
    inner join {{ ref('int_rule_scopes') }} as rule_scopes on compared_cells.rule_scope_id = rule_scopes.rule_scope_id
),

precedents as (
    select * from {{ ref('int_report_precedents') }}
),

coverage as (
    select * from {{ ref('int_rollup_coverage') }}
),

-- What keeps a rule about single cells from all cells of a report is said once, not once for each of 200 cells.
uncompared_reports as (
    select
        reports.report_id,
        rules_about_cells.rule_id,
        rules_about_cells.severity,
        rules_about_cells.equation,
        case
            when rules_about_cells.is_rollup then coverage.reason
            else coalesce(precedents.reason, 'small_figures: ' || {{ plain_number('rules_about_cells.minimum_base') }})
        end as reason
    from reports
    inner join rules_about_cells on reports.form_version = rules_about_cells.form_version
    left join reached_reports
        on reports.report_id = reached_reports.report_id and rules_about_cells.rule_id = reached_reports.rule_id
    left join precedents on reports.report_id = precedents.report_id
    left join coverage on reports.report_id = coverage.report_id
    where reached_reports.report_id is null
)

select * from uncompared_reports
