with explanations as (
    select
        *,
        row_number() over (partition by report_id, component_code order by cover_id) as worded_ordinal
    from {{ ref('int_explanations') }}
    where coalesce(explanation_rank, 1) = 1
),

wordings as (
    select * from {{ ref('int_explanation_wordings') }}
),

-- The first-ranked explanations of a component in one text each language; where they are equals, none is chosen.
component_wordings as (
    select
        explanations.report_id,
        explanations.component_code,
        min(explanations.confidence) as confidence,
        min(explanations.supporting_rule_ids) as supporting_rule_ids,
        coalesce(min(explanations.rank_count), 0) as rank_count,
        case
            when min(explanations.rank_count) > 1
                then '同样可能的解释有' || min(explanations.rank_count) || '种：'
            else ''
        end
        || string_agg(
            case when explanations.worded_ordinal <= {{ explanations_worded() }} then wordings.wording_zh end,
            '；或' order by explanations.worded_ordinal
        )
        || case when min(explanations.rank_count) > {{ explanations_worded() }} then '；等等' else '' end as wording_zh,
        case
            when min(explanations.rank_count) > 1
                then min(explanations.rank_count) || ' explanations are equally likely: '
            else ''
        end
        || string_agg(
            case when explanations.worded_ordinal <= {{ explanations_worded() }} then wordings.wording_en end,
            '; or ' order by explanations.worded_ordinal
        )
        || case when min(explanations.rank_count) > {{ explanations_worded() }} then '; and so on' else '' end as wording_en
    from explanations
    inner join wordings on explanations.explanation_id = wordings.explanation_id
    group by explanations.report_id, explanations.component_code
)

select * from component_wordings
