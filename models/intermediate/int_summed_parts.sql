with rules as (
    select * from {{ ref('reconciliation_rules') }}
    where needs_all_rows
),

rule_code_cells as (
    select * from {{ ref('int_rule_code_cells') }}
),

form_rows as (
    select * from {{ ref('form_rows') }}
),

summed_rows as (
    select
        rule_code_cells.rule_id,
        rule_code_cells.form_version,
        rule_code_cells.table_code,
        min(case when rule_code_cells.row_code = rules.anchor_code then rule_code_cells.row_ordinal end) as total_ordinal,
        min(case when rule_code_cells.row_code <> rules.anchor_code then rule_code_cells.row_ordinal end) as first_ordinal,
        max(case when rule_code_cells.row_code <> rules.anchor_code then rule_code_cells.row_ordinal end) as last_ordinal
    from rule_code_cells
    inner join rules on rule_code_cells.rule_id = rules.rule_id
    group by
        rule_code_cells.rule_id,
        rule_code_cells.form_version,
        rule_code_cells.table_code
),

-- What follows the total is a part, wherever the form has the other parts. Reports print optional rows in an order of their
-- own, so a part ends only at the next row that all of them print.
summed_parts as (
    select
        summed_rows.rule_id,
        summed_rows.form_version,
        summed_rows.table_code,
        least(summed_rows.first_ordinal - 1, summed_rows.total_ordinal) as first_previous_ordinal,
        coalesce(min(form_rows.ordinal) - 1, summed_rows.last_ordinal) as last_previous_ordinal
    from summed_rows
    left join form_rows
        on
            summed_rows.form_version = form_rows.form_version
            and summed_rows.table_code = form_rows.table_code
            and summed_rows.last_ordinal < form_rows.ordinal
            and form_rows.alternative_of is null
    group by
        summed_rows.rule_id,
        summed_rows.form_version,
        summed_rows.table_code,
        summed_rows.total_ordinal,
        summed_rows.first_ordinal,
        summed_rows.last_ordinal
)

select * from summed_parts
