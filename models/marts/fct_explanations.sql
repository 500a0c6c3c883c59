with explanations as (
    select * from {{ ref('int_explanations') }}
),

explanation_cells as (
    select * from {{ ref('int_explanation_cells') }}
),

cells as (
    select
        explanations.explanation_id,
        explanations.report_id,
        explanations.component_code,
        cast(explanations.explanation_rank as integer) as explanation_rank,
        cast(cells.cell_ordinal as integer) as cell_ordinal,
        cast(explanations.cell_count as integer) as cell_count,
        cells.table_code,
        cells.row_code,
        cells.column_code,
        cells.printed_value,
        cells.suggested_value,
        cells.cause_code,
        explanations.confidence,
        explanations.supporting_rule_ids,
        cast(explanations.failing_count as integer) as mended_count,
        cast(explanations.rank_count as integer) as rank_count,
        cast(explanations.explanation_count as integer) as explanation_count
    from explanations
    inner join explanation_cells as cells on explanations.explanation_id = cells.explanation_id
)

select * from cells
