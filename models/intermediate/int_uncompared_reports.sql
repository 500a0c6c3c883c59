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
        member_code_count > 0 as is_rollup,
        reference_code_count > 0 as is_about_amounts
    from {{ ref('int_rule_scopes') }}
    where scope = 'cell'
),

reached_scopes as (
    select
        report_id,
        rule_scope_id
    from {{ ref('int_compared_cells') }}
    union all
    select
        report_id,
        rule_scope_id
    from {{ ref('int_amount_terms') }}
),

reached_reports as (
    select distinct
        reached_scopes.report_id,
        rule_scopes.rule_id
    from reached_scopes
    inner join {{ ref('int_rule_scopes') }} as rule_scopes on reached_scopes.rule_scope_id = rule_scopes.rule_scope_id
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
            when rules_about_cells.is_about_amounts then 'absent'
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
