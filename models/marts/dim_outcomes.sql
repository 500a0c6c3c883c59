with outcomes as (
    select * from {{ ref('outcomes') }}
),

outcome_groups as (
    select * from {{ ref('outcome_groups') }}
),

codes_with_their_group as (
    select
        outcomes.code,
        outcomes.code as outcome_code,
        outcomes.name_zh,
        outcomes.name_en,
        outcomes.group_code,
        outcomes.group_code as outcome_group_code,
        outcome_groups.name_zh as outcome_group_name_zh,
        outcome_groups.name_en as outcome_group_name_en,
        outcomes.ordinal,
        outcomes.legal_basis
    from outcomes
    inner join outcome_groups on outcomes.group_code = outcome_groups.code
)

select * from codes_with_their_group
