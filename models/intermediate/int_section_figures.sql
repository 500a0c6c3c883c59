with rule_scopes as (
    select * from {{ ref('int_rule_scopes') }}
),

rule_codes as (
    select * from {{ ref('int_rule_codes') }}
    where scope = 'section' and code = 'printed_figures'
),

nil_statements as (
    select * from {{ ref('int_nil_statements') }}
),

reports as (
    select * from {{ ref('int_reports') }}
),

printed_cells as (
    select * from {{ ref('int_printed_cells') }}
    where value <> 0 or cell_state = 'unreadable'
),

-- What a section that says there was none prints all the same: 0 where it keeps its word.
stated_sums as (
    select
        nil_statements.report_id,
        nil_statements.table_code,
        coalesce(max(case when printed_cells.cell_state = 'unreadable' then 'unreadable' end), 'number') as cell_state,
        coalesce(sum(abs(printed_cells.value)), 0) as value
    from nil_statements
    left join printed_cells
        on
            nil_statements.report_id = printed_cells.report_id
            and nil_statements.table_code = printed_cells.table_code
            and coalesce(nil_statements.row_code, printed_cells.row_code) = printed_cells.row_code
    group by
        nil_statements.report_id,
        nil_statements.table_code
),

-- A section without such a statement is met too: the rule has nothing to decide there, and says so.
section_figures as (
    select
        reports.report_id,
        rule_scopes.rule_scope_id,
        rule_codes.side,
        coalesce(stated_sums.cell_state, 'unstated') as cell_state,
        rule_codes.sign,
        case when stated_sums.cell_state = 'number' then stated_sums.value end as value
    from reports
    inner join rule_scopes on reports.form_version = rule_scopes.form_version
    inner join rule_codes
        on
            rule_scopes.rule_id = rule_codes.rule_id
            and rule_scopes.form_version = rule_codes.form_version
            and rule_scopes.table_code = rule_codes.table_code
    left join stated_sums
        on reports.report_id = stated_sums.report_id and rule_scopes.table_code = stated_sums.table_code
)

select * from section_figures
