{#-
    Of the candidates, the changes after which every decided rule they touch holds: what failed is mended and what passed
    is not broken. A move carries the set of failing rules that it mends; a figure that could not be printed ends it.
    `candidates` and `suspect_terms`, `suspect_cells` are names of earlier steps of the model.
-#}
{% macro verified_moves(candidates) -%}
    rule_changes as (
        select
            candidates.report_id,
            candidates.move_id,
            suspect_terms.rule_scope_id,
            min(suspect_terms.comparison) as comparison,
            min(suspect_terms.residual) + sum(suspect_terms.coefficient * candidates.change) as residual_after,
            min(suspect_terms.failing_ordinal) as failing_ordinal
        from {{ candidates }} as candidates
        inner join suspect_terms
            on
                candidates.report_id = suspect_terms.report_id
                and candidates.table_code = suspect_terms.table_code
                and candidates.row_code = suspect_terms.row_code
                and candidates.column_code = suspect_terms.column_code
        group by candidates.report_id, candidates.move_id, suspect_terms.rule_scope_id
    ),

    verdicts_after as (
        select
            report_id,
            move_id,
            {{ union_of_bits("coalesce(" ~ bit_of('failing_ordinal') ~ ", 0)") }} as mended_rules
        from rule_changes
        group by report_id, move_id
        having sum(case when residual_after = 0 or (comparison = '<=' and residual_after < 0) then 0 else 1 end) = 0
    ),

    printable_moves as (
        select
            candidates.report_id,
            candidates.move_id,
            count(*) as cell_count
        from {{ candidates }} as candidates
        inner join suspect_cells
            on
                candidates.report_id = suspect_cells.report_id
                and candidates.table_code = suspect_cells.table_code
                and candidates.row_code = suspect_cells.row_code
                and candidates.column_code = suspect_cells.column_code
        group by candidates.report_id, candidates.move_id
        having min(case when value_kind = 'change' then 0 else suspect_cells.value + candidates.change end) >= 0
    )

    select
        candidates.report_id,
        candidates.move_id,
        candidates.table_code,
        candidates.row_code,
        candidates.column_code,
        candidates.cause_code,
        verdicts_after.mended_rules,
        printable_moves.cell_count,
        candidates.change,
        candidates.is_exact
    from {{ candidates }} as candidates
    inner join verdicts_after
        on candidates.report_id = verdicts_after.report_id and candidates.move_id = verdicts_after.move_id
    inner join printable_moves
        on candidates.report_id = printable_moves.report_id and candidates.move_id = printable_moves.move_id
    where verdicts_after.mended_rules <> 0
{%- endmacro %}
