-- A row that a report may print in another way must be named through its group, or a report that does so loses a term. One
-- that it prints or leaves out loses nothing: int_optional_terms has it absent.
with rule_code_cells as (
    select * from {{ ref('int_rule_code_cells') }}
    where scope = 'column'
),

rows_of_choices as (
    select
        form_version,
        table_code,
        row_code,
        alternative_of,
        coalesce(group_code, row_code) as choice_code
    from {{ ref('form_rows') }}
),

choices as (
    select
        form_version,
        table_code,
        choice_code
    from rows_of_choices
    group by form_version, table_code, choice_code
    having count(distinct alternative_of) > 1 or count(alternative_of) between 1 and count(*) - 1
),

alternative_rows as (
    select rows_of_choices.*
    from rows_of_choices
    inner join choices
        on
            rows_of_choices.form_version = choices.form_version
            and rows_of_choices.table_code = choices.table_code
            and rows_of_choices.choice_code = choices.choice_code
    where rows_of_choices.alternative_of is not null
)

select distinct
    rule_code_cells.rule_id,
    rule_code_cells.code
from rule_code_cells
inner join alternative_rows
    on
        rule_code_cells.form_version = alternative_rows.form_version
        and rule_code_cells.table_code = alternative_rows.table_code
        and rule_code_cells.code = alternative_rows.row_code
