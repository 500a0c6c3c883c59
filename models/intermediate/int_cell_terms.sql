{{ config(materialized='view') }}

with compared_cells as (
    select
        compared.report_id,
        terms.*
    from {{ ref('int_compared_cells') }} as compared
    inner join {{ ref('int_rule_terms') }} as terms on compared.rule_scope_id = terms.rule_scope_id
),

printed_cells as (
    select * from {{ ref('int_printed_cells') }}
    where is_expected
),

report_chains as (
    select * from {{ ref('int_report_chains') }}
),

rollup_members as (
    select * from {{ ref('int_rollup_members') }}
    where is_covered
),

-- Which report each term is read from: this one, last year's, or each of those that a summary covers.
reports_read as (
    select
        compared_cells.*,
        compared_cells.report_id as read_report_id
    from compared_cells
    where compared_cells.period = 't'
    union all
    select
        compared_cells.*,
        report_chains.prior_report_id as read_report_id
    from compared_cells
    inner join report_chains on compared_cells.report_id = report_chains.report_id
    where compared_cells.period = 't-1'
    union all
    select
        compared_cells.*,
        rollup_members.member_report_id as read_report_id
    from compared_cells
    inner join rollup_members on compared_cells.report_id = rollup_members.report_id
    where compared_cells.period = 'members'
),

cell_terms as (
    select
        reports_read.report_id,
        reports_read.rule_scope_id,
        reports_read.side,
        reports_read.period,
        cells.cell_state,
        cells.unit,
        reports_read.term_ordinal,
        reports_read.sign,
        cells.value,
        cells.decimal_places
    from reports_read
    inner join printed_cells as cells
        on
            reports_read.read_report_id = cells.report_id
            and reports_read.table_code = cells.table_code
            and reports_read.row_code = cells.row_code
            and reports_read.column_code = cells.column_code
)

select * from cell_terms
