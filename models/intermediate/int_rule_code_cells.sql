with rule_codes as (
    select * from {{ ref('int_rule_codes') }}
),

form_cells as (
    select
        *,
        row_code || '.' || column_code as cell_code
    from {{ ref('int_form_cells') }}
),

-- Where a rule is about columns its codes are rows or groups of rows; where it is about rows they are columns; where it
-- is about single cells they say which kind of cell is meant.
code_cells as (
    select
        rule_codes.*,
        case rule_codes.scope
            when 'column' then form_cells.column_code
            when 'row' then form_cells.row_code
            else form_cells.cell_code
        end as iterated_code,
        case rule_codes.scope
            when 'column' then form_cells.row_code
            when 'row' then form_cells.column_code
            else form_cells.cell_code
        end as cell_name,
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
                or (rule_codes.scope = 'cell' and rule_codes.code in ('cell', form_cells.value_kind))
            )
)

select * from code_cells
