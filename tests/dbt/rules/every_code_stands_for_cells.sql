-- A code that no vintage prints, or a vintage in which the rule holds for nothing, is a misprint in the rule.
with rule_codes as (
    select * from {{ ref('int_rule_codes') }}
),

rule_code_cells as (
    select distinct
        rule_id,
        form_version,
        table_code,
        code
    from {{ ref('int_rule_code_cells') }}
),

rule_scopes as (
    select distinct
        rule_id,
        form_version,
        table_code
    from {{ ref('int_rule_scopes') }}
)

select
    rule_codes.rule_id,
    rule_codes.form_version,
    rule_codes.code
from rule_codes
left join rule_code_cells
    on
        rule_codes.rule_id = rule_code_cells.rule_id
        and rule_codes.form_version = rule_code_cells.form_version
        and rule_codes.table_code = rule_code_cells.table_code
        and rule_codes.code = rule_code_cells.code
left join rule_scopes
    on
        rule_codes.rule_id = rule_scopes.rule_id
        and rule_codes.form_version = rule_scopes.form_version
        and rule_codes.table_code = coalesce(rule_scopes.table_code, rule_codes.table_code)
where
    (rule_code_cells.code is null and rule_codes.scope not in ('section', 'report'))
    or rule_scopes.rule_id is null
