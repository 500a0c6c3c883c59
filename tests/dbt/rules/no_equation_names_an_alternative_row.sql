-- A row that a report may print in another way must be named through its group, or a report that does so loses a term.
with rule_code_cells as (
    select * from {{ ref('int_rule_code_cells') }}
    where scope = 'column'
),

alternative_rows as (
    select distinct
        table_code,
        row_code
    from {{ ref('form_rows') }}
    where alternative_of is not null
)

select distinct
    rule_code_cells.rule_id,
    rule_code_cells.code
from rule_code_cells
inner join alternative_rows
    on rule_code_cells.table_code = alternative_rows.table_code and rule_code_cells.code = alternative_rows.row_code
