with explanations as (
    select * from {{ ref('int_explanations') }}
),

cover_cells as (
    select * from {{ ref('int_cover_cells') }}
),

printed_cells as (
    select * from {{ ref('int_printed_cells') }}
),

evaluations as (
    select * from {{ ref('int_rule_evaluations') }}
    where rule_id = 'plausibility.unit' and verdict = 'fail'
),

reckoned_cells as (
    select
        explanations.explanation_id,
        cover_cells.table_code,
        cover_cells.row_code,
        cover_cells.column_code,
        coalesce(cover_cells.cell_cause_code, 'no_explanation_found') as cause_code,
        case
            when cover_cells.cell_cause_code is null then 0
            else row_number() over (
                partition by explanations.explanation_id
                order by cover_cells.table_code, cover_cells.row_ordinal, cover_cells.column_ordinal
            )
        end as cell_ordinal,
        cover_cells.printed_value,
        cover_cells.suggested_value
    from explanations
    left join cover_cells
        on
            explanations.report_id = cover_cells.report_id
            and explanations.component_ordinal = cover_cells.component_ordinal
            and explanations.cover_id = cover_cells.cover_id
    where explanations.component_ordinal is not null
),

-- Too large by its reference, the figure is yuan where ten thousand yuan are meant; too small, the other way round.
amounts as (
    select
        explanations.explanation_id,
        evaluations.table_code,
        evaluations.row_code,
        evaluations.column_code,
        'wrong_unit' as cause_code,
        1 as cell_ordinal,
        printed_cells.value as printed_value,
        case
            when evaluations.left_value > evaluations.right_value then cast(printed_cells.value / 10000 as decimal(38, 6))
            else printed_cells.value * 10000
        end as suggested_value
    from explanations
    inner join evaluations
        on
            explanations.report_id = evaluations.report_id
            and explanations.component_code = evaluations.rule_id || ':' || evaluations.scope_code
    inner join printed_cells
        on
            evaluations.report_id = printed_cells.report_id
            and evaluations.table_code = printed_cells.table_code
            and evaluations.row_code = printed_cells.row_code
            and evaluations.column_code = printed_cells.column_code
)

select * from reckoned_cells
union all
select * from amounts
