{{ config(materialized='view') }}

-- The same cells twice, each read once: a step that is read twice is kept in memory whole.
with cells_of_this_year as (
    select * from {{ ref('int_printed_cells') }}
    where is_expected
),

cells_of_last_year as (
    select * from {{ ref('int_printed_cells') }}
    where is_expected
),

rule_terms as (
    select * from {{ ref('int_rule_terms') }}
    where scope in ('column', 'row')
),

report_chains as (
    select * from {{ ref('int_report_chains') }}
),

terms_of_this_year as (
    select {{ term_columns('cells.report_id') }}
    from cells_of_this_year as cells
    inner join rule_terms
        on
            cells.form_version = rule_terms.form_version
            and cells.table_code = rule_terms.table_code
            and cells.row_code = rule_terms.row_code
            and cells.column_code = rule_terms.column_code
    where rule_terms.period = 't'
),

terms_of_last_year as (
    select {{ term_columns('report_chains.report_id') }}
    from cells_of_last_year as cells
    inner join report_chains on cells.report_id = report_chains.prior_report_id
    inner join rule_terms
        on
            report_chains.form_version = rule_terms.form_version
            and cells.table_code = rule_terms.table_code
            and cells.row_code = rule_terms.row_code
            and cells.column_code = rule_terms.column_code
    where rule_terms.period = 't-1'
),

report_terms as (
    select * from terms_of_this_year
    union all
    select * from terms_of_last_year
    union all
    select * from {{ ref('int_cell_terms') }}
    union all
    select * from {{ ref('int_amount_terms') }}
    union all
    select * from {{ ref('int_stated_terms') }}
)

select * from report_terms
