with components as (
    select
        report_id,
        component_ordinal,
        min(component_code) as component_code,
        min(failing_count) as failing_count,
        string_agg(distinct rule_id, ' ' order by rule_id) as rule_ids
    from {{ ref('int_components') }}
    group by report_id, component_ordinal
),

ranked_covers as (
    select * from {{ ref('int_ranked_covers') }}
    where listed_ordinal <= {{ explanations_listed() }}
),

unit_explanations as (
    select * from {{ ref('int_unit_explanations') }}
),

-- Certain is only what is alone and over-determined: more failing rules agree on it than it changes figures, and every
-- other change of as many figures was tried.
explanations as (
    select
        components.report_id,
        components.component_ordinal,
        components.component_code,
        ranked_covers.cover_id,
        case
            when ranked_covers.cover_id is null then null
            when ranked_covers.explanation_rank > 1 or ranked_covers.rank_count > 1 then 'possible'
            when not ranked_covers.is_exact then 'possible'
            when
                ranked_covers.smallest_count = 1
                and ranked_covers.size = ranked_covers.smallest_size
                and components.failing_count > ranked_covers.cell_count
                and ranked_covers.cell_count <= {{ cells_searched_completely() }}
                then 'certain'
            else 'likely'
        end as confidence,
        concat_ws(' ', components.rule_ids, ranked_covers.corroborating_rule_ids) as supporting_rule_ids,
        ranked_covers.explanation_rank,
        ranked_covers.rank_count,
        coalesce(ranked_covers.explanation_count, 0) as explanation_count,
        coalesce(ranked_covers.cell_count, 0) as cell_count,
        components.failing_count
    from components
    left join ranked_covers
        on
            components.report_id = ranked_covers.report_id
            and components.component_ordinal = ranked_covers.component_ordinal
    union all
    select * from unit_explanations
)

select
    {{ stable_id(['report_id', 'component_code', 'cover_id']) }} as explanation_id,
    *
from explanations
