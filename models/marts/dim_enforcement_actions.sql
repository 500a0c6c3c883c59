with enforcement_actions as (
    select * from {{ ref('enforcement_actions') }}
),

codes as (
    select
        code,
        code as action_code,
        name_zh,
        name_en,
        group_code,
        ordinal,
        legal_basis
    from enforcement_actions
)

select * from codes
