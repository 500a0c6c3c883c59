with components as (
    select * from {{ ref('int_components') }}
),

first_explanations as (
    select * from {{ ref('int_explanations') }}
    where explanation_rank = 1 and rank_count = 1
),

explanation_cells as (
    select * from {{ ref('int_explanation_cells') }}
),

suspect_terms as (
    select * from {{ ref('int_suspect_terms') }}
),

-- Where one explanation stands first, a failing rule points at the one figure of its equation that is explained.
pointed_cells as (
    select
        components.report_id,
        components.rule_id,
        components.scope_code,
        min(explanation_cells.table_code) as table_code,
        min(explanation_cells.row_code) as row_code,
        min(explanation_cells.column_code) as column_code
    from components
    inner join first_explanations
        on
            components.report_id = first_explanations.report_id
            and components.component_code = first_explanations.component_code
    inner join explanation_cells on first_explanations.explanation_id = explanation_cells.explanation_id
    inner join suspect_terms
        on
            components.report_id = suspect_terms.report_id
            and components.rule_scope_id = suspect_terms.rule_scope_id
            and explanation_cells.table_code = suspect_terms.table_code
            and explanation_cells.row_code = suspect_terms.row_code
            and explanation_cells.column_code = suspect_terms.column_code
    group by components.report_id, components.rule_id, components.scope_code
    having count(*) = 1
)

select * from pointed_cells
