with rule_scopes as (
    select * from {{ ref('int_rule_scopes') }}
),

rule_code_cells as (
    select * from {{ ref('int_rule_code_cells') }}
),

terms as (
    select
        rule_scopes.rule_scope_id,
        rule_scopes.rule_id,
        rule_scopes.form_version,
        rule_scopes.scope,
        rule_scopes.scope_code,
        rule_scopes.table_code,
        rule_code_cells.row_code,
        rule_code_cells.column_code,
        rule_code_cells.side,
        rule_code_cells.period,
        rule_code_cells.cell_name
        || case when rule_code_cells.period = 't' then '' else '(' || rule_code_cells.period || ')' end as term_name,
        rule_code_cells.sign,
        row_number() over (
            partition by rule_scopes.rule_scope_id
            order by rule_code_cells.code_ordinal, rule_code_cells.row_ordinal, rule_code_cells.column_ordinal
        ) as term_ordinal
    from rule_scopes
    inner join rule_code_cells
        on
            rule_scopes.rule_id = rule_code_cells.rule_id
            and rule_scopes.form_version = rule_code_cells.form_version
            and rule_scopes.table_code = rule_code_cells.table_code
            and rule_scopes.iterated_code = rule_code_cells.iterated_code
)

select * from terms
