{{ config(materialized='table_in_batches') }}

with rule_scopes as (
    select * from {{ ref('int_rule_scopes') }}
    where scope = 'cell'
),

rule_terms as (
    select
        rule_terms.*,
        rule_scopes.minimum_base
    from {{ ref('int_rule_terms') }} as rule_terms
    inner join rule_scopes on rule_terms.rule_scope_id = rule_scopes.rule_scope_id
    where rule_scopes.prior_code_count > 0
),

-- The same cells twice, each read once: a step that is read twice is kept in memory whole.
cells_of_this_year as (
    select * from {{ ref('int_printed_cells') }}
    where is_expected and value is not null
),

cells_of_last_year as (
    select * from {{ ref('int_printed_cells') }}
    where is_expected and value is not null
),

report_chains as (
    select * from {{ ref('int_report_chains') }}
),

coverage as (
    select * from {{ ref('int_rollup_coverage') }}
    where reason is null
),

reports as (
    select * from {{ ref('int_reports') }}
),

-- A figure is worth comparing with another year's where either of the two is large enough to say something.
large_figures as (
    select
        report_chains.report_id,
        rule_terms.rule_scope_id
    from cells_of_this_year as cells
    inner join report_chains on cells.report_id = report_chains.report_id
    inner join rule_terms
        on
            cells.form_version = rule_terms.form_version
            and cells.table_code = rule_terms.table_code
            and cells.row_code = rule_terms.row_code
            and cells.column_code = rule_terms.column_code
    where rule_terms.period = 't' and cells.value >= rule_terms.minimum_base
    union all
    select
        report_chains.report_id,
        rule_terms.rule_scope_id
    from cells_of_last_year as cells
    inner join report_chains on cells.report_id = report_chains.prior_report_id
    inner join rule_terms
        on
            report_chains.form_version = rule_terms.form_version
            and cells.table_code = rule_terms.table_code
            and cells.row_code = rule_terms.row_code
            and cells.column_code = rule_terms.column_code
    where rule_terms.period = 't-1' and cells.value >= rule_terms.minimum_base
),

covered_cells as (
    select
        reports.report_id,
        rule_scopes.rule_scope_id
    from reports
    inner join coverage on reports.report_id = coverage.report_id
    inner join rule_scopes on reports.form_version = rule_scopes.form_version
    where rule_scopes.member_code_count > 0
),

compared_cells as (
    select * from large_figures
    union
    select * from covered_cells
)

select * from compared_cells
where {{ in_this_batch('report_id') }}
