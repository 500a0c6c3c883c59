with rule_terms as (
    select * from {{ ref('int_rule_terms') }}
    where scope = 'column' and period = 't'
),

form_cells as (
    select * from {{ ref('int_form_cells') }}
),

terms as (
    select
        rule_terms.*,
        form_cells.choice_code,
        form_cells.alternative_of,
        count(*) over of_a_choice - count(form_cells.alternative_of) over of_a_choice as certain_count
    from rule_terms
    inner join form_cells
        on
            rule_terms.form_version = form_cells.form_version
            and rule_terms.table_code = form_cells.table_code
            and rule_terms.row_code = form_cells.row_code
            and rule_terms.column_code = form_cells.column_code
    window of_a_choice as (partition by rule_terms.rule_scope_id, form_cells.choice_code)
)

select
    rule_scope_id,
    form_version,
    table_code,
    choice_code,
    side,
    sign,
    term_ordinal
from terms
where alternative_of is not null and certain_count = 0
