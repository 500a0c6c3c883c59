with first_explanations as (
    select * from {{ ref('int_explanations') }}
    where explanation_rank = 1
),

explanation_cells as (
    select * from {{ ref('int_explanation_cells') }}
),

-- A figure is suggested for a cell that exactly one of the first-ranked explanations is about.
suggestions as (
    select
        first_explanations.report_id,
        first_explanations.component_code,
        explanation_cells.table_code,
        explanation_cells.row_code,
        explanation_cells.column_code,
        min(explanation_cells.cause_code) as cause_code,
        min(explanation_cells.suggested_value) as suggested_value
    from first_explanations
    inner join explanation_cells on first_explanations.explanation_id = explanation_cells.explanation_id
    group by
        first_explanations.report_id,
        first_explanations.component_code,
        explanation_cells.table_code,
        explanation_cells.row_code,
        explanation_cells.column_code
    having count(*) = 1 and min(first_explanations.rank_count) <= {{ explanations_listed() }}
)

select * from suggestions
