with unmapped_rows as (
    select * from {{ ref('stg_unmapped_rows') }}
    where carries_figures
),

reports as (
    select * from {{ ref('stg_reports') }}
),

rules as (
    select * from {{ ref('reconciliation_rules') }}
    where needs_all_rows
),

rule_code_cells as (
    select * from {{ ref('int_rule_code_cells') }}
),

form_rows as (
    select * from {{ ref('form_rows') }}
),

-- The rows that a rule adds up, from the row before the first of them to the last.
summed_parts as (
    select
        rule_code_cells.rule_id,
        rule_code_cells.form_version,
        rule_code_cells.table_code,
        min(rule_code_cells.row_ordinal) - 1 as first_ordinal,
        max(rule_code_cells.row_ordinal) as last_ordinal
    from rule_code_cells
    inner join rules on rule_code_cells.rule_id = rules.rule_id and rule_code_cells.row_code <> rules.anchor_code
    group by
        rule_code_cells.rule_id,
        rule_code_cells.form_version,
        rule_code_cells.table_code
),

placed_rows as (
    select
        unmapped_rows.report_id,
        reports.form_version,
        unmapped_rows.table_code,
        coalesce(unmapped_rows.label, '') as label,
        coalesce(form_rows.ordinal, 0) as previous_ordinal,
        unmapped_rows.row_ordinal
    from unmapped_rows
    inner join reports on unmapped_rows.report_id = reports.report_id
    left join form_rows
        on
            reports.form_version = form_rows.form_version
            and unmapped_rows.table_code = form_rows.table_code
            and unmapped_rows.previous_row_code = form_rows.row_code
),

ranked_rows as (
    select
        placed_rows.report_id,
        summed_parts.rule_id,
        placed_rows.label,
        row_number() over (
            partition by placed_rows.report_id, summed_parts.rule_id
            order by placed_rows.row_ordinal, placed_rows.label
        ) as row_rank
    from placed_rows
    inner join summed_parts
        on
            placed_rows.form_version = summed_parts.form_version
            and placed_rows.table_code = summed_parts.table_code
            and placed_rows.previous_ordinal between summed_parts.first_ordinal and summed_parts.last_ordinal
)

select
    report_id,
    rule_id,
    label
from ranked_rows
where row_rank = 1
