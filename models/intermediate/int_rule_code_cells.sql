with rule_codes as (
    select * from {{ ref('int_rule_codes') }}
),

form_cells as (
    select * from {{ ref('int_form_cells') }}
),

-- Where a rule is about columns its codes are rows or groups of rows; where it is about rows they are columns.
code_cells as (
    select
        rule_codes.*,
        case when rule_codes.scope = 'column' then form_cells.column_code else form_cells.row_code end as iterated_code,
        case when rule_codes.scope = 'column' then form_cells.row_code else form_cells.column_code end as cell_name,
        form_cells.row_code,
        form_cells.column_code,
        form_cells.value_kind,
        form_cells.row_ordinal,
        form_cells.column_ordinal
    from rule_codes
    inner join form_cells
        on
            rule_codes.form_version = form_cells.form_version
            and rule_codes.table_code = form_cells.table_code
            and (
                (rule_codes.scope = 'column' and rule_codes.code in (form_cells.row_code, form_cells.group_code))
                or (rule_codes.scope = 'row' and rule_codes.code = form_cells.column_code)
            )
)

select * from code_cells
